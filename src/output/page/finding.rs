//! A finding on the page: what is wrong, the text with what is wrong underlined, what to do, why, by whose words.

use std::io::{self, Write};

use super::snippet;
use crate::finding::{Finding, Severity};
use crate::output::code::pieces;
use crate::output::escape::{markup, paragraph, web_address};
use crate::output::messages;
use crate::text::Language;

/// Writes a finding; why its rule is there only if `tells_why`, so that it is read once.
pub(super) fn write(
    finding: &Finding,
    tells_why: bool,
    language: Language,
    out: &mut dyn Write,
) -> io::Result<()> {
    let severity = messages::severity(finding.severity).text(language);
    let (class, rule) = (class(finding.severity), markup(&finding.rule));
    writeln!(out, "<div class=\"finding {class}\">")?;
    write!(
        out,
        "<p class=\"what\"><span class=\"sev\">{}</span>{}",
        markup(severity),
        prose(&finding.message)
    )?;
    writeln!(out, " <span class=\"rule\">{rule}</span></p>")?;
    snippet::write(finding, out)?;
    if let Some(help) = &finding.help {
        advice(messages::HELP.text(language), help, out)?;
    }
    if let Some(fix) = &finding.fix {
        advice(messages::FIX.text(language), fix.title(), out)?;
    }
    if tells_why {
        write_why(finding, out)?;
    }
    writeln!(out, "</div>")
}

fn advice(name: &str, text: &str, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "<p class=\"advice\"><b>{}</b>{}</p>", markup(name), prose(text))
}

fn write_why(finding: &Finding, out: &mut dyn Write) -> io::Result<()> {
    if let Some(why) = &finding.why {
        writeln!(out, "<p class=\"why\">{}</p>", prose(why))?;
    }
    let quote = finding.quote.as_deref().map(paragraph);
    let address = finding.url.as_deref().and_then(web_address);
    if quote.is_none() && address.is_none() {
        return Ok(());
    }
    let quote = quote.map(|quote| format!("“{}” ", markup(&quote))).unwrap_or_default();
    // A link that is followed only when the reader wants it.
    let link = address.map(|address| {
        let address = markup(&address);
        format!("<a rel=\"noreferrer noopener\" href=\"{address}\">{address}</a>")
    });
    writeln!(out, "<blockquote>{quote}{}</blockquote>", link.unwrap_or_default())
}

/// The text as one paragraph, with what stands between two backticks as code.
pub(super) fn prose(text: &str) -> String {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let piece = |(text, is_code): (&str, bool)| match is_code {
        true => format!("<code>{}</code>", markup(text)),
        false => markup(text),
    };
    pieces(&text).map(piece).collect()
}

/// The name of a severity in the style.
fn class(severity: Severity) -> &'static str {
    severity.name()
}
