//! The names of all questions, as the machine interface writes them.

use std::fmt;
use std::str::FromStr;

macro_rules! intents {
    ($($(#[$doc:meta])* $variant:ident = $name:literal),* $(,)?) => {
        /// What a question is about. The names are a promise of the machine interface.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Intent { $($(#[$doc])* $variant),* }

        impl Intent {
            /// All of them; the first twelve are those of the sources.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];

            /// The name in the machine interface.
            pub fn name(self) -> &'static str {
                match self { $(Self::$variant => $name),* }
            }
        }
    };
}

intents! {
    /// Films released in a month.
    MonthCount = "month_count",
    /// Films released on a weekday.
    WeekdayCount = "weekday_count",
    /// Popularity of a film.
    Score = "score",
    /// Votes of a film.
    Votes = "votes",
    /// Films and return of an actor.
    ActorStats = "actor_stats",
    /// Films and return of a director.
    DirectorStats = "director_stats",
    /// Similar films.
    Recommend = "recommend",
    /// The longest title.
    MaxDuration = "max_duration",
    /// Titles above a score.
    ScoreCount = "score_count",
    /// Titles of a platform.
    PlatformCount = "platform_count",
    /// The actor who appears most.
    TopActor = "top_actor",
    /// Whether a title suits a user.
    Predict = "predict",
    /// A film's card.
    FilmCard = "film_card",
    /// Where to watch a film.
    WhereToWatch = "where_to_watch",
    /// All films of a person.
    Filmography = "filmography",
    /// Who acts in a film and who directed it.
    Cast = "cast",
    /// Films by genre, years, country and the like.
    Discover = "discover",
    /// The films of a saga and what they returned.
    Saga = "saga",
    /// Films of a year, language, country or company.
    CountBy = "count_by",
    /// Platform titles of a country, kind and year, or of an age rating.
    TitleCount = "title_count",
    /// A chart of films.
    Chart = "chart",
    /// Films with a plot like a description.
    LikeText = "like_text",
    /// My mark for a film.
    Rate = "rate",
    /// A film that I have seen.
    Seen = "seen",
    /// A film onto a list.
    Add = "add",
    /// A film off a list.
    Remove = "remove",
    /// What is on a list.
    Watchlist = "watchlist",
    /// Films for me.
    ForYou = "for_you",
    /// Films for a group.
    ForGroup = "for_group",
    /// I take part in a group's recommendations.
    Join = "join",
    /// I do so no longer.
    Leave = "leave",
    /// Asks me about well-known films.
    Taste = "taste",
    /// What I rated and saw.
    History = "history",
    /// All that is kept of me.
    MyData = "my_data",
    /// Deletes all that is kept of me.
    ForgetMe = "forget_me",
    /// The language in which I am spoken to.
    Language = "language",
    /// Look-up by name.
    Search = "search",
    /// Help.
    Help = "help",
    /// Small talk.
    Greeting = "greeting",
    /// What is not answered here.
    OutOfScope = "out_of_scope",
}

impl fmt::Display for Intent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for Intent {
    type Err = ();

    fn from_str(s: &str) -> Result<Self, ()> {
        Self::ALL.iter().copied().find(|i| i.name() == s).ok_or(())
    }
}
