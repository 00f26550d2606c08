//! What becomes of a document when an editor's user accepts a completion: the edit of the server is made, the lines of
//! a snippet are indented as the line they begin on, and its places to fill in hold what is proposed for them.

use serde_json::{Value, json};

/// A text with the cursor taken out, and where it was.
pub(crate) struct Document {
    pub(crate) text: String,
    pub(crate) cursor: Value,
}

impl Document {
    /// Reads a text in which `‸` marks the cursor.
    pub(crate) fn new(marked: &str) -> Self {
        let (before, after) = marked.split_once('‸').expect("a cursor");
        let line = before.rsplit('\n').next().unwrap_or_default();
        let character = line.encode_utf16().count();
        let cursor = json!({"line": before.matches('\n').count(), "character": character});
        Self { text: format!("{before}{after}"), cursor }
    }

    /// The text after the completion was accepted and nothing else was typed.
    pub(crate) fn accept(&self, completion: &Value) -> String {
        let edit = &completion["textEdit"];
        let start = self.offset(&edit["range"]["start"]);
        let end = self.offset(&edit["range"]["end"]);
        let new = filled_in(edit["newText"].as_str().expect("a text to insert"));
        let (before, after) = (&self.text[..start], &self.text[end..]);
        let line = before.rsplit('\n').next().unwrap_or_default();
        let blanks = line.len() - line.trim_start_matches(' ').len();
        format!("{before}{}{after}", new.replace('\n', &format!("\n{}", &line[..blanks])))
    }

    /// The text between the ends of a range.
    pub(crate) fn cut(&self, range: &Value) -> &str {
        &self.text[self.offset(&range["start"])..self.offset(&range["end"])]
    }

    fn offset(&self, position: &Value) -> usize {
        let number =
            |key: &str| usize::try_from(position[key].as_u64().expect("a number")).expect("a small one");
        let line_start: usize = self.text.split_inclusive('\n').take(number("line")).map(str::len).sum();
        let mut units = number("character");
        let mut offset = line_start;
        for character in self.text[line_start..].chars() {
            if units == 0 {
                break;
            }
            units = units.saturating_sub(character.len_utf16());
            offset += character.len_utf8();
        }
        offset
    }
}

/// A snippet with its places filled in: `$1` by nothing, `${1:word}` by the word, `${1|a,b|}` by the first choice.
pub(crate) fn filled_in(snippet: &str) -> String {
    let mut text = String::new();
    let mut rest = snippet;
    while let Some((before, place)) = rest.split_once('$') {
        text += before;
        if let Some(place) = place.strip_prefix('{') {
            let (inside, after) = place.split_once('}').expect("a closed place");
            let inside = inside.trim_start_matches(|letter: char| letter.is_ascii_digit());
            match inside.strip_prefix('|') {
                Some(choices) => text += choices.split([',', '|']).next().unwrap_or_default(),
                None => text += inside.strip_prefix(':').unwrap_or_default(),
            }
            rest = after;
        } else {
            rest = place.trim_start_matches(|letter: char| letter.is_ascii_digit());
        }
    }
    text + rest
}
