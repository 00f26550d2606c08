//! The steps of an evaluation for people: each sub-expression below the one it is a part of, its value beside it.

use std::io::{self, Write};

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use super::messages;
use crate::expr::Step;
use crate::output::escape::visible;
use crate::text::Language;

/// Most steps that are shown.
const SHOWN: usize = 100;

/// Most columns of an expression before its value, and fewest of a value.
const WIDEST: usize = 56;
const LEAST_VALUE: usize = 20;

/// Columns by which parts stand right of what they are parts of.
const INDENT: usize = 2;

/// Writes the steps, `indent` columns from the left, in lines of at most `width` columns.
pub(super) fn write(
    steps: &[Step<'_>],
    indent: usize,
    (language, width): (Language, usize),
    out: &mut dyn Write,
) -> io::Result<()> {
    let most = width.saturating_sub(LEAST_VALUE + 2).clamp(LEAST_VALUE, WIDEST + indent);
    let rows: Vec<(String, String)> =
        steps.iter().take(SHOWN).map(|step| row(step, indent, most, language)).collect();
    let column = rows.iter().map(|(text, _)| text.width()).max().unwrap_or(0);
    for (text, value) in &rows {
        let gap = " ".repeat(column - text.width() + 2);
        let rest = width.saturating_sub(column + 2).max(LEAST_VALUE);
        writeln!(out, "{text}{gap}{}", cut(value, rest))?;
    }
    if steps.len() > SHOWN {
        let more = [("count", (steps.len() - SHOWN).to_string())];
        writeln!(out, "{}{}", " ".repeat(indent), messages::MORE_STEPS.render(language, &more))?;
    }
    Ok(())
}

fn row(step: &Step<'_>, indent: usize, most: usize, language: Language) -> (String, String) {
    // What is nested deeply still has room for its text.
    let left = (indent + step.level * INDENT).min(most / 2);
    let text = step.text.split_whitespace().collect::<Vec<_>>().join(" ");
    let text = cut(&visible(&text), most - left);
    let value = match &step.value {
        Ok(value) => value.to_json_within(400),
        Err(failure) => messages::NO_VALUE.render(language, &[("failure", failure.render(language))]),
    };
    (format!("{}{text}", " ".repeat(left)), visible(&value).into_owned())
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

    fn printed(steps: &[(&str, usize, Value<'static>)], width: usize) -> String {
        let steps: Vec<Step<'_>> = steps
            .iter()
            .map(|(text, level, value)| Step {
                text: (*text).to_owned(),
                level: *level,
                value: Ok(value.clone()),
            })
            .collect();
        let mut out = Vec::new();
        write(&steps, 0, (Language::En, width), &mut out).unwrap_or_default();
        String::from_utf8(out).unwrap_or_default()
    }

    #[test]
    fn values_stand_in_one_column_beside_wide_letters() {
        let steps = [("this.이름 == '모임'", 0, Value::bool(true)), ("this.이름", 1, Value::string("모임"))];
        assert_eq!(printed(&steps, 80), "this.이름 == '모임'  true\n  this.이름          \"모임\"\n");
    }

    #[test]
    fn no_line_is_wider_than_the_terminal() {
        let long = Value::string(&"가나다".repeat(200));
        let steps = [("this.a == this.b && this.c == this.d || this.e == this.f", 0, long)];
        for width in [42, 60, 80, 120] {
            let text = printed(&steps, width);
            assert!(text.lines().all(|line| line.width() <= width), "{width}: {text}");
            assert!(text.contains('…'), "{text}");
        }
    }
}
