//! Rules across files: what the files of a run and the other submissions of the project have in common.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test may fail by panicking, in its helpers too"
)]

#[path = "support/program.rs"]
mod program;

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use greenlight::check::{
    Assignment, Groups, Policy, Severities, Sources, check_cluster, inspect, memberships, midnight,
};
use greenlight::expr::{Host, Value};
use greenlight::rule::{Folder as PackFolder, Loaded};
use greenlight::text::{Language, Source};
use greenlight::yaml::Limits;
use program::{Folder, run};

const MANIFEST: &str = "pack: apps\nversion: 1\ntitle: Apps\nschema: apps.schema.json\nlanguages: [en]\n";

const SCHEMA: &str = r#"{
  "type": "object",
  "properties": {
    "policy": { "type": "string" },
    "app": { "type": "integer" },
    "owner": { "type": "string" },
    "hosts": { "type": "array", "items": { "type": "string" } }
  }
}"#;

/// One app has one owner.
const TWO_OWNERS: &str = "\
rule: two-owners
severity: error
title: one app, two owners
message: an app has one owner
group: this.?app
require: group.all(other, other.?owner.orValue('') == this.?owner.orValue(''))
at: this.owner
";

/// A host belongs to one file; the condition reads nothing but the number of files.
const SHARED_HOST: &str = "\
rule: shared-host
severity: warning
title: one host in two files
message: a host belongs to one app
group: this.?hosts
require: size(group) == 1
at: this.hosts
";

/// Files by name, without the line that names the pack.
type Files<'f> = &'f [(&'f str, &'f str)];

/// A project whose own pack has both rules.
fn project(files: Files<'_>) -> Folder {
    let folder = Folder::new();
    folder.add("greenlight.yaml", "packs: [./policies]\n");
    folder.add("policies/rules/apps/pack.yaml", MANIFEST);
    folder.add("policies/rules/apps/two-owners.yaml", TWO_OWNERS);
    folder.add("policies/rules/apps/shared-host.yaml", SHARED_HOST);
    folder.add("policies/schemas/apps.schema.json", SCHEMA);
    for (name, text) in files {
        folder.add(name, format!("policy: apps/v1\n{text}"));
    }
    folder
}

/// The findings of a run, each by its path, line and rule.
fn found(folder: &Folder, arguments: &[&str]) -> Vec<String> {
    let ended = folder.check(arguments);
    assert!(ended.code != Some(2) && ended.stderr.is_empty(), "{ended:?}");
    let line = |line: &str| {
        let (place, rest) = line.split_once(": ").expect("a place");
        let (place, _) = place.rsplit_once(':').expect("a column");
        let rule = rest.split(['[', ']']).nth(1).expect("a rule");
        format!("{place} {rule}")
    };
    ended.stdout.lines().filter(|line| line.contains('[')).map(line).collect()
}

#[test]
fn each_file_of_a_group_has_its_own_finding() {
    let rows: [(Files<'_>, &[&str]); 8] = [
        (&[("a.yaml", "app: 1\nowner: ann\n"), ("b.yaml", "app: 1\nowner: ann\n")], &[]),
        (&[("a.yaml", "app: 1\nowner: ann\n"), ("b.yaml", "app: 2\nowner: bob\n")], &[]),
        // Without a key there is no group.
        (&[("a.yaml", "owner: ann\n"), ("b.yaml", "owner: bob\n")], &[]),
        (
            &[("a.yaml", "app: 1\nowner: ann\n"), ("b.yaml", "app: 1\nowner: bob\n")],
            &["a.yaml:3 two-owners", "b.yaml:3 two-owners"],
        ),
        (
            &[
                ("a.yaml", "app: 1\nowner: ann\n"),
                ("b/b.yaml", "app: 2\nowner: ann\n"),
                ("c.yaml", "owner: bob\napp: 1\n"),
            ],
            &["a.yaml:3 two-owners", "c.yaml:2 two-owners"],
        ),
        // The documents of one file are a group like any other.
        (
            &[("a.yaml", "app: 1\nowner: ann\n---\npolicy: apps/v1\napp: 1\nowner: bob\n")],
            &["a.yaml:3 two-owners", "a.yaml:7 two-owners"],
        ),
        // Each element of a list is a key; two shared ones make one finding.
        (
            &[("a.yaml", "hosts: [x, y]\n"), ("b.yaml", "hosts: [y, x]\n"), ("c.yaml", "hosts: [z, '']\n")],
            &["a.yaml:2 shared-host", "b.yaml:2 shared-host"],
        ),
        // What the schema refuses is no key, and no reason.
        (
            &[("a.yaml", "app: one\nowner: ann\n"), ("b.yaml", "app: one\nowner: bob\n")],
            &["a.yaml:2 schema/type", "b.yaml:2 schema/type"],
        ),
    ];
    for (files, expected) in rows {
        let folder = project(files);
        for threads in ["1", "4"] {
            assert_eq!(found(&folder, &["--threads", threads]), expected, "{files:?}");
        }
    }
}

#[test]
fn a_file_whose_value_the_schema_refused_keeps_the_others_quiet_about_it() {
    let folder = project(&[("a.yaml", "app: 1\nowner: [ann]\n"), ("b.yaml", "app: 1\nowner: bob\n")]);
    assert_eq!(found(&folder, &[]), ["a.yaml:3 schema/type"]);
}

#[test]
fn the_other_submissions_of_the_project_count_but_are_not_reported() {
    let folder = project(&[
        ("one/a.yaml", "app: 1\nowner: ann\n"),
        ("two/b.yaml", "app: 1\nowner: bob\n"),
        ("two/other.yaml", "app: 2\nowner: [bob]\n"),
    ]);
    folder.add("two/broken.yaml", "policy: apps/v1\napp: [1\n");
    assert_eq!(found(&folder, &["one/a.yaml"]), ["one/a.yaml:3 two-owners"]);
    assert_eq!(found(&folder, &["one"]), ["one/a.yaml:3 two-owners"]);
    let mut command = folder.program();
    let ended = run(command.args(["check", "one/a.yaml", "--output-format", "json"]));
    let output: serde_json::Value = serde_json::from_str(&ended.stdout).unwrap();
    assert_eq!((&output["summary"]["files"], &output["summary"]["documents"]), (&1.into(), &1.into()));
    assert_eq!(found(&folder, &["--select", "shared-host", "one/a.yaml"]), [""; 0]);
}

#[test]
fn findings_label_what_they_read_in_other_files() {
    let rows = [
        ("app: 1\nowner: ann\n", "app: 1\nowner: bob\n", 3, "bob"),
        // The condition only counts: the shared key is shown.
        ("hosts: [x]\n", "app: 5\nhosts:\n  - y\n  - x\n", 3, "hosts"),
    ];
    for (one, other, line, text) in rows {
        let folder = project(&[("a.yaml", one), ("b.yaml", other)]);
        let mut command = folder.program();
        let ended = run(command.args(["check", "a.yaml", "--output-format", "json"]));
        let output: serde_json::Value = serde_json::from_str(&ended.stdout).unwrap();
        let labels = output["findings"][0]["labels"].as_array().expect("labels");
        let label = labels.iter().find(|label| label["path"] == "b.yaml").expect("a label in the other file");
        let offset = |end: &str| usize::try_from(label["range"][end]["offset"].as_u64().unwrap()).unwrap();
        let other = format!("policy: apps/v1\n{other}");
        assert_eq!(label["range"]["start"]["line"], line, "{label}");
        assert_eq!(other.get(offset("start")..offset("end")), Some(text), "{label}");
    }
}

#[test]
fn a_finding_has_at_most_six_labels() {
    let files: Vec<(String, String)> =
        (0..20).map(|index| (format!("{index:02}.yaml"), format!("app: 1\nowner: o{index}\n"))).collect();
    let files: Vec<(&str, &str)> = files.iter().map(|(name, text)| (&**name, &**text)).collect();
    let folder = project(&files);
    let mut command = folder.program();
    let ended = run(command.args(["check", "00.yaml", "--output-format", "json"]));
    let output: serde_json::Value = serde_json::from_str(&ended.stdout).unwrap();
    let labels = output["findings"][0]["labels"].as_array().unwrap();
    let paths: Vec<&str> = labels.iter().map(|label| label["path"].as_str().unwrap()).collect();
    assert!(!paths.is_empty() && paths.len() <= 6, "{paths:?}");
}

/// Texts in memory; counts how often one is read again and how often an expression asks for a file.
struct Counting {
    texts: Vec<Arc<Source>>,
    severities: Severities,
    opened: AtomicUsize,
    asked: AtomicUsize,
}

struct CountingHost<'c>(&'c AtomicUsize);

impl Host for CountingHost<'_> {
    fn file(&self, _: &str) -> Option<Value<'static>> {
        self.0.fetch_add(1, Ordering::Relaxed);
        Some(Value::string("a file"))
    }
}

impl Sources for Counting {
    fn open(&self, source: usize) -> Option<Arc<Source>> {
        self.opened.fetch_add(1, Ordering::Relaxed);
        self.texts.get(source).cloned()
    }

    fn severities(&self, _: usize) -> Option<&Severities> {
        Some(&self.severities)
    }

    fn host(&self, _: usize) -> Option<Box<dyn Host + '_>> {
        Some(Box::new(CountingHost(&self.asked)))
    }
}

/// How often texts are read again, and how often a member of a group is looked at, for `count` files of which as many as
/// `shares` share a key.
fn work(count: usize, shares: usize) -> (usize, usize) {
    let rule = "rule: counted\nseverity: error\ntitle: counted\ngroup: this.?app\n\
                require: group.all(other, dyn(file('x')) != 'y')\n";
    let source = |path: &str, text: &str| Arc::new(Source::new(path, text.to_owned()));
    let folder = PackFolder {
        name: "apps".to_owned(),
        is_trusted: true,
        rules: vec![source("rules/apps/counted.yaml", rule), source("rules/apps/pack.yaml", MANIFEST)],
        schemas: vec![source("schemas/apps.schema.json", SCHEMA)],
    };
    let pack = Loaded::from_folder(&folder, Language::En).pack.expect("a pack");
    let policy = Policy {
        packs: vec![pack],
        language: Language::En,
        today: midnight("2026-03-20").unwrap(),
        limits: Limits::default(),
    };
    let text = |index| format!("policy: apps/v1\napp: {}\nowner: ann\n", index / shares);
    let sources = Counting {
        texts: (0..count).map(|index| source(&format!("{index:05}.yaml"), &text(index))).collect(),
        severities: Severities::new(),
        opened: AtomicUsize::new(0),
        asked: AtomicUsize::new(0),
    };
    let assignment = Assignment { pack: None, is_ours: true, severities: &sources.severities };
    let mut groups = Groups::new();
    for (index, text) in sources.texts.iter().enumerate() {
        let inspection = inspect(text, &policy, &assignment, None).expect("a submission");
        assert_eq!(inspection.report.findings.len(), 0);
        assert_eq!(inspection.memberships, memberships(text, &policy, &assignment, None));
        groups.add(index, &inspection.memberships);
    }
    let findings: usize =
        groups.clusters().iter().map(|cluster| check_cluster(cluster, &policy, &sources).len()).sum();
    assert_eq!(findings, 0);
    (sources.opened.into_inner(), sources.asked.into_inner())
}

#[test]
fn the_work_is_linear_in_the_number_of_files() {
    assert_eq!(work(2000, 1), (0, 0), "files that share nothing are not read again");
    assert_eq!(work(2000, 2), (2000, 4000), "each file of a pair is read once more, and sees both");
    let (opened, asked) = work(1000, 1000);
    let (opened_twice, asked_twice) = work(2000, 2000);
    assert_eq!((opened, opened_twice), (1000, 2000));
    assert!(asked_twice <= 2 * asked + 100 && asked_twice < 2000 * 40, "{asked} {asked_twice}");
}
