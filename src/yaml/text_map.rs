//! From the text of a scalar back to the source: where each of its characters was written. Made on request, by
//! decoding the scalar a second time, so that parsing does not pay for it.

use std::ops::Range;

use super::decode::{self, Sink};
use super::node::{Node, Style};

/// Where the characters of a scalar's text stand in the source.
#[derive(Clone, Debug, Default)]
pub struct TextMap {
    pieces: Vec<Piece>,
    /// Length of the text, and the source offset after its last character.
    text_length: usize,
    source_end: u32,
}

/// A run of the text.
#[derive(Clone, Copy, Debug)]
struct Piece {
    text: usize,
    source: u32,
    /// The bytes are those of the source; otherwise the run is one character that the source spells otherwise.
    is_copy: bool,
}

/// Where the characters of a scalar's text were written; for collections, the start of the collection.
#[must_use]
pub fn scalar_offsets(node: Node<'_>) -> TextMap {
    let mut map = TextMap { source_end: node.span().start(), ..TextMap::default() };
    decode_node(node, &mut map);
    map
}

impl TextMap {
    /// The offset in the source, in bytes, of the character that begins at byte `text_offset` of the text. Offsets at
    /// or past the end of the text give the place behind its last character.
    #[must_use]
    pub fn source_offset(&self, text_offset: usize) -> u32 {
        if text_offset >= self.text_length {
            return self.source_end;
        }
        let after = self.pieces.partition_point(|piece| piece.text <= text_offset);
        let Some(piece) = after.checked_sub(1).and_then(|index| self.pieces.get(index)) else {
            return self.source_end;
        };
        let inside = if piece.is_copy { text_offset - piece.text } else { 0 };
        piece.source.saturating_add(offset(inside))
    }
}

impl Sink for TextMap {
    fn copy(&mut self, _: &str, range: Range<usize>) {
        if range.is_empty() {
            return;
        }
        self.pieces.push(Piece { text: self.text_length, source: offset(range.start), is_copy: true });
        self.text_length += range.len();
        self.source_end = offset(range.end);
    }

    fn put(&mut self, character: char, at: usize) {
        self.pieces.push(Piece { text: self.text_length, source: offset(at), is_copy: false });
        self.text_length += character.len_utf8();
        self.source_end = offset(at);
    }
}

/// Decodes the text of a scalar once more.
pub(super) fn decode_node(node: Node<'_>, sink: &mut impl Sink) {
    let document = node.document();
    let source = document.source.text();
    let written = node.span().range();
    match node.style() {
        Style::Block | Style::Flow => {}
        Style::Literal | Style::Folded => {
            let found = document.blocks.binary_search_by_key(&node.id(), |(id, _)| *id);
            if let Some((_, block)) = found.ok().and_then(|index| document.blocks.get(index)) {
                decode::block_scalar(source, block, sink);
            }
        }
        style => decode::flow_scalar(source, written, style, sink),
    }
}

fn offset(bytes: usize) -> u32 {
    u32::try_from(bytes).unwrap_or(u32::MAX)
}
