//! Changes of YAML texts, as data: each case of `fixtures/rewrites` is a text, a change, and the text afterwards or the
//! reason why it is left alone. Whatever the case, what a change promises is kept.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test may fail by panicking, in its helpers too"
)]

use std::path::Path;
use std::sync::Arc;

use greenlight::text::Source;
use greenlight::yaml::rewrite::{self, Data, Declined, Patch, applied};
use greenlight::yaml::{self, Limits, Node, Stream};

fn parse(name: &str, text: &str) -> (Arc<Source>, Stream) {
    let source = Arc::new(Source::new(name, text.to_owned()));
    let stream = yaml::parse(&source, &Limits::default());
    (source, stream)
}

fn at<'d>(root: Node<'d>, pointer: &str) -> Node<'d> {
    pointer.split('/').skip(1).fold(root, |node, token| match token.parse::<usize>() {
        Ok(index) if node.get(token).is_none() => node.items().nth(index).expect("the element is there"),
        _ => node.get(token).expect("the key is there"),
    })
}

/// The change that a case asks for.
fn patch(case: Node<'_>, stream: &Stream) -> Result<Patch, Declined> {
    let text = |key: &str| case.get(key).and_then(Node::as_key);
    let number = case.get("document").and_then(Node::as_int).unwrap_or(0);
    let root = stream.documents[usize::try_from(number).unwrap()].root();
    let data = || Data::of(case.get("to").expect("`to` is there")).expect("`to` is a value");
    let order: Vec<String> = case
        .get("order")
        .into_iter()
        .flat_map(Node::items)
        .filter_map(Node::as_key)
        .map(str::to_owned)
        .collect();
    let place = |key: &str| text(key).map(|pointer| at(root, pointer));
    if let Some(node) = place("set") {
        return rewrite::set(node, data());
    }
    if let Some(node) = place("insert") {
        return rewrite::insert(node, text("key").unwrap(), data(), &order);
    }
    if let Some(node) = place("append") {
        return rewrite::append(node, data());
    }
    if let Some(node) = place("rename") {
        return rewrite::rename(node, text("name").unwrap());
    }
    if let Some(node) = place("remove") {
        return rewrite::remove(node);
    }
    if let Some(node) = place("move") {
        return rewrite::move_to(node, place("into").unwrap(), text("key").unwrap(), &order);
    }
    if let Some(node) = place("quote") {
        return rewrite::quote(node);
    }
    rewrite::quote_key(place("quote_key").expect("the case has a change"))
}

fn run(case: Node<'_>) -> Result<(), String> {
    let before = case.get("before").and_then(Node::as_str).expect("the case has a text");
    let (source, stream) = parse("before.yaml", before);
    let expected = case.get("after").and_then(Node::as_str);
    match (patch(case, &stream), expected) {
        (Err(declined), None) => {
            let reason = case.get("declined").and_then(Node::as_str).expect("the case has an end");
            let told = format!("{declined:?}");
            if told == reason { Ok(()) } else { Err(format!("declined for {told}, not {reason}")) }
        }
        (Err(declined), Some(_)) => Err(format!("declined: {declined:?}")),
        (Ok(patch), expected) => {
            let changes: Vec<_> = patch.changes.iter().collect();
            let after = applied(&source, &stream, (&patch.edits, &changes), &Limits::default())
                .map_err(|breach| format!("breaks its promise: {breach:?} {patch:?}"))?;
            if Some(after.text()) == expected { Ok(()) } else { Err(format!("gives\n{}", after.text())) }
        }
    }
}

#[test]
fn every_change_leaves_the_rest_as_it_was() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/rewrites");
    let mut failures = Vec::new();
    let mut count = 0;
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let (_, stream) = parse(&path.display().to_string(), &std::fs::read_to_string(&path).unwrap());
        assert!(stream.problems.is_empty(), "{}: {:?}", path.display(), stream.problems);
        for case in stream.documents[0].root().items() {
            count += 1;
            if let Err(reason) = run(case) {
                let what = case.get("what").and_then(Node::as_str).unwrap();
                failures.push(format!("{}: {what}: {reason}", path.file_name().unwrap().display()));
            }
        }
    }
    assert!(count > 60, "the cases are found");
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

#[test]
fn every_reason_is_told_in_both_languages() {
    let reasons = [
        Declined::Alias,
        Declined::Anchor,
        Declined::Tag,
        Declined::Damaged,
        Declined::Comment,
        Declined::Layout,
        Declined::KeyExists,
        Declined::NotAMap,
        Declined::NotAList,
    ];
    for reason in reasons {
        let message = reason.message();
        assert!(message.en.is_ascii() && !message.ko.is_ascii(), "{reason:?}");
    }
}
