//! Reads each format back: which finding stands where. One row a format, in the order of `FORMATS`.

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::string_slice,
    clippy::unwrap_used,
    dead_code,
    reason = "a test fails by panicking; each binary uses a part of this file"
)]

use greenlight::text::Unit;

use crate::drawing::heads;

/// Where a format says that a finding is.
#[derive(Debug)]
pub(crate) struct Place {
    pub(crate) rule: String,
    pub(crate) path: String,
    /// Line and, if the format has it, column; none for a whole file.
    pub(crate) start: Option<(u32, Option<u32>)>,
    pub(crate) end: Option<(u32, Option<u32>)>,
    pub(crate) unit: Unit,
}

/// How a format is read.
pub(crate) struct Reader {
    pub(crate) format: &'static str,
    pub(crate) read: fn(&str) -> Vec<Place>,
}

pub(crate) const READERS: &[Reader] = &[
    Reader { format: "pretty", read: pretty },
    Reader { format: "concise", read: concise },
    Reader { format: "json", read: json },
];

fn pretty(written: &str) -> Vec<Place> {
    let mut places: Vec<Place> = Vec::new();
    for line in written.lines() {
        if let Some((_, rest)) =
            line.split_once('[').filter(|(word, _)| word.starts_with("  ") && !word.contains('╭'))
        {
            let (rule, rest) = rest.split_once("]: ").expect("a title");
            let path = rest.split_once(": ").map_or("", |(path, _)| path).to_owned();
            places.push(Place { rule: rule.to_owned(), path, start: None, end: None, unit: Unit::Character });
        } else if let Some((path, line, column)) = heads(line).pop() {
            let place = places.last_mut().expect("a title before");
            if place.start.is_none() {
                (place.path, place.start) = (path, Some((line, Some(column))));
            }
        }
    }
    places
}

fn concise(written: &str) -> Vec<Place> {
    let place = |line: &str| {
        let (head, rest) = line.split_once("[").expect("a rule");
        let rule = rest.split_once("] ").expect("a message").0.to_owned();
        let head = head.rsplit_once(": ").expect("a severity").0;
        let mut parts = head.rsplitn(3, ':');
        let numbers = (parts.next().and_then(|n| n.parse().ok()), parts.next().and_then(|n| n.parse().ok()));
        let (path, start) = match (parts.next(), numbers) {
            (Some(path), (Some(column), Some(line))) => (path, Some((line, Some(column)))),
            _ => (head, None),
        };
        Place { rule, path: path.to_owned(), start, end: None, unit: Unit::Character }
    };
    written.lines().map(place).collect()
}

fn json(written: &str) -> Vec<Place> {
    let value: serde_json::Value = serde_json::from_str(written).expect("JSON");
    let number = |value: &serde_json::Value| u32::try_from(value.as_u64().expect("a number")).unwrap();
    let position = |value: &serde_json::Value| (number(&value["line"]), Some(number(&value["column"])));
    let findings = value["findings"].as_array().expect("findings").iter();
    findings
        .map(|finding| Place {
            rule: finding["rule"].as_str().expect("a rule").to_owned(),
            path: finding["path"].as_str().expect("a path").to_owned(),
            start: finding.get("range").map(|range| position(&range["start"])),
            end: finding.get("range").map(|range| position(&range["end"])),
            unit: Unit::Character,
        })
        .collect()
}
