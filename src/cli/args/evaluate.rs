//! What `claqueta evaluate` takes.

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};

/// Arguments of `evaluate`.
#[derive(Debug, Args)]
pub struct EvaluateArgs {
    /// What to measure.
    #[command(subcommand)]
    pub what: Evaluated,
}

/// What can be measured.
#[derive(Debug, Subcommand)]
pub enum Evaluated {
    /// How many sentences are understood, on an index.
    Understanding(SetArgs),
    /// How many names are found, on an index.
    Search(SetArgs),
    /// How well held-back ratings are predicted.
    Ratings(RatingsArgs),
    /// The best unseen items of each user, written to a file.
    Ranking(RankingArgs),
    /// How well similar films agree with lists or with verdicts on pairs, on an index.
    Similar(SimilaritiesArgs),
    /// How the models moved from generation to generation of an index.
    History(HistoryArgs),
}

/// Arguments of `evaluate understanding` and `evaluate search`.
#[derive(Debug, Args)]
pub struct SetArgs {
    /// File of questions with their answers [default: that of tests/eval].
    #[arg(long, value_name = "FILE")]
    pub set: Option<PathBuf>,
    /// Print one JSON object.
    #[arg(long)]
    pub json: bool,
}

/// Which ratings model.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum RatingsModelArg {
    /// Bayesian factorisation.
    Bayes,
    /// Biased matrix factorisation by gradient descent.
    Svd,
}

/// Arguments of `evaluate ratings`.
#[derive(Debug, Args)]
pub struct RatingsArgs {
    /// The model.
    #[arg(long, value_enum, default_value = "bayes")]
    pub model: RatingsModelArg,
    /// Ratings to learn from: user, item, rating; tabs or commas.
    #[arg(long, value_name = "FILE")]
    pub train: PathBuf,
    /// Ratings to predict.
    #[arg(long, value_name = "FILE")]
    pub test: PathBuf,
    /// What is known of items: MovieLens `u.item` or `movies.csv`.
    #[arg(long, value_name = "FILE")]
    pub items: Option<PathBuf>,
    /// What is known of users: MovieLens `u.user`.
    #[arg(long, value_name = "FILE")]
    pub users: Option<PathBuf>,
    /// Seed of all random numbers.
    #[arg(long, value_name = "N", default_value_t = 0)]
    pub seed: u64,
    /// Write the estimates: user,item,prediction.
    #[arg(long, value_name = "FILE")]
    pub predictions: Option<PathBuf>,
    /// Print one JSON object.
    #[arg(long)]
    pub json: bool,
}

/// Arguments of `evaluate ranking`.
#[derive(Debug, Args)]
pub struct RankingArgs {
    /// Ratings to learn from.
    #[arg(long, value_name = "FILE")]
    pub train: PathBuf,
    /// Ratings of users unknown to the training.
    #[arg(long, value_name = "FILE")]
    pub foldin: Option<PathBuf>,
    /// What is known of items; with --index, a `links.csv` beside it adds what the index knows of them.
    #[arg(long, value_name = "FILE")]
    pub items: Option<PathBuf>,
    /// Ratings to score the lists with.
    #[arg(long, value_name = "FILE")]
    pub test: Option<PathBuf>,
    /// File of users, one a line, or `all`.
    #[arg(long, value_name = "FILE|all")]
    pub users: String,
    /// Items for each user.
    #[arg(short, value_name = "N", default_value_t = 10, value_parser = clap::value_parser!(u16).range(1..))]
    pub k: u16,
    /// Where to write user,item,score.
    #[arg(long, value_name = "FILE")]
    pub out: PathBuf,
    /// Seed of all random numbers.
    #[arg(long, value_name = "N", default_value_t = 0)]
    pub seed: u64,
    /// Print one JSON object.
    #[arg(long)]
    pub json: bool,
}

/// Arguments of `evaluate similar`.
#[derive(Debug, Args)]
#[command(group(clap::ArgGroup::new("what").required(true).args(["truth", "pairs"])))]
pub struct SimilaritiesArgs {
    /// Films that belong together: query,neighbour; source ids, with a header.
    #[arg(long, value_name = "FILE")]
    pub truth: Option<PathBuf>,
    /// The films that may be answered, by source id, one a line [default: all].
    #[arg(long, value_name = "FILE", requires = "truth")]
    pub candidates: Option<PathBuf>,
    /// Verdicts on pairs of films: a,b,ok with 1 for alike and 0 for not; with a header.
    #[arg(long, value_name = "FILE")]
    pub pairs: Option<PathBuf>,
    /// Print one JSON object.
    #[arg(long)]
    pub json: bool,
}

/// Arguments of `evaluate history`.
#[derive(Debug, Args)]
pub struct HistoryArgs {
    /// Print one JSON object.
    #[arg(long)]
    pub json: bool,
}
