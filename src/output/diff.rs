//! The difference of two texts as a unified diff, the form that `git apply` and `patch` take and people read.

use std::io::{self, Write};

use similar::{Algorithm, DiffOp, DiffTag, capture_diff_slices, group_diff_ops};

use super::escape::visible;
use super::pretty::paint::Paint;

/// Unchanged lines around a change.
const CONTEXT: usize = 3;

/// Writes the difference between two texts of the file at `path`, which is relative and has `/`; nothing if they are
/// equal. For a terminal, control characters are made visible; otherwise every byte is as it is.
///
/// # Errors
/// When the writer fails.
pub fn write_diff(
    path: &str,
    (old, new): (&str, &str),
    (is_terminal, color): (bool, bool),
    out: &mut dyn Write,
) -> io::Result<()> {
    let (old, new): (Vec<&str>, Vec<&str>) =
        (old.split_inclusive('\n').collect(), new.split_inclusive('\n').collect());
    let groups = group_diff_ops(capture_diff_slices(Algorithm::Myers, &old, &new), CONTEXT);
    if groups.is_empty() {
        return Ok(());
    }
    let mut page = Page { paint: Paint::new(color), is_terminal, out };
    page.strong(&format!("--- {}", name("a", path)))?;
    page.strong(&format!("+++ {}", name("b", path)))?;
    for group in groups {
        page.hunk(&group, &old, &new)?;
    }
    Ok(())
}

/// A path as git has it: quoted if it holds what would end it, with a tab behind it if it holds a blank.
fn name(side: &str, path: &str) -> String {
    let is_strange = |character: char| character.is_control() || matches!(character, '"' | '\\');
    if path.contains(is_strange) {
        let escaped: String = path.chars().map(escape).collect();
        return format!("\"{side}/{escaped}\"");
    }
    let tab = if path.contains(' ') { "\t" } else { "" };
    format!("{side}/{path}{tab}")
}

fn escape(character: char) -> String {
    match character {
        '"' => "\\\"".to_owned(),
        '\\' => "\\\\".to_owned(),
        '\n' => "\\n".to_owned(),
        '\t' => "\\t".to_owned(),
        control if control.is_control() => {
            let mut bytes = [0; 4];
            let bytes = control.encode_utf8(&mut bytes).bytes();
            bytes.map(|byte| format!("\\{byte:03o}")).collect()
        }
        other => other.to_string(),
    }
}

struct Page<'o> {
    paint: Paint,
    is_terminal: bool,
    out: &'o mut dyn Write,
}

impl Page<'_> {
    fn hunk(&mut self, group: &[DiffOp], old: &[&str], new: &[&str]) -> io::Result<()> {
        let (Some(first), Some(last)) = (group.first(), group.last()) else { return Ok(()) };
        let old_lines = first.old_range().start..last.old_range().end;
        let new_lines = first.new_range().start..last.new_range().end;
        let line = self.paint.quiet(&format!("@@ -{} +{} @@", range(&old_lines), range(&new_lines)));
        writeln!(self.out, "{line}")?;
        for op in group {
            if op.tag() == DiffTag::Equal {
                self.lines(' ', old.get(op.old_range()))?;
            } else {
                self.lines('-', old.get(op.old_range()))?;
                self.lines('+', new.get(op.new_range()))?;
            }
        }
        Ok(())
    }

    fn lines(&mut self, mark: char, lines: Option<&[&str]>) -> io::Result<()> {
        for line in lines.unwrap_or_default() {
            let (text, is_ended) = line.strip_suffix('\n').map_or((*line, false), |text| (text, true));
            // A carriage return belongs to the line, but would hide it on a terminal.
            let shown = if self.is_terminal {
                visible(text.trim_end_matches('\r')).into_owned()
            } else {
                text.to_owned()
            };
            let line = self.paint.change(mark, &format!("{mark}{shown}"));
            writeln!(self.out, "{line}")?;
            if !is_ended {
                writeln!(self.out, "\\ No newline at end of file")?;
            }
        }
        Ok(())
    }

    fn strong(&mut self, text: &str) -> io::Result<()> {
        let text = if self.is_terminal { visible(text).into_owned() } else { text.to_owned() };
        writeln!(self.out, "{}", self.paint.strong(&text))
    }
}

/// The lines of a hunk, as its head names them: the first and the number; before the first line for none.
fn range(lines: &std::ops::Range<usize>) -> String {
    match lines.len() {
        0 => format!("{},0", lines.start),
        1 => (lines.start + 1).to_string(),
        count => format!("{},{count}", lines.start + 1),
    }
}
