//! Whether ratings say anything about the items that they rate.
//!
//! The door is [`Signal::measure`]. Ratings drawn by lot look like ratings: they have a mean, a spread, users and
//! items. What they lack is that some items are rated higher than others by more than chance does. The test is a
//! one-way analysis of variance of the ratings by item (Fisher 1925).

use super::ratings::Rated;

/// How much the mean ratings of items differ, and how much they would by chance alone.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Signal {
    /// Number of ratings.
    pub ratings: u64,
    /// Number of items with at least [`Signal::FEWEST`] ratings, the ones that the next figures are about.
    pub items: u64,
    /// Mean of all ratings, 0.5–5.
    pub mean: f64,
    /// Standard deviation of the items' mean ratings.
    pub spread: f64,
    /// The standard deviation that they would have if every rating had been given to any item.
    pub spread_by_chance: f64,
    /// By how many standard errors the variance between items exceeds what chance gives.
    pub z: f64,
}

impl Signal {
    /// Items with fewer ratings are left out: their means are nearly all chance.
    pub const FEWEST: u32 = 5;
    /// Below this many standard errors the items' means are held to be chance.
    const LEAST_Z: f64 = 4.0;
    /// A spread that exceeds chance by less than this factor tells nobody what to watch, however significant it is.
    const LEAST_FACTOR: f64 = 1.05;
    /// A source with fewer items that count cannot be tested, and is believed.
    const TESTABLE: u64 = 30;

    /// Measures ratings; `items` is the number of rows of items. Linear.
    pub(super) fn measure(rated: &[Rated], items: usize) -> Self {
        let mut count = vec![0u32; items];
        let mut sum = vec![0.0f64; items];
        for r in rated {
            count[r.item as usize] += 1;
            sum[r.item as usize] += f64::from(r.score);
        }
        let kept: Vec<usize> = (0..items).filter(|&i| count[i] >= Self::FEWEST).collect();
        let used = || rated.iter().filter(|r| count[r.item as usize] >= Self::FEWEST);
        let n = used().count() as f64;
        let all_mean = rated.iter().map(|r| f64::from(r.score)).sum::<f64>() / rated.len().max(1) as f64;
        let mut signal =
            Self { ratings: rated.len() as u64, items: kept.len() as u64, mean: all_mean, ..Self::default() };
        let groups = kept.len() as f64;
        if groups < 2.0 || n <= groups {
            return signal;
        }
        let mean = used().map(|r| f64::from(r.score)).sum::<f64>() / n;
        let mean_of = |i: usize| sum[i] / f64::from(count[i]);
        let within = used().map(|r| (f64::from(r.score) - mean_of(r.item as usize)).powi(2)).sum::<f64>();
        let between = kept.iter().map(|&i| f64::from(count[i]) * (mean_of(i) - mean).powi(2)).sum::<f64>();
        let variance = (within + between) / (n - 1.0);
        let centre = kept.iter().map(|&i| mean_of(i)).sum::<f64>() / groups;
        signal.spread = (kept.iter().map(|&i| (mean_of(i) - centre).powi(2)).sum::<f64>() / (groups - 1.0)).sqrt();
        signal.spread_by_chance = (kept.iter().map(|&i| variance / f64::from(count[i])).sum::<f64>() / groups).sqrt();
        let (free_between, free_within) = (groups - 1.0, n - groups);
        if within > 0.0 {
            let f = (between / free_between) / (within / free_within);
            signal.z = (f - 1.0) / (2.0 / free_between + 2.0 / free_within).sqrt();
        }
        signal
    }

    /// Whether items differ by more than chance; also false where there are too few ratings to tell.
    pub fn tells(&self) -> bool {
        self.z > Self::LEAST_Z && self.spread > self.spread_by_chance * Self::LEAST_FACTOR
    }

    /// Whether enough items were rated to tell that they do not differ by more than chance.
    pub fn is_noise(&self) -> bool {
        self.items >= Self::TESTABLE && !self.tells()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::recommend::random::Random;

    #[test]
    fn noise_is_noticed() {
        let mut random = Random::new(1);
        let mut rated = |taste: f32| -> Vec<Rated> {
            (0..40_000u32)
                .map(|n| {
                    let item = random.below(300) as u32;
                    let score = 1.0 + random.below(5) as f32 + taste * (item % 3) as f32;
                    Rated { user: n / 40, item, score }
                })
                .collect()
        };
        let noise = Signal::measure(&rated(0.0), 300);
        assert!(!noise.tells() && (noise.spread / noise.spread_by_chance - 1.0).abs() < 0.1, "{noise:?}");
        let taste = Signal::measure(&rated(0.5), 300);
        assert!(taste.tells() && taste.z > 50.0, "{taste:?}");
        assert!(!Signal::measure(&[], 0).tells());
    }
}
