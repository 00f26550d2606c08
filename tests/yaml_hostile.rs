//! Texts that are made to break a parser: each ends soon, with few and clear problems, whatever is repeated in it.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::string_slice, reason = "a test may panic")]

use std::sync::Arc;
use std::time::{Duration, Instant};

use greenlight::text::{Language, Source};
use greenlight::yaml::{self, Kind, Limits, Node, Stream};

/// Generous, for slow and busy machines: what grows with the square of a text takes minutes.
const LONGEST: Duration = Duration::from_secs(10);

fn parse(text: String, limits: &Limits) -> Stream {
    let source = Arc::new(Source::new("hostile.yaml", text));
    let begin = Instant::now();
    let stream = yaml::parse(&source, limits);
    let elapsed = begin.elapsed();
    assert!(elapsed < LONGEST, "{elapsed:?} for {:?}", &source.text()[..source.text().len().min(40)]);
    stream
}

/// The problems as `id: message`.
fn problems(stream: &Stream) -> Vec<String> {
    let shown = |problem: &yaml::Problem| {
        format!("{}: {}", problem.id, problem.message.render(Language::En, &problem.parameters))
    };
    stream.problems.iter().map(shown).collect()
}

/// Walks what a reader of the document would walk. Bounded by the limits, or the test would not end.
fn walk(node: Node<'_>) -> usize {
    let items: usize = node.items().map(walk).sum();
    let entries: usize = node.entries().map(|entry| walk(entry.key) + walk(entry.value)).sum();
    1 + items + entries
}

const TOO_DEEP: &str = "yaml/limit: this is nested deeper than the limit of 256 levels";
const TOO_DEEP_BY_ALIAS: &str = "yaml/limit: this alias nests values deeper than the limit of 256 levels";
const TOO_MANY: &str =
    "yaml/limit: the text has more values than the limit of 1000000; the rest was not read";
const TOO_MANY_BY_ALIAS: &str =
    "yaml/limit: with this alias the text stands for more values than the limit of 1000000";
const COLON: &str = "yaml/syntax: `: ` cannot stand inside a value without quotation marks";
const NUL: &str = "yaml/syntax: the text contains a NUL byte; what follows was not read";
const SURROGATE: &str = "yaml/syntax: `\\ud800` is one half of a character; the other half is missing";

/// Ten lines, each of which repeats the one before it ten times.
fn alias_bomb() -> String {
    let line = |n: usize| format!("a{}: &a{} [{}]\n", n + 1, n + 1, vec![format!("*a{n}"); 10].join(", "));
    "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n".to_owned() + &(0..10).map(line).collect::<String>()
}

fn merge_bomb() -> String {
    let line = |n: usize| {
        let merged = vec![format!("*a{n}"); 10].join(", ");
        format!("a{}: &a{} {{<<: [{merged}], k{}: v}}\n", n + 1, n + 1, n + 1)
    };
    "a0: &a0 {k0: v}\n".to_owned() + &(0..10).map(line).collect::<String>()
}

/// Each element holds the one before it: flat as written, deep as read.
fn chain_of_aliases() -> String {
    "- &a0 []\n".to_owned() + &(0..5_000).map(|n| format!("- &a{} [*a{n}]\n", n + 1)).collect::<String>()
}

#[test]
fn a_text_with_one_trap_has_one_problem() {
    let rows = [
        ("alias bomb", alias_bomb(), TOO_MANY_BY_ALIAS),
        ("merge bomb", merge_bomb(), TOO_MANY_BY_ALIAS),
        ("chain of aliases", chain_of_aliases(), TOO_DEEP_BY_ALIAS),
        ("brackets", "[".repeat(100_000), TOO_DEEP),
        ("braces", "{a: ".repeat(100_000), TOO_DEEP),
        ("closed brackets", "[".repeat(100_000) + &"]".repeat(100_000), TOO_DEEP),
        ("dashes", "- ".repeat(100_000), TOO_DEEP),
        ("question marks", "? ".repeat(100_000), TOO_DEEP),
        ("colons", ": ".repeat(100_000), COLON),
        ("one value too many", "- x\n".repeat(1_000_001), TOO_MANY),
        ("NUL", "a: 1\nb: \0\nc: 2\n".to_owned(), NUL),
        ("NUL in brackets", "a: [1,\n  \"\0".to_owned(), NUL),
        ("too many in brackets", "[".to_owned() + &"x,".repeat(1_000_001), TOO_MANY),
        ("lone surrogate", "a: \"\\ud800\"\n".to_owned(), SURROGATE),
    ];
    for (name, text, expected) in rows {
        let stream = parse(text, &Limits::default());
        assert_eq!(problems(&stream), [expected], "{name}");
        for document in &stream.documents {
            assert!(walk(document.root()) <= 2_000_001, "{name}");
        }
    }
}

#[test]
fn a_text_over_the_byte_limit_is_not_read() {
    let stream = parse("a: ".to_owned() + &"x".repeat(50_000_000), &Limits::default());
    assert_eq!(
        problems(&stream),
        ["yaml/limit: the text has 50000003 bytes, more than the limit of 20971520"]
    );
    assert!(stream.documents.is_empty());
}

/// What is repeated, to find work that is done again for each repetition.
#[rustfmt::skip]
const REPEATED: &[&str] = &[
    "[", "]", "{", "}", "\"", "'", "- ", "? ", ": ", "a: ", "#", " #", "&a ", "*a ", "!a ", "!!a", "{a: ",
    "[a, ", "|\n", ">\n", "---\n", "...\n", "%a\n", "\n", "\r", " \n", "\t\n", "\t", " ", "a\n", "a\n\n",
    "a b", "a: 1\n", "- a\n", "\"a\n", "'a\n", "\"\\\n", "''", "\\", "@\n", "- [\n", "- {\n", "- \"\n",
    "&a [", "- &a\n", "- *a\n", "a: *b\n", "<<: 1\n", "a: |\n b\n", "[,", "[@,", "{@,", "[\"a\": ", "? a\n",
    "- - a\n", "-\n", "a: [\n", "a: '\n", "가", "😀: ", "\u{85}", "\u{7f}", "\u{1}", "\u{feff}",
    "--- a\n...\n", "--- !a!b\n", "? - ", "a: &b\n", "%TAG !a! b\n---\n",
];

#[test]
fn what_is_repeated_takes_time_that_grows_with_the_text() {
    for part in REPEATED {
        parse(part.repeat(300_000 / part.len()), &Limits::default());
    }
    for part in ["a: 1", "[b", "- \"", "x"] {
        let text: String = (0..2_000).map(|depth| " ".repeat(depth) + part + "\n").collect();
        parse(text, &Limits::default());
    }
}

#[test]
fn a_hundred_thousand_keys_are_compared_in_linear_time() {
    let keys: String = (0..100_000).map(|number| format!("key{number}: 1\n")).collect();
    let stream = parse(keys.clone() + "key7: 2\n", &Limits::default());
    assert_eq!(problems(&stream), ["yaml/duplicate-key: the key `key7` is here twice"]);
    let complex: String = (0..50_000).map(|number| format!("[a, {number}]: 1\n")).collect();
    assert_eq!(problems(&parse(complex, &Limits::default())), Vec::<String>::new());
    let merged = format!("a: &a\n{}b:\n  <<: *a\n", keys.replace("key", "  key"));
    assert_eq!(problems(&parse(merged, &Limits::default())), Vec::<String>::new());
}

#[test]
fn a_plain_scalar_may_go_over_200_000_lines() {
    let stream = parse("a:\n".to_owned() + &"  word\n".repeat(200_000), &Limits::default());
    assert_eq!(problems(&stream), Vec::<String>::new());
    assert_eq!(stream.documents[0].root().get("a").unwrap().as_str().unwrap().len(), 200_000 * 5 - 1);
}

#[test]
fn the_deepest_nesting_that_limits_allow_fits_the_stack_of_a_thread() {
    let limits = Limits { depth: 100_000, ..Limits::default() };
    let block: String = (0..800).map(|depth| " ".repeat(depth) + "a:\n").collect();
    let texts = [
        ("[".repeat(800) + &"]".repeat(800), true),
        ("- ".repeat(800), true),
        (block, true),
        ("[".repeat(5_000), false),
    ];
    for (text, fits) in texts {
        let handle = std::thread::Builder::new().stack_size(2 << 20).spawn(move || {
            let stream = parse(text, &limits);
            let deep = stream.documents.iter().map(|document| walk(document.root())).max();
            (problems(&stream), deep)
        });
        let (problems, _) = handle.unwrap().join().unwrap();
        assert_eq!(problems.is_empty(), fits, "{problems:?}");
    }
}

#[test]
fn what_follows_a_limit_is_still_read() {
    let text = format!("deep: {}\nafter: [1]\nagain: 2\nagain: 3\n", "[".repeat(300));
    let stream = parse(text, &Limits::default());
    assert_eq!(
        stream.problems.iter().map(|problem| problem.id).collect::<Vec<_>>(),
        ["yaml/limit", "yaml/duplicate-key"]
    );
    assert_eq!(stream.documents[0].root().get("after").unwrap().kind(), Kind::Sequence);
    assert!(stream.documents[0].root().is_damaged());
}

#[test]
fn a_text_full_of_problems_is_given_up() {
    let stream = parse("- @a\n".repeat(10_000), &Limits::default());
    assert_eq!(stream.problems.len(), 1_001);
    assert_eq!(
        problems(&stream)[1_000],
        "yaml/limit: there are too many problems in this text; the rest was not read"
    );
}
