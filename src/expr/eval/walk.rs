//! Macros that walk through a list or map. An element that settles the result takes the place of all other reads.

use std::cmp::Ordering;

use super::reads::READS_LIMIT;
use super::{Evaluated, Evaluator, Failure, Fallible};
use crate::expr::frame::Local;
use crate::expr::messages;
use crate::expr::tree::{Comprehension, ExprId, Walk};
use crate::expr::value::{Data, List, Map, Value, compare};

/// What the elements so far have come to.
struct State<'d> {
    /// Where the reads of the range begin, where those of the elements.
    range_reads: usize,
    element_reads: usize,
    failure: Option<Box<Failure>>,
    hits: usize,
    elements: Vec<Value<'d>>,
    /// Pairs of a key and a value; for `sortBy` of what to sort by and an element.
    entries: Vec<(Value<'d>, Value<'d>)>,
    settled: Option<bool>,
}

/// Ends a walk early.
enum Stop {
    Settled,
    Failed(Box<Failure>),
}

impl<'d> Evaluator<'_, '_, 'd> {
    pub(super) fn walk(&mut self, walk: &Comprehension) -> Evaluated<'d> {
        let range_reads = self.reads();
        let range = self.operand(walk.range)?;
        if let (Data::List(List::Node(list)), [_]) = (&range.data, walk.variables.as_slice()) {
            match (walk.walk, walk.predicate) {
                (Walk::All | Walk::Exists, Some(predicate)) => {
                    return self.quantify(walk, predicate, *list, range_reads).map(Value::bool);
                }
                (Walk::List, _) => return self.gather(walk, *list),
                _ => {}
            }
        }
        let mut state = State {
            range_reads,
            element_reads: self.reads(),
            failure: None,
            hits: 0,
            elements: Vec::new(),
            entries: Vec::new(),
            settled: None,
        };
        let locals = self.frame.locals.len();
        let result = match &range.data {
            Data::List(List::Node(node)) => self.each(walk, &mut state, node.items().map(Local::Node)),
            Data::List(List::Built(elements)) => {
                self.each(walk, &mut state, elements.iter().cloned().map(Local::Value))
            }
            Data::Map(map) => map.try_each(|key, value| {
                let (key, value) = (Local::Value(key), Local::Value(value));
                match walk.variables.len() {
                    1 => self.visit(walk, &mut state, key, None),
                    _ => self.visit(walk, &mut state, key, Some(value)),
                }
            }),
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

    /// Visits the elements of a list.
    fn each(
        &mut self,
        walk: &Comprehension,
        state: &mut State<'d>,
        elements: impl Iterator<Item = Local<'d>>,
    ) -> Result<(), Stop> {
        if walk.variables.len() == 1 {
            return elements.into_iter().try_for_each(|element| self.visit(walk, state, element, None));
        }
        (0..).zip(elements).try_for_each(|(index, element)| {
            self.visit(walk, state, Local::Value(Value::int(index)), Some(element))
        })
    }

    /// Judges one element, with the variables of the macro bound: the element, or its key or index and the element.
    fn visit(
        &mut self,
        walk: &Comprehension,
        state: &mut State<'d>,
        first: Local<'d>,
        second: Option<Local<'d>>,
    ) -> Result<(), Stop> {
        self.step(walk.range, 1).map_err(Stop::Failed)?;
        let depth = self.frame.locals.len();
        self.push_local(first);
        second.into_iter().for_each(|local| self.push_local(local));
        let before = self.reads();
        let result = self.judge(walk, state, depth);
        self.frame.locals.truncate(depth);
        result?;
        if state.settled.is_some() {
            // Only this element settled it; the range did if the element was not even looked at.
            let has_reads = self.reads() > before;
            let from = if has_reads { state.range_reads } else { state.element_reads };
            self.forget_reads(from, before);
            return Err(Stop::Settled);
        }
        self.forget_reads(state.element_reads + READS_LIMIT, self.reads());
        Ok(())
    }

    fn judge(&mut self, walk: &Comprehension, state: &mut State<'d>, depth: usize) -> Result<(), Stop> {
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
            Walk::List => {
                let value = match walk.transform {
                    Some(transform) => self.eval(transform).map_err(Stop::Failed)?,
                    None => self.bound(depth + walk.variables.len() - 1),
                };
                state.elements.push(value);
            }
            Walk::SortBy => {
                if let Some(transform) = walk.transform {
                    let key = self.eval(transform).map_err(Stop::Failed)?;
                    state.entries.push((key, self.bound(depth)));
                }
            }
            Walk::Map | Walk::MapEntry => {
                let key = self.bound(depth);
                self.add_to_map(walk, state, key).map_err(Stop::Failed)?;
            }
        }
        Ok(())
    }

    /// The value of a variable that a walk has bound.
    fn bound(&self, index: usize) -> Value<'d> {
        match self.frame.locals.get(index) {
            Some(Local::Node(node)) => Value::from_node(*node),
            Some(Local::Value(value)) => value.clone(),
            // INVARIANT: walks bind nodes and values.
            Some(Local::Lazy(_) | Local::Done(_)) | None => Value::new(Data::Null),
        }
    }

    fn add_to_map(&mut self, walk: &Comprehension, state: &mut State<'d>, key: Value<'d>) -> Fallible<()> {
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

    #[cold]
    fn not_a_map(&self, id: ExprId, value: &Value<'d>) -> Box<Failure> {
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
