//! The colours and signs of the pretty format: the sixteen colours that every terminal theme chooses for itself, and none
//! at all without colour. Knows no findings.

use miette::{GraphicalTheme, ThemeCharacters, ThemeStyles};
use owo_colors::{OwoColorize, Style};

use crate::finding::Severity;

/// Colours texts, or leaves them as they are.
#[derive(Debug)]
pub(in crate::output) struct Paint {
    is_colored: bool,
}

impl Paint {
    pub(in crate::output) fn new(is_colored: bool) -> Self {
        Self { is_colored }
    }

    /// The text in the colour of a severity.
    pub(super) fn severity(&self, severity: Severity, text: &str) -> String {
        self.paint(text, severity_style(severity))
    }

    /// The text in the colour of what can be done.
    pub(super) fn advice(&self, text: &str) -> String {
        self.paint(text, Style::new().cyan())
    }

    /// The text less bright than what is around it.
    pub(in crate::output) fn quiet(&self, text: &str) -> String {
        self.paint(text, Style::new().dimmed())
    }

    /// The text in bold.
    pub(in crate::output) fn strong(&self, text: &str) -> String {
        self.paint(text, Style::new().bold())
    }

    /// A line of a diff in the colour of its mark.
    pub(in crate::output) fn change(&self, mark: char, line: &str) -> String {
        match mark {
            '-' => self.paint(line, Style::new().red()),
            '+' => self.paint(line, Style::new().green()),
            _ => line.to_owned(),
        }
    }

    /// The theme of a finding whose marks, in order, are primary or not.
    pub(super) fn theme(&self, severity: Severity, primaries: impl Iterator<Item = bool>) -> GraphicalTheme {
        let characters = ThemeCharacters {
            error: "×".to_owned(),
            warning: "!".to_owned(),
            advice: "·".to_owned(),
            ..ThemeCharacters::unicode()
        };
        if !self.is_colored {
            return GraphicalTheme { characters, styles: ThemeStyles::none() };
        }
        let (primary, secondary) = (severity_style(severity), Style::new().bright_blue());
        let styles = ThemeStyles {
            error: severity_style(Severity::Error),
            warning: severity_style(Severity::Warning),
            advice: severity_style(Severity::Info),
            link: Style::new().bold(),
            linum: Style::new().dimmed(),
            highlights: primaries.map(|is_primary| if is_primary { primary } else { secondary }).collect(),
            ..ThemeStyles::none()
        };
        GraphicalTheme { characters, styles }
    }

    fn paint(&self, text: &str, style: Style) -> String {
        if self.is_colored { text.style(style).to_string() } else { text.to_owned() }
    }
}

/// The severity in the words of `miette`.
pub(super) fn severity(severity: Severity) -> miette::Severity {
    match severity {
        Severity::Error => miette::Severity::Error,
        Severity::Warning => miette::Severity::Warning,
        Severity::Info => miette::Severity::Advice,
    }
}

fn severity_style(severity: Severity) -> Style {
    match severity {
        Severity::Error => Style::new().red().bold(),
        Severity::Warning => Style::new().yellow().bold(),
        Severity::Info => Style::new().cyan().bold(),
    }
}
