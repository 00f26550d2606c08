//! Expressions from standard input, one a line; for each a line of JSON. For scripts, and to compare implementations.

use std::io::{self, BufRead, Read};

use super::Evaluation;
use crate::cli::failure::Failure;
use crate::cli::messages;
use crate::cli::outputs::to_stdout;
use crate::expr::Program;
use crate::project::system_reason;
use crate::text::{Language, Span};

/// Longest line that is read, in bytes: no expression is that long.
const LONGEST: u64 = 1 << 20;

/// Answers each line until there are no more.
pub(super) fn run(evaluation: &Evaluation<'_>, language: Language) -> Result<(), Failure> {
    let mut input = io::stdin().lock();
    let mut trouble = None;
    to_stdout(language, |out| {
        loop {
            let mut line = Vec::new();
            match input.by_ref().take(LONGEST).read_until(b'\n', &mut line) {
                Ok(0) => return Ok(()),
                Ok(_) => {
                    let text = String::from_utf8_lossy(&line);
                    let text = text.trim_end_matches(['\n', '\r']);
                    writeln!(out, "{}", answer(text, evaluation, language))?;
                }
                Err(error) => {
                    trouble = Some(system_reason(&error));
                    return Ok(());
                }
            }
        }
    })?;
    match trouble {
        Some(reason) => Err(Failure::new(&messages::STDIN_NOT_READ, language, &[("reason", reason)])),
        None => Ok(()),
    }
}

fn answer(text: &str, evaluation: &Evaluation<'_>, language: Language) -> String {
    let program = match Program::compile(text, &evaluation.environment) {
        Ok(program) => program,
        Err(problems) => {
            let first = problems.first();
            let message = first.map(|problem| problem.message.render(language, &problem.parameters));
            let span = first.map_or(Span::empty(0), |problem| problem.span);
            return error(&message.unwrap_or_default(), span);
        }
    };
    match program.evaluate(&mut evaluation.frame()).value {
        Ok(value) => format!("{{\"value\": {}}}", value.to_json()),
        Err(failure) => error(&failure.render(language), failure.span),
    }
}

fn error(message: &str, span: Span) -> String {
    let message = serde_json::Value::from(message);
    let (start, end) = (span.start(), span.end());
    format!("{{\"error\": {{\"message\": {message}, \"start\": {start}, \"end\": {end}}}}}")
}
