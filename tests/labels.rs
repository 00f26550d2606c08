//! What a finding shows besides its place: the values that its condition read and that decided the result.

#![allow(
    dead_code,
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test may fail by panicking; it needs a part of the helpers only"
)]

#[path = "support/program.rs"]
mod program;

use program::{Folder, run};
use serde_json::Value as Json;

/// A condition, a document, and what is underlined: the place of the finding first, then its labels, each with the line
/// and the text.
struct Case {
    name: &'static str,
    require: &'static str,
    document: &'static str,
    shows: &'static [&'static str],
}

const CASES: &[Case] = &[
    Case {
        name: "both sides of a comparison",
        require: "this.least <= this.most",
        document: "least: 5\nmiddle: 4\nmost: 3\n",
        shows: &["1 `5`", "3 `3`: because `most` is `3` here"],
    },
    Case {
        name: "a branch that did not decide is not shown",
        require: "this.a == 1 && this.b == 2",
        document: "a: 1\nb: 3\n",
        shows: &["2 `3`"],
    },
    Case {
        name: "at most six besides the place",
        require: "this.a + this.b + this.c + this.d + this.e + this.f + this.g + this.h == 0",
        document: "a: 1\nb: 1\nc: 1\nd: 1\ne: 1\nf: 1\ng: 1\nh: 1\n",
        shows: &[
            "1 `1`",
            "2 `1`: because `b` is `1` here",
            "3 `1`: because `c` is `1` here",
            "4 `1`: because `d` is `1` here",
            "5 `1`: because `e` is `1` here",
            "6 `1`: because `f` is `1` here",
            "7 `1`: because `g` is `1` here",
        ],
    },
    Case {
        name: "values of one line have one label",
        require: "this.b + this.a.one + this.a.two == 0",
        document: "b: 1\na: { one: 1, two: 2 }\n",
        shows: &["1 `1`", "2 `1, two: 2`: because `one` is `1` and `two` is `2` here"],
    },
    Case {
        name: "a label of several values leaves the place of the finding free",
        require: "this.a.two + this.a.one + this.a.three == 0",
        document: "a: { one: 1, two: 2, three: 3 }\n",
        shows: &["1 `2`", "1 `1`: because `one` is `1` and `three` is `3` here"],
    },
    Case {
        name: "several keys that one mapping lacks",
        require: "this.status != 'live' || has(this.app.url) || has(this.app.store)",
        document: "status: live\napp:\n  id: 1\n",
        shows: &["1 `live`", "2 `app`: `url` and `store` are missing here"],
    },
    Case {
        name: "different reasons in one line",
        require: "this.status != 'live' || this.app.id == 2 || has(this.app.url)",
        document: "status: live\n\napp: { id: 1 }\n",
        shows: &["1 `live`", "3 `app: { id: 1`: `url` is missing here; because `id` is `1` here"],
    },
    Case {
        name: "of a list and its elements the elements are shown",
        require: "this.status != 'live' || size(this.apis) == 1 || this.apis.all(api, api != 'push')",
        document: "status: live\napis: [push, pull]\n",
        shows: &["1 `live`", "2 `push`: because `apis` is `push` here"],
    },
    Case {
        name: "an alias and its anchor",
        require: "this.second == 2",
        document: "first: &one 1\nsecond: *one\n",
        shows: &["1 `1`", "2 `*one`: used here by `*one`"],
    },
    Case {
        name: "a merged key and the merge",
        require: "this.second.port == 2",
        document: "first: &one\n  port: 1\nsecond:\n  <<: *one\n",
        shows: &["2 `1`", "4 `<<`: used here by `<<`"],
    },
    Case {
        name: "a missing key is at the key that lacks it",
        require: "has(this.app.name)",
        document: "app:\n  id: 1\n  owner: me\n",
        shows: &["1 `app`"],
    },
    Case {
        name: "what a condition of an absent value rests on",
        require: "this.status != 'live' || has(this.app.url)",
        document: "status: live\napp:\n  id: 1\n",
        shows: &["1 `live`", "2 `app`: `url` is missing here"],
    },
    Case {
        name: "the element that settles a list",
        require: "this.steps.all(step, step.done)",
        document: "steps:\n  - { name: one, done: true }\n  - { name: two, done: false }\n",
        shows: &["3 `false`"],
    },
];

fn shown(case: &Case) -> Vec<String> {
    let folder = Folder::new();
    let manifest = "pack: own\nversion: 1\ntitle: Own\nschema: own.schema.json\nlanguages: [en]\n";
    folder.add("policies/rules/own/pack.yaml", manifest);
    folder.add("policies/schemas/own.schema.json", "{}");
    let rule = format!(
        "rule: held\nseverity: error\ntitle: not held\nmessage: not held\nrequire: {:?}\n",
        case.require
    );
    let examples = "examples:\n  - pass: '{}'\n  - fail: '{}'\n    finds: ['{}']\n";
    folder.add("policies/rules/own/held.yaml", rule + examples);
    folder.add("greenlight.yaml", "packs: [./policies]\nfiles:\n  - { match: a.yaml, pack: own/v1 }\n");
    folder.add("a.yaml", case.document);
    let ended = run(folder.program().args(["check", "--output-format", "json", "a.yaml"]));
    let json: Json = serde_json::from_str(&ended.stdout).unwrap_or_else(|_| panic!("{ended:?}"));
    let findings = json["findings"].as_array().unwrap();
    assert_eq!(findings.len(), 1, "{}: {ended:?}", case.name);
    let finding = &findings[0];
    let labels = finding["labels"].as_array().map_or(&[][..], Vec::as_slice);
    let place = std::iter::once((finding, String::new()));
    let labels = labels.iter().map(|label| (label, format!(": {}", label["message"].as_str().unwrap())));
    let text = |(place, message): (&Json, String)| {
        let offset = |end: &str| usize::try_from(place["range"][end]["offset"].as_u64().unwrap()).unwrap();
        let written = case.document.get(offset("start")..offset("end")).unwrap();
        format!("{} `{written}`{message}", place["range"]["start"]["line"])
    };
    place.chain(labels).map(text).collect()
}

#[test]
fn a_finding_shows_what_decided_it() {
    let mut differences = String::new();
    for case in CASES {
        let shown = shown(case);
        if shown != case.shows {
            differences += &format!("{}: {shown:#?}\n", case.name);
        }
    }
    assert!(differences.is_empty(), "{differences}");
}
