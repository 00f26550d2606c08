//! What a schema says of the types of documents, for the static check of expressions. Reads as much as helps to find
//! mistakes; what it does not understand may be anything. Knows no documents.

use std::sync::Arc;

use serde_json::{Map, Value as Json};

use super::load::Schema;
use super::lookup::Lookup;
use crate::expr::{Format, ObjectType, Property, Type, Word};

/// Deepest nesting that is followed: a schema that refers to itself ends in anything.
const REACH: u32 = 24;

impl Schema {
    /// The type of documents that the schema accepts.
    #[must_use]
    pub fn document_type(&self) -> Type {
        Reader { lookup: self.lookup() }.read(self.value(), REACH)
    }
}

struct Reader<'s> {
    lookup: Lookup<'s>,
}

impl<'s> Reader<'s> {
    // Recursion is bounded by `reach`.
    fn read(&self, schema: &'s Json, reach: u32) -> Type {
        let Some(reach) = reach.checked_sub(1) else { return Type::Dyn };
        let target = self.lookup.resolve(schema);
        let Some(keywords) = target.as_object() else { return Type::Dyn };
        let mut ty = self.of_keywords(keywords, reach);
        for part in subschemas(keywords, "allOf") {
            ty = both(ty, self.read(part, reach));
        }
        for keyword in ["oneOf", "anyOf"] {
            let branches: Vec<Type> =
                subschemas(keywords, keyword).map(|branch| self.read(branch, reach)).collect();
            if !branches.is_empty() {
                ty = Type::union(branches.into_iter().map(|branch| both(ty.clone(), branch)));
            }
        }
        ty
    }

    fn of_keywords(&self, keywords: &'s Map<String, Json>, reach: u32) -> Type {
        if let Some(value) = keywords.get("const") {
            return of_values(std::slice::from_ref(value));
        }
        if let Some(values) = keywords.get("enum").and_then(Json::as_array) {
            return of_values(values);
        }
        match keywords.get("type") {
            Some(Json::String(name)) => self.of_name(name, keywords, reach),
            Some(Json::Array(names)) => {
                let names = names.iter().filter_map(Json::as_str);
                Type::union(names.map(|name| self.of_name(name, keywords, reach)))
            }
            _ if keywords.contains_key("properties") => self.object(keywords, reach),
            _ => Type::Dyn,
        }
    }

    fn of_name(&self, name: &str, keywords: &'s Map<String, Json>, reach: u32) -> Type {
        match name {
            "null" => Type::Null,
            "boolean" => Type::Bool,
            "integer" => Type::Int,
            "number" => Type::union([Type::Int, Type::Double]),
            "string" => match keywords.get("format").and_then(Json::as_str) {
                Some("date") => Type::Formatted(Format::Date),
                Some("date-time") => Type::Formatted(Format::DateTime),
                Some("email") => Type::Formatted(Format::Email),
                Some("uri") => Type::Formatted(Format::Url),
                _ => Type::String,
            },
            "array" => Type::list(keywords.get("items").map_or(Type::Dyn, |items| self.read(items, reach))),
            "object" => self.object(keywords, reach),
            _ => Type::Dyn,
        }
    }

    fn object(&self, keywords: &'s Map<String, Json>, reach: u32) -> Type {
        let required: Vec<&str> = keywords
            .get("required")
            .and_then(Json::as_array)
            .into_iter()
            .flatten()
            .filter_map(Json::as_str)
            .collect();
        let known = keywords.get("properties").and_then(Json::as_object);
        let properties: Vec<Property> = known
            .into_iter()
            .flatten()
            .map(|(name, schema)| Property {
                name: Arc::from(name.as_str()),
                ty: self.read(schema, reach),
                is_required: required.contains(&name.as_str()),
            })
            .collect();
        let additional = match keywords.get("additionalProperties") {
            Some(Json::Bool(false)) if !keywords.contains_key("patternProperties") => None,
            Some(schema @ Json::Object(_)) => Some(self.read(schema, reach)),
            _ => Some(Type::Dyn),
        };
        match additional {
            Some(value) if properties.is_empty() => Type::map(Type::String, value),
            additional => Type::Object(Arc::new(ObjectType { properties, additional })),
        }
    }
}

fn subschemas<'s>(
    keywords: &'s Map<String, Json>,
    keyword: &str,
) -> impl Iterator<Item = &'s Json> + use<'s> {
    keywords.get(keyword).and_then(Json::as_array).into_iter().flatten()
}

/// The type of a value that is one of these.
fn of_values(values: &[Json]) -> Type {
    Type::union(values.iter().map(|value| match value {
        Json::Null => Type::Null,
        Json::Bool(truth) => Type::Words(Arc::from([Word::Bool(*truth)])),
        Json::Number(number) => match number.as_i64() {
            Some(number) => Type::Words(Arc::from([Word::Int(number)])),
            None if number.is_f64() => Type::Double,
            None => Type::Int,
        },
        Json::String(text) => Type::words([text.as_str()]),
        Json::Array(_) | Json::Object(_) => Type::Dyn,
    }))
}

/// The type of a value that is of both types. Where they contradict each other the first stands.
fn both(left: Type, right: Type) -> Type {
    match (&left, &right) {
        (Type::Dyn, _) => right,
        (_, Type::Dyn) => left,
        (Type::String, Type::Formatted(_)) => right,
        (Type::String | Type::Formatted(_), Type::Words(words))
            if matches!(&**words, [Word::Text(_), ..]) =>
        {
            right
        }
        (Type::Int, Type::Words(words)) if matches!(&**words, [Word::Int(_), ..]) => right,
        (Type::Bool, Type::Words(words)) if matches!(&**words, [Word::Bool(_), ..]) => right,
        (Type::Words(words), Type::Words(others)) => {
            let common: Arc<[Word]> = words.iter().filter(|word| others.contains(word)).cloned().collect();
            if common.is_empty() { left } else { Type::Words(common) }
        }
        (Type::Map(key, value), Type::Object(object)) if **key == Type::String && **value == Type::Dyn => {
            Type::Object(Arc::clone(object))
        }
        (Type::Object(one), Type::Object(other)) => Type::Object(Arc::new(merged(one, other))),
        (Type::Union(members), _) => {
            Type::union(members.iter().map(|member| both(member.clone(), right.clone())))
        }
        _ => left,
    }
}

/// The object that has the properties of both. A key that one of them forbids is forbidden.
fn merged(one: &ObjectType, other: &ObjectType) -> ObjectType {
    let mut properties: Vec<Property> = Vec::new();
    for property in one.properties.iter().chain(&other.properties) {
        match properties.iter_mut().find(|known| known.name == property.name) {
            Some(known) => {
                known.ty = both(known.ty.clone(), property.ty.clone());
                known.is_required |= property.is_required;
            }
            None => properties.push(property.clone()),
        }
    }
    properties.retain(|property| allows(one, property) && allows(other, property));
    let additional = match (&one.additional, &other.additional) {
        (Some(one), Some(other)) => Some(both(one.clone(), other.clone())),
        _ => None,
    };
    ObjectType { properties, additional }
}

fn allows(object: &ObjectType, property: &Property) -> bool {
    object.additional.is_some() || object.property(&property.name).is_some()
}
