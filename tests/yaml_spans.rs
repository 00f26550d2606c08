//! Where the values, keys and comments of `fixtures/documents` stand, and what is wrong in `fixtures/documents/problems`:
//! beside each document lies what is read from it, with every span shown as the text that it covers.
//! `GREENLIGHT_BLESS=1` writes these files anew; read them before you keep them.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::string_slice, reason = "a test may panic")]

use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use greenlight::text::{Language, Location, Source, Span, Unit};
use greenlight::yaml::{self, Document, Limits, Node, Stream, Style, Value};

fn documents(folder: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/documents").join(folder);
    let mut paths: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "yaml"));
    paths.sort();
    assert!(!paths.is_empty());
    paths
}

fn parse(path: &Path) -> (Arc<Source>, Stream) {
    let name = path.file_name().unwrap().to_str().unwrap();
    let source = Arc::new(Source::new(name, fs::read_to_string(path).unwrap()));
    let stream = yaml::parse(&source, &Limits::default());
    (source, stream)
}

/// A place as line, column (in characters) and the text that it covers.
fn shown(source: &Arc<Source>, span: Span) -> String {
    let location = Location::new(source, span);
    assert_eq!(location.span(), Some(span), "a span that is not on character boundaries");
    let (start, _) = location.positions(Unit::Character).unwrap();
    format!("{}:{} ‹{}›", start.line, start.column, escaped(location.text()))
}

fn escaped(text: &str) -> String {
    text.replace('\n', "⏎").replace('\r', "␍").replace('\t', "⇥")
}

fn value(node: Node<'_>) -> String {
    match node.value() {
        Value::String(text) if text == node.written_text() => String::new(),
        Value::String(text) => format!(" = ‹{}›", escaped(text)),
        Value::Sequence => format!(" = list of {}", node.len()),
        Value::Mapping => format!(" = map of {}", node.len()),
        value => format!(" = {value:?}"),
    }
}

/// One line for a node and its key, then those of its children.
fn show(node: Node<'_>, pointer: &str, key: Option<Node<'_>>, out: &mut String) {
    let source = node.document().source();
    let key = key.map_or_else(String::new, |key| format!("  {}{} :", shown(source, key.span()), via(key)));
    let pointer_shown = if pointer.is_empty() { "." } else { pointer };
    writeln!(out, "{pointer_shown}{key}  {}{}{}", shown(source, node.span()), value(node), via(node))
        .unwrap();
    for (index, item) in node.items().enumerate() {
        show(item, &format!("{pointer}/{index}"), None, out);
    }
    for entry in node.entries() {
        let name = entry.key.as_key().map_or_else(|| format!("({:?})", entry.key.kind()), escaped);
        show(entry.value, &format!("{pointer}/{name}"), Some(entry.key), out);
    }
}

fn via(node: Node<'_>) -> String {
    let source = node.document().source();
    node.alias().map_or_else(String::new, |span| format!("  via {}", shown(source, span)))
}

fn report(source: &Arc<Source>, stream: &Stream) -> String {
    let mut out = String::new();
    for document in &stream.documents {
        writeln!(out, "document {}", document.index()).unwrap();
        show(document.root(), "", None, &mut out);
        for comment in document.comments() {
            writeln!(out, "comment  {}", shown(source, *comment)).unwrap();
        }
        for node in document.ambiguous() {
            writeln!(out, "ambiguous  {}", problem(source, &yaml::ambiguity(node))).unwrap();
        }
    }
    for found in &stream.problems {
        writeln!(out, "{}", problem(source, found)).unwrap();
    }
    out
}

fn problem(source: &Arc<Source>, problem: &yaml::Problem) -> String {
    let render = |message: &greenlight::text::Message| {
        let texts = Language::ALL.map(|language| message.render(language, &problem.parameters));
        format!("{}\n      {}", texts[0], texts[1])
    };
    let mut out =
        format!("{}  {}\n      {}", problem.id, shown(source, problem.span), render(problem.message));
    if let Some(help) = problem.help {
        write!(out, "\n    help\n      {}", render(help)).unwrap();
    }
    for related in &problem.related {
        write!(out, "\n    {}\n      {}", shown(source, related.span), render(related.message)).unwrap();
    }
    out
}

/// Holds what is read from a document against the file beside it.
fn check(path: &Path, found: &str) -> Result<(), String> {
    let beside = path.with_extension("txt");
    if std::env::var_os("GREENLIGHT_BLESS").is_some() {
        fs::write(beside, found).unwrap();
        return Ok(());
    }
    let expected = fs::read_to_string(&beside).unwrap_or_default();
    if expected == found {
        return Ok(());
    }
    let differs = expected.lines().zip(found.lines()).find(|(expected, found)| expected != found);
    Err(format!("{}: {differs:?}\n{found}", beside.display()))
}

#[test]
fn spans_cover_exactly_what_is_meant() {
    for path in documents("") {
        let (source, stream) = parse(&path);
        assert!(stream.problems.is_empty(), "{}: {:?}", path.display(), stream.problems);
        check(&path, &report(&source, &stream)).unwrap();
    }
}

#[test]
fn each_mistake_is_one_problem_at_its_place() {
    let mut failures = Vec::new();
    for path in documents("problems") {
        let (source, stream) = parse(&path);
        let found: String = stream.problems.iter().map(|found| problem(&source, found) + "\n").collect();
        let lines = (lines_of_problems(&source, &stream), lines_of_mistakes(&source));
        if lines.0 != lines.1 {
            failures.push(format!(
                "{}: problems in lines {:?}, mistakes in {:?}",
                path.display(),
                lines.0,
                lines.1
            ));
        }
        failures.extend(check(&path, &found).err());
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

/// The lines that say of themselves that they are wrong.
fn lines_of_mistakes(source: &Source) -> Vec<u32> {
    (1..)
        .zip(source.text().lines())
        .filter(|(_, line)| line.contains("# mistake"))
        .map(|(number, _)| number)
        .collect()
}

fn lines_of_problems(source: &Source, stream: &Stream) -> Vec<u32> {
    stream.problems.iter().map(|found| source.position(found.span.start(), Unit::Character).line).collect()
}

/// What holds for the spans of every document, right or wrong.
fn hold_spans(document: &Document) {
    fn walk(node: Node<'_>, parent: Span) {
        let source = node.document().source();
        let span = node.span();
        assert_eq!(Location::new(source, span).span(), Some(span), "off a character boundary");
        if node.alias().is_none() {
            assert!(parent.contains(span), "{span:?} lies outside of its parent's {parent:?}");
        }
        if let Some(text) = node.as_str() {
            hold_offsets(node, text);
        }
        for item in node.items() {
            walk(item, span);
        }
        for entry in node.entries() {
            walk(entry.key, span);
            walk(entry.value, span);
        }
    }
    let whole = Span::from_usize(0, document.source().text().len());
    walk(document.root(), whole);
}

/// Every character of a text stands where the map says, or begins there an escape, a doubled quotation mark or a fold.
fn hold_offsets(node: Node<'_>, text: &str) {
    let source = node.document().source().text();
    let map = yaml::scalar_offsets(node);
    let mut last = 0;
    for (at, character) in text.char_indices() {
        let offset = map.source_offset(at) as usize;
        let there = source[offset..].chars().next();
        let is_spelt = there == Some('\\') && node.style() == Style::DoubleQuoted;
        let is_fold = matches!(character, ' ' | '\n') && there.is_none_or(char::is_whitespace);
        assert!(
            there == Some(character) || is_spelt || is_fold,
            "{character:?} of {text:?} is not at {offset}"
        );
        assert!(offset >= last, "{text:?} is out of order");
        last = offset;
    }
    assert!(map.source_offset(text.len()) as usize >= last);
}

mod support {
    pub(crate) mod mutation;
}

#[test]
fn spans_hold_in_mutated_documents() {
    let corpus = support::mutation::corpus();
    let mut random = support::mutation::Random::new(7);
    for _ in 0..20_000 {
        let text = support::mutation::mutate(&corpus, &mut random);
        let source = Arc::new(Source::new("text.yaml", text));
        let stream = yaml::parse(&source, &Limits::default());
        for problem in &stream.problems {
            let places = problem.related.iter().map(|related| related.span).chain([problem.span]);
            for span in places {
                assert_eq!(Location::new(&source, span).span(), Some(span), "{:?}", source.text());
            }
        }
        let held = std::panic::catch_unwind(|| stream.documents.iter().for_each(hold_spans));
        assert!(held.is_ok(), "{:?}", source.text());
    }
}

#[test]
fn a_place_in_a_text_is_found_in_the_source() {
    let rows = [
        ("a: plain text\n", "text", "text\n"),
        ("a: 'it''s here'\n", "s here", "s here'\n"),
        ("a: \"\\u0041 x \\\\ here\"\n", "here", "here\"\n"),
        ("a: \"one\n  two\"\n", "two", "two\"\n"),
        ("a: one\n  two\n", "two", "two\n"),
        ("a: |\n  one\n    two\n  three\n", "  two", "  two\n  three\n"),
        ("a: >-\n  one\n  two\n\n  three\n", "three", "three\n"),
        ("a: |\r\n  하나\r\n  둘\r\n", "둘", "둘\r\n"),
    ];
    for (document, word, rest) in rows {
        let source = Arc::new(Source::new("text.yaml", document));
        let stream = yaml::parse(&source, &Limits::default());
        let node = stream.documents[0].root().get("a").unwrap();
        let at = node.as_str().unwrap().find(word).unwrap();
        let offset = yaml::scalar_offsets(node).source_offset(at) as usize;
        assert_eq!(&document[offset..], rest);
    }
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig { rng_seed: proptest::test_runner::RngSeed::Fixed(20_260_320), ..Default::default() })]

    #[test]
    fn any_text_is_parsed_without_a_panic(text in "[ -~\n\t가-힣😀]{0,200}") {
        let source = Arc::new(Source::new("text.yaml", text));
        let stream = yaml::parse(&source, &Limits::default());
        stream.documents.iter().for_each(hold_spans);
    }

    #[test]
    fn any_bytes_are_parsed_without_a_panic(bytes: Vec<u8>) {
        let (source, _) = Source::from_bytes("bytes.yaml", bytes);
        let stream = yaml::parse(&Arc::new(source), &Limits::default());
        stream.documents.iter().for_each(hold_spans);
    }
}
