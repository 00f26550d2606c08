//! Keywords of a schema by their JSON Pointer, as rules name them. Knows the schema's file only.

use serde_json::Value as Json;

use super::Schema;
use crate::text::nearest;

impl Schema {
    /// True if the schema has a keyword at this JSON Pointer (RFC 6901); below a list of names, such as `required`, the
    /// name itself is the last token: `/properties/app/required/id`.
    #[must_use]
    pub fn has_keyword(&self, pointer: &str) -> bool {
        !pointer.is_empty() && self.walk(pointer).is_ok()
    }

    /// The pointer with its first wrong token replaced by the nearest that exists there, if that leads to a keyword.
    #[must_use]
    pub fn nearest_keyword(&self, pointer: &str) -> Option<String> {
        let (before, wrong, known) = self.walk(pointer).err()?;
        let near = nearest(&wrong, known.iter().map(String::as_str))?;
        let rest = pointer.strip_prefix(&before)?.strip_prefix('/')?.strip_prefix(wrong.as_str())?;
        let mended = format!("{before}/{near}{rest}");
        self.has_keyword(&mended).then_some(mended)
    }

    /// Follows a pointer; where it leads to nothing: the pointer so far, the wrong token, and the tokens that exist.
    fn walk(&self, pointer: &str) -> Result<(), (String, String, Vec<String>)> {
        let mut at = self.value();
        let mut so_far = String::new();
        for token in pointer.split('/').skip(1) {
            let name = token.replace("~1", "/").replace("~0", "~");
            let next = match at {
                Json::Object(map) => map.get(&name),
                Json::Array(names) => {
                    let by_index = || name.parse().ok().and_then(|index: usize| names.get(index));
                    names.iter().find(|known| known.as_str() == Some(&name)).or_else(by_index)
                }
                _ => None,
            };
            let Some(next) = next else { return Err((so_far, token.to_owned(), tokens(at))) };
            so_far = format!("{so_far}/{token}");
            at = next;
        }
        Ok(())
    }
}

fn tokens(value: &Json) -> Vec<String> {
    match value {
        Json::Object(map) => map.keys().cloned().collect(),
        Json::Array(names) => names.iter().filter_map(Json::as_str).map(str::to_owned).collect(),
        _ => Vec::new(),
    }
}
