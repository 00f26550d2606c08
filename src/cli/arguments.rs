//! What several commands take, and how words of the command line become values.

use clap::Args;
use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use jiff::civil::DateTime;

use crate::check::midnight;
use crate::finding::Severity;
use crate::text::Language;

/// When to colour.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum ColorChoice {
    /// On a terminal, unless the environment says otherwise.
    #[default]
    Auto,
    Always,
    Never,
}

impl ColorChoice {
    const ALL: [(Self, &'static str); 3] =
        [(Self::Auto, "auto"), (Self::Always, "always"), (Self::Never, "never")];
}

/// Flags that every command takes.
#[derive(Clone, Copy, Debug, Args)]
pub(super) struct GlobalArguments {
    /// Language of messages [default: that of greenlight.yaml, else of the locale]
    #[arg(long, global = true, display_order = 100, value_name = "LANGUAGE", value_parser = language())]
    pub(super) lang: Option<Language>,

    /// When to colour what is shown
    #[arg(long, global = true, display_order = 101, value_name = "WHEN", default_value = "auto", value_parser = color())]
    pub(super) color: ColorChoice,
}

fn language() -> impl TypedValueParser<Value = Language> {
    one_of(Language::ALL.map(|language| (language, language.tag())))
}

fn color() -> impl TypedValueParser<Value = ColorChoice> {
    one_of(ColorChoice::ALL)
}

/// A severity by its name.
pub(super) fn severity() -> impl TypedValueParser<Value = Severity> {
    one_of(Severity::ALL.map(|severity| (severity, severity.name())))
}

/// One of a few named values, which help and suggestions list.
fn one_of<T: Copy + Send + Sync + 'static, const N: usize>(
    rows: [(T, &'static str); N],
) -> impl TypedValueParser<Value = T> {
    let names = rows.iter().map(|(_, name)| PossibleValue::new(*name)).collect::<Vec<_>>();
    PossibleValuesParser::new(names).try_map(move |word| {
        let row = rows.iter().find(|(_, name)| *name == word);
        row.map(|(value, _)| *value).ok_or("is not one of the possible values")
    })
}

/// Midnight of a day.
pub(super) fn day(text: &str) -> Result<DateTime, String> {
    midnight(text).ok_or_else(|| "write a day as YYYY-MM-DD, such as 2026-11-24".to_owned())
}

/// Midnight of the day that the clock and the zone of this machine show.
pub(super) fn today() -> DateTime {
    jiff::Zoned::now().date().at(0, 0, 0, 0)
}
