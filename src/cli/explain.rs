//! `greenlight explain`: all that a rule says of itself.

use std::io::{self, Write};

use clap::Args;
use textwrap::{WordSeparator, WordSplitter};

use super::exit::Exit;
use super::failure::Failure;
use super::messages;
use super::outputs::to_stdout;
use super::rules::level_name;
use super::setup::Setup;
use super::terminal::Terminal;
use crate::output::escape::{paragraph, visible};
use crate::rule::{Example, Expectation, Pack, Quote, Rule};
use crate::text::{Language, Message};

/// Say what a rule requires, why, by whose words, with examples
#[derive(Debug, Args)]
#[command(after_help = "`greenlight rules` lists the rules.")]
pub(super) struct ExplainArguments {
    /// Id of the rule, as a finding shows it
    #[arg(value_name = "RULE")]
    rule: String,
}

/// Runs the command.
///
/// # Errors
/// The configuration or a pack is wrong, or there is no such rule.
pub(super) fn run(arguments: &ExplainArguments, terminal: &Terminal) -> Result<Exit, Failure> {
    let setup = Setup::new(terminal, false)?;
    let packs = setup.sound_packs()?;
    let (pack, rule) = setup.rule(&arguments.rule, &packs)?;
    let severity = level_name(rule, &setup.config);
    to_stdout(setup.language, |out| {
        let mut page = Page { language: setup.language, width: terminal.width, out };
        page.rule(pack, rule, severity)
    })?;
    Ok(Exit::Clean)
}

/// A text in sections, as wide as the terminal.
struct Page<'p> {
    language: Language,
    width: usize,
    out: &'p mut dyn Write,
}

impl Page<'_> {
    fn rule(&mut self, pack: &Pack, rule: &Rule, severity: &str) -> io::Result<()> {
        writeln!(self.out, "{} ({severity}, {})", visible(&rule.id), visible(&pack.reference()))?;
        self.text("", rule.title.get(self.language))?;
        if let Some(why) = &rule.why {
            self.heading(&messages::WHY)?;
            self.text("  ", why.get(self.language))?;
        }
        if !rule.quotes.is_empty() {
            self.heading(&messages::REQUIREMENT)?;
        }
        for quote in &rule.quotes {
            self.quote(quote)?;
        }
        for example in &rule.examples {
            self.example(rule, example)?;
        }
        Ok(())
    }

    fn heading(&mut self, heading: &Message) -> io::Result<()> {
        writeln!(self.out, "\n{}", heading.text(self.language))
    }

    fn text(&mut self, indent: &str, text: &str) -> io::Result<()> {
        let wrapping = textwrap::Options::new(self.width)
            .initial_indent(indent)
            .subsequent_indent(indent)
            .word_separator(WordSeparator::AsciiSpace)
            .word_splitter(WordSplitter::NoHyphenation)
            .break_words(false);
        writeln!(self.out, "{}", textwrap::fill(&paragraph(text), wrapping))
    }

    fn quote(&mut self, quote: &Quote) -> io::Result<()> {
        let statement = quote.statement.as_ref().map(|statement| format!("{statement}: "));
        let words = quote.quote.as_deref().unwrap_or_default();
        self.text("  ", &format!("{}{words}", statement.unwrap_or_default()))?;
        // Not wrapped: an address must stay one word to be followed.
        quote.url.iter().try_for_each(|url| writeln!(self.out, "  {}", visible(url)))
    }

    fn example(&mut self, rule: &Rule, example: &Example) -> io::Result<()> {
        let heading = match example.expectation {
            Expectation::Pass => &messages::PASSES,
            Expectation::Fail { .. } => &messages::FAILS,
        };
        self.heading(heading)?;
        let text = rule.document.node_at(example.node).as_str().unwrap_or_default();
        text.lines().try_for_each(|line| writeln!(self.out, "  {}", visible(line)))
    }
}
