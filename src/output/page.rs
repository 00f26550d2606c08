//! The page that a reviewer reads: one HTML file with everything in it, which works without scripts, offline and on paper.
//! Gets what it shows ready-made; knows neither packs nor files.

mod finding;
mod frame;
mod messages;
mod snippet;
mod submission;

use std::io::{self, Write};

use self::frame::{foot, head};
use super::escape::markup;
use crate::finding::{Finding, Severity};
use crate::text::Language;

/// What the page shows.
#[derive(Debug)]
pub struct Page<'p> {
    /// The day that counted as today, as YYYY-MM-DD.
    pub day: String,
    /// The documents that were checked.
    pub submissions: Vec<Submission<'p>>,
    /// What was found in files that hold no document to show.
    pub others: Vec<&'p Finding>,
}

/// A document that was checked.
#[derive(Debug)]
pub struct Submission<'p> {
    /// What it is called.
    pub title: String,
    /// Where it lies.
    pub path: String,
    /// The title of its pack.
    pub policy: String,
    /// Names and values that a reviewer wants to know at once.
    pub facts: Vec<(String, String)>,
    /// What it lacks: the paths of keys that are not there.
    pub lacks: Vec<String>,
    /// What was found in it.
    pub findings: Vec<&'p Finding>,
    /// The attached files, in their order.
    pub exhibits: Vec<Exhibit>,
    /// The requirements of its pack.
    pub requirements: Vec<Requirement>,
}

/// An attached file.
#[derive(Debug)]
pub struct Exhibit {
    /// What it shows.
    pub caption: String,
    /// Its path as the document writes it.
    pub path: String,
    /// The name of its type, such as `mp4`; none if there is no such file.
    pub file_type: Option<&'static str>,
    /// Its size in bytes.
    pub size: u64,
    /// Pages of a document, zero for others.
    pub pages: u32,
    /// How many seconds it plays, zero for what does not.
    pub seconds: i64,
    /// The picture, small.
    pub picture: Option<Thumbnail>,
}

/// A small picture.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Thumbnail {
    /// The picture as a JPEG file.
    pub jpeg: Vec<u8>,
    /// Pixels from left to right.
    pub width: u32,
    /// Pixels from top to bottom.
    pub height: u32,
}

/// A requirement of a pack, as a document fares with it.
#[derive(Debug)]
pub struct Requirement {
    /// Its number.
    pub id: String,
    /// Its words.
    pub words: String,
    /// How the document fares.
    pub state: State,
}

/// How a document fares with a requirement.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// Nothing was found against it.
    Met,
    /// A reviewer may ask.
    Doubtful,
    /// It is not met.
    Unmet,
    /// Only a person can tell.
    Human,
}

impl Submission<'_> {
    /// True if a reviewer would not send it back.
    #[must_use]
    pub fn is_ready(&self) -> bool {
        self.count(Severity::Error) == 0
    }

    fn count(&self, severity: Severity) -> usize {
        self.findings.iter().filter(|finding| finding.severity == severity).count()
    }
}

impl Page<'_> {
    /// Writes the page.
    ///
    /// # Errors
    /// When `out` cannot be written to.
    pub fn write(&self, language: Language, out: &mut dyn Write) -> io::Result<()> {
        let title = messages::TITLE.text(language);
        head(title, language, out)?;
        writeln!(out, "<header class=\"top\"><h1>{}</h1>", markup(title))?;
        let day = messages::DAY.render(language, &[("day", self.day.clone())]);
        writeln!(out, "<p class=\"dim\">{}</p></header>\n<main>", markup(&day))?;
        self.write_sums(language, out)?;
        let (ready, unready): (Vec<_>, Vec<_>) =
            self.submissions.iter().enumerate().partition(|(_, submission)| submission.is_ready());
        for (heading, group) in [(&messages::NEEDS_WORK, unready), (&messages::READY, ready)] {
            if group.is_empty() {
                continue;
            }
            writeln!(
                out,
                "<h2>{} <span class=\"dim\">{}</span></h2>",
                markup(heading.text(language)),
                group.len()
            )?;
            for (index, submission) in group {
                submission::write(submission, index, language, out)?;
            }
        }
        if !self.others.is_empty() {
            writeln!(out, "<h2>{}</h2>\n<article class=\"card\">", markup(messages::OTHERS.text(language)))?;
            self.others.iter().try_for_each(|found| finding::write(found, true, language, out))?;
            writeln!(out, "</article>")?;
        }
        foot(out)
    }

    /// How many there are of each state, and a line for each that leads to it.
    fn write_sums(&self, language: Language, out: &mut dyn Write) -> io::Result<()> {
        let ready = self.submissions.iter().filter(|submission| submission.is_ready()).count();
        let unready = self.submissions.len() - ready;
        writeln!(out, "<section class=\"sums\"><ul class=\"tiles\">")?;
        for (class, count, name) in
            [("bad", unready, &messages::NEEDS_WORK), ("good", ready, &messages::READY)]
        {
            let name = markup(name.text(language));
            writeln!(out, "<li class=\"tile {class}\"><b>{count}</b> <span>{name}</span></li>")?;
        }
        writeln!(out, "</ul>\n<nav><ul class=\"index\">")?;
        let mut order: Vec<(usize, &Submission<'_>)> = self.submissions.iter().enumerate().collect();
        // Stable: those of a state stay in the order of their paths.
        order.sort_by_key(|(_, submission)| submission.is_ready());
        for (index, submission) in order {
            let class = if submission.is_ready() { "good" } else { "bad" };
            let (title, path) = (markup(&submission.title), markup(&submission.path));
            let state = markup(&submission::state(submission, language));
            write!(
                out,
                "<li class=\"{class}\"><a href=\"#s{index}\">{title}</a> <span class=\"path\">{path}</span>"
            )?;
            writeln!(out, " <span class=\"badge\">{state}</span></li>")?;
        }
        writeln!(out, "</ul></nav></section>")
    }
}
