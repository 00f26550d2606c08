//! What is wrong with a text, as a row of a message table and its places. Becomes a finding in the layer above.

use super::messages::{self, Row};
use crate::text::{EncodingProblem, Message, Parameter, Span};

/// One thing that is wrong, at one place. Layers below `finding` report these.
#[derive(Clone, Debug)]
pub struct Problem {
    /// The id that is printed, such as `yaml/syntax`.
    pub id: &'static str,
    /// What is wrong.
    pub message: &'static Message,
    /// What to do about it, if that is not plain from the message.
    pub help: Option<&'static Message>,
    /// What the braces in both messages stand for.
    pub parameters: Vec<Parameter>,
    /// The narrowest place that is wrong.
    pub span: Span,
    /// Other places that explain it: where a quotation mark was opened, where a key was first.
    pub related: Vec<Related>,
}

/// A second place of a problem.
#[derive(Clone, Debug)]
pub struct Related {
    /// The place.
    pub span: Span,
    /// What it has to do with the problem; shares the problem's parameters.
    pub message: &'static Message,
}

/// Longer words of a user are cut in messages.
const LONGEST_PARAMETER: usize = 60;

impl Problem {
    pub(super) fn of_row(row: &'static Row, span: Span, mut parameters: Vec<Parameter>) -> Self {
        for (_, text) in &mut parameters {
            if let Some((end, _)) = text.char_indices().nth(LONGEST_PARAMETER) {
                text.truncate(end);
                text.push('…');
            }
        }
        Self {
            id: row.id,
            message: &row.message,
            help: row.help.as_ref(),
            parameters,
            span,
            related: Vec::new(),
        }
    }

    /// The problem of bytes that are no UTF-8 text (`yaml/encoding`).
    #[must_use]
    pub fn of_encoding(problem: EncodingProblem) -> Self {
        match problem {
            EncodingProblem::InvalidUtf8(span) => Self::of_row(&messages::INVALID_UTF8, span, Vec::new()),
            EncodingProblem::OtherUnicode(name) => {
                Self::of_row(&messages::OTHER_UNICODE, Span::empty(0), vec![("encoding", name.to_owned())])
            }
        }
    }

    pub(super) fn relate(&mut self, span: Span, message: &'static Message) {
        self.related.push(Related { span, message });
    }
}

#[cfg(test)]
mod tests {
    use super::Problem;
    use crate::text::{Language, Source};

    #[test]
    fn bytes_that_are_no_utf_8_text_are_a_problem_at_their_place() {
        let (source, problem) = Source::from_bytes("a.yaml", b"a: \xff\n".to_vec());
        let problem = Problem::of_encoding(problem.unwrap());
        assert_eq!((problem.id, source.slice(problem.span)), ("yaml/encoding", "\u{fffd}"));
        let (_, problem) = Source::from_bytes("a.yaml", b"\xff\xfea\0".to_vec());
        let problem = Problem::of_encoding(problem.unwrap());
        assert_eq!(
            problem.message.render(Language::En, &problem.parameters),
            "the text is UTF-16LE, not UTF-8"
        );
    }
}
