//! Values as JSON, for scripts. What JSON lacks is an object with the name of the type as its only key.

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use serde_json::{Value as Json, json};

use super::{Data, Value, print};

impl Value<'_> {
    /// The value as JSON: `{"uint": "1"}`, `{"bytes": "..."}` (base64), `{"double": "NaN"}`, `{"duration": "1.5s"}`,
    /// `{"timestamp": "..."}`, `{"type": "int"}`, `{"optional": ...}` (null if absent) for what JSON lacks. A map with
    /// keys that are no texts is `{"map": [[key, value], ...]}`.
    #[must_use]
    pub fn to_json(&self) -> Json {
        match &self.data {
            Data::Null => Json::Null,
            Data::Bool(value) => json!(value),
            Data::Int(value) => json!(value),
            Data::Uint(value) => json!({"uint": value.to_string()}),
            Data::Double(value) if value.is_finite() => json!(value),
            Data::Double(value) if value.is_nan() => json!({"double": "NaN"}),
            Data::Double(value) => json!({"double": if *value > 0.0 { "Infinity" } else { "-Infinity" }}),
            Data::String(text) => json!(text.as_str()),
            Data::Bytes(bytes) => json!({"bytes": BASE64_STANDARD.encode(bytes)}),
            Data::List(list) => Json::Array(list.to_vec().iter().map(Self::to_json).collect()),
            Data::Map(map) => entries(&map.to_vec()),
            Data::Timestamp(time) => json!({"timestamp": print::timestamp(*time)}),
            Data::Duration(span) => json!({"duration": print::duration(*span)}),
            Data::Type(name) => json!({"type": name}),
            Data::Optional(optional) => json!({"optional": optional.get().map(|value| value.to_json())}),
            Data::Object(object) => json!({object.type_name(): object.as_text()}),
        }
    }
}

fn entries(entries: &[(Value<'_>, Value<'_>)]) -> Json {
    let with_names = entries.iter().map(|(key, value)| Some((key.as_str()?.to_owned(), value.to_json())));
    match with_names.collect::<Option<serde_json::Map<_, _>>>() {
        Some(object) => Json::Object(object),
        None => {
            let pairs: Vec<_> =
                entries.iter().map(|(key, value)| json!([key.to_json(), value.to_json()])).collect();
            json!({"map": pairs})
        }
    }
}
