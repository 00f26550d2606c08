//! Constants and what they are changed into: numbers into their neighbours, words into others of the schema.

use super::Mutator;
use crate::expr::tree::ExprId;
use crate::expr::types::{Type, Word};
use crate::expr::value::{Data, Value};
use std::sync::Arc;

/// The words that values of a type may be, list by list.
pub(super) struct Words(Vec<Arc<[Arc<str>]>>);

impl Words {
    pub(super) fn of(this: &Type) -> Self {
        let mut lists = Vec::new();
        gather(this, &mut lists);
        Self(lists)
    }

    /// The word after this one in each list that has it, the first after the last; each once.
    fn others(&self, word: &str) -> Vec<Arc<str>> {
        let mut others: Vec<Arc<str>> = Vec::new();
        for list in &self.0 {
            let next =
                list.iter().position(|known| **known == *word).and_then(|at| list.get((at + 1) % list.len()));
            if let Some(next) = next.filter(|next| ***next != *word && !others.contains(next)) {
                others.push(Arc::clone(next));
            }
        }
        others
    }
}

// Types that a schema gives end: its reader stops at a depth.
fn gather(ty: &Type, lists: &mut Vec<Arc<[Arc<str>]>>) {
    match ty {
        Type::Words(words) => {
            let text = |word: &Word| match word {
                Word::Text(text) => Some(Arc::clone(text)),
                Word::Int(_) | Word::Bool(_) => None,
            };
            let texts: Arc<[Arc<str>]> = words.iter().filter_map(text).collect();
            if !lists.contains(&texts) {
                lists.push(texts);
            }
        }
        Type::List(inner) | Type::Optional(inner) | Type::Map(_, inner) => gather(inner, lists),
        Type::Union(members) => members.iter().for_each(|member| gather(member, lists)),
        Type::Object(object) => {
            object.properties.iter().for_each(|property| gather(&property.ty, lists));
            object.additional.iter().for_each(|additional| gather(additional, lists));
        }
        _ => {}
    }
}

impl Mutator<'_> {
    pub(super) fn constant(&mut self, id: ExprId, value: &Value<'static>) {
        let span = self.tree.span(id);
        match &value.data {
            Data::Bool(value) => self.change(span, if *value { "false" } else { "true" }),
            Data::Int(number) => {
                let neighbours = [number.checked_add(1), number.checked_sub(1).filter(|less| *less >= 0)];
                for neighbour in neighbours.into_iter().flatten() {
                    self.change(span, &neighbour.to_string());
                }
            }
            // The empty text stands for what is not there; to leave its condition out says more.
            Data::String(text) if text.as_str().is_empty() => {}
            Data::String(text) => {
                let text = text.as_str();
                let others = self.words.others(text);
                if others.is_empty() {
                    self.change(span, &quoted(&format!("{text}_")));
                }
                for other in others {
                    self.change(span, &quoted(&other));
                }
            }
            _ => {}
        }
    }
}

/// A text as CEL writes it.
fn quoted(text: &str) -> String {
    let escaped = text.replace('\\', "\\\\").replace('\'', "\\'").replace('\n', "\\n").replace('\t', "\\t");
    format!("'{escaped}'")
}
