//! Findings for people: what is wrong in words, the lines with the place underlined, what to do, and why; at the end,
//! one line that sums up. Drawn by `miette`; everything that is drawn is bounded and escaped before.

mod cells;
mod excerpt;
mod layout;
mod mark;
mod notes;
pub(super) mod paint;
mod window;

use std::error::Error;
use std::fmt;
use std::io::{self, Write};

use miette::{Diagnostic, GraphicalReportHandler, LabeledSpan, SourceCode};
use rayon::iter::{IntoParallelRefIterator, ParallelIterator};
use textwrap::{WordSeparator, WordSplitter};

use self::excerpt::Excerpt;
use self::notes::Notes;
use self::paint::Paint;
use super::escape::visible;
use super::{Options, closing, messages};
use crate::finding::{Finding, Run, Severity};

/// The narrowest and the widest terminal that is filled: text in longer lines is hard to read.
const LEAST_WIDTH: usize = 40;
const MOST_WIDTH: usize = 120;

/// The findings that are drawn at once, in parallel, before they are written.
const CHUNK: usize = 512;

/// To draw fewer takes less time than to start threads that help.
const WORTH_THREADS: usize = 8;

/// Writes the findings, each followed by an empty line, and the closing line.
pub(super) fn write(run: &Run, options: &Options, out: &mut dyn Write) -> io::Result<()> {
    write_findings(run.findings(), options, out)?;
    let paint = Paint::new(options.color);
    let mut line = paint.strong(&closing::found(run, options.language));
    let remarks = closing::remarks(run, options.language).join(", ");
    if !remarks.is_empty() {
        line.push_str(&paint.quiet(&format!(" ({remarks})")));
    }
    writeln!(out, "{line}")
}

/// Writes findings, each followed by an empty line.
pub(super) fn write_findings(findings: &[Finding], options: &Options, out: &mut dyn Write) -> io::Result<()> {
    let options = Options { width: options.width.clamp(LEAST_WIDTH, MOST_WIDTH), ..*options };
    let paint = Paint::new(options.color);
    let mut notes = Notes::new(&options, &paint);
    for findings in findings.chunks(CHUNK) {
        let draw = |finding| draw(finding, &options, &paint);
        let drawn: Vec<Drawn> = match findings.len() < WORTH_THREADS {
            true => findings.iter().map(draw).collect(),
            false => findings.par_iter().map(draw).collect(),
        };
        for (finding, drawn) in findings.iter().zip(drawn) {
            out.write_all(drawn.text.as_bytes())?;
            notes.write(finding, drawn.left_out, out)?;
            out.write_all(b"\n")?;
        }
    }
    Ok(())
}

/// What `miette` drew of a finding.
struct Drawn {
    text: String,
    /// The places that were too many to be drawn.
    left_out: usize,
}

/// Draws the message, and the excerpt with its marks.
fn draw(finding: &Finding, options: &Options, paint: &Paint) -> Drawn {
    let (groups, left_out) = mark::groups(finding, options.width);
    let drawing = Drawing {
        title: title(finding, options, paint),
        severity: finding.severity,
        excerpt: Excerpt::new(groups, options.width, options.language),
    };
    let theme = paint.theme(finding.severity, drawing.excerpt.primaries());
    let handler = GraphicalReportHandler::new_themed(theme)
        .with_width(options.width)
        .with_word_separator(WordSeparator::AsciiSpace)
        .with_word_splitter(WordSplitter::NoHyphenation)
        .with_links(false)
        .without_cause_chain()
        .without_syntax_highlighting();
    let mut drawn = String::new();
    // INVARIANT: every mark lies in a block, and writing to a string does not fail; the message is drawn in any case.
    let _ = handler.render_report(&mut drawn, &drawing);
    Drawn { text: drawing.excerpt.restore(&drawn), left_out }
}

/// The severity, the id and the message; where there is nothing to underline, the file too.
fn title(finding: &Finding, options: &Options, paint: &Paint) -> String {
    let word = messages::severity(finding.severity).text(options.language);
    let name = format!("{word}[{}]", visible(&finding.rule));
    let name = paint.severity(finding.severity, &name);
    let message = visible(&finding.message);
    match finding.location.span() {
        Some(_) => format!("{name}: {message}"),
        None => format!("{name}: {}: {message}", visible(finding.location.path())),
    }
}

/// A finding in the shape that `miette` takes.
#[derive(Debug)]
struct Drawing<'f> {
    title: String,
    severity: Severity,
    excerpt: Excerpt<'f>,
}

impl fmt::Display for Drawing<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.title)
    }
}

impl Error for Drawing<'_> {}

impl Diagnostic for Drawing<'_> {
    fn severity(&self) -> Option<miette::Severity> {
        Some(paint::severity(self.severity))
    }

    fn source_code(&self) -> Option<&dyn SourceCode> {
        Some(&self.excerpt)
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        Some(Box::new(self.excerpt.labels().into_iter()))
    }
}
