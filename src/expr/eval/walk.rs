//! Macros that walk through a list or map. An element that settles the result takes the place of all other reads.

use std::cmp::Ordering;

use super::{Evaluated, Evaluator, READS_LIMIT};
use crate::expr::failure::Failure;
use crate::expr::frame::Local;
use crate::expr::messages;
use crate::expr::tree::{Comprehension, ExprId, Walk};
use crate::expr::value::{Data, Map, Value, compare};

/// What the elements so far have come to.
struct State<'d> {
    /// Where the reads of the range begin, where those of the elements.
    range_reads: usize,
    element_reads: usize,
    failure: Option<Failure>,
    hits: usize,
    elements: Vec<Value<'d>>,
    /// Pairs of a key and a value; for `sortBy` of what to sort by and an element.
    entries: Vec<(Value<'d>, Value<'d>)>,
    settled: Option<bool>,
}

/// Ends a walk early.
enum Stop {
    Settled,
    Failed(Failure),
}

impl<'d> Evaluator<'_, '_, 'd> {
    pub(super) fn walk(&mut self, walk: &Comprehension) -> Evaluated<'d> {
        let range_reads = self.frame.reads.len();
        let range = self.eval(walk.range)?;
        let mut state = State {
            range_reads,
            element_reads: self.frame.reads.len(),
            failure: None,
            hits: 0,
            elements: Vec::new(),
            entries: Vec::new(),
            settled: None,
        };
        let locals = self.frame.locals.len();
        let result = match &range.data {
            Data::List(list) => {
                let mut index = 0;
                list.try_each(|element| {
                    let position = Value::int(index);
                    index += 1;
                    self.list_element(walk, &mut state, (position, element))
                })
            }
            Data::Map(map) => map.try_each(|key, value| self.map_entry(walk, &mut state, (key, value))),
            _ => {
                let parameters = vec![("type", range.type_name().to_owned())];
                return Err(self.failure(walk.range, &messages::NO_WALK, parameters));
            }
        };
        self.frame.locals.truncate(locals);
        match result {
            Err(Stop::Failed(failure)) => Err(failure),
            _ if walk.walk == Walk::SortBy => self.sorted(walk, state.entries),
            _ => conclude(walk.walk, state),
        }
    }

    fn list_element(
        &mut self,
        walk: &Comprehension,
        state: &mut State<'d>,
        (index, value): (Value<'d>, Value<'d>),
    ) -> Result<(), Stop> {
        match walk.variables.len() {
            1 => self.visit(walk, state, [Some(value), None], index),
            _ => self.visit(walk, state, [Some(index.clone()), Some(value)], index),
        }
    }

    fn map_entry(
        &mut self,
        walk: &Comprehension,
        state: &mut State<'d>,
        (key, value): (Value<'d>, Value<'d>),
    ) -> Result<(), Stop> {
        match walk.variables.len() {
            1 => self.visit(walk, state, [Some(key.clone()), None], key),
            _ => self.visit(walk, state, [Some(key.clone()), Some(value)], key),
        }
    }

    fn visit(
        &mut self,
        walk: &Comprehension,
        state: &mut State<'d>,
        variables: [Option<Value<'d>>; 2],
        key: Value<'d>,
    ) -> Result<(), Stop> {
        self.step(walk.range, 1).map_err(Stop::Failed)?;
        let depth = self.frame.locals.len();
        let element = match &variables {
            [_, Some(value)] | [Some(value), None] => value.clone(),
            [None, None] => Value::new(Data::Null),
        };
        variables.into_iter().flatten().for_each(|value| self.push_local(Local::Value(value)));
        let before = self.frame.reads.len();
        let result = self.judge(walk, state, (key, element));
        self.frame.locals.truncate(depth);
        result?;
        if state.settled.is_some() {
            // Only this element settled it; the range did if the element was not even looked at.
            let has_reads = self.frame.reads.len() > before;
            let from = if has_reads { state.range_reads } else { state.element_reads };
            self.frame.reads.drain(from..before);
            return Err(Stop::Settled);
        }
        self.frame.reads.truncate((state.element_reads + READS_LIMIT).max(state.element_reads));
        Ok(())
    }

    fn judge(
        &mut self,
        walk: &Comprehension,
        state: &mut State<'d>,
        (key, element): (Value<'d>, Value<'d>),
    ) -> Result<(), Stop> {
        let is_hit = match walk.predicate {
            None => true,
            Some(predicate) => match (self.truth(predicate), walk.walk) {
                (Ok(is_hit), _) => is_hit,
                (Err(failure), Walk::All | Walk::Exists) => {
                    state.failure.get_or_insert(failure);
                    return Ok(());
                }
                (Err(failure), _) => return Err(Stop::Failed(failure)),
            },
        };
        state.hits += usize::from(is_hit);
        match walk.walk {
            Walk::All if !is_hit => state.settled = Some(false),
            Walk::Exists if is_hit => state.settled = Some(true),
            Walk::All | Walk::Exists | Walk::ExistsOne => {}
            _ if !is_hit => {}
            Walk::List => match walk.transform {
                Some(transform) => state.elements.push(self.eval(transform).map_err(Stop::Failed)?),
                None => state.elements.push(element),
            },
            Walk::SortBy => {
                if let Some(transform) = walk.transform {
                    let key = self.eval(transform).map_err(Stop::Failed)?;
                    state.entries.push((key, element));
                }
            }
            Walk::Map | Walk::MapEntry => self.add_to_map(walk, state, key).map_err(Stop::Failed)?,
        }
        Ok(())
    }

    fn add_to_map(
        &mut self,
        walk: &Comprehension,
        state: &mut State<'d>,
        key: Value<'d>,
    ) -> Result<(), Failure> {
        let Some(transform) = walk.transform else { return Ok(()) };
        let value = self.eval(transform)?;
        if walk.walk == Walk::Map {
            return self.add_entry(transform, &mut state.entries, (key, value));
        }
        let Data::Map(map) = &value.data else { return Err(self.not_a_map(transform, &value)) };
        for entry in map.to_vec() {
            self.add_entry(transform, &mut state.entries, entry)?;
        }
        Ok(())
    }

    fn sorted(&mut self, walk: &Comprehension, mut entries: Vec<(Value<'d>, Value<'d>)>) -> Evaluated<'d> {
        let mut pairs = entries.iter().zip(entries.iter().skip(1));
        let stranger = pairs.find(|((left, _), (right, _))| compare::order(left, right).is_none());
        if let (Some(((left, _), (right, _))), Some(transform)) = (stranger, walk.transform) {
            let types = format!("{}, {}", left.type_name(), right.type_name());
            let parameters = vec![("name", "`sortBy()`".to_owned()), ("types", types)];
            return Err(self.failure(transform, &messages::NO_OVERLOAD, parameters));
        }
        entries.sort_by(|(left, _), (right, _)| {
            compare::order(left, right).flatten().unwrap_or(Ordering::Equal)
        });
        Ok(Value::list(entries.into_iter().map(|(_, element)| element).collect()))
    }

    fn not_a_map(&self, id: ExprId, value: &Value<'d>) -> Failure {
        let parameters =
            vec![("name", "`transformMapEntry()`".to_owned()), ("types", value.type_name().to_owned())];
        self.failure(id, &messages::NO_OVERLOAD, parameters)
    }
}

fn conclude(walk: Walk, state: State<'_>) -> Evaluated<'_> {
    if let Some(settled) = state.settled {
        return Ok(Value::bool(settled));
    }
    if let Some(failure) = state.failure {
        return Err(failure);
    }
    Ok(match walk {
        Walk::All => Value::bool(true),
        Walk::Exists => Value::bool(false),
        Walk::ExistsOne => Value::bool(state.hits == 1),
        Walk::List | Walk::SortBy => Value::list(state.elements),
        Walk::Map | Walk::MapEntry => Value::new(Data::Map(Map::Built(state.entries.into()))),
    })
}
