//! What stands below the drawing of a finding: what to do, and, the first time a rule is met, why and in which words it
//! is required.

use std::collections::HashSet;
use std::io::{self, Write};

use unicode_width::UnicodeWidthStr;

use super::layout::wrapping;
use super::paint::Paint;
use crate::finding::{Finding, Fix, Safety};
use crate::output::escape::{self, paragraph, visible};
use crate::output::{Options, messages};
use crate::text::{Language, Message};

/// The columns before the names of notes.
const INDENT: usize = 2;

/// Writes notes, and remembers the rules whose reason and requirement were told already.
pub(super) struct Notes<'f, 'o> {
    options: &'o Options,
    paint: &'o Paint,
    told: HashSet<&'f str>,
}

impl<'f, 'o> Notes<'f, 'o> {
    pub(super) fn new(options: &'o Options, paint: &'o Paint) -> Self {
        Self { options, paint, told: HashSet::new() }
    }

    /// Writes the notes of a finding of which `left_out` places were not drawn.
    pub(super) fn write(
        &mut self,
        finding: &'f Finding,
        left_out: usize,
        out: &mut dyn Write,
    ) -> io::Result<()> {
        let language = self.options.language;
        for label in finding.labels.iter().filter(|label| label.location.span().is_none()) {
            let text = format!("{}: {}", label.location.path(), label.message);
            self.note(&messages::NOTE, &visible(&text), out)?;
        }
        if left_out > 0 {
            let text = messages::MORE_PLACES.render(language, &[("count", left_out.to_string())]);
            self.note(&messages::NOTE, &text, out)?;
        }
        if let Some(help) = &finding.help {
            self.note(&messages::HELP, &paragraph(help), out)?;
        }
        if let Some(fix) = &finding.fix {
            self.note(&messages::FIX, &fix_text(fix, language), out)?;
        }
        if self.told.insert(&finding.rule) { self.requirement(finding, out) } else { Ok(()) }
    }

    /// Writes why the rule is there, and the words and the address of what it enforces.
    fn requirement(&self, finding: &Finding, out: &mut dyn Write) -> io::Result<()> {
        if let Some(why) = &finding.why {
            self.note(&messages::WHY, &paragraph(why), out)?;
        }
        let url = finding.url.as_deref().map(visible);
        match (&finding.quote, url) {
            (Some(quote), url) => {
                self.note(&messages::SOURCE, &format!("“{}”", paragraph(quote)), out)?;
                let Some(url) = url else { return Ok(()) };
                let indent = indent(self.options.language);
                writeln!(out, "{:indent$}{}", "", self.paint.quiet(&url))
            }
            (None, Some(url)) => self.note(&messages::SOURCE, &self.paint.quiet(&url), out),
            (None, None) => Ok(()),
        }
    }

    /// Writes a named note, its lines below each other. An address is not broken, so that terminals make it a link.
    fn note(&self, name: &Message, text: &str, out: &mut dyn Write) -> io::Result<()> {
        let indent = indent(self.options.language);
        let name = format!("{}:", name.text(self.options.language));
        let blanks = indent.saturating_sub(INDENT + name.width());
        write!(out, "{:INDENT$}{}{:blanks$}", "", self.paint.advice(&name), "")?;
        let room = self.options.width.saturating_sub(indent);
        let lines = textwrap::wrap(text, wrapping(room).break_words(!text.contains("://")));
        for (index, line) in lines.iter().enumerate() {
            let before = if index == 0 { 0 } else { indent };
            writeln!(out, "{:before$}{}", "", escape::line(line))?;
        }
        Ok(())
    }
}

fn fix_text(fix: &Fix, language: Language) -> String {
    let row = match fix.safety() {
        Safety::Safe => &messages::FIX_SAFE,
        Safety::Unsafe => &messages::FIX_UNSAFE,
    };
    row.render(language, &[("title", paragraph(fix.title()))])
}

/// The column at which the texts of notes begin.
fn indent(language: Language) -> usize {
    let names = [&messages::HELP, &messages::FIX, &messages::NOTE, &messages::WHY, &messages::SOURCE];
    let widest = names.into_iter().map(|name| name.text(language).width()).max().unwrap_or(0);
    INDENT + widest + ": ".len()
}
