//! Charts as photos: drawn off the async threads, a few at a time, and sent again by the id that Telegram gave them.
//!
//! The door is [`Door::send_photo`]. What is drawn names the picture: the hash of its SVG is the key under which its id is
//! kept (in the store, so that a restart or another generation with equal figures draws nothing anew). Two questions with
//! the same picture share it, in each language another one is drawn.

use std::sync::Arc;

use serde::Deserialize;
use serde_json::Value;
use teloxide::payloads::SendPhoto;
use teloxide::payloads::setters::*;
use teloxide::types::{FileId, InputFile, ParseMode, ReplyMarkup, ReplyParameters};
use tokio::sync::Semaphore;
use xxhash_rust::xxh3::xxh3_128;

use super::api::{CallError, Patience, Upload};
use super::deliver::Spot;
use super::door::Door;
use super::limiter::Lane;
use super::split::{LONGEST, units};
use crate::eda::{self, Chart, Frame};
use crate::people::Stamp;
use crate::render::format::escape_html;

/// Pictures drawn at a time: each takes a processor for some hundredths of a second and ten megabytes.
const AT_A_TIME: usize = 2;

/// Room to draw pictures.
pub(super) struct Drawing(Arc<Semaphore>);

impl Default for Drawing {
    fn default() -> Self {
        Self(Arc::new(Semaphore::new(AT_A_TIME)))
    }
}

impl Drawing {
    /// Does a piece of drawing off the async threads, in its turn; `None` where it panics.
    async fn draw<T: Send + 'static>(&self, work: impl FnOnce() -> T + Send + 'static) -> Option<T> {
        let room = Arc::clone(&self.0).acquire_owned().await.ok()?;
        let drawn = tokio::task::spawn_blocking(move || {
            let drawn = work();
            drop(room);
            drawn
        });
        drawn.await.inspect_err(|error| tracing::error!("a chart cannot be drawn: {error}")).ok()
    }
}

/// A chart laid out.
struct Sketch {
    svg: String,
    /// The picture's name.
    hash: u128,
    /// Telegram's id of it, where it has it already.
    known: Option<FileId>,
}

/// The part of a sent photo that matters here.
#[derive(Deserialize)]
struct Sent {
    photo: Vec<Size>,
}

/// One of the sizes that Telegram keeps of a photo, in pixels.
#[derive(Deserialize)]
struct Size {
    file_id: String,
    #[serde(default)]
    width: u32,
}

impl Door {
    /// Sends a chart as a photo with `caption`, HTML of at most [`super::split::LONGEST_CAPTION`] units. `None` where the
    /// chat takes no pictures or this one cannot be drawn: then it is to be told in words.
    ///
    /// # Errors
    /// See [`CallError`].
    pub(super) async fn send_photo(
        &self,
        spot: Spot,
        chart: &Arc<Chart>,
        caption: &str,
        below: Option<ReplyMarkup>,
    ) -> Result<Option<Value>, CallError> {
        let Some(sketch) = self.sketch(chart).await else { return Ok(None) };
        let mut photo = SendPhoto::new(spot.chat, Upload::attached()).caption(caption).parse_mode(ParseMode::Html);
        photo.message_thread_id = spot.topic;
        photo.reply_parameters = spot.asked_in.map(|id| ReplyParameters::new(id).allow_sending_without_reply());
        photo.reply_markup = below;
        let lane = Lane::Chat(spot.chat);
        if let Some(known) = sketch.known {
            photo.photo = InputFile::file_id(known);
            match self.api.call(&photo, lane, Patience::Message).await {
                // Ids do not live for ever.
                Err(error) if error.says_any(&["file", "FILE_REFERENCE"]) => tracing::info!("uploaded anew: {error}"),
                sent => return unless_refused(sent),
            }
            photo.photo = Upload::attached();
        }
        let Some(png) = self.drawing.draw(move || eda::pixels(&sketch.svg)).await else { return Ok(None) };
        let file = Upload { name: "claqueta.png", kind: "image/png", bytes: &png };
        let sent = self.api.upload(&photo, &file, lane, Patience::Message).await;
        if let Ok(sent) = &sent {
            self.keep(sketch.hash, sent).await;
        }
        unless_refused(sent)
    }

    /// Lays a chart out and looks whether Telegram has its picture. Cost: a millisecond or two.
    async fn sketch(&self, chart: &Arc<Chart>) -> Option<Sketch> {
        let (chart, people, bot) = (Arc::clone(chart), Arc::clone(&self.people), self.me.user.id.0);
        let sketched = self.drawing.draw(move || {
            let svg = eda::svg(&chart, Frame::Picture);
            let hash = xxh3_128(svg.as_bytes());
            // Without the store every picture is drawn and sent anew.
            let known = people.picture(bot, hash).inspect_err(|error| tracing::warn!("{error}")).ok().flatten();
            Sketch { svg, hash, known: known.map(FileId) }
        });
        sketched.await
    }

    /// Keeps the id of a photo that was sent.
    async fn keep(&self, hash: u128, sent: &Value) {
        let sizes = Sent::deserialize(sent).map(|sent| sent.photo).unwrap_or_default();
        let Some(largest) = sizes.into_iter().max_by_key(|size| size.width) else { return };
        let (people, bot) = (Arc::clone(&self.people), self.me.user.id.0);
        let kept = move || people.keep_picture(bot, hash, &largest.file_id, Stamp::now(None));
        if let Ok(Err(error)) = tokio::task::spawn_blocking(kept).await {
            tracing::warn!("{error}");
        }
    }
}

/// `None` where Telegram refuses the picture itself, or pictures in this chat; a text may still be taken.
fn unless_refused(sent: Result<Value, CallError>) -> Result<Option<Value>, CallError> {
    match sent {
        Err(error) if error.says_any(&["photo", "PHOTO", "IMAGE", "MEDIA"]) => {
            tracing::info!("told in words: {error}");
            Ok(None)
        }
        sent => sent.map(Some),
    }
}

/// The caption and the chart as bars of letters, in one message.
pub(super) fn in_words(caption: &str, chart: &Chart) -> String {
    let mut told = format!("{caption}\n\n<code>");
    escape_html(&eda::bars(chart), &mut told);
    told.push_str("</code>");
    if units(&told) <= LONGEST { told } else { caption.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::eda::{Axis, BarLayout, Bars, Format, Plot, Series};
    use crate::render::Language;

    fn chart(bars: usize) -> Chart {
        let plot = Plot::Bars(Bars {
            labels: (0..bars).map(|i| format!("<{i}> ñ & co")).collect(),
            series: vec![Series { name: String::new(), values: vec![3.0; bars] }],
            layout: BarLayout::Rows,
            value: Axis::even("", Format::Number),
            across: String::new(),
        });
        let text = String::new;
        Chart { name: text(), title: text(), finding: text(), source: text(), plot, language: Language::Spanish }
    }

    #[test]
    fn in_words_it_is_one_message_that_telegram_takes() {
        let told = in_words("<b>x</b>", &chart(3));
        assert!(told.starts_with("<b>x</b>\n\n<code>&lt;0&gt; ñ &amp; co █") && told.ends_with("3</code>"), "{told}");
        for bars in [0, 1, 40, 400] {
            assert!(units(&in_words("<b>x</b>", &chart(bars))) <= LONGEST);
        }
    }

    #[tokio::test]
    async fn a_panic_while_drawing_costs_the_picture_and_no_room() {
        let drawing = Drawing::default();
        for _ in 0..AT_A_TIME + 1 {
            assert_eq!(drawing.draw(|| if true { panic!("on purpose") } else { 1 }).await, None);
        }
        assert_eq!(drawing.draw(|| 2).await, Some(2));
    }
}
