//! The expression language: compiling 100 expressions, and evaluating them over a document of 3 KB with reads recorded, each
//! also as a ratio to parsing that document, and to the `cel` crate with the conversion that it needs.
//!
//! `cargo bench --bench expr` prints the best time of each stage; `cargo bench --bench expr -- --instructions` counts
//! instructions with valgrind, which are steady on a noisy machine. `GREENLIGHT_BENCH_STAGE` and `GREENLIGHT_BENCH_ROUNDS`
//! choose one stage and the rounds.

#![allow(missing_docs, reason = "a program for the project's own use")]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::needless_pass_by_value,
    reason = "a measurement that cannot be made should stop"
)]

use std::env;
use std::hint::black_box;
use std::sync::Arc;
use std::time::{Duration, Instant};

#[path = "support/instructions.rs"]
mod instructions;

use greenlight::expr::{Environment, Frame, Program, Type, Value};
use greenlight::text::Source;
use greenlight::yaml::{self, Document, Limits};

/// What rules ask, in words that the `cel` crate understands too; repeated with another number up to 100.
const EXPRESSIONS: [&str; 10] = [
    "this.service.status == 'live' || this.service.users < 5000",
    "size(this.flow) >= 3 && this.flow.all(step, step.text != '')",
    "this.flow.exists(step, step.name == 'send') && has(this.service.name)",
    "!has(this.service.owner) || this.service.owner.email.contains('@')",
    "'send' in this.apis && !('push' in this.apis)",
    "this.flow.map(step, step.name).exists(name, name.startsWith('pick'))",
    "this.flow.filter(step, step.count > 100).size() <= 50",
    "this.service.name.matches('^[A-Z][a-z]+$') ? this.service.users > 1 : true",
    "this.service.users > 7 && size(this.service.name) + 12 * 3 > 7",
    "this.urls.all(url, url.startsWith('https://') && size(url) < 200)",
];

struct Stage {
    name: &'static str,
    run: Box<dyn Fn()>,
}

/// The stages to which others are compared: parsing the document, and evaluating with the `cel` crate.
const PARSE: &str = "parse";
const THEIRS: &str = "cel: convert and evaluate";

fn main() {
    if env::args().any(|argument| argument == "--instructions") {
        return count_instructions();
    }
    let rounds: usize =
        env::var("GREENLIGHT_BENCH_ROUNDS").ok().and_then(|value| value.parse().ok()).unwrap_or(200);
    let only = env::var("GREENLIGHT_BENCH_STAGE").ok();
    let stages: Vec<_> =
        stages().into_iter().filter(|stage| only.as_ref().is_none_or(|only| stage.name == only)).collect();
    let mut best = vec![Duration::MAX; stages.len()];
    for _ in 0..rounds {
        for (stage, best) in stages.iter().zip(&mut best) {
            let start = Instant::now();
            (stage.run)();
            *best = start.elapsed().min(*best);
        }
    }
    let rows = stages.iter().zip(&best);
    print(rows.map(|(stage, best)| (stage.name, best.as_secs_f64(), format!("{best:.2?}"))).collect());
}

/// Counts the instructions of one round of each stage: those of eleven rounds without those of one, by ten.
fn count_instructions() {
    let program = env::current_exe().unwrap();
    let count = |stage: &str, rounds: &str| {
        let variables = [("GREENLIGHT_BENCH_STAGE", stage), ("GREENLIGHT_BENCH_ROUNDS", rounds)];
        instructions::count(program.to_str().unwrap(), &[], &variables).expect("valgrind")
    };
    let rows = stages().into_iter().map(|stage| {
        let round = (count(stage.name, "11") - count(stage.name, "1")) / 10;
        #[expect(clippy::cast_precision_loss, reason = "for a ratio")]
        (stage.name, round as f64, instructions::millions(round))
    });
    print(rows.collect());
}

/// Prints what each stage takes, also as ratios.
fn print(rows: Vec<(&str, f64, String)>) {
    let of = |name: &str| rows.iter().find(|row| row.0 == name).map(|row| row.1);
    println!("{:<28} {:>12} {:>10} {:>10}", "stage", "takes", "to parse", "to cel");
    for (name, amount, shown) in &rows {
        let ratio = |base: &str| of(base).map_or_else(String::new, |base| format!("{:.3}", amount / base));
        println!("{name:<28} {shown:>12} {:>10} {:>10}", ratio(PARSE), ratio(THEIRS));
    }
}

fn stages() -> Vec<Stage> {
    let text = document();
    let source = Arc::new(Source::new("a.yaml".to_owned(), text.clone()));
    let parse_source = Arc::clone(&source);
    let expressions: Vec<String> = (0..100)
        .map(|index| EXPRESSIONS[index % EXPRESSIONS.len()].replace("12", &index.to_string()))
        .collect();
    let environment = Environment::new().with_variable("this", Type::Dyn);
    let programs: Vec<_> =
        expressions.iter().map(|text| Program::compile(text, &environment).unwrap()).collect();
    let parsed = yaml::parse(&source, &Limits::default()).documents.remove(0);
    let theirs: Vec<_> = expressions.iter().map(|text| cel::Program::compile(text).unwrap()).collect();
    let compiled = expressions.clone();
    let json: serde_json::Value = serde_yaml::from_str(&text).unwrap();
    vec![
        Stage {
            name: PARSE,
            run: Box::new(move || {
                black_box(yaml::parse(&parse_source, &Limits::default()));
            }),
        },
        Stage {
            name: "compile",
            run: Box::new(move || {
                for text in &expressions {
                    black_box(Program::compile(text, &environment).unwrap());
                }
            }),
        },
        Stage { name: "evaluate", run: Box::new(move || evaluate(&programs, &parsed)) },
        Stage {
            name: "cel: compile",
            run: Box::new(move || {
                for text in &compiled {
                    black_box(cel::Program::compile(text).unwrap());
                }
            }),
        },
        Stage { name: THEIRS, run: Box::new(move || evaluate_theirs(&theirs, &json)) },
    ]
}

fn evaluate(programs: &[Program], document: &Document) {
    let mut frame = Frame::new();
    frame.set(0, Value::from_node(document.root()));
    for program in programs {
        let outcome = program.evaluate(&mut frame);
        assert!(outcome.value.is_ok());
        black_box(outcome);
    }
}

fn evaluate_theirs(programs: &[cel::Program], json: &serde_json::Value) {
    let mut context = cel::Context::default();
    context.add_variable("this", json).unwrap();
    for program in programs {
        black_box(program.execute(&context).unwrap());
    }
}

/// A document of about 3 KB.
fn document() -> String {
    let mut text = String::from(
        "service:\n  name: Moim\n  status: live\n  users: 4200\napis: [send, friends]\nurls:\n  - https://moim.example.com/a\n  - https://moim.example.com/b\nflow:\n",
    );
    for index in 0..24 {
        let line = format!(
            "  - name: {}-{index}\n    count: {index}\n    text: The user taps a button and picks friends who get the invitation.\n",
            ["open", "pick", "send"][index % 3]
        );
        text.push_str(&line);
    }
    text.push_str("  - {name: send, count: 1, text: sent}\n");
    text
}
