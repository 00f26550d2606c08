//! Reading a schema to explain it: pointers, references, the properties that a place knows, texts for people.
//!
//! Only explanations depend on this; what is valid, the validator alone decides. So a reference that cannot be followed
//! here costs a suggestion, never a finding. Knows no documents.

use serde_json::{Map, Value as Json};

use super::words::Words;

/// References followed in a row, and schemas looked through for one question.
const REACH: usize = 64;

/// Keywords whose subschemas apply to the same value: directly, by position, by name.
const IN_PLACE: [&str; 5] = ["if", "then", "else", "$ref", "not"];
const IN_PLACE_LISTS: [&str; 3] = ["allOf", "anyOf", "oneOf"];
const IN_PLACE_MAPS: [&str; 2] = ["dependentSchemas", "dependencies"];

/// A subschema that has a name: `$id`, `id` or `$anchor` (then with `#` before it).
pub(super) struct Named {
    name: String,
    pointer: String,
}

/// A schema and its names.
#[derive(Clone, Copy)]
pub(super) struct Lookup<'s> {
    root: &'s Json,
    named: &'s [Named],
}

impl<'s> Lookup<'s> {
    pub(super) fn new(root: &'s Json, named: &'s [Named]) -> Self {
        Self { root, named }
    }

    /// All subschemas with a name.
    pub(super) fn names(root: &Json) -> Vec<Named> {
        let mut named = Vec::new();
        collect_names(root, "", &mut named);
        named
    }

    /// The part of the schema at a JSON Pointer.
    pub(super) fn at(self, pointer: &str) -> Option<&'s Json> {
        self.root.pointer(pointer)
    }

    /// The pointer of a keyword in the whole file, from the URI by which the validator knows it.
    pub(super) fn file_pointer(self, absolute: Option<&str>, pointer: &str) -> String {
        let Some((base, fragment)) = absolute.and_then(|uri| uri.split_once('#')) else {
            return pointer.to_owned();
        };
        let fragment = decode(fragment);
        let is_named = |named: &&Named| {
            let name = named.name.trim_start_matches("./").trim_end_matches('#');
            !name.is_empty() && base.ends_with(name)
        };
        let of_resource = self.named.iter().filter(is_named).max_by_key(|named| named.name.len());
        let whole = of_resource.map(|named| format!("{}{fragment}", named.pointer));
        whole.filter(|pointer| self.at(pointer).is_some()).unwrap_or_else(|| pointer.to_owned())
    }

    /// The schema that a `$ref` leads to, through as many as there are.
    pub(super) fn resolve(self, mut schema: &'s Json) -> &'s Json {
        for _ in 0..REACH {
            let Some(target) = self.target(schema) else { break };
            schema = target;
        }
        schema
    }

    fn target(self, schema: &'s Json) -> Option<&'s Json> {
        let reference = schema.get("$ref")?.as_str()?;
        self.follow(reference)
    }

    /// What a reference within the file leads to.
    pub(super) fn follow(self, reference: &str) -> Option<&'s Json> {
        let (base, fragment) = reference.split_once('#').unwrap_or((reference, ""));
        let named = |name: &str| self.named.iter().find(|named| named.name == name);
        if !fragment.is_empty() && !fragment.starts_with('/') {
            return self.at(&named(&format!("#{fragment}"))?.pointer);
        }
        let base = if base.is_empty() { "" } else { &named(base)?.pointer };
        self.at(&format!("{base}{}", decode(fragment)))
    }

    /// The schemas that apply to the same value as the one at `pointer`: itself, then those around it, outwards.
    pub(super) fn enclosing(self, pointer: &str) -> impl Iterator<Item = &'s Json> {
        let tokens: Vec<&str> = pointer.split('/').collect();
        let mut length = Some(tokens.len());
        let pointers = std::iter::from_fn(move || {
            let here = length?;
            length = outer_length(tokens.get(..here)?);
            Some(tokens.get(..here)?.join("/"))
        });
        pointers.filter_map(move |pointer| self.at(&pointer))
    }

    /// The schemas that apply to the same value, from `schema` inwards: through references and in-place keywords.
    pub(super) fn within(self, schema: &'s Json) -> Vec<&'s Json> {
        let mut found: Vec<&'s Json> = Vec::new();
        let mut waiting = vec![schema];
        while let Some(schema) = waiting.pop() {
            let is_known = found.iter().any(|known| std::ptr::eq(*known, schema));
            if is_known || found.len() >= REACH {
                continue;
            }
            found.push(schema);
            waiting.extend(self.target(schema));
            waiting.extend(in_place(schema));
        }
        found
    }

    /// The schema of a property, as the schemas around `pointer` and within them declare it.
    pub(super) fn property(self, pointer: &str, name: &str) -> Option<&'s Json> {
        self.enclosing(pointer)
            .flat_map(|schema| self.within(schema))
            .find_map(|schema| schema.get("properties")?.get(name))
            .map(|schema| self.resolve(schema))
    }

    /// A text for people beside a keyword, in both languages: that under `x-ko`, where there is one, is the Korean one.
    pub(super) fn text(self, schema: &'s Json, annotation: &str, keyword: Option<&str>) -> Option<Words> {
        let read = |from: &'s Json| {
            let value = from.get(annotation)?;
            let value = keyword.map_or(Some(value), |keyword| value.get(keyword))?;
            Some(one_line(value.as_str()?))
        };
        let en = read(schema)?;
        let ko = schema.get("x-ko").and_then(read).unwrap_or_else(|| en.clone());
        Some(Words { en, ko })
    }
}

/// The names of a schema's properties.
pub(super) fn property_names(schema: &Json) -> impl Iterator<Item = &str> {
    members(schema.get("properties")).map(|(name, _)| name.as_str())
}

/// The members of an object; none for anything else.
pub(super) fn members(value: Option<&Json>) -> impl Iterator<Item = (&String, &Json)> {
    value.and_then(Json::as_object).into_iter().flat_map(Map::iter)
}

/// The elements of an array; none for anything else.
pub(super) fn elements(value: Option<&Json>) -> impl Iterator<Item = &Json> {
    value.and_then(Json::as_array).into_iter().flatten()
}

/// A pointer without its last token.
pub(super) fn parent(pointer: &str) -> &str {
    pointer.rsplit_once('/').map_or("", |(parent, _)| parent)
}

/// A token as it stands in a pointer.
pub(super) fn escape(token: &str) -> String {
    token.replace('~', "~0").replace('/', "~1")
}

/// The subschemas that apply to the same value; `not` and `if` do so too, as far as names of properties go.
fn in_place(schema: &Json) -> impl Iterator<Item = &Json> {
    let single = IN_PLACE.iter().filter_map(|keyword| schema.get(keyword));
    let listed = IN_PLACE_LISTS.iter().flat_map(|keyword| elements(schema.get(keyword)));
    let by_name =
        IN_PLACE_MAPS.iter().flat_map(|keyword| members(schema.get(keyword))).map(|(_, value)| value);
    single.chain(listed).chain(by_name)
}

/// How many tokens lead to the next outer schema that applies to the same value, if there is one.
fn outer_length(tokens: &[&str]) -> Option<usize> {
    let count = tokens.len();
    let last = *tokens.last()?;
    let before = count.checked_sub(2).and_then(|index| tokens.get(index)).copied().unwrap_or("");
    if IN_PLACE_LISTS.contains(&before) || IN_PLACE_MAPS.contains(&before) {
        return Some(count - 2);
    }
    IN_PLACE.contains(&last).then(|| count - 1)
}

fn collect_names(schema: &Json, pointer: &str, named: &mut Vec<Named>) {
    for (keyword, prefix) in [("$id", ""), ("id", ""), ("$anchor", "#"), ("$dynamicAnchor", "#")] {
        if let Some(name) = schema.get(keyword).and_then(Json::as_str) {
            named.push(Named { name: format!("{prefix}{name}"), pointer: pointer.to_owned() });
        }
    }
    for (name, value) in members(Some(schema)) {
        collect_names(value, &format!("{pointer}/{}", escape(name)), named);
    }
    for (index, value) in elements(Some(schema)).enumerate() {
        collect_names(value, &format!("{pointer}/{index}"), named);
    }
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A URI fragment without its percent signs.
fn decode(fragment: &str) -> String {
    let mut bytes = Vec::with_capacity(fragment.len());
    let mut rest = fragment.as_bytes();
    while let [first, tail @ ..] = rest {
        let hex = |byte: &u8| char::from(*byte).to_digit(16);
        match tail {
            [high, low, after @ ..] if *first == b'%' => {
                let byte = hex(high).zip(hex(low)).and_then(|(high, low)| u8::try_from(high * 16 + low).ok());
                bytes.push(byte.unwrap_or(b'%'));
                rest = if byte.is_some() { after } else { tail };
            }
            _ => {
                bytes.push(*first);
                rest = tail;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}
