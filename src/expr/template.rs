//! Messages with expressions in braces, as rules write them. Knows how values look to people, nothing of languages.

use super::environment::Environment;
use super::frame::Frame;
use super::outcome::Outcome;
use super::problem::{SYNTAX, problem};
use super::program::Program;
use super::syntax_messages;
use super::value::{Data, Value};
use crate::text::Span;
use crate::yaml::Problem;

/// A text with `{expression}` parts; `{{` and `}}` stand for the braces themselves.
#[derive(Debug)]
pub struct Template {
    parts: Vec<Part>,
}

#[derive(Debug)]
enum Part {
    Text(String),
    /// An expression, and the offset in bytes at which it begins in the text of the template.
    Program(Program, u32),
}

impl Template {
    /// Reads a template.
    ///
    /// # Errors
    /// All problems of all its expressions; spans are offsets in `text`.
    pub fn compile(text: &str, environment: &Environment) -> Result<Self, Vec<Problem>> {
        let mut parts = Vec::new();
        let mut problems = Vec::new();
        let mut at = 0;
        while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
            let brace = rest.find(['{', '}']).unwrap_or(rest.len());
            push_text(&mut parts, rest.get(..brace).unwrap_or(""));
            at += brace;
            at += match rest.get(brace..).unwrap_or("").as_bytes() {
                [] => 0,
                [b'{', b'{', ..] => push_text(&mut parts, "{"),
                [b'}', b'}', ..] => push_text(&mut parts, "}"),
                [b'{', ..] => match expression_length(text.get(at + 1..).unwrap_or("")) {
                    Some(length) => {
                        let inside = text.get(at + 1..at + 1 + length).unwrap_or("");
                        match Program::compile(inside, environment) {
                            Ok(program) => {
                                let start = Span::from_usize(at + 1, at + 1).start();
                                parts.push(Part::Program(program, start));
                            }
                            Err(found) => {
                                problems.extend(found.into_iter().map(|found| moved(found, at + 1)));
                            }
                        }
                        length + 2
                    }
                    None => {
                        let span = Span::from_usize(at, at + 1);
                        problems.push(problem(SYNTAX, &syntax_messages::UNCLOSED_BRACE, span, Vec::new()));
                        text.len() - at
                    }
                },
                _ => {
                    let span = Span::from_usize(at, at + 1);
                    problems.push(problem(SYNTAX, &syntax_messages::STRAY_BRACE, span, Vec::new()));
                    1
                }
            };
        }
        if problems.is_empty() { Ok(Self { parts }) } else { Err(problems) }
    }

    /// The expressions, in order.
    pub fn programs(&self) -> impl Iterator<Item = &Program> {
        self.placed_programs().map(|(program, _)| program)
    }

    /// The expressions, in order, each with the offset in bytes at which it begins in the text of the template.
    pub fn placed_programs(&self) -> impl Iterator<Item = (&Program, u32)> {
        self.parts.iter().filter_map(|part| match part {
            Part::Text(_) => None,
            Part::Program(program, start) => Some((program, *start)),
        })
    }

    /// The text with its expressions replaced by their values: strings bare, lists joined by `, `, numbers plain,
    /// dates as written. The outcome's value is a string; its reads are those of all parts.
    pub fn render<'d>(&self, frame: &mut Frame<'_, 'd>) -> Outcome<'d> {
        let mut text = String::new();
        let mut whole = Outcome { value: Ok(Value::bool(true)), reads: Vec::new(), cost: 0 };
        for part in &self.parts {
            match part {
                Part::Text(literal) => text.push_str(literal),
                Part::Program(program, _) => {
                    let outcome = program.evaluate(frame);
                    whole.reads.extend(outcome.reads);
                    whole.cost += outcome.cost;
                    match outcome.value {
                        Ok(value) => value.write_text(&mut text),
                        Err(failure) => {
                            whole.value = Err(failure);
                            return whole;
                        }
                    }
                }
            }
        }
        whole.value = Ok(Value::string(&text));
        whole
    }
}

impl Template {
    /// The text like that of [`Self::render`], with what `stand_in` says for each expression that has no value or is null.
    pub fn render_with(
        &self,
        frame: &mut Frame<'_, '_>,
        stand_in: &mut dyn FnMut(&Program) -> String,
    ) -> String {
        let mut text = String::new();
        for part in &self.parts {
            match part {
                Part::Text(literal) => text.push_str(literal),
                Part::Program(program, _) => match program.evaluate_unrecorded(frame).value {
                    Ok(value) if !matches!(value.data(), Data::Null) => value.write_text(&mut text),
                    _ => text.push_str(&stand_in(program)),
                },
            }
        }
        text
    }
}

/// Appends to the last text part; returns the length of a doubled brace.
fn push_text(parts: &mut Vec<Part>, text: &str) -> usize {
    match parts.last_mut() {
        Some(Part::Text(last)) => last.push_str(text),
        _ => parts.push(Part::Text(text.to_owned())),
    }
    2
}

/// The length of the expression up to its closing brace: braces of maps and in strings belong to it.
fn expression_length(text: &str) -> Option<usize> {
    let mut lexer = super::lexer::Lexer::new(text);
    let mut depth = 0usize;
    loop {
        let token = lexer.next().ok()?;
        match token.kind {
            super::lexer::TokenKind::End => return None,
            super::lexer::TokenKind::Mark("{") => depth += 1,
            super::lexer::TokenKind::Mark("}") if depth == 0 => return Some(token.span.start() as usize),
            super::lexer::TokenKind::Mark("}") => depth -= 1,
            _ => {}
        }
    }
}

fn moved(mut problem: Problem, by: usize) -> Problem {
    let shift = |span: Span| Span::from_usize(span.start() as usize + by, span.end() as usize + by);
    problem.span = shift(problem.span);
    problem.related.iter_mut().for_each(|related| related.span = shift(related.span));
    problem
}
