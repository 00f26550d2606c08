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

use std::collections::{HashMap, HashSet};

use greenlight::text::Unit;
use serde_json::Value;

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
    /// The end is that of the first line.
    pub(crate) is_one_line: bool,
}

impl Default for Place {
    fn default() -> Self {
        let unit = Unit::Character;
        Self { rule: String::new(), path: String::new(), start: None, end: None, unit, is_one_line: false }
    }
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
    Reader { format: "sarif", read: sarif },
    Reader { format: "github", read: github },
    Reader { format: "gitlab", read: gitlab },
    Reader { format: "junit", read: junit },
    Reader { format: "checkstyle", read: checkstyle },
    Reader { format: "rdjsonl", read: rdjsonl },
    Reader { format: "markdown", read: markdown },
];

type Point = Option<(u32, Option<u32>)>;

fn text(value: &Value) -> String {
    value.as_str().expect("a text").to_owned()
}

fn number(value: &Value) -> u32 {
    u32::try_from(value.as_u64().expect("a number")).expect("a small number")
}

/// `{"line": .., "column": ..}`
fn point(value: &Value) -> Point {
    Some((number(&value["line"]), Some(number(&value["column"]))))
}

fn pretty(written: &str) -> Vec<Place> {
    let mut places: Vec<Place> = Vec::new();
    for line in written.lines() {
        let title = line.split_once('[').filter(|(word, _)| word.starts_with("  ") && !word.contains('╭'));
        if let Some((_, rest)) = title {
            let (rule, rest) = rest.split_once("]: ").expect("a title");
            let path = rest.split_once(": ").map_or("", |(path, _)| path).to_owned();
            places.push(Place { rule: rule.to_owned(), path, ..Place::default() });
        } else if let Some((path, line, column)) = heads(line).pop() {
            let place = places.last_mut().expect("a title before");
            if place.start.is_none() {
                (place.path, place.start) = (path, Some((line, Some(column))));
            }
        }
    }
    places
}

/// `path:line:column`, or `path` alone.
fn place_of(text: &str) -> (String, Point) {
    let mut parts = text.rsplitn(3, ':');
    let mut number = || parts.next().and_then(|part| part.parse().ok());
    match (number(), number()) {
        (Some(column), Some(line)) => (parts.next().expect("a path").to_owned(), Some((line, Some(column)))),
        _ => (text.to_owned(), None),
    }
}

fn concise(written: &str) -> Vec<Place> {
    let place = |line: &str| {
        let (head, rest) = line.split_once('[').expect("a rule");
        let rule = rest.split_once("] ").expect("a message").0.to_owned();
        let (path, start) = place_of(head.rsplit_once(": ").expect("a severity").0);
        Place { rule, path, start, ..Place::default() }
    };
    written.lines().map(place).collect()
}

fn json(written: &str) -> Vec<Place> {
    let value: Value = serde_json::from_str(written).expect("JSON");
    let place = |finding: &Value| Place {
        rule: text(&finding["rule"]),
        path: text(&finding["path"]),
        start: finding.get("range").and_then(|range| point(&range["start"])),
        end: finding.get("range").and_then(|range| point(&range["end"])),
        ..Place::default()
    };
    value["findings"].as_array().expect("findings").iter().map(place).collect()
}

fn sarif(written: &str) -> Vec<Place> {
    let value: Value = serde_json::from_str(written).expect("JSON");
    let run = &value["runs"][0];
    let place = |result: &Value| {
        let index = number(&result["ruleIndex"]) as usize;
        assert_eq!(run["tool"]["driver"]["rules"][index]["id"], result["ruleId"]);
        let location = &result["locations"][0]["physicalLocation"];
        let region = &location["region"];
        let point = |line, column| Some((number(&region[line]), Some(number(&region[column]))));
        Place {
            rule: text(&result["ruleId"]),
            path: decoded(&text(&location["artifactLocation"]["uri"])),
            start: point("startLine", "startColumn"),
            end: point("endLine", "endColumn"),
            unit: Unit::Utf16,
            is_one_line: true,
        }
    };
    run["results"].as_array().expect("results").iter().map(place).collect()
}

fn decoded(reference: &str) -> String {
    let mut bytes = Vec::new();
    let mut parts = reference.split('%');
    bytes.extend(parts.next().unwrap_or("").bytes());
    for part in parts {
        bytes.push(u8::from_str_radix(&part[..2], 16).expect("two digits"));
        bytes.extend(part[2..].bytes());
    }
    String::from_utf8(bytes).expect("UTF-8")
}

fn github(written: &str) -> Vec<Place> {
    let unescaped = |text: &str| text.replace("%3A", ":").replace("%2C", ",").replace("%25", "%");
    let mut places = Vec::new();
    for line in written.lines() {
        let (_, rest) = line.strip_prefix("::").and_then(|rest| rest.split_once(' ')).expect("a command");
        let (properties, _) = rest.split_once("::").expect("a message");
        let properties: HashMap<&str, String> = properties
            .split(',')
            .filter_map(|property| property.split_once('='))
            .map(|(name, value)| (name, unescaped(value)))
            .collect();
        let number = |name: &str| properties.get(name).map(|value| value.parse::<u32>().expect("a number"));
        places.push(Place {
            rule: properties["title"].clone(),
            path: properties["file"].clone(),
            start: number("line").map(|line| (line, number("col"))),
            end: number("endLine").map(|line| (line, number("endColumn"))),
            ..Place::default()
        });
    }
    places
}

fn gitlab(written: &str) -> Vec<Place> {
    let value: Value = serde_json::from_str(written).expect("JSON");
    let rows = value.as_array().expect("an array");
    let prints: HashSet<String> = rows.iter().map(|row| text(&row["fingerprint"])).collect();
    assert_eq!(prints.len(), rows.len(), "fingerprints differ");
    let place = |row: &Value| {
        assert!(["info", "minor", "major"].contains(&row["severity"].as_str().expect("a severity")));
        assert!(row["description"].is_string());
        let positions = &row["location"]["positions"];
        Place {
            rule: text(&row["check_name"]),
            path: text(&row["location"]["path"]),
            start: point(&positions["begin"]),
            end: point(&positions["end"]),
            ..Place::default()
        }
    };
    rows.iter().map(place).collect()
}

fn junit(written: &str) -> Vec<Place> {
    let document = roxmltree::Document::parse(written).expect("XML");
    let failures = document.descendants().filter(|node| node.has_tag_name("failure"));
    let place = |failure: roxmltree::Node<'_, '_>| {
        let case = failure.parent().expect("a test case");
        let name = case.attribute("name").expect("a name");
        let rule = name.split(' ').next().expect("a rule").to_owned();
        let place = failure.text().expect("a text").split_once(": ").expect("a message").0;
        let message = failure.attribute("message").expect("a message");
        let text = failure.text().expect("a text");
        let place = text.split_once(&format!(": {message}")).map_or(place, |(place, _)| place);
        let (path, start) = place_of(place);
        assert_eq!(case.attribute("classname"), Some(path.as_str()));
        Place { rule, path, start, ..Place::default() }
    };
    failures.map(place).collect()
}

fn checkstyle(written: &str) -> Vec<Place> {
    let document = roxmltree::Document::parse(written).expect("XML");
    let errors = document.descendants().filter(|node| node.has_tag_name("error"));
    let place = |error: roxmltree::Node<'_, '_>| {
        let number = |name| error.attribute(name).map(|value| value.parse::<u32>().expect("a number"));
        let source = error.attribute("source").expect("a source");
        Place {
            rule: source.strip_prefix("greenlight.").expect("our name").to_owned(),
            path: error.parent().and_then(|file| file.attribute("name")).expect("a file").to_owned(),
            start: number("line").map(|line| (line, number("column"))),
            ..Place::default()
        }
    };
    errors.map(place).collect()
}

fn rdjsonl(written: &str) -> Vec<Place> {
    let place = |line: &str| {
        let value: Value = serde_json::from_str(line).expect("JSON");
        let range = value["location"].get("range");
        Place {
            rule: text(&value["code"]["value"]),
            path: text(&value["location"]["path"]),
            start: range.and_then(|range| point(&range["start"])),
            end: range.and_then(|range| point(&range["end"])),
            unit: Unit::Byte,
            ..Place::default()
        }
    };
    written.lines().map(place).collect()
}

fn markdown(written: &str) -> Vec<Place> {
    let rows = written.lines().filter(|line| line.starts_with("| ")).skip(2);
    let place = |row: &str| {
        let mut codes =
            row.split("<code>").skip(1).map(|rest| resolved(rest.split_once("</code>").expect("an end").0));
        let (path, start) = place_of(&codes.next().expect("a place"));
        Place { rule: codes.next().expect("a rule"), path, start, ..Place::default() }
    };
    rows.map(place).collect()
}

/// The text with its numeric entities resolved.
fn resolved(text: &str) -> String {
    let mut parts = text.split("&#");
    let mut resolved = parts.next().unwrap_or("").to_owned();
    for part in parts {
        let (number, rest) = part.split_once(';').expect("an entity");
        resolved.push(number.parse().ok().and_then(char::from_u32).expect("a character"));
        resolved.push_str(rest);
    }
    resolved
}
