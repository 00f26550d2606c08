//! Fields, indices, presence and membership, through optionals too (CEL specification, "Field Selection"; extension
//! "Optional Types").

use super::reach::Reached;
use super::{Evaluator, Failure, Fallible};
use crate::expr::functions::{Answer, Fault};
use crate::expr::messages;
use crate::expr::tree::{ExprId, Select};
use crate::expr::value::{Data, List, Map, Value, compare};
use crate::yaml::{Kind, Node};

/// What a step of a path found.
enum Found<'d> {
    Value(Reached<'d>),
    /// The key is not there.
    Absent,
    /// The optional before it is absent, so this was not looked for.
    Skipped,
}

impl<'d> From<Option<Node<'d>>> for Found<'d> {
    fn from(node: Option<Node<'d>>) -> Self {
        node.map_or(Self::Absent, |node| Self::Value(Reached::Node(node)))
    }
}

impl<'d> From<Option<Value<'d>>> for Found<'d> {
    fn from(value: Option<Value<'d>>) -> Self {
        value.map_or(Self::Absent, |value| Self::Value(Reached::Value(value)))
    }
}

impl<'d> Evaluator<'_, '_, 'd> {
    pub(super) fn select(&mut self, id: ExprId, select: &Select, is_read: bool) -> Fallible<Reached<'d>> {
        let (container, is_lifted) = self.container(select.operand)?;
        let found = self.look_up(id, container, select)?;
        let is_optional = is_lifted || select.is_optional;
        self.arrive(id, found, (is_optional, is_read), || format!("`{}`", select.field))
    }

    /// `has(operand.field)`
    pub(super) fn has(&mut self, id: ExprId, select: &Select) -> Fallible<bool> {
        let (container, _) = self.container(select.operand)?;
        let found = self.look_up(id, container, select)?;
        if let Found::Value(value) = &found {
            self.record_reached(id, value, true);
        }
        Ok(matches!(found, Found::Value(_)))
    }

    fn look_up(
        &mut self,
        id: ExprId,
        container: Option<Reached<'d>>,
        select: &Select,
    ) -> Fallible<Found<'d>> {
        match container {
            None => Ok(Found::Skipped),
            Some(Reached::Node(node)) if node.kind() == Kind::Mapping => {
                self.step(id, node.len() as u64 / 8)?;
                let found = node.step(&select.field, select.mark).map(|(value, _)| value);
                if found.is_none() {
                    self.record_absent(id, node, || select.field.clone());
                }
                Ok(Found::from(found))
            }
            Some(other) => self.field(id, &other.into_value(), select),
        }
    }

    pub(super) fn index(
        &mut self,
        id: ExprId,
        (operand, index): (ExprId, ExprId),
        is_optional: bool,
        is_read: bool,
    ) -> Fallible<Reached<'d>> {
        let (container, is_lifted) = self.container(operand)?;
        let index = self.operand(index)?;
        let is_optional = is_optional || is_lifted;
        let Some(container) = container else {
            return self.arrive(id, Found::Skipped, (true, is_read), String::new);
        };
        let container = container.into_value();
        let found = match &container.data {
            Data::List(list) => {
                let Some(position) = position(&index) else {
                    self.record_value(id, &container);
                    return Err(self.no_index(id, &container, &index));
                };
                match list.get(position.unwrap_or(usize::MAX)) {
                    None if !is_optional => {
                        let parameters = vec![("index", index.to_text()), ("length", list.len().to_string())];
                        return Err(self.failure(id, &messages::NO_SUCH_INDEX, parameters));
                    }
                    found => Found::from(found),
                }
            }
            Data::Map(map) => {
                self.step(id, map.len() as u64 / 8)?;
                let found = map.get(&index);
                if let (None, Map::Node(mapping), Some(key)) = (&found, map, index.as_str()) {
                    self.record_absent(id, *mapping, || key.into());
                }
                Found::from(found)
            }
            _ => {
                self.record_value(id, &container);
                return Err(self.no_index(id, &container, &index));
            }
        };
        self.arrive(id, found, (is_optional, is_read), || format!("`{}`", index.to_text()))
    }

    /// What a field or an element is looked for in: none if it is an absent optional; and whether it is an optional.
    fn container(&mut self, operand: ExprId) -> Fallible<(Option<Reached<'d>>, bool)> {
        if let Some(node) = self.straight(operand) {
            return Ok((Some(Reached::Node(node)), false));
        }
        Ok(match self.detour(operand, false)? {
            Reached::Optional(node) => (node.map(Reached::Node), true),
            Reached::Value(Value { data: Data::Optional(optional), .. }) => {
                (optional.get().map(Reached::Value), true)
            }
            other => (Some(other), false),
        })
    }

    /// The field of what is no mapping of the document.
    fn field(&mut self, id: ExprId, container: &Value<'d>, select: &Select) -> Fallible<Found<'d>> {
        match &container.data {
            Data::Map(map) => {
                self.step(id, map.len() as u64 / 8)?;
                let found = map.field(&select.field);
                if let (None, Map::Node(mapping)) = (&found, map) {
                    self.record_absent(id, *mapping, || select.field.clone());
                }
                Ok(Found::from(found))
            }
            Data::Object(object) => Ok(Found::from(object.field(&select.field))),
            _ => {
                // Whoever refused this value knows then that it is what the failure is about.
                self.record_value(id, container);
                let parameters = vec![("type", container.type_name().to_owned())];
                Err(self.failure_at_mark(id, &messages::NO_FIELDS, parameters))
            }
        }
    }

    fn record_reached(&mut self, id: ExprId, reached: &Reached<'d>, is_read: bool) {
        if let Some(node) = reached.node() {
            self.record(id, node, is_read);
        }
    }

    fn record_value(&mut self, id: ExprId, value: &Value<'d>) {
        if let Some(node) = value.origin {
            self.record(id, node, true);
        }
    }

    #[cold]
    fn no_index(&self, id: ExprId, container: &Value<'d>, index: &Value<'d>) -> Box<Failure> {
        let types = vec![("type", container.type_name().to_owned()), ("index", index.type_name().to_owned())];
        self.failure(id, &messages::NO_INDEX, types)
    }

    /// The result of a step: what was found, as an optional if the step was one.
    #[inline]
    fn arrive(
        &mut self,
        id: ExprId,
        found: Found<'d>,
        (is_optional, is_read): (bool, bool),
        name: impl Fn() -> String,
    ) -> Fallible<Reached<'d>> {
        match found {
            Found::Value(reached) => {
                self.record_reached(id, &reached, is_read);
                Ok(if is_optional { reached.wrapped() } else { reached })
            }
            Found::Absent | Found::Skipped if is_optional => Ok(Reached::Optional(None)),
            Found::Absent | Found::Skipped => {
                Err(self.failure_at_mark(id, &messages::NO_SUCH_KEY, vec![("key", name())]))
            }
        }
    }
}

/// The position that an index means: none if it is no number, and none in it if no list is so long.
pub(in crate::expr) fn position(index: &Value<'_>) -> Option<Option<usize>> {
    match index.data {
        Data::Int(index) => Some(usize::try_from(index).ok()),
        Data::Uint(index) => Some(usize::try_from(index).ok()),
        #[expect(clippy::cast_possible_truncation, reason = "checked to be whole and in range")]
        Data::Double(index) if index.fract() == 0.0 && index.abs() < 1e15 => {
            Some(usize::try_from(index as i64).ok())
        }
        _ => None,
    }
}

/// `wanted in container`, as a value
pub(in crate::expr) fn contains<'d>(container: &Value<'d>, wanted: &Value<'d>) -> Answer<'d> {
    is_in(wanted, container).map(Value::bool)
}

/// `wanted in container`
pub(super) fn is_in(wanted: &Value<'_>, container: &Value<'_>) -> Result<bool, Fault> {
    match (&container.data, &wanted.data) {
        (Data::List(List::Node(node)), Data::String(text)) => {
            Ok(node.items().any(|item| matches!(item.compare_text(text.as_str()), Some((true, _)))))
        }
        (Data::List(list), _) => {
            let is_other =
                |element: Value<'_>| if compare::equal(&element, wanted) { Err(()) } else { Ok(()) };
            Ok(list.try_each(is_other).is_err())
        }
        (Data::Map(map), _) => Ok(map.get(wanted).is_some()),
        _ => Err(Fault::NoOverload),
    }
}
