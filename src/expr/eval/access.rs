//! Fields, indices, presence and membership, through optionals too (CEL specification, "Field Selection"; extension
//! "Optional Types").

use super::{Evaluated, Evaluator};
use crate::expr::failure::Failure;
use crate::expr::functions::{Answer, Fault};
use crate::expr::messages;
use crate::expr::tree::{ExprId, Select};
use crate::expr::value::{Data, List, Map, Optional, Value, compare};

/// What a step of a path found.
enum Found<'d> {
    Value(Value<'d>),
    /// The key is not there.
    Absent,
    /// The optional before it is absent, so this was not looked for.
    Skipped,
}

impl<'d> Evaluator<'_, '_, 'd> {
    pub(super) fn select(&mut self, id: ExprId, select: &Select) -> Evaluated<'d> {
        let operand = self.path(select.operand)?;
        let (container, is_lifted) = match &operand.data {
            Data::Optional(optional) => (optional.get(), true),
            _ => (Some(operand), false),
        };
        let found = match &container {
            Some(container) => self.field(id, container, &select.field)?,
            None => Found::Skipped,
        };
        if let (Found::Absent, Some(Data::Map(Map::Node(mapping)))) =
            (&found, container.as_ref().map(|value| &value.data))
        {
            self.record_absent(id, *mapping, || select.field.clone());
        }
        if select.is_test {
            if let Found::Value(value) = &found {
                self.record(id, value, true);
            }
            return Ok(Value::bool(matches!(found, Found::Value(_))));
        }
        self.found(id, found, is_lifted || select.is_optional, || format!("`{}`", select.field))
    }

    pub(super) fn index(
        &mut self,
        id: ExprId,
        (operand, index): (ExprId, ExprId),
        is_optional: bool,
    ) -> Evaluated<'d> {
        let operand = self.path(operand)?;
        let index = self.eval(index)?;
        let (container, is_lifted) = match &operand.data {
            Data::Optional(optional) => (optional.get(), true),
            _ => (Some(operand), false),
        };
        let Some(container) = container else { return self.found(id, Found::Skipped, true, String::new) };
        let found = match &container.data {
            Data::List(list) => {
                let found = self.element(id, list, &index);
                if found.is_err() {
                    self.record(id, &container, true);
                }
                let found = found?;
                if matches!(found, Found::Absent) && !is_optional && !is_lifted {
                    let parameters = vec![("index", index.to_text()), ("length", list.len().to_string())];
                    return Err(self.failure(id, &messages::NO_SUCH_INDEX, parameters));
                }
                found
            }
            Data::Map(map) => {
                self.step(id, map.len() as u64 / 8)?;
                let found = map.get(&index).map_or(Found::Absent, Found::Value);
                if let (Found::Absent, Map::Node(mapping), Some(key)) = (&found, map, index.as_str()) {
                    self.record_absent(id, *mapping, || key.into());
                }
                found
            }
            _ => {
                self.record(id, &container, true);
                return Err(self.no_index(id, &container, &index));
            }
        };
        self.found(id, found, is_optional || is_lifted, || format!("`{}`", index.to_text()))
    }

    fn field(&mut self, id: ExprId, container: &Value<'d>, name: &str) -> Result<Found<'d>, Failure> {
        match &container.data {
            Data::Map(map) => {
                self.step(id, map.len() as u64 / 8)?;
                Ok(map.field(name).map_or(Found::Absent, Found::Value))
            }
            Data::Object(object) => Ok(object.field(name).map_or(Found::Absent, Found::Value)),
            _ => {
                // Whoever refused this value knows then that it is what the failure is about.
                self.record(id, container, true);
                let parameters = vec![("type", container.type_name().to_owned())];
                Err(self.failure_at_mark(id, &messages::NO_FIELDS, parameters))
            }
        }
    }

    fn element(&self, id: ExprId, list: &List<'d>, index: &Value<'d>) -> Result<Found<'d>, Failure> {
        let position = match index.data {
            Data::Int(index) => usize::try_from(index).ok(),
            Data::Uint(index) => usize::try_from(index).ok(),
            #[expect(clippy::cast_possible_truncation, reason = "checked to be whole and in range")]
            Data::Double(index) if index.fract() == 0.0 && index.abs() < 1e15 => {
                usize::try_from(index as i64).ok()
            }
            _ => return Err(self.no_index(id, &Value::new(Data::List(list.clone())), index)),
        };
        Ok(position.and_then(|position| list.get(position)).map_or(Found::Absent, Found::Value))
    }

    fn no_index(&self, id: ExprId, container: &Value<'d>, index: &Value<'d>) -> Failure {
        let types = vec![("type", container.type_name().to_owned()), ("index", index.type_name().to_owned())];
        self.failure(id, &messages::NO_INDEX, types)
    }

    /// The result of a step: the value, wrapped if the step was optional.
    fn found(
        &self,
        id: ExprId,
        found: Found<'d>,
        is_optional: bool,
        name: impl Fn() -> String,
    ) -> Evaluated<'d> {
        match (found, is_optional) {
            (Found::Value(value), false) => Ok(value),
            (Found::Value(value), true) => {
                let origin = value.origin;
                Ok(Value { data: Data::Optional(Optional::from(value)), origin })
            }
            (Found::Absent | Found::Skipped, true) => Ok(Value::new(Data::Optional(Optional::None))),
            (Found::Absent | Found::Skipped, false) => {
                Err(self.failure_at_mark(id, &messages::NO_SUCH_KEY, vec![("key", name())]))
            }
        }
    }
}

/// `wanted in container`
pub(super) fn contains<'d>(container: &Value<'d>, wanted: &Value<'d>) -> Answer<'d> {
    match &container.data {
        Data::List(list) => {
            let is_other =
                |element: Value<'d>| if compare::equal(&element, wanted) { Err(()) } else { Ok(()) };
            Ok(Value::bool(list.try_each(is_other).is_err()))
        }
        Data::Map(map) => Ok(Value::bool(map.get(wanted).is_some())),
        _ => Err(Fault::NoOverload),
    }
}
