//! What every change of a YAML text promises, held on one text and one change that somebody chose: the property test with
//! random numbers, the fuzzer with the bytes of its input.

use std::sync::Arc;

use greenlight::text::Source;
use greenlight::yaml::rewrite::{self, Data, Declined, Patch, applied};
use greenlight::yaml::{self, Kind, Limits, Node, NodeId, Stream};

/// Gives a number below a bound, which is not zero.
pub(crate) type Choose<'c> = &'c mut dyn FnMut(usize) -> usize;

const TEXTS: [&str; 14] = [
    "x",
    "모임 달력",
    "a: b",
    "- a",
    "no",
    "0123",
    "it's",
    "say \"x\"",
    "a, b",
    "# c",
    "",
    " x ",
    "one\ntwo\n",
    "1\n\n2",
];
const KEYS: [&str; 6] = ["new", "키", "on", "a b", "x: y", "3"];

fn data(choose: Choose<'_>, depth: usize) -> Data {
    match choose(if depth == 0 { 6 } else { 8 }) {
        0 => Data::Null,
        1 => Data::Bool(choose(2) == 1),
        2 => Data::Int([0, -7, 1_394_625, i64::MIN][choose(4)]),
        3 => Data::Float([0.5, 1e30, -2.0][choose(3)]),
        4 | 5 => Data::String(TEXTS[choose(TEXTS.len())].to_owned()),
        6 => Data::List((0..choose(3)).map(|_| data(choose, depth - 1)).collect()),
        _ => {
            let count = choose(3);
            Data::Map(
                KEYS.iter().take(count).map(|key| ((*key).to_owned(), data(choose, depth - 1))).collect(),
            )
        }
    }
}

/// What is done, so that it can be done once more.
#[derive(Debug)]
enum Deed {
    Set(Data),
    Insert(&'static str, Data),
    Append(Data),
    Rename(&'static str),
    Remove,
    Move(&'static str),
    Quote,
}

fn deed(choose: Choose<'_>) -> Deed {
    match choose(8) {
        0 | 1 => Deed::Set(data(choose, 2)),
        2 => Deed::Insert(KEYS[choose(KEYS.len())], data(choose, 2)),
        3 => Deed::Append(data(choose, 2)),
        4 => Deed::Rename(KEYS[choose(KEYS.len())]),
        5 => Deed::Remove,
        6 => Deed::Move(KEYS[choose(KEYS.len())]),
        _ => Deed::Quote,
    }
}

fn patch(deed: &Deed, node: Node<'_>, other: Node<'_>, order: &[String]) -> Result<Patch, Declined> {
    match deed {
        Deed::Set(data) => rewrite::set(node, data.clone()),
        Deed::Insert(key, data) => rewrite::insert(node, key, data.clone(), order),
        Deed::Append(data) => rewrite::append(node, data.clone()),
        Deed::Rename(name) => rewrite::rename(node, name),
        Deed::Remove => rewrite::remove(node),
        Deed::Move(key) => rewrite::move_to(node, other, key, order),
        Deed::Quote => rewrite::quote(node),
    }
}

fn parse(text: &str) -> (Arc<Source>, Stream) {
    let source = Arc::new(Source::new("text.yaml", text.to_owned()));
    let stream = yaml::parse(&source, &Limits::default());
    (source, stream)
}

/// The nodes of a document, each as it is written.
fn nodes(root: Node<'_>) -> Vec<Node<'_>> {
    let (mut found, mut waiting): (Vec<Node<'_>>, Vec<Node<'_>>) = (Vec::new(), vec![root]);
    let mut seen: Vec<NodeId> = Vec::new();
    while let Some(node) = waiting.pop() {
        if seen.contains(&node.id()) && node.alias().is_some() {
            continue;
        }
        seen.push(node.id());
        found.push(node);
        waiting.extend(node.items());
        waiting.extend(node.entries().map(|entry| entry.value));
    }
    found
}

/// Makes a chosen change in a text. Returns true if it was made and not declined.
///
/// # Panics
/// If a promise is broken.
pub(crate) fn hold(text: &str, choose: Choose<'_>) -> bool {
    let (source, stream) = parse(text);
    if stream.documents.is_empty() {
        return false;
    }
    let document = &stream.documents[choose(stream.documents.len())];
    let nodes = nodes(document.root());
    let (node, other) = (nodes[choose(nodes.len())], nodes[choose(nodes.len())]);
    let deed = deed(choose);
    let mut order: Vec<String> =
        node.entries().filter_map(|entry| entry.key.as_key()).map(str::to_owned).collect();
    let at = choose(order.len() + 1);
    order.insert(at, KEYS[choose(KEYS.len())].to_owned());
    let Ok(patch) = patch(&deed, node, other, &order) else { return false };
    let changes: Vec<_> = patch.changes.iter().collect();
    let after = match applied(&source, &stream, (&patch.edits, &changes), &Limits::default()) {
        Ok(after) => after,
        Err(breach) => panic!("{breach:?}: {deed:?} of {node:?}\n{patch:?}\n{text:?}"),
    };
    hold_again(&deed, node, &after);
    true
}

/// The same change again is no change.
fn hold_again(deed: &Deed, node: Node<'_>, after: &Source) {
    let (source, stream) = parse(after.text());
    if !stream.problems.is_empty() {
        // A pointer may lead to another of two equal keys.
        return;
    }
    let pointer = node.pointer();
    let document = &stream.documents[node.document().index()];
    let Some(same) = nodes(document.root()).into_iter().find(|same| same.pointer() == pointer) else {
        return;
    };
    match deed {
        Deed::Set(data) => {
            // What is written anew is written as it was, up to the place of a comment.
            let Ok(again) = rewrite::set(same, data.clone()) else { return };
            let (written, twice) = (again.edits, same.kind());
            let is_scalar = !matches!(twice, Kind::Sequence | Kind::Mapping);
            let text = greenlight::text::edited(source.text(), &written).expect("edits fit");
            let is_same = text.lines().map(str::trim_end).eq(source.text().lines().map(str::trim_end));
            assert!(!is_scalar || is_same, "{deed:?} twice: {:?}\n{text:?}", source.text());
        }
        Deed::Insert(key, data) if node.kind() == Kind::Mapping => {
            let again = rewrite::insert(same, key, data.clone(), &[]);
            assert!(again.is_err(), "{deed:?} twice in {:?}", source.text());
        }
        _ => {}
    }
}
