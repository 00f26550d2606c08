//! Values as JSON, maps in source order. What JSON lacks is an object of one key that names its type.

use std::fmt::Write;

use base64::Engine;
use base64::prelude::BASE64_STANDARD;

use super::print::{duration, timestamp};
use super::{Data, List, Map, Value};

/// The keys of the objects that stand for what JSON lacks.
const TAGS: [&str; 9] =
    ["uint", "bytes", "double", "duration", "timestamp", "type", "optional", "object", "map"];

impl Value<'_> {
    /// The value as JSON on one line. `{"uint": "1"}`, `{"bytes": base64}`, `{"double": "NaN"}`, `{"duration": "1s"}`,
    /// `{"timestamp": RFC 3339}`, `{"type": name}`, `{"optional": [value]}` (empty if absent), `{"object": text}` and
    /// `{"map": [[key, value]]}` (keys that are no texts) stand for what JSON lacks.
    #[must_use]
    pub fn to_json(&self) -> String {
        self.to_json_within(usize::MAX)
    }

    /// The beginning of what [`Value::to_json`] returns: ends soon after `limit` bytes, however large the value is.
    #[must_use]
    pub fn to_json_within(&self, limit: usize) -> String {
        let mut writer = Writer { text: String::new(), limit };
        writer.value(self);
        writer.text
    }
}

struct Writer {
    text: String,
    limit: usize,
}

impl Writer {
    // Recursion is bounded: documents by the limits of reading, built values by the depth of evaluation.
    fn value(&mut self, value: &Value<'_>) {
        if self.text.len() > self.limit {
            return;
        }
        match &value.data {
            Data::Null => self.text.push_str("null"),
            Data::Bool(value) => self.shown(value),
            Data::Int(value) => self.shown(value),
            Data::Uint(value) => self.tagged("uint", &value.to_string()),
            Data::Double(value) if value.is_finite() => self.text.push_str(&format!("{value:?}")),
            Data::Double(value) if value.is_nan() => self.tagged("double", "NaN"),
            Data::Double(value) => self.tagged("double", if *value > 0.0 { "Infinity" } else { "-Infinity" }),
            Data::String(text) => self.string(text.as_str()),
            Data::Bytes(bytes) => self.tagged("bytes", &BASE64_STANDARD.encode(bytes)),
            Data::List(list) => self.list(list),
            Data::Map(map) => self.map(map),
            Data::Timestamp(time) => self.tagged("timestamp", &timestamp(*time)),
            Data::Duration(span) => self.tagged("duration", &duration(*span)),
            Data::Type(name) => self.tagged("type", name),
            Data::Optional(optional) => {
                self.text.push_str("{\"optional\": [");
                if let Some(inside) = optional.get() {
                    self.value(&inside);
                }
                self.text.push_str("]}");
            }
            Data::Object(object) => self.tagged("object", object.as_text()),
        }
    }

    fn shown(&mut self, value: &dyn std::fmt::Display) {
        let _ = write!(self.text, "{value}");
    }

    fn string(&mut self, text: &str) {
        // A text has always a form in JSON.
        self.text.push_str(&serde_json::to_string(text).unwrap_or_default());
    }

    fn tagged(&mut self, tag: &str, text: &str) {
        let _ = write!(self.text, "{{\"{tag}\": ");
        self.string(text);
        self.text.push('}');
    }

    fn list(&mut self, list: &List<'_>) {
        self.text.push('[');
        let mut is_first = true;
        let _ = list.try_each(|element| {
            self.separate(&mut is_first);
            self.value(&element);
            if self.text.len() > self.limit { Err(()) } else { Ok(()) }
        });
        self.text.push(']');
    }

    fn map(&mut self, map: &Map<'_>) {
        let is_plain = map.try_each(|key, _| key.as_str().map(|_| ()).ok_or(())).is_ok();
        let is_tag = |key: Value<'_>| {
            if key.as_str().is_some_and(|key| TAGS.contains(&key)) { Err(()) } else { Ok(()) }
        };
        let looks_tagged = map.len() == 1 && map.try_each(|key, _| is_tag(key)).is_err();
        let is_object = is_plain && !looks_tagged;
        self.text.push_str(if is_object { "{" } else { "{\"map\": [" });
        let mut is_first = true;
        let _ = map.try_each(|key, value| {
            self.separate(&mut is_first);
            self.text.push_str(if is_object { "" } else { "[" });
            self.value(&key);
            self.text.push_str(if is_object { ": " } else { ", " });
            self.value(&value);
            self.text.push_str(if is_object { "" } else { "]" });
            if self.text.len() > self.limit { Err(()) } else { Ok(()) }
        });
        self.text.push_str(if is_object { "}" } else { "]}" });
    }

    fn separate(&mut self, is_first: &mut bool) {
        self.text.push_str(if *is_first { "" } else { ", " });
        *is_first = false;
    }
}
