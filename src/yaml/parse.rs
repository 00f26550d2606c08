//! The parser: one pass over the bytes of a text straight into the arena of [`Document`], by the productions of YAML
//! 1.2.2. It never fails: what is wrong becomes a [`Problem`], and reading goes on at the next entry of the collection
//! around it. Knows nothing of schemas or rules.
//!
//! The recursion of the functions below is that of the nesting of collections, which [`Limits::depth`] bounds.

mod aliases;
mod block;
mod block_collections;
mod block_scalar;
mod build;
mod characters;
mod cursor;
mod directives;
mod flow;
mod keys;
mod plain;
mod properties;
mod quoted;
mod recovery;

use std::collections::HashMap;
use std::sync::Arc;

use super::document::{Document, EntryData, NodeId, Stream};
use super::limits::Limits;
use super::messages::{self, Row};
use super::problem::Problem;
use crate::text::{Parameter, Source, Span};

use aliases::Anchor;
use cursor::{Column, Place};
use directives::Handle;

/// More problems than anyone would read in one text. The parser stops after so many.
const MOST_PROBLEMS: usize = 1_000;

/// The depth that the stack of a thread bears whatever the limits say.
const DEEPEST: u32 = 800;

/// Reading an entry was given up after a problem was reported; whoever reads a block collection goes on behind it.
#[derive(Clone, Copy, Debug)]
struct Lost;

type Parsed<T> = Result<T, Lost>;

/// Parses a text as a YAML 1.2 stream (JSON is one). Never fails: all that is wrong is in [`Stream::problems`], and
/// the documents go as far as they could be read.
#[must_use]
pub fn parse(source: &Arc<Source>, limits: &Limits) -> Stream {
    if source.text().len() > limits.bytes as usize {
        let problem = Problem::of_row(
            &messages::TOO_LARGE,
            Span::empty(0),
            vec![("bytes", source.text().len().to_string()), ("limit", limits.bytes.to_string())],
        );
        return Stream { documents: Vec::new(), problems: vec![problem] };
    }
    let mut parser = Parser::new(source, limits);
    parser.refuse_control_characters();
    parser.stream();
    parser.refuse_outside_quotes();
    parser.finish()
}

struct Parser<'s> {
    source: &'s Arc<Source>,
    /// What is read: the text up to its end, or up to where reading was given up for good.
    bytes: &'s [u8],
    limits: Limits,
    /// The offset that is read next.
    at: usize,
    /// The offset at which its line begins.
    line: usize,
    /// Where the content at `at` stands, as the last separation found it.
    place: Place,
    /// The column of the block collection that ended last.
    closed_column: Column,
    /// A collection lies too deep: nothing inside of flow collections goes on.
    is_unwinding: bool,
    /// A limit ended the reading.
    is_stopped: bool,
    /// Recovery looks at the current line again instead of passing over it.
    line_is_unread: bool,

    document: Document,
    documents: Vec<Document>,
    problems: Vec<Problem>,
    /// Entries and elements of the collections that are open, innermost last.
    open_entries: Vec<EntryData>,
    open_items: Vec<NodeId>,
    /// Offsets of the brackets of the flow collections that are open, innermost last.
    open_brackets: Vec<usize>,
    depth: u32,
    /// The greatest depth since the innermost open anchor.
    deepest: u32,
    /// Nodes of the stream so far.
    written: u32,
    /// Nodes of the stream so far, those that aliases repeat counted each time.
    expanded: u64,
    anchors: Vec<Anchor>,
    anchor_names: HashMap<&'s str, usize>,
    /// The plain scalars `<<`, in ascending order.
    merge_keys: Vec<NodeId>,
    handles: Vec<Handle<'s>>,
    /// A directive of the document is wrong.
    has_lost_handles: bool,
    /// Offsets of the byte order marks at the beginning of documents.
    byte_order_marks: Vec<usize>,
    /// A limit on nodes or depth that aliases broke was reported: once is enough.
    has_reported_expansion: bool,
}

impl<'s> Parser<'s> {
    fn new(source: &'s Arc<Source>, limits: &Limits) -> Self {
        let text = source.text();
        Self {
            source,
            bytes: text.as_bytes(),
            limits: Limits { depth: limits.depth.min(DEEPEST), ..*limits },
            at: 0,
            line: 0,
            place: Place::END,
            closed_column: 0,
            is_unwinding: false,
            is_stopped: false,
            line_is_unread: false,
            document: Document::new(source, 0, memchr::memchr_iter(b'\n', text.as_bytes()).count()),
            documents: Vec::new(),
            problems: Vec::new(),
            open_entries: Vec::with_capacity(32),
            open_items: Vec::with_capacity(32),
            open_brackets: Vec::new(),
            depth: 0,
            deepest: 0,
            written: 0,
            expanded: 0,
            anchors: Vec::new(),
            anchor_names: HashMap::new(),
            merge_keys: Vec::new(),
            handles: Vec::new(),
            has_lost_handles: false,
            byte_order_marks: Vec::new(),
            has_reported_expansion: false,
        }
    }

    fn finish(mut self) -> Stream {
        self.problems.sort_by_key(|problem| problem.span.start());
        Stream { documents: self.documents, problems: self.problems }
    }

    /// The text at these offsets.
    fn text(&self, start: usize, end: usize) -> &'s str {
        self.source.text().get(start..end).unwrap_or("")
    }

    fn report(&mut self, row: &'static Row, span: Span, parameters: Vec<Parameter>) -> Option<&mut Problem> {
        if self.is_stopped {
            return None;
        }
        self.problems.push(Problem::of_row(row, span, parameters));
        if self.problems.len() == MOST_PROBLEMS {
            self.problems.push(Problem::of_row(&messages::TOO_MANY_PROBLEMS, span, Vec::new()));
            self.stop();
        }
        self.problems.last_mut()
    }

    /// Reports what ends the reading of an entry.
    fn fail<T>(&mut self, row: &'static Row, span: Span) -> Parsed<T> {
        self.report(row, span, Vec::new());
        Err(Lost)
    }

    /// True at the end of what is read if that is not the end of the text: it is no wonder that something is open.
    fn is_cut_here(&self) -> bool {
        self.at >= self.bytes.len() && self.bytes.len() < self.source.text().len()
    }

    /// Reads no further than here, and reports no more.
    fn stop(&mut self) {
        self.is_stopped = true;
        self.bytes = self.bytes.get(..self.at).unwrap_or(self.bytes);
    }

    /// The documents of the text (YAML 1.2.2, chapter 9).
    fn stream(&mut self) {
        self.start_line();
        // Directives and documents without `---` may stand at the beginning and after `...`.
        let mut is_open = true;
        loop {
            if is_open {
                self.skip_byte_order_mark();
            }
            if self.at >= self.bytes.len() {
                break;
            }
            if self.is_at_marker(b'.') {
                self.document_end();
                is_open = true;
                continue;
            }
            let directive = if is_open { self.directives() } else { None };
            let is_explicit = self.is_at_marker(b'-');
            if let Some(directive) = directive.filter(|_| !is_explicit) {
                self.report(&messages::DIRECTIVE_WITHOUT_DOCUMENT, directive, Vec::new());
                if self.at >= self.bytes.len() {
                    break;
                }
            }
            self.read_document(is_explicit);
            let is_ended = self.is_at_marker(b'.');
            self.close_document(is_explicit, is_ended);
            is_open = false;
        }
        self.adopt_last_comments();
    }

    /// `...` and the rest of its line.
    fn document_end(&mut self) {
        self.at += 3;
        if self.finish_line(&messages::TEXT_AFTER_DOCUMENT_END).is_err() {
            self.pass_over_line();
        }
    }

    /// One document up to the next marker or the end of the text.
    fn read_document(&mut self, is_explicit: bool) {
        if is_explicit {
            self.at += 3;
        }
        let mut root = self.root_node(is_explicit);
        let mut is_damaged = root.is_none();
        // Whatever follows the root is an error, but what is wrong inside it is said as well.
        while !self.place.is_end() {
            if !is_damaged {
                self.report_after_root(root);
            }
            is_damaged = true;
            let before = self.at;
            let next = self.root_node(false);
            let is_better = root.is_none_or(|root| !self.is_mapping(root));
            if is_better && next.is_some() {
                root = next;
            }
            if self.at == before {
                self.pass_over_line();
            }
        }
        let root = root.unwrap_or_else(|| self.empty_node(self.at));
        self.document.root = root;
        if is_damaged {
            self.mark_damaged(root);
        }
    }

    fn root_node(&mut self, is_explicit: bool) -> Option<NodeId> {
        let mark = self.mark();
        let read = if is_explicit {
            self.block_node(block::Scope::ROOT)
        } else {
            self.block_node_here(block::Scope::ROOT)
        };
        match read {
            Ok(root) => Some(root),
            Err(Lost) => {
                self.recover(&mark, 0, block::Kind::Root);
                None
            }
        }
    }

    fn report_after_root(&mut self, root: Option<NodeId>) {
        let span = self.rest_of_content();
        let first_line = root.map(|root| {
            let root_span = self.document.node(root).span;
            let line = self.source.slice(root_span).lines().next().unwrap_or("");
            Span::from_usize(root_span.start() as usize, root_span.start() as usize + line.len())
        });
        if let Some(problem) = self.report(&messages::TEXT_AFTER_ROOT, span, Vec::new())
            && let Some(first_line) = first_line
        {
            problem.relate(first_line, &messages::DOCUMENT_BEGAN);
        }
    }
}
