//! The list of functions for people who write rules: from the table that the checker and the documentation read.

use std::io::{self, Write};

use textwrap::{WordSeparator, WordSplitter};

use crate::expr::{Function, functions};
use crate::output::escape::paragraph;
use crate::text::Language;

/// Columns that are filled at most: text in longer lines is hard to read.
const WIDTH: usize = 80;

/// Writes each function: its signatures, what it does, an example.
pub(super) fn write(width: usize, language: Language, out: &mut dyn Write) -> io::Result<()> {
    for (index, function) in functions().enumerate() {
        if index > 0 {
            writeln!(out)?;
        }
        describe(function, width.min(WIDTH), language, out)?;
    }
    Ok(())
}

fn describe(function: &Function, width: usize, language: Language, out: &mut dyn Write) -> io::Result<()> {
    for overload in function.overloads {
        fill(&overload.describe(function.name), ("", "    "), width, out)?;
    }
    if let Some(summary) = function.summary {
        fill(summary.text(language), ("  ", "  "), width, out)?;
    }
    match function.examples.first() {
        Some((expression, value)) => {
            fill(&format!("{expression}  =>  {value}"), ("  ", "      "), width, out)
        }
        None => Ok(()),
    }
}

fn fill(text: &str, (first, other): (&str, &str), width: usize, out: &mut dyn Write) -> io::Result<()> {
    let wrapping = textwrap::Options::new(width)
        .initial_indent(first)
        .subsequent_indent(other)
        .word_separator(WordSeparator::AsciiSpace)
        .word_splitter(WordSplitter::NoHyphenation)
        .break_words(false);
    writeln!(out, "{}", textwrap::fill(&paragraph(text), wrapping))
}
