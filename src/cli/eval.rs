//! `greenlight eval`: what an expression comes to, what it read, and what is wrong with it. For people who write rules.

mod lines;

use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use clap::Args;
use jiff::civil::DateTime;

use super::arguments::{day, today};
use super::exit::Exit;
use super::failure::Failure;
use super::messages;
use super::outputs::{Outputs, to_stdout};
use super::reports::by_file;
use super::setup::Setup;
use super::steps;
use super::terminal::Terminal;
use crate::expr::{Environment, Frame, Host, Program, Read, ReadPlace, Type, Value};
use crate::finding::{Finding, Run, Severity};
use crate::output::escape::visible;
use crate::project::{Attachments, Reading, read_path};
use crate::text::{Location, Source, Unit};
use crate::yaml::{self, Document, Node};

/// The name that findings print for the expression.
const NAME: &str = "<expression>";

const EXAMPLES: &str = "\
Examples:
  greenlight eval '1 + 2'
  greenlight eval 'this.request.apis.size() > 1' submissions/a.yaml --trace
  greenlight eval --pack kakao-messaging 'this.sevice.status' submissions/a.yaml
  greenlight eval --lines submissions/a.yaml < expressions.txt

With `--lines` each line of standard input gives a line of JSON: `{\"value\": ...}`,
or `{\"error\": {\"message\": ..., \"start\": ..., \"end\": ...}}` with bytes of the
line. What JSON lacks is written as `{\"uint\": \"1\"}`, `{\"bytes\": BASE64}`,
`{\"double\": \"NaN\"}`, `{\"duration\": \"1.5s\"}`, `{\"timestamp\": RFC 3339}`,
`{\"type\": NAME}`, `{\"optional\": VALUE}`, `{\"map\": [[KEY, VALUE]]}`.

Exit codes:
  0  the expression has a value (with --lines: all lines were read)
  2  it has none, or wrong usage";

/// Evaluate an expression: its value, its type, what it read
///
/// `this` is the first document of FILE, null without one; `today` is the day of `--today`.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct EvalArguments {
    /// Expression, as in the `require` of a rule; with `--lines` there is none
    #[arg(value_name = "EXPRESSION", required_unless_present = "lines")]
    expression: Option<String>,

    /// YAML or JSON file whose first document is `this`
    #[arg(value_name = "FILE")]
    file: Option<PathBuf>,

    /// Show the value of every part
    #[arg(long, conflicts_with = "lines")]
    trace: bool,

    /// Check the expression against the schema of this pack first
    #[arg(long, value_name = "NAME")]
    pack: Option<String>,

    /// Read one expression a line from standard input, print one JSON object a line
    #[arg(long)]
    lines: bool,

    /// Day that counts as today, as YYYY-MM-DD [default: today]
    #[arg(long, value_name = "DAY", value_parser = day)]
    today: Option<DateTime>,
}

impl EvalArguments {
    /// With `--lines` the only word is the file.
    fn words(&self) -> (Option<&str>, Option<&Path>) {
        match (self.lines, &self.expression, &self.file) {
            (true, Some(word), None) => (None, Some(Path::new(word))),
            (_, expression, file) => (expression.as_deref(), file.as_deref()),
        }
    }
}

/// Runs the command.
///
/// # Errors
/// Wrong usage, or trouble with an output.
pub(super) fn run(arguments: &EvalArguments, terminal: &Terminal) -> Result<Exit, Failure> {
    let setup = Setup::new(terminal, false)?;
    let (expression, file) = arguments.words();
    if let (true, Some(expression)) = (arguments.lines, expression) {
        let parameters = [("expression", format!("`{expression}`"))];
        return Err(Failure::new(&messages::LINES_AND_EXPRESSION, setup.language, &parameters));
    }
    let document = match file.map(|file| read(file, &setup)).transpose()? {
        Some(Err(findings)) => return show(findings, &setup, terminal),
        Some(Ok(document)) => document,
        None => None,
    };
    let attachments = Attachments::new(setup.project.root());
    let path = file.map(|file| setup.project.absolute(file));
    let host = path.as_deref().map(|path| attachments.host(path));
    let evaluation = Evaluation {
        environment: environment(arguments.pack.as_deref(), &setup)?,
        today: arguments.today.unwrap_or_else(today),
        host: host.as_ref().map(|host| host as &dyn Host),
        this: document.as_ref().map(Document::root),
    };
    let Some(expression) = expression else {
        lines::run(&evaluation, setup.language)?;
        return Ok(Exit::Clean);
    };
    match evaluation.program(expression, &setup) {
        Ok(program) => evaluate(&program, &evaluation, arguments.trace, (&setup, terminal)),
        Err(findings) => show(findings, &setup, terminal),
    }
}

/// The first document of a file; what is wrong with the file if it cannot be read.
fn read(file: &Path, setup: &Setup) -> Result<Result<Option<Document>, Vec<Finding>>, Failure> {
    let path = setup.project.absolute(file);
    if !path.exists() {
        let parameters = [("path", format!("`{}`", file.display()))];
        return Err(Failure::new(&messages::NO_SUCH_PATH, setup.language, &parameters));
    }
    let limits = &setup.config.limits;
    let source = match read_path(&setup.project, &path, limits.bytes, setup.language) {
        Reading::Text(source) => source,
        Reading::Refused(finding) => return Ok(Err(vec![*finding])),
        Reading::NotOurs => return Ok(Ok(None)),
    };
    let stream = yaml::parse(&source, limits);
    if stream.problems.is_empty() {
        return Ok(Ok(stream.documents.into_iter().next()));
    }
    let as_finding = |problem| Finding::from_problem(problem, &source, Severity::Error, setup.language);
    Ok(Err(stream.problems.iter().map(as_finding).collect()))
}

/// What names mean: `this` has the type that the schema of `pack` gives it.
fn environment(pack: Option<&str>, setup: &Setup) -> Result<Environment, Failure> {
    let this = match pack {
        Some(name) => setup.pack(name, &setup.sound_packs()?)?.schema.document_type(),
        None => Type::Dyn,
    };
    Ok(Environment::new().with_variable("this", this).with_variable("today", Type::Timestamp))
}

fn show(findings: Vec<Finding>, setup: &Setup, terminal: &Terminal) -> Result<Exit, Failure> {
    let outputs = Outputs::new(&[], false, &setup.project, setup.language)?;
    outputs.write(&Run::new(by_file(findings)), &setup.project, terminal, setup.language)?;
    Ok(Exit::Failure)
}

/// What an expression is evaluated with.
struct Evaluation<'e> {
    environment: Environment,
    today: DateTime,
    host: Option<&'e dyn Host>,
    this: Option<Node<'e>>,
}

impl<'e> Evaluation<'e> {
    fn program(&self, text: &str, setup: &Setup) -> Result<Program, Vec<Finding>> {
        Program::compile(text, &self.environment).map_err(|problems| {
            let source = Arc::new(Source::new(NAME, text.to_owned()));
            let as_finding =
                |problem| Finding::from_problem(problem, &source, Severity::Error, setup.language);
            problems.iter().map(as_finding).collect()
        })
    }

    fn frame(&self) -> Frame<'e, 'e> {
        let mut frame = match self.host {
            Some(host) => Frame::new().with_host(host),
            None => Frame::new(),
        };
        let null = Value::new(crate::expr::Data::Null);
        let values =
            [("this", self.this.map_or(null, Value::from_node)), ("today", Value::timestamp(self.today))];
        for (name, value) in values {
            if let Some(slot) = self.environment.slot(name) {
                frame.set(slot, value);
            }
        }
        frame
    }
}

/// Shows the value of a program, or why it has none.
fn evaluate(
    program: &Program,
    evaluation: &Evaluation<'_>,
    is_traced: bool,
    (setup, terminal): (&Setup, &Terminal),
) -> Result<Exit, Failure> {
    let mut frame = evaluation.frame();
    let outcome = program.evaluate(&mut frame);
    let parts = if is_traced { program.trace(&mut frame) } else { Vec::new() };
    let steps = (program.text(), &*parts);
    let language = setup.language;
    match outcome.value {
        Ok(value) => {
            to_stdout(language, |out| {
                writeln!(out, "{}", visible(&value.to_json().to_string()))?;
                writeln!(out, "  {}: {}", messages::TYPE.text(language), type_of(&value, program))?;
                outcome.reads.iter().try_for_each(|read| write_read(read, setup, out))?;
                if is_traced {
                    writeln!(out)?;
                    steps::write(steps, 0, (language, terminal.width), out)?;
                }
                Ok(())
            })?;
            Ok(Exit::Clean)
        }
        Err(failure) => {
            if is_traced {
                to_stdout(language, |out| {
                    steps::write(steps, 0, (language, terminal.width), out)?;
                    writeln!(out)
                })?;
            }
            let source = Arc::new(Source::new(NAME, program.text().to_owned()));
            let location = Location::new(&source, failure.span);
            let message = failure.render(language);
            show(vec![Finding::new("rule/evaluation", Severity::Error, location, message)], setup, terminal)
        }
    }
}

/// The type of a value, with that of what is in it as far as the check knows it.
fn type_of(value: &Value<'_>, program: &Program) -> String {
    let known = program.result_type().to_string();
    let dynamic = value.type_name();
    let is_finer = known.strip_prefix(dynamic).is_some_and(|rest| rest.starts_with('('));
    if is_finer { known } else { dynamic.to_owned() }
}

fn write_read(read: &Read<'_>, setup: &Setup, out: &mut dyn Write) -> io::Result<()> {
    let (node, key) = match &read.place {
        ReadPlace::Node(node) => (*node, None),
        ReadPlace::Absent { mapping, key } => (*mapping, Some(key.as_str())),
    };
    let source = node.document().source();
    let span = if key.is_some() { node.handle() } else { node.place() };
    let position = source.position(span.start(), Unit::Character);
    let row = if key.is_some() { &messages::READ_ABSENT } else { &messages::READ };
    let place = format!("{}:{}:{}", source.path(), position.line, position.column);
    let pointer = node.pointer();
    let parameters = [
        ("place", place),
        ("pointer", if pointer.is_empty() { "/".to_owned() } else { pointer }),
        ("key", format!("`{}`", key.unwrap_or_default())),
    ];
    writeln!(out, "  {}", visible(&row.render(setup.language, &parameters)))
}
