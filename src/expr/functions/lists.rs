//! The lists and sets extensions.

use super::Shape::{Bool, Dyn, Int, List, Optional as Opt, Parameter, String as Str};
use super::shape::{Overload, Shape, global, method};
use super::{Answer, Call, Fault, Function, strings, summaries};
use crate::expr::messages;
use crate::expr::value::{Data, List as Elements, Optional, Value, compare};

const T: Shape = Parameter(0);
const LIST: Shape = List(&T);
const PAIR: &[Overload] = &[global(&[LIST, LIST], Bool)];

/// Longest list that `lists.range` makes.
const RANGE_LIMIT: i64 = 10_000;

pub(super) static TABLE: &[Function] = &[
    Function::new("slice", &[method(&[LIST, Int, Int], LIST)], slice),
    Function::new("flatten", &[method(&[LIST], List(&Dyn)), method(&[LIST, Int], List(&Dyn))], flatten),
    Function::new("sort", &[method(&[LIST], LIST)], sort),
    Function::new("distinct", &[method(&[LIST], LIST)], distinct),
    Function::new("repeated", &[method(&[LIST], LIST)], repeated).about(
        &summaries::REPEATED,
        &[
            ("['a', 'b', 'a', 'c', 'b', 'a'].repeated()", "['a', 'b']"),
            ("[1, 2, 3].repeated()", "[]"),
            ("[].repeated()", "[]"),
        ],
    ),
    Function::new("reverse", &[method(&[LIST], LIST), method(&[Str], Str)], strings::reverse),
    Function::new("first", &[method(&[LIST], Opt(&T))], |call| {
        end(call, |length| length.checked_sub(length))
    }),
    Function::new("last", &[method(&[LIST], Opt(&T))], |call| end(call, |length| length.checked_sub(1))),
    Function::new("lists.range", &[global(&[Int], List(&Int))], range),
    Function::new("sets.contains", PAIR, |call| sets(call, |left, right| holds_all(left, right))),
    Function::new("sets.equivalent", PAIR, |call| {
        sets(call, |left, right| holds_all(left, right) && holds_all(right, left))
    }),
    Function::new("sets.intersects", PAIR, |call| {
        sets(call, |left, right| right.iter().any(|wanted| holds(left, wanted)))
    }),
];

fn slice<'d>(call: &mut Call<'_, 'd>) -> Answer<'d> {
    call.expect_count(3..=3)?;
    let (list, start, end) = (call.list(0)?, call.int(1)?, call.int(2)?);
    let out_of_range = |index: i64| {
        let counts = [("index", index.to_string()), ("length", list.len().to_string())];
        Fault::with(&messages::NO_SUCH_INDEX, &counts)
    };
    let first = usize::try_from(start).map_err(|_| out_of_range(start))?;
    let last = usize::try_from(end).map_err(|_| out_of_range(end))?;
    if last > list.len() {
        return Err(out_of_range(end));
    }
    let part = match list {
        Elements::Node(node) if first <= last => {
            Some(node.items().take(last).skip(first).map(Value::from_node).collect())
        }
        Elements::Node(_) => None,
        Elements::Built(elements) => elements.get(first..last).map(<[_]>::to_vec),
    };
    match part {
        Some(part) => Ok(Value::list(part)),
        None => Err(Fault::with(
            &messages::BAD_SUBSTRING,
            &[("start", start.to_string()), ("end", end.to_string())],
        )),
    }
}

fn flatten<'d>(call: &mut Call<'_, 'd>) -> Answer<'d> {
    call.expect_count(1..=2)?;
    let list = call.list(0)?;
    let levels = if call.count() == 2 { call.int(1)? } else { 1 };
    if levels < 0 {
        return Err(Fault::with(&messages::NEGATIVE_COUNT, &[("count", levels.to_string())]));
    }
    let mut elements = list.to_vec();
    for _ in 0..levels {
        if !elements.iter().any(|element| matches!(element.data, Data::List(_))) {
            break;
        }
        let mut flat = Vec::with_capacity(elements.len());
        for element in elements {
            match &element.data {
                Data::List(inner) => inner.append_to(&mut flat),
                _ => flat.push(element),
            }
        }
        elements = flat;
        call.charge(elements.len())?;
    }
    Ok(Value::list(elements))
}

fn sort<'d>(call: &mut Call<'_, 'd>) -> Answer<'d> {
    call.expect_count(1..=1)?;
    let mut elements = call.list(0)?.to_vec();
    call.charge(elements.len())?;
    let first = elements.first().cloned();
    let has_order = |element| first.as_ref().is_none_or(|first| compare::order(first, element).is_some());
    if !elements.iter().all(has_order) {
        return Err(Fault::NoOverload);
    }
    elements
        .sort_by(|left, right| compare::order(left, right).flatten().unwrap_or(std::cmp::Ordering::Equal));
    Ok(Value::list(elements))
}

fn distinct<'d>(call: &mut Call<'_, 'd>) -> Answer<'d> {
    call.expect_count(1..=1)?;
    let mut kept: Vec<Value<'d>> = Vec::new();
    for element in call.list(0)?.to_vec() {
        call.charge(kept.len() / 8)?;
        if !holds(&kept, &element) {
            kept.push(element);
        }
    }
    Ok(Value::list(kept))
}

/// Each element that an equal one stands before, once, where it is met for the second time.
fn repeated<'d>(call: &mut Call<'_, 'd>) -> Answer<'d> {
    call.expect_count(1..=1)?;
    let mut kept: Vec<Value<'d>> = Vec::new();
    let mut again: Vec<Value<'d>> = Vec::new();
    for element in call.list(0)?.to_vec() {
        call.charge((kept.len() + again.len()) / 8)?;
        if !holds(&kept, &element) {
            kept.push(element);
        } else if !holds(&again, &element) {
            again.push(element);
        }
    }
    Ok(Value::list(again))
}

fn end<'d>(call: &Call<'_, 'd>, index: fn(usize) -> Option<usize>) -> Answer<'d> {
    call.expect_count(1..=1)?;
    let list = call.list(0)?;
    let element = index(list.len()).and_then(|index| Elements::get(list, index));
    let origin = element.as_ref().and_then(|element| element.origin);
    let optional = element.map_or(Optional::None, Optional::from);
    Ok(Value { data: Data::Optional(optional), origin })
}

fn range<'d>(call: &mut Call<'_, 'd>) -> Answer<'d> {
    call.expect_count(1..=1)?;
    let count = call.int(0)?;
    if !(0..=RANGE_LIMIT).contains(&count) {
        return Err(Fault::with(&messages::NEGATIVE_COUNT, &[("count", count.to_string())]));
    }
    call.charge(usize::try_from(count).unwrap_or(0))?;
    Ok(Value::list((0..count).map(Value::int).collect()))
}

fn sets<'d>(call: &mut Call<'_, 'd>, judge: fn(&[Value<'d>], &[Value<'d>]) -> bool) -> Answer<'d> {
    call.expect_count(2..=2)?;
    let (left, right) = (call.list(0)?.to_vec(), call.list(1)?.to_vec());
    call.charge(left.len().saturating_mul(right.len()) / 4)?;
    Ok(Value::bool(judge(&left, &right)))
}

fn holds_all(list: &[Value<'_>], wanted: &[Value<'_>]) -> bool {
    wanted.iter().all(|wanted| holds(list, wanted))
}

fn holds(list: &[Value<'_>], wanted: &Value<'_>) -> bool {
    list.iter().any(|element| compare::equal(element, wanted))
}
