//! Reads the pretty format back as an eye does: what stands above an underline, by columns.

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::string_slice,
    clippy::unwrap_used,
    dead_code,
    reason = "a test fails by panicking; each binary uses a part of this file"
)]

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// The texts that are underlined, from top to bottom and left to right. A mark without width is `^`.
pub(crate) fn underlined(printed: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut above = "";
    for line in printed.lines() {
        let Some((gutter, content)) = line.split_once([' ', '·', '│']).and_then(|_| split(line)) else {
            continue;
        };
        if gutter == '│' {
            above = content;
        } else if content.contains(['─', '▲', '┬']) && !content.contains(['╰', '╭']) {
            found.extend(runs(content).map(|(start, end)| match content.contains('▲') && end - start == 1 {
                true => "^".to_owned(),
                false => cut(above, start, end),
            }));
        }
    }
    found
}

/// The places in the heads of the blocks: path, line, column.
pub(crate) fn heads(printed: &str) -> Vec<(String, u32, u32)> {
    let inside = |line: &str| Some(line.trim_start().strip_prefix("╭─[")?.strip_suffix(']')?.to_owned());
    let parts = |head: String| {
        let mut parts = head.rsplitn(3, ':').map(str::to_owned);
        let (column, line, path) = (parts.next()?, parts.next()?, parts.next()?);
        Some((path, line.parse().ok()?, column.parse().ok()?))
    };
    printed.lines().filter_map(inside).filter_map(parts).collect()
}

/// The sign after the line number, and what stands behind it.
fn split(line: &str) -> Option<(char, &str)> {
    let rest = line.trim_start_matches(|c: char| c == ' ' || c.is_ascii_digit());
    let gutter = rest.chars().next().filter(|c| matches!(c, '│' | '·'))?;
    Some((gutter, rest.strip_prefix(gutter)?.strip_prefix(' ').unwrap_or("")))
}

/// The columns of each run of underline.
fn runs(content: &str) -> impl Iterator<Item = (usize, usize)> {
    let columns: Vec<char> = content.chars().collect();
    let is_mark = |column: &char| matches!(column, '─' | '┬' | '▲');
    let mut runs: Vec<(usize, usize)> = Vec::new();
    for (column, _) in columns.iter().enumerate().filter(|(_, sign)| is_mark(sign)) {
        match runs.last_mut() {
            Some(run) if run.1 == column => run.1 += 1,
            _ => runs.push((column, column + 1)),
        }
    }
    runs.into_iter()
}

/// The signs of a line in these columns.
fn cut(line: &str, start: usize, end: usize) -> String {
    let mut column = 0;
    let mut text = String::new();
    for sign in line.graphemes(true) {
        if column >= start && column < end {
            text.push_str(sign);
        }
        column += sign.width();
    }
    text
}
