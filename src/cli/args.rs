//! What the command line takes.

mod evaluate;

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
pub use evaluate::*;

/// Claqueta: ask about films in Spanish, in the terminal, in Telegram, on a web page or over HTTP.
#[derive(Debug, Parser)]
#[command(name = "claqueta", version, about, arg_required_else_help = false)]
pub struct Arguments {
    /// Folder with source files, sub-folders included; repeatable [default: paths.data of the configuration].
    #[arg(long, value_name = "DIR", global = true)]
    pub data: Vec<PathBuf>,
    /// Folder of the index [default: paths.index of the configuration].
    #[arg(long, value_name = "DIR", global = true)]
    pub index: Option<PathBuf>,
    /// Configuration [default: config.toml if there is one].
    #[arg(long, value_name = "FILE", global = true)]
    pub config: Option<PathBuf>,
    /// What to do; without it, the chat in the terminal.
    #[command(subcommand)]
    pub command: Option<Command>,
}

/// The sub-commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Read the sources, build the index and publish it.
    Index(IndexArgs),
    /// Write the cleaned tables.
    Etl(EtlArgs),
    /// Draw the charts of the data and write a report.
    Eda(EdaArgs),
    /// Ask one question, or one a line.
    Ask(AskArgs),
    /// Look up films, platform titles and people by name.
    Search(SearchArgs),
    /// Films similar to one.
    Similar(SimilarArgs),
    /// Measure understanding, look-up, predicted ratings or recommended films.
    Evaluate(EvaluateArgs),
    /// Talk in the terminal.
    Chat,
    /// Run the Telegram bot; its token comes from TELOXIDE_TOKEN.
    Bot(BotArgs),
    /// Look after what people told: ratings, lists, groups.
    People(PeopleArgs),
    /// Serve the API and the web chat.
    Serve(ServeArgs),
    /// Health of the index: its generation, sources and counts.
    Status(StatusArgs),
    /// Print a shell's completions.
    Completions(CompletionsArgs),
    /// Print the manual page, or write one for each command.
    Man(ManArgs),
}

/// Arguments of `index`.
#[derive(Debug, Args)]
pub struct IndexArgs {
    /// Print the report as one JSON object.
    #[arg(long)]
    pub json: bool,
    /// Which models to train.
    #[arg(long, value_enum, default_value = "all")]
    pub models: ModelsArg,
    /// Publish the models even if they are worse than those that serve.
    #[arg(long)]
    pub force: bool,
    /// Folder whose sources take the place of those of the same name; repeatable [default without --data: `sources` in
    /// paths.state, where the bot keeps what admins upload].
    #[arg(long, value_name = "DIR")]
    pub instead: Vec<PathBuf>,
    /// Tell how far it is on stderr, for programs: lines of `progress STAGE DONE TOTAL`.
    #[arg(long)]
    pub progress: bool,
}

/// Which models to train.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ModelsArg {
    /// Content similarity, and ratings by the best models.
    All,
    /// Content similarity, and ratings by the quick models: a third less work, and estimates less exact.
    Quick,
    /// Content similarity only.
    Content,
}

/// Arguments of `etl`.
#[derive(Debug, Args)]
pub struct EtlArgs {
    /// Folder for the tables; made if it is not there.
    #[arg(long, value_name = "DIR", required_unless_present = "check")]
    pub out: Option<PathBuf>,
    /// Write nothing, only report.
    #[arg(long, conflicts_with = "out")]
    pub check: bool,
    /// Folder whose sources take the place of those of the same name; repeatable.
    #[arg(long, value_name = "DIR")]
    pub instead: Vec<PathBuf>,
    /// Format of the tables.
    #[arg(long, value_enum, default_value = "csv")]
    pub format: FormatArg,
    /// Print the report as one JSON object.
    #[arg(long)]
    pub json: bool,
}

/// Format of cleaned tables.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum FormatArg {
    /// Comma separated.
    Csv,
    /// Parquet, zstd.
    Parquet,
}

/// Arguments of `eda`.
#[derive(Debug, Args)]
pub struct EdaArgs {
    /// Folder for the report and its pictures; made if it is not there.
    #[arg(long, value_name = "DIR")]
    pub out: PathBuf,
}

/// Arguments of `ask`.
#[derive(Debug, Args)]
pub struct AskArgs {
    /// Print one JSON object per utterance.
    #[arg(long)]
    pub json: bool,
    /// Read one utterance a line from stdin.
    #[arg(long)]
    pub stdin: bool,
    /// Make all lines one conversation.
    #[arg(long, requires = "stdin", conflicts_with = "text")]
    pub session: bool,
    /// The utterance.
    #[arg(required_unless_present = "stdin", conflicts_with = "stdin")]
    pub text: Vec<String>,
}

/// Arguments of `search`.
#[derive(Debug, Args)]
pub struct SearchArgs {
    /// Print one JSON object per query.
    #[arg(long)]
    pub json: bool,
    /// Read one query a line from stdin.
    #[arg(long)]
    pub stdin: bool,
    /// What to look for.
    #[arg(long, value_enum, default_value = "any")]
    pub kind: KindArg,
    /// How many results.
    #[arg(short, value_name = "N", default_value_t = 10, value_parser = clap::value_parser!(u16).range(1..=1000))]
    pub k: u16,
    /// Say what each result got and why.
    #[arg(long)]
    pub explain: bool,
    /// The query.
    #[arg(required_unless_present = "stdin", conflicts_with = "stdin")]
    pub text: Vec<String>,
}

/// What to look for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum KindArg {
    /// Films.
    Film,
    /// Platform titles.
    Title,
    /// Actors and directors.
    Person,
    /// All of them.
    Any,
}

/// Arguments of `similar`.
#[derive(Debug, Args)]
pub struct SimilarArgs {
    /// Print one JSON object per query.
    #[arg(long)]
    pub json: bool,
    /// Read one query a line from stdin.
    #[arg(long, conflicts_with = "pairs")]
    pub stdin: bool,
    /// How many films.
    #[arg(short, value_name = "N", default_value_t = 10, value_parser = clap::value_parser!(u16).range(1..=1000))]
    pub k: u16,
    /// Only films whose source id stands in this file, one a line.
    #[arg(long, value_name = "FILE")]
    pub among: Option<PathBuf>,
    /// Print the content cosine of each pair of source ids in this CSV (header, then `a,b,…`).
    #[arg(long, value_name = "FILE", conflicts_with_all = ["among", "text"])]
    pub pairs: Option<PathBuf>,
    /// A title, or `id:862`.
    #[arg(required_unless_present_any = ["stdin", "pairs"], conflicts_with = "stdin")]
    pub text: Vec<String>,
}

/// Arguments of `bot`.
#[derive(Debug, Args)]
pub struct BotArgs {
    /// Where to serve `/health` and `/metrics`; nowhere without it.
    #[arg(long, value_name = "HOST:PORT")]
    pub addr: Option<String>,
}

/// Arguments of `people`.
#[derive(Debug, Args)]
pub struct PeopleArgs {
    /// What to do.
    #[command(subcommand)]
    pub what: PeopleCommand,
}

/// What can be done with people's data.
#[derive(Debug, Subcommand)]
pub enum PeopleCommand {
    /// Copy all of it into a file while it is in use; to restore it, put the file in its place.
    Backup {
        /// The file; it must not be there yet.
        file: PathBuf,
    },
    /// Say whether the file is sound and how much is in it.
    Check,
}

/// Arguments of `serve`.
#[derive(Debug, Args)]
pub struct ServeArgs {
    /// Where to listen; port 0 takes a free one [default: http.addr of the configuration, 127.0.0.1:8080].
    #[arg(long, value_name = "HOST:PORT")]
    pub addr: Option<String>,
}

/// Arguments of `status`.
#[derive(Debug, Args)]
pub struct StatusArgs {
    /// Print one JSON object.
    #[arg(long)]
    pub json: bool,
}

/// Arguments of `man`.
#[derive(Debug, Args)]
pub struct ManArgs {
    /// Folder to write claqueta.1 and a page of each command into, such as /usr/local/share/man/man1.
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
}

/// Arguments of `completions`.
#[derive(Debug, Args)]
pub struct CompletionsArgs {
    /// The shell.
    #[arg(value_enum)]
    pub shell: clap_complete::Shell,
}
