//! The parts of an expression for people: each below the one it is a part of, its value beside it.

use std::io::{self, Write};

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use super::messages;
use crate::expr::Part;
use crate::output::escape::visible;
use crate::text::Language;

/// Most parts that are shown.
const SHOWN: usize = 100;

/// Most columns of an expression before its value, and fewest of a value.
const WIDEST: usize = 56;
const LEAST_VALUE: usize = 20;

/// Columns by which parts stand right of what they are parts of.
const INDENT: usize = 2;

/// Writes the parts of `text`, `indent` columns from the left, in lines of at most `width` columns.
pub(super) fn write(
    (text, parts): (&str, &[Part<'_>]),
    indent: usize,
    (language, width): (Language, usize),
    out: &mut dyn Write,
) -> io::Result<()> {
    let most = width.saturating_sub(LEAST_VALUE + 2).clamp(LEAST_VALUE, WIDEST + indent);
    let mut around: Vec<u32> = Vec::new();
    let mut rows = Vec::new();
    let parts: Vec<&Part<'_>> = parts.iter().filter(|part| !is_whole(part)).collect();
    for part in parts.iter().take(SHOWN) {
        while around.last().is_some_and(|end| *end <= part.span.start()) {
            around.pop();
        }
        // What is nested deeply still has room for its text.
        let left = (indent + around.len() * INDENT).min(most / 2);
        around.push(part.span.end());
        let written = text.get(part.span.range()).unwrap_or("");
        let written = written.split_whitespace().collect::<Vec<_>>().join(" ");
        let written = format!("{}{}", " ".repeat(left), cut(&visible(&written), most - left));
        rows.push((written, value(part, language)));
    }
    let column = rows.iter().map(|(text, _)| text.width()).max().unwrap_or(0);
    for (text, value) in &rows {
        let gap = " ".repeat(column - text.width() + 2);
        let rest = width.saturating_sub(column + 2).max(LEAST_VALUE);
        writeln!(out, "{text}{gap}{}", cut(value, rest))?;
    }
    if parts.len() > SHOWN {
        let more = [("count", (parts.len() - SHOWN).to_string())];
        writeln!(out, "{}{}", " ".repeat(indent), messages::MORE_PARTS.render(language, &more))?;
    }
    Ok(())
}

/// True for `this`, the whole document, of which a line shows nothing.
fn is_whole(part: &Part<'_>) -> bool {
    let node = part.value.as_ref().ok().and_then(|value| value.node());
    node.is_some_and(|node| node.parent().is_none())
}

fn value(part: &Part<'_>, language: Language) -> String {
    let value = match &part.value {
        Ok(value) => value.to_json().to_string(),
        Err(failure) => messages::NO_VALUE.render(language, &[("failure", failure.render(language))]),
    };
    visible(&value).into_owned()
}

/// The text, or its beginning with `…` in `columns` columns.
fn cut(text: &str, columns: usize) -> String {
    if text.width() <= columns {
        return text.to_owned();
    }
    let mut used = 1;
    let fits = |character: &char| {
        used += character.width().unwrap_or(0);
        used <= columns
    };
    let mut beginning: String = text.chars().take_while(fits).collect();
    beginning.push('…');
    beginning
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::expr::Value;
    use crate::text::Span;

    fn printed(text: &str, parts: &[(usize, usize, Value<'static>)], width: usize) -> String {
        let part = |(start, end, value): &(usize, usize, Value<'static>)| Part {
            span: Span::from_usize(*start, *end),
            value: Ok(value.clone()),
        };
        let parts: Vec<Part<'_>> = parts.iter().map(part).collect();
        let mut out = Vec::new();
        write((text, &parts), 0, (Language::En, width), &mut out).unwrap_or_default();
        String::from_utf8(out).unwrap_or_default()
    }

    #[test]
    fn values_stand_in_one_column_beside_wide_letters() {
        let text = "this.이름 == '모임'";
        let parts = [(0, text.len(), Value::bool(true)), (0, 11, Value::string("모임"))];
        assert_eq!(printed(text, &parts, 80), "this.이름 == '모임'  true\n  this.이름          \"모임\"\n");
    }

    #[test]
    fn no_line_is_wider_than_the_terminal() {
        let text = "this.a == this.b && this.c == this.d || this.e == this.f";
        let parts = [(0, text.len(), Value::string(&"가나다".repeat(200)))];
        for width in [42, 60, 80, 120] {
            let text = printed(text, &parts, width);
            assert!(text.lines().all(|line| line.width() <= width), "{width}: {text}");
            assert!(text.contains('…'), "{text}");
        }
    }
}
