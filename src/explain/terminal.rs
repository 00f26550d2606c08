//! A page as text for a terminal: wrapped to its width, headings in bold where colour is wanted.

use std::borrow::Cow;
use std::io::{self, Write};

use owo_colors::OwoColorize;
use textwrap::{WordSeparator, WordSplitter};

use super::page::{Block, Page};
use crate::output::escape::{paragraph, visible};
use crate::output::{Options, draw};

/// What stands before the lines of a section.
const INDENT: &str = "  ";

/// Writes a page.
///
/// # Errors
/// When the writer fails.
pub fn write_page(page: &Page, options: &Options, out: &mut dyn Write) -> io::Result<()> {
    let facts = page.facts.join(", ");
    writeln!(out, "{}  {}", strong(&visible(&page.id), options), visible(&facts))?;
    write_text("", &page.title, options, out)?;
    for section in &page.sections {
        writeln!(out, "\n{}", strong(&visible(&section.heading), options))?;
        for block in &section.blocks {
            write_block(block, options, out)?;
        }
    }
    Ok(())
}

fn write_block(block: &Block, options: &Options, out: &mut dyn Write) -> io::Result<()> {
    match block {
        Block::Text(text) => write_text(INDENT, text, options, out),
        Block::Quote { statement, words, url } => {
            let number = statement.as_ref().map(|number| format!("{number}: ")).unwrap_or_default();
            let text = number + words.as_deref().unwrap_or_default();
            if !text.is_empty() {
                write_text(INDENT, &text, options, out)?;
            }
            // Not wrapped: an address must stay one word to be followed.
            url.iter().try_for_each(|url| writeln!(out, "{INDENT}{}", visible(url)))
        }
        Block::Yaml(text) => text.lines().try_for_each(|line| write_line(&visible(line), out)),
        Block::Output(findings) => {
            let options = Options { width: options.width.saturating_sub(INDENT.len()), ..*options };
            let mut drawn = Vec::new();
            draw(findings, &options, &mut drawn)?;
            let drawn = String::from_utf8_lossy(&drawn);
            drawn.trim_end().lines().try_for_each(|line| write_line(line, out))
        }
    }
}

fn write_line(line: &str, out: &mut dyn Write) -> io::Result<()> {
    let indent = if line.is_empty() { "" } else { INDENT };
    writeln!(out, "{indent}{line}")
}

fn write_text(indent: &str, text: &str, options: &Options, out: &mut dyn Write) -> io::Result<()> {
    let wrapping = textwrap::Options::new(options.width)
        .initial_indent(indent)
        .subsequent_indent(indent)
        .word_separator(WordSeparator::AsciiSpace)
        .word_splitter(WordSplitter::NoHyphenation)
        .break_words(false);
    writeln!(out, "{}", textwrap::fill(&paragraph(text), wrapping))
}

fn strong<'t>(text: &'t str, options: &Options) -> Cow<'t, str> {
    if options.color { Cow::Owned(text.bold().to_string()) } else { Cow::Borrowed(text) }
}
