//! What the process runs in: whether the streams are terminals, how wide they are, whether colour is wanted, and the
//! language of the locale. The only place that reads the environment.

use std::env;
use std::io::{self, IsTerminal};

use super::arguments::ColorChoice;
use crate::text::Language;

/// Columns of output that goes to no terminal.
const DEFAULT_WIDTH: usize = 100;
/// Fewest columns that are believed.
const LEAST_WIDTH: usize = 20;

/// The surroundings of a run.
#[derive(Clone, Copy, Debug)]
pub(super) struct Terminal {
    /// True if standard output is to be coloured.
    pub(super) stdout_color: bool,
    /// True if standard error is to be coloured.
    pub(super) stderr_color: bool,
    /// True if a person sees what is written to standard output as it comes, and can scroll and answer.
    pub(super) is_interactive: bool,
    /// True if a person can answer on standard input.
    pub(super) can_answer: bool,
    /// True if a person sees what is written to standard error as it comes, and can see it cleared again.
    pub(super) shows_progress: bool,
    /// Columns of the terminal.
    pub(super) width: usize,
    /// The language that `--lang` names.
    pub(super) chosen: Option<Language>,
    locale: Option<Language>,
}

impl Terminal {
    /// The surroundings of this process.
    pub(super) fn new(color: ColorChoice, chosen: Option<Language>) -> Self {
        let wish = ColorWish::of(color, &variable);
        let is_smart = variable("TERM").as_deref() != Some("dumb");
        Self {
            stdout_color: wish.on(io::stdout().is_terminal()),
            stderr_color: wish.on(io::stderr().is_terminal()),
            can_answer: io::stdin().is_terminal(),
            is_interactive: io::stdout().is_terminal() && is_smart,
            shows_progress: io::stderr().is_terminal() && is_smart,
            width: width(variable("COLUMNS").as_deref()),
            chosen,
            locale: locale(&variable),
        }
    }

    /// The language of messages: `--lang`, else that of the configuration, else of the locale, else English.
    pub(super) fn language(&self, configured: Option<Language>) -> Language {
        self.chosen.or(configured).or(self.locale).unwrap_or_default()
    }
}

fn variable(name: &str) -> Option<String> {
    env::var(name).ok().filter(|value| !value.is_empty())
}

/// What flags and environment say of colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum ColorWish {
    Always,
    Never,
    OnTerminals,
}

impl ColorWish {
    /// The flag, then `NO_COLOR` (no-color.org), then `CLICOLOR_FORCE`, then `TERM=dumb`.
    fn of(choice: ColorChoice, variable: &dyn Fn(&str) -> Option<String>) -> Self {
        match choice {
            ColorChoice::Always => Self::Always,
            ColorChoice::Never => Self::Never,
            ColorChoice::Auto if variable("NO_COLOR").is_some() => Self::Never,
            ColorChoice::Auto if variable("CLICOLOR_FORCE").is_some_and(|value| value != "0") => Self::Always,
            ColorChoice::Auto if variable("TERM").as_deref() == Some("dumb") => Self::Never,
            ColorChoice::Auto => Self::OnTerminals,
        }
    }

    fn on(self, is_terminal: bool) -> bool {
        match self {
            Self::Always => true,
            Self::Never => false,
            Self::OnTerminals => is_terminal,
        }
    }
}

fn width(columns: Option<&str>) -> usize {
    let told = columns.and_then(|columns| columns.parse().ok());
    let width = told.or_else(|| terminal_size::terminal_size().map(|(width, _)| usize::from(width.0)));
    width.unwrap_or(DEFAULT_WIDTH).max(LEAST_WIDTH)
}

/// The language of the first of the locale's variables that is set (POSIX, section 8.2).
fn locale(variable: &dyn Fn(&str) -> Option<String>) -> Option<Language> {
    let name = ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter().find_map(variable)?;
    Language::from_tag(&name)
}

#[cfg(test)]
mod tests {
    use super::*;

    type Variables = &'static [(&'static str, &'static str)];

    fn environment(rows: Variables) -> impl Fn(&str) -> Option<String> {
        move |wanted| rows.iter().find(|(name, _)| *name == wanted).map(|(_, value)| (*value).to_owned())
    }

    #[test]
    fn colour_follows_flag_then_environment_then_terminal() {
        use ColorChoice::{Always, Auto, Never};
        let rows: [(ColorChoice, Variables, bool, bool); 8] = [
            (Auto, &[], true, true),
            (Auto, &[], false, false),
            (Auto, &[("NO_COLOR", "1"), ("CLICOLOR_FORCE", "1")], true, false),
            (Auto, &[("CLICOLOR_FORCE", "1")], false, true),
            (Auto, &[("CLICOLOR_FORCE", "0")], false, false),
            (Auto, &[("TERM", "dumb")], true, false),
            (Always, &[("NO_COLOR", "1")], false, true),
            (Never, &[("CLICOLOR_FORCE", "1")], true, false),
        ];
        for (choice, variables, is_terminal, expected) in rows {
            let wish = ColorWish::of(choice, &environment(variables));
            assert_eq!(wish.on(is_terminal), expected, "{choice:?} {variables:?} {is_terminal}");
        }
    }

    #[test]
    fn the_locale_names_the_language() {
        let rows: [(Variables, Option<Language>); 5] = [
            (&[("LANG", "ko_KR.UTF-8")], Some(Language::Ko)),
            (&[("LANG", "ko_KR.UTF-8"), ("LC_ALL", "C")], None),
            (&[("LANG", "C"), ("LC_MESSAGES", "ko")], Some(Language::Ko)),
            (&[("LC_ALL", "en_US.UTF-8"), ("LANG", "ko_KR")], Some(Language::En)),
            (&[], None),
        ];
        for (variables, expected) in rows {
            assert_eq!(locale(&environment(variables)), expected, "{variables:?}");
        }
    }
}
