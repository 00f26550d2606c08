//! What a screening settles is what evaluating the rules one by one finds nothing in: over every submission in the fixtures
//! and over every example of the shipped packs. Of those documents it settles nearly all there is to settle.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test may fail by panicking, in its helpers too"
)]

use std::path::{Path, PathBuf};
use std::sync::Arc;

use greenlight::check::{
    Assignment, Job, Policy, Scope, Severities, check_rule, inspect, inspect_all, midnight,
};
use greenlight::expr::{Environment, Frame, Program, Question, Screening, Type, Value};
use greenlight::finding::Finding;
use greenlight::project::Attachments;
use greenlight::rule::{Example, Loaded, Pack, embedded_folder};
use greenlight::text::{Language, Source};
use greenlight::yaml::{Limits, Node};
use proptest::prelude::*;
use walkdir::WalkDir;

#[test]
fn checking_together_finds_what_checking_alone_finds() {
    let files = submissions();
    let alone: Vec<String> = files.iter().map(|(path, source)| alone(path, source)).collect();
    let policy = policy();
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures");
    let attachments = Attachments::new(&root);
    let hosts: Vec<_> = files.iter().map(|(path, _)| attachments.host(path)).collect();
    let severities = Severities::new();
    let assignment = Assignment { pack: Some("kakao-messaging/v1"), is_ours: true, severities: &severities };
    let jobs: Vec<_> = files
        .iter()
        .zip(&hosts)
        .map(|((_, source), host)| Job { source, assignment: &assignment, host: Some(host) })
        .collect();
    let together = inspect_all(&jobs, &policy);
    assert!(files.len() > 40, "{} submissions", files.len());
    for (((path, _), alone), together) in files.iter().zip(alone).zip(together) {
        let together = together.map(|inspection| describe(&inspection.finish().findings)).unwrap_or_default();
        assert_eq!(alone, together, "{}", path.display());
    }
}

#[test]
fn what_is_settled_has_no_finding_and_the_rest_has_one() {
    let policy = policy();
    let pack = &policy.packs[0];
    let host_of = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/kakao-messaging/clean-live/a.yaml");
    let attachments = Attachments::new(host_of.parent().unwrap());
    let host = attachments.host(&host_of);
    let scope = Scope { language: Language::En, today: policy.today, host: Some(&host), schema: None };
    let screening = (0..10).find_map(|_| pack.rules.screening()).expect("it is asked for often enough");
    let (mut settled, mut left) = (0, Vec::new());
    for (name, source) in examples(pack) {
        let stream = greenlight::yaml::parse(&source, &policy.limits);
        let root = stream.documents[0].root();
        let variables = [Value::from_node(root), Value::timestamp(policy.today)];
        let mut pass = screening.begin(&variables, Some(&host), u64::MAX).asking(|_| true);
        screening.ask(&mut [&mut pass]);
        for (index, rule) in pack.rules.iter().enumerate().filter(|(_, rule)| rule.group.is_none()) {
            let found = check_rule(rule, &pack.schema, root, &scope);
            match (pass.is_settled(index), found.is_empty()) {
                (true, true) => settled += 1,
                (true, false) => panic!("{name}: {} is settled, but: {}", rule.id, found[0].message),
                // What the schema refused is nothing that a rule speaks of.
                (false, true) if pack.schema.check(root).is_empty() && rule.require.is_some() => {
                    left.push(format!("{name}: {}", rule.id));
                }
                (false, _) => {}
            }
        }
    }
    assert!(settled > 10_000, "{settled} settled");
    assert!(left.len() < settled / 100, "{settled} settled, left: {left:#?}");
}

/// The examples of all rules of a pack.
fn examples(pack: &Pack) -> Vec<(String, Arc<Source>)> {
    let texts = pack.rules.iter().flat_map(|rule| {
        let text = |example: &Example| rule.document.node_at(example.node).as_str().map(str::to_owned);
        rule.examples.iter().filter_map(text).map(|text| (rule.id.to_string(), text))
    });
    texts.map(|(id, text)| (id.clone(), Arc::new(Source::new(id, text)))).collect()
}

proptest! {
    #![proptest_config(ProptestConfig {
        failure_persistence: None,
        rng_seed: proptest::test_runner::RngSeed::Fixed(20_261_127),
        ..ProptestConfig::with_cases(1_500)
    })]

    #[test]
    fn a_screening_says_what_evaluating_one_by_one_says(
        rules in proptest::collection::vec((0_usize..LISTS.len(), expression(), expression()), 1..5),
    ) {
        let rules: Vec<_> = rules.iter().map(|(list, value, condition)| Asked::new(LISTS[*list], value, condition)).collect();
        agree(&rules).map_err(TestCaseError::fail)?;
    }
}

proptest! {
    #![proptest_config(ProptestConfig {
        failure_persistence: None,
        rng_seed: proptest::test_runner::RngSeed::Fixed(20_261_128),
        ..ProptestConfig::with_cases(500)
    })]

    #[test]
    fn what_is_told_of_several_texts_is_true_of_each(
        rules in proptest::collection::vec((1_usize..LISTS.len(), of_texts()), 1..4),
    ) {
        let rules: Vec<_> =
            rules.iter().map(|(list, condition)| Asked::new(LISTS[*list], "element", condition)).collect();
        agree(&rules).map_err(TestCaseError::fail)?;
    }
}

const LISTS: [&str; 8] = [
    "[0]",
    "this.names",
    "this.texts",
    "this.texts + this.names",
    "this.keys + this.texts",
    "this.names + this.items",
    "this.items.map(item, item.?name.orValue('none') + '!')",
    "this.items + [this.?none]",
];

const DOCUMENT: &str = "names: [x, yy, x]\ntexts: [모임 초대를 보냅니다, call 010-1234, e\u{301}te\u{301}]\nkeys: ['PAſſWORD = x', 0f1e2d3c4b5a69788796a5b4c3d2e1f0]\nitems: [{name: x, size: 3}, {name: z, tags: [x, q]}, {}]\na: {b: {c: 7}}\nflag: true\n";

/// A question in its programs: over a list, with a named value.
struct Asked {
    list: Program,
    value: Program,
    condition: Program,
}

impl Asked {
    fn new(list: &str, value: &str, condition: &str) -> Self {
        let compile = |text: &str, environment: &Environment| {
            Program::compile_unchecked(text, environment).expect(text)
        };
        let environment = Environment::new().with_variable("this", Type::Dyn);
        let list = compile(list, &environment);
        let environment = environment.with_variable("element", Type::Dyn);
        let value = compile(value, &environment);
        let environment = environment.with_variable("value", Type::Dyn);
        Self { list, value, condition: compile(condition, &environment) }
    }

    fn question(&self) -> Question<'_> {
        Question {
            lists: vec![(1, &self.list)],
            values: vec![(2, &self.value)],
            result: Some(&self.condition),
            ..Question::default()
        }
    }

    /// The steps that it takes if the condition is true for all elements; none if it is not.
    fn holds(&self, root: Node<'_>) -> Option<u64> {
        let mut frame = Frame::new();
        frame.set(0, Value::from_node(root));
        let list = self.list.evaluate(&mut frame);
        let mut steps = list.cost;
        for element in list.value.ok()?.elements()? {
            frame.set(1, element);
            frame.define(2, &self.value);
            let outcome = self.condition.evaluate(&mut frame);
            steps += outcome.cost;
            outcome.value.ok().filter(|value| value.as_bool() == Some(true))?;
        }
        Some(steps)
    }
}

/// Whether the screening settles exactly the questions that hold, and none that takes more steps than are allowed.
fn agree(rules: &[Asked]) -> Result<(), String> {
    let source = Arc::new(Source::new("a.yaml".to_owned(), DOCUMENT.to_owned()));
    let stream = greenlight::yaml::parse(&source, &Limits::default());
    let root = stream.documents[0].root();
    let screening = Screening::new(&rules.iter().map(Asked::question).collect::<Vec<_>>(), 1);
    let begin = |limit| screening.begin(&[Value::from_node(root)], None, limit).asking(|_| true);
    let mut passes = [begin(u64::MAX), begin(u64::MAX), begin(u64::MAX)];
    screening.ask(&mut passes.iter_mut().collect::<Vec<_>>());
    for (index, rule) in rules.iter().enumerate() {
        let steps = rule.holds(root);
        let mut hasty = begin(steps.map_or(0, |steps| steps.saturating_sub(1)));
        screening.ask(&mut [&mut hasty]);
        let is_right = passes.iter().all(|pass| pass.is_settled(index) == steps.is_some());
        if !is_right || hasty.is_settled(index) {
            let [list, value, condition] = [&rule.list, &rule.value, &rule.condition].map(Program::text);
            return Err(format!("{list} / {value} / {condition}: {steps:?} steps, right: {is_right}"));
        }
    }
    Ok(())
}

const LEAVES: &[&str] = &[
    "this.names",
    "this.texts",
    "this.items",
    "this.a.b.c",
    "this.?a.?b.?c",
    "this.?a.?none.?c",
    "this.?names.orValue([])",
    "this.flag",
    "this.none",
    "element",
    "element.name",
    "element.?name",
    "element.?name.orValue('x')",
    "value",
    "'x'",
    "'none!'",
    "7",
    "true",
    "false",
    "[]",
    "['x', 'yy']",
    "{'a': 1, 'x': 'y'}",
    "this",
    "null",
    "optional.none()",
    "1.0",
];

/// Without `sortBy` and the like, which a screening leaves open.
const FORMS: &[&str] = &[
    "A == B",
    "A != B",
    "A in B",
    "A && B",
    "A || B",
    "!A",
    "A ? B : C",
    "A + B",
    "size(A) == 3",
    "size(A) < size(B)",
    "string(A)",
    "A.all(x, B)",
    "A.exists(x, x == B)",
    "A.exists_one(x, x == B)",
    "A.filter(x, x != B)",
    "A.map(x, [x, B])",
    "A.map(x, B, x)",
    "A.exists(x, x.?name.orValue('') == B)",
    "A.transformList(i, x, i > 0 ? B : x)",
    "A.orValue(B)",
    "A.or(B)",
    "A.hasValue()",
    "A.optMap(x, [x, B])",
    "cel.bind(x, A, x == B || x in [B])",
    "A[0]",
    "A[?0]",
    "A[B]",
    "A[?B].orValue(C)",
    "has(A.name)",
    "A.?name",
    "[A, ?B]",
    "[A] + B",
    "{'k': A, 'l': B}",
    "{B: A}",
    "A.startsWith(B)",
    "A.contains('x')",
    "-A",
    "A < B",
    "A.matches('[0-9]{2}-')",
    "!A.matches('q+|초대')",
    "mentions(A, ['초대', 'call'])",
    "size(mentions(A, ['order', '주문'])) == 0",
    "regex.replace(A, 'x(y?)', '<\\\\1>')",
    "regex.replace(A, '[0-9]+', '')",
    "nfc(A) == A",
    "nfkc(A)",
    "type(A)",
    "type(A) == string",
];

/// What is said of many texts.
const OF_TEXTS: &[&str] = &[
    "!element.matches('[0-9]{2}-')",
    "!element.matches('q+|주문')",
    "!element.matches('[0-9a-f]{32}')",
    "!element.matches('(?i:password|secret_key) *=')",
    "!element.matches('(?i:order)|[a-z]{30}')",
    "size(mentions(element, ['초대', 'call'])) == 0",
    "size(mentions(value, ['order', '주문'])) == 0",
    "nfkc(element) == element",
    "type(element) == string",
    "regex.replace(element, 'x(y?)', '<\\\\1>') == element",
    "!nfc(regex.replace(element, '[0-9]+-', '')).matches('z')",
    "value != 7",
    "element != true",
    "size(element) < 40",
    "this.flag",
];

/// Expressions, most of which mean something for the document.
fn expression() -> impl Strategy<Value = String> {
    let leaf = proptest::sample::select(LEAVES.to_vec()).prop_map(str::to_owned);
    leaf.prop_recursive(4, 24, 3, |inner| {
        (proptest::sample::select(FORMS.to_vec()), inner.clone(), inner.clone(), inner).prop_map(
            |(form, a, b, c)| {
                let parts = form.chars().map(|letter| match letter {
                    'A' => format!("({a})"),
                    'B' => format!("({b})"),
                    'C' => format!("({c})"),
                    other => other.to_string(),
                });
                parts.collect()
            },
        )
    })
}

/// Conditions of which most can be told for several texts at once.
fn of_texts() -> impl Strategy<Value = String> {
    let parts = proptest::collection::vec(proptest::sample::select(OF_TEXTS.to_vec()), 1..5);
    (parts, any::<bool>()).prop_map(|(parts, is_any)| parts.join(if is_any { " || " } else { " && " }))
}

/// What is found in a text by a policy that has seen no other: its rules are evaluated one by one.
fn alone(path: &Path, source: &Arc<Source>) -> String {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures");
    let attachments = Attachments::new(&root);
    let severities = Severities::new();
    let assignment = Assignment { pack: Some("kakao-messaging/v1"), is_ours: true, severities: &severities };
    let host = attachments.host(path);
    let inspection = inspect(source, &policy(), &assignment, Some(&host));
    inspection.map(|inspection| describe(&inspection.finish().findings)).unwrap_or_default()
}

fn describe(findings: &[Finding]) -> String {
    let lines = findings.iter().map(|finding| {
        let place = finding.location.span().map(|span| span.range());
        format!("{place:?} {} {} {:?}", finding.rule, finding.message, finding.labels)
    });
    lines.collect::<Vec<_>>().join("\n")
}

fn policy() -> Policy {
    let folder = embedded_folder("kakao-messaging").expect("the pack");
    let pack = Loaded::from_folder(&folder, Language::En).pack.expect("a sound pack");
    let today = midnight("2026-03-10").expect("a day");
    Policy { packs: vec![pack], language: Language::En, today, limits: Limits::default() }
}

/// The submissions in the fixtures, and the examples of rules as texts beside their pack's attachments.
fn submissions() -> Vec<(PathBuf, Arc<Source>)> {
    let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures");
    let is_submission = |path: &Path| {
        let text = std::fs::read_to_string(path).unwrap_or_default();
        text.len() < 100_000 && text.lines().any(|line| line.starts_with("policy: kakao-messaging"))
    };
    let mut files: Vec<_> = WalkDir::new(&fixtures)
        .into_iter()
        .filter_map(Result::ok)
        .map(walkdir::DirEntry::into_path)
        .filter(|path| path.extension().is_some_and(|extension| extension == "yaml") && is_submission(path))
        .map(|path| {
            let source = Source::new(path.display().to_string(), std::fs::read_to_string(&path).unwrap());
            (path, Arc::new(source))
        })
        .collect();
    files.sort_by(|a, b| a.0.cmp(&b.0));
    files
}
