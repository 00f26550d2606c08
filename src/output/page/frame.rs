//! What is around the content: the head with the style, which is the only one that a browser accepts, and the end.

use std::io::{self, Write};

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use sha2::{Digest, Sha256};

use crate::output::escape::markup;
use crate::text::Language;

/// The style of the page, between the tags as it stands here.
const STYLE: &str = include_str!("style.css");

/// Writes everything up to the content.
pub(super) fn head(title: &str, language: Language, out: &mut dyn Write) -> io::Result<()> {
    // Nothing may be loaded, sent, run or framed, and no style but this one holds: whatever a submission says.
    let style = BASE64_STANDARD.encode(Sha256::digest(STYLE));
    let policy = format!(
        "default-src 'none'; img-src data:; style-src 'sha256-{style}'; base-uri 'none'; form-action 'none'"
    );
    writeln!(out, "<!DOCTYPE html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">", language.tag())?;
    writeln!(out, "<meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">")?;
    writeln!(out, "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">")?;
    writeln!(
        out,
        "<meta name=\"referrer\" content=\"no-referrer\">\n<meta name=\"robots\" content=\"noindex\">"
    )?;
    writeln!(out, "<title>{}</title>\n<style>{STYLE}</style>\n</head>\n<body>", markup(title))
}

/// Writes everything after the content.
pub(super) fn foot(out: &mut dyn Write) -> io::Result<()> {
    let version = env!("CARGO_PKG_VERSION");
    writeln!(out, "</main>\n<footer class=\"dim\">greenlight {version}</footer>\n</body>\n</html>")
}
