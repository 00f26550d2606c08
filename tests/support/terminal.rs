//! A terminal window as an SVG picture, made from text with ANSI colours. Text is set in runs of known width, and boxes are
//! drawn as strokes, so the picture does not depend on the fonts of who looks at it.

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::string_slice,
    clippy::unwrap_used,
    dead_code,
    reason = "a test fails by panicking; each binary uses a part of this file"
)]

use std::fmt::Write;

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

const CHARACTER: f64 = 8.4;
const LINE: f64 = 20.0;
const MARGIN: f64 = 20.0;
const TITLE_BAR: f64 = 38.0;

const STYLE: &str = "\
text{font:14px ui-monospace,SFMono-Regular,'SF Mono',Menlo,Consolas,'D2Coding','Noto Sans Mono CJK KR',\
'NanumGothicCoding','Liberation Mono','DejaVu Sans Mono',monospace;fill:#d6deeb;white-space:pre}\
path.s{fill:none;stroke:#d6deeb;stroke-width:1.4}path.f{fill:#d6deeb}\
.dim{opacity:.55}.bold{font-weight:700}\
text.red{fill:#ff6b6b}text.yellow{fill:#f5c266}text.cyan{fill:#66d3e0}text.blue{fill:#82aaff}text.green{fill:#7fdb8a}\
path.s.red{stroke:#ff6b6b}path.s.yellow{stroke:#f5c266}path.s.cyan{stroke:#66d3e0}path.s.blue{stroke:#82aaff}\
path.f.red{fill:#ff6b6b}path.f.yellow{fill:#f5c266}path.f.cyan{fill:#66d3e0}path.f.blue{fill:#82aaff}\
.title{fill:#8a93a6;font-size:13px;text-anchor:middle}";

/// The picture of `ansi` in a window of `columns` columns under a `title`; `description` is for who cannot see it.
pub(crate) fn picture(title: &str, description: &str, ansi: &str, columns: usize) -> String {
    let lines: Vec<&str> = ansi.trim_end().lines().collect();
    let width = columns as f64 * CHARACTER + 2.0 * MARGIN;
    let height = TITLE_BAR + lines.len() as f64 * LINE + MARGIN;
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width:.0}\" height=\"{height:.0}\" \
         viewBox=\"0 0 {width:.0} {height:.0}\" role=\"img\" aria-labelledby=\"t\">\n<title id=\"t\">{}</title>\n\
         <style>{STYLE}</style>\n\
         <rect x=\".5\" y=\".5\" width=\"{:.0}\" height=\"{:.0}\" rx=\"10\" fill=\"#161b26\" stroke=\"#39424e\"/>\n",
        escape(description),
        width - 1.0,
        height - 1.0,
    );
    for (index, color) in ["#ff5f57", "#febc2e", "#28c840"].iter().enumerate() {
        let x = MARGIN + 2.0 + index as f64 * 20.0;
        writeln!(svg, "<circle cx=\"{x}\" cy=\"19\" r=\"6\" fill=\"{color}\"/>").unwrap();
    }
    writeln!(svg, "<text class=\"title\" x=\"{:.0}\" y=\"24\">{}</text>", width / 2.0, escape(title))
        .unwrap();
    for (row, line) in lines.iter().enumerate() {
        push_line(&mut svg, line, row);
    }
    svg.push_str("</svg>\n");
    svg
}

/// Writes the runs of a line: signs of one style and one width, and strokes of one style.
fn push_line(svg: &mut String, line: &str, row: usize) {
    let top = TITLE_BAR + row as f64 * LINE;
    let (mut column, mut classes) = (0, Vec::new());
    for (index, piece) in line.split('\u{1b}').enumerate() {
        let mut text = piece;
        if index > 0 {
            let (codes, rest) =
                piece.strip_prefix('[').and_then(|rest| rest.split_once('m')).expect("a color");
            apply(&mut classes, codes);
            text = rest;
        }
        let mut run = Run { text: String::new(), column, width: 0, is_wide: false };
        for sign in text.graphemes(true) {
            let width = sign.width();
            if let Some(drawn) = stroke(sign, column as f64 * CHARACTER + MARGIN, top) {
                run.flush(svg, top, &classes);
                let kind = if drawn.ends_with('Z') { "f" } else { "s" };
                writeln!(svg, "<path class=\"{}\" d=\"{drawn}\"/>", names(kind, &classes)).unwrap();
            } else {
                let is_wide = width > 1;
                if run.text.is_empty() || run.is_wide != is_wide {
                    run.flush(svg, top, &classes);
                    run = Run { text: String::new(), column, width: 0, is_wide };
                }
                run.text.push_str(sign);
                run.width += width;
            }
            column += width;
        }
        run.flush(svg, top, &classes);
    }
}

struct Run {
    text: String,
    column: usize,
    width: usize,
    is_wide: bool,
}

impl Run {
    fn flush(&mut self, svg: &mut String, top: f64, classes: &[&'static str]) {
        let text = self.text.trim_end();
        if !text.trim().is_empty() {
            let blanks = text.len() - text.trim_start().len();
            let x = (self.column + blanks) as f64 * CHARACTER + MARGIN;
            let length = (text.width() - blanks) as f64 * CHARACTER;
            let class = names("", classes);
            let class = if class.is_empty() { class } else { format!(" class=\"{class}\"") };
            writeln!(
                svg,
                "<text x=\"{x:.1}\" y=\"{:.1}\" textLength=\"{length:.1}\" lengthAdjust=\"spacingAndGlyphs\"{class}>{}</text>",
                top + 14.5,
                escape(text.trim_start()),
            )
            .unwrap();
        }
        self.text.clear();
    }
}

fn names(kind: &str, classes: &[&'static str]) -> String {
    let all: Vec<&str> =
        Some(kind).into_iter().filter(|kind| !kind.is_empty()).chain(classes.iter().copied()).collect();
    all.join(" ")
}

fn apply(classes: &mut Vec<&'static str>, codes: &str) {
    for code in codes.split(';') {
        match code {
            "0" | "" => classes.clear(),
            "1" => classes.push("bold"),
            "2" => classes.push("dim"),
            "31" => classes.push("red"),
            "32" => classes.push("green"),
            "33" => classes.push("yellow"),
            "36" => classes.push("cyan"),
            "94" => classes.push("blue"),
            other => panic!("no class for the ANSI code {other}"),
        }
    }
}

/// The strokes of a sign of a box in the cell with this corner.
fn stroke(sign: &str, x: f64, y: f64) -> Option<String> {
    let (cx, cy, right, bottom) = (x + CHARACTER / 2.0, y + LINE / 2.0, x + CHARACTER, y + LINE);
    let path = match sign {
        "─" => format!("M{x:.1} {cy:.1}H{right:.1}"),
        "│" => format!("M{cx:.1} {y:.1}V{bottom:.1}"),
        "┬" => format!("M{x:.1} {cy:.1}H{right:.1}M{cx:.1} {cy:.1}V{bottom:.1}"),
        "├" => format!("M{cx:.1} {y:.1}V{bottom:.1}M{cx:.1} {cy:.1}H{right:.1}"),
        "┤" => format!("M{cx:.1} {y:.1}V{bottom:.1}M{x:.1} {cy:.1}H{cx:.1}"),
        "╭" => format!("M{cx:.1} {bottom:.1}Q{cx:.1} {cy:.1} {right:.1} {cy:.1}"),
        "╰" => format!("M{cx:.1} {y:.1}Q{cx:.1} {cy:.1} {right:.1} {cy:.1}"),
        "▶" => format!("M{x:.1} {:.1}L{right:.1} {cy:.1}L{x:.1} {:.1}Z", cy - 4.0, cy + 4.0),
        "▲" => format!("M{x:.1} {:.1}L{cx:.1} {:.1}L{right:.1} {:.1}Z", cy + 3.0, cy - 5.0, cy + 3.0),
        _ => return None,
    };
    Some(path)
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
