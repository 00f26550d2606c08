//! Documents one small step from another: a key or an element less or more, another value of the same type. What may stand
//! where is taken from the type of documents, words and numbers from the rule and its examples.

use serde_yaml::{Mapping, Value as Yaml};

use crate::expr::{Type, Word, vocabulary};
use crate::rule::Rule;
use crate::trial::stage::Stage;
use crate::yaml::{Kind, Node, Value};

/// Longest list and longest text that is made to meet a limit of the rule.
const LONGEST_LIST: i64 = 60;
const LONGEST_TEXT: i64 = 400;
/// Longest text of an expression that may be a value, in characters; longer ones are patterns.
const LONGEST_WORD: usize = 40;
/// Deepest value that is made up for a key that was not there.
const DEPTH: usize = 3;

/// Values to try: those that the rule and its examples name.
pub(super) struct Pool {
    texts: Vec<String>,
    numbers: Vec<i64>,
    /// Numbers of elements at which the rule may change its mind.
    sizes: Vec<usize>,
    /// The keys that the rule reads, or may mean by a text.
    keys: Vec<String>,
}

impl Pool {
    pub(super) fn of(rule: &Rule, stages: &[Stage<'_>]) -> Self {
        let mut texts = vec![String::new()];
        let mut numbers = vec![0, 1];
        let mut keys = Vec::new();
        for (_, expression) in rule.expressions() {
            let named = vocabulary(expression.program.text());
            keys.extend(named.fields.into_iter().chain(named.texts.iter().cloned()));
            texts.extend(named.texts.into_iter().filter(|text| text.chars().count() <= LONGEST_WORD));
            let near = |number: &i64| [number.saturating_sub(1), *number, number.saturating_add(1)];
            numbers.extend(named.numbers.iter().flat_map(near));
        }
        for root in stages.iter().flat_map(Stage::roots) {
            gather(root, &mut texts);
        }
        let longest = texts.iter().max_by_key(|text| text.chars().count()).cloned().unwrap_or_default();
        let fitting = numbers.iter().filter(|number| (2..=LONGEST_TEXT).contains(*number));
        let cut = |length: usize| longest.chars().cycle().take(length).collect::<String>();
        let lengths: Vec<String> =
            fitting.filter_map(|number| usize::try_from(*number).ok()).map(cut).collect();
        texts.extend(lengths.into_iter().filter(|_| !longest.is_empty()));
        if let Some(today) = stages.first().map(|stage| stage.today.date()) {
            let days = [Some(today), today.tomorrow().ok(), today.yesterday().ok()];
            texts.extend(days.into_iter().flatten().map(|day| day.to_string()));
        }
        let sizes = numbers.iter().filter(|number| (1..=LONGEST_LIST).contains(*number));
        let mut sizes: Vec<usize> = sizes.filter_map(|number| usize::try_from(*number).ok()).collect();
        keep_first(&mut texts);
        keep_first(&mut numbers);
        keep_first(&mut sizes);
        Self { texts, numbers, sizes, keys }
    }

    /// The keys of a type that the rule may read, with the types of their values.
    fn fields(&self, ty: &Type) -> Vec<(String, Type)> {
        let mut fields = fields(ty);
        fields.retain(|(name, _)| self.keys.contains(name));
        fields
    }
}

/// The documents of an example one step away, each once; the example itself is none of them.
pub(super) fn neighbours(documents: &[Yaml], this: &Type, pool: &Pool) -> Vec<Vec<Yaml>> {
    let mut all = Vec::new();
    for (index, document) in documents.iter().enumerate() {
        let mut steps = Vec::new();
        step(document, this, pool, &mut |changed| steps.push(changed));
        for changed in steps {
            let mut candidate = documents.to_vec();
            if let Some(place) = candidate.get_mut(index) {
                *place = changed;
            }
            all.push(candidate);
        }
    }
    all
}

/// The documents with one part less: a whole document, a key, an element.
pub(super) fn smaller(documents: &[Yaml]) -> Vec<Vec<Yaml>> {
    let mut all = Vec::new();
    for (index, document) in documents.iter().enumerate() {
        if documents.len() > 1 {
            let mut fewer = documents.to_vec();
            fewer.remove(index);
            all.push(fewer);
        }
        let mut parts = Vec::new();
        less(document, &mut |changed| parts.push(changed));
        for changed in parts {
            let mut candidate = documents.to_vec();
            if let Some(place) = candidate.get_mut(index) {
                *place = changed;
            }
            all.push(candidate);
        }
    }
    all
}

/// A value of our own tree.
// Recursion is bounded by the depth limit of documents.
pub(super) fn from_node(node: Node<'_>) -> Yaml {
    match node.value() {
        Value::Null => Yaml::Null,
        Value::Bool(value) => Yaml::Bool(value),
        Value::Int(value) => Yaml::from(value),
        Value::Float(value) => Yaml::from(value),
        Value::BigInt(text) | Value::String(text) => Yaml::from(text),
        Value::Sequence => Yaml::Sequence(node.items().map(from_node).collect()),
        Value::Mapping => {
            let entry = |entry: crate::yaml::Entry<'_>| (from_node(entry.key), from_node(entry.value));
            Yaml::Mapping(node.entries().map(entry).collect::<Mapping>())
        }
    }
}

fn less(value: &Yaml, emit: &mut dyn FnMut(Yaml)) {
    match value {
        Yaml::Mapping(entries) => {
            for (key, inner) in entries {
                let mut fewer = entries.clone();
                fewer.shift_remove(key);
                emit(Yaml::Mapping(fewer));
                less(inner, &mut |changed| emit(with(entries, key, changed)));
            }
        }
        Yaml::Sequence(items) => {
            for (index, inner) in items.iter().enumerate() {
                let mut fewer = items.clone();
                fewer.remove(index);
                emit(Yaml::Sequence(fewer));
                less(inner, &mut |changed| emit(replaced(items, index, changed)));
            }
        }
        _ => {}
    }
}

fn step(value: &Yaml, ty: &Type, pool: &Pool, emit: &mut dyn FnMut(Yaml)) {
    match value {
        Yaml::Mapping(entries) => step_in_map(entries, ty, pool, emit),
        Yaml::Sequence(items) => step_in_list(items, ty, pool, emit),
        scalar => others(scalar, ty, pool).into_iter().for_each(emit),
    }
}

fn step_in_map(entries: &Mapping, ty: &Type, pool: &Pool, emit: &mut dyn FnMut(Yaml)) {
    for (key, inner) in entries {
        let mut fewer = entries.clone();
        fewer.shift_remove(key);
        emit(Yaml::Mapping(fewer));
        let inner_type = field(ty, key.as_str().unwrap_or_default());
        step(inner, &inner_type, pool, &mut |changed| emit(with(entries, key, changed)));
    }
    for (name, ty) in pool.fields(ty) {
        let key = Yaml::from(&*name);
        if !entries.contains_key(&key) {
            for value in samples(&ty, pool, DEPTH) {
                emit(with(entries, &key, value));
            }
        }
    }
}

fn step_in_list(items: &[Yaml], ty: &Type, pool: &Pool, emit: &mut dyn FnMut(Yaml)) {
    let element = ty.element();
    for (index, inner) in items.iter().enumerate() {
        let mut fewer = items.to_vec();
        fewer.remove(index);
        emit(Yaml::Sequence(fewer));
        step(inner, &element, pool, &mut |changed| emit(replaced(items, index, changed)));
    }
    for value in items.last().cloned().into_iter().chain(samples(&element, pool, DEPTH)) {
        let mut more = items.to_vec();
        more.push(value.clone());
        emit(Yaml::Sequence(more.clone()));
        more.rotate_right(1);
        emit(Yaml::Sequence(more));
    }
    for size in &pool.sizes {
        if let Some(last) = items.last().filter(|_| *size != items.len()) {
            let longer = items.iter().cloned().chain(std::iter::repeat(last.clone())).take(*size);
            emit(Yaml::Sequence(longer.collect()));
        }
    }
}

/// Other scalars for one.
fn others(scalar: &Yaml, ty: &Type, pool: &Pool) -> Vec<Yaml> {
    let known = match (ty, scalar) {
        (Type::Dyn, Yaml::Bool(_)) => &Type::Bool,
        (Type::Dyn, Yaml::Number(_)) => &Type::Int,
        (Type::Dyn, _) => &Type::String,
        (ty, _) => ty,
    };
    samples(known, pool, DEPTH).into_iter().filter(|other| other != scalar).collect()
}

/// Values of a type: as few as show its kinds.
fn samples(ty: &Type, pool: &Pool, depth: usize) -> Vec<Yaml> {
    match ty {
        Type::Bool => vec![Yaml::Bool(true), Yaml::Bool(false)],
        Type::Int | Type::Double => pool.numbers.iter().map(|number| Yaml::from(*number)).collect(),
        Type::String | Type::Formatted(_) => {
            pool.texts.iter().map(|text| Yaml::from(text.as_str())).collect()
        }
        Type::Words(words) => words.iter().map(word).collect(),
        Type::Union(members) => {
            let mut all: Vec<Yaml> = Vec::new();
            members.iter().for_each(|member| all.extend(samples(member, pool, depth)));
            all
        }
        Type::List(element) => {
            let inner = if depth > 0 { samples(element, pool, depth - 1) } else { Vec::new() };
            let one = inner.into_iter().map(|value| Yaml::Sequence(vec![value]));
            std::iter::once(Yaml::Sequence(Vec::new())).chain(one).collect()
        }
        Type::Object(_) | Type::Map(..) => {
            let mut all = vec![Yaml::Mapping(Mapping::new())];
            for (name, ty) in pool.fields(ty).into_iter().filter(|_| depth > 0) {
                let key = Yaml::from(&*name);
                all.extend(
                    samples(&ty, pool, depth - 1).into_iter().map(|value| with(&Mapping::new(), &key, value)),
                );
            }
            all
        }
        _ => Vec::new(),
    }
}

fn word(word: &Word) -> Yaml {
    match word {
        Word::Text(text) => Yaml::from(&**text),
        Word::Int(number) => Yaml::from(*number),
        Word::Bool(value) => Yaml::from(*value),
    }
}

/// The keys that a type knows, with the types of their values.
fn fields(ty: &Type) -> Vec<(String, Type)> {
    match ty {
        Type::Object(object) => object
            .properties
            .iter()
            .map(|property| (property.name.to_string(), property.ty.clone()))
            .collect(),
        Type::Union(members) => members.iter().flat_map(fields).collect(),
        _ => Vec::new(),
    }
}

fn field(ty: &Type, name: &str) -> Type {
    let inside = match ty {
        Type::Map(_, value) => Some((**value).clone()),
        Type::Object(object) if object.property(name).is_none() => object.additional.clone(),
        _ => None,
    };
    let known = fields(ty).into_iter().filter(|(known, _)| known == name).map(|(_, ty)| ty);
    let all: Vec<Type> = inside.into_iter().chain(known).collect();
    if all.is_empty() { Type::Dyn } else { Type::union(all) }
}

fn with(entries: &Mapping, key: &Yaml, value: Yaml) -> Yaml {
    let mut changed = entries.clone();
    changed.insert(key.clone(), value);
    Yaml::Mapping(changed)
}

fn replaced(items: &[Yaml], index: usize, value: Yaml) -> Yaml {
    let mut changed = items.to_vec();
    if let Some(place) = changed.get_mut(index) {
        *place = value;
    }
    Yaml::Sequence(changed)
}

/// The short texts in a document.
fn gather(node: Node<'_>, texts: &mut Vec<String>) {
    match node.kind() {
        Kind::Sequence => node.items().for_each(|item| gather(item, texts)),
        Kind::Mapping => node.entries().for_each(|entry| gather(entry.value, texts)),
        Kind::String => texts.extend(node.as_str().map(str::to_owned)),
        _ => {}
    }
}

fn keep_first<T: PartialEq>(list: &mut Vec<T>) {
    let mut kept: Vec<T> = Vec::with_capacity(list.len());
    for value in list.drain(..) {
        if !kept.contains(&value) {
            kept.push(value);
        }
    }
    *list = kept;
}
