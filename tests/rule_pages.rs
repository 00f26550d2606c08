//! The pages of `docs/rules`: every rule of the shipped packs with its reason, the requirement it quotes and examples, a
//! page for each pack and language, made from the packs themselves. `GREENLIGHT_BLESS=1` writes them anew.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test may fail by panicking, in its helpers too"
)]

use std::fmt::Write as _;
use std::fs;
use std::path::PathBuf;

use greenlight::rule::{Example, Expectation, Loaded, Pack, Quote, Rule, embedded_folder, embedded_packs};
use greenlight::text::Language;

/// The words of a page, in English and Korean.
const WHY: [&str; 2] = ["Why", "이유"];
const REQUIREMENT: [&str; 2] = ["Requirement", "요구 사항"];
const FAILS: [&str; 2] = ["Found in", "문제로 찾는 예"];
const PASSES: [&str; 2] = ["Not found in", "통과하는 예"];
const ORIGIN: [&str; 2] = [
    "This page is made from the rule files of the pack; `greenlight explain RULE` shows the same.",
    "이 페이지는 팩의 규칙 파일에서 만들었습니다. `greenlight explain 규칙`으로도 볼 수 있습니다.",
];

fn say([english, korean]: [&'static str; 2], language: Language) -> &'static str {
    if language == Language::Ko { korean } else { english }
}

#[test]
fn the_pages_of_all_rules_are_current() {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("docs/rules");
    for name in embedded_packs() {
        let folder = embedded_folder(name).expect("an embedded pack has files");
        let pack = Loaded::from_folder(&folder, Language::En).pack.expect("a sound pack");
        for language in Language::ALL {
            let page = page(&pack, language);
            let tag = if language == Language::Ko { ".ko" } else { "" };
            let path = root.join(format!("{name}{tag}.md"));
            if std::env::var_os("GREENLIGHT_BLESS").is_some() {
                fs::create_dir_all(&root).unwrap();
                fs::write(&path, &page).unwrap();
            }
            let kept = fs::read_to_string(&path).unwrap_or_default();
            assert!(kept == page, "{} is stale: run with GREENLIGHT_BLESS=1, and look at it", path.display());
        }
    }
}

fn page(pack: &Pack, language: Language) -> String {
    let mut page = format!("# {}\n\n`{}`", pack.title.get(language), pack.reference());
    if let Some(docs) = &pack.docs {
        write!(page, " · <{docs}>").unwrap();
    }
    writeln!(page, "\n\n{}", say(ORIGIN, language)).unwrap();
    for rule in &pack.rules {
        section(&mut page, rule, language);
    }
    page
}

fn section(page: &mut String, rule: &Rule, language: Language) {
    let title = rule.title.get(language);
    writeln!(page, "\n## {}\n\n**{}**: {title}", rule.id, rule.severity.name()).unwrap();
    if let Some(why) = &rule.why {
        writeln!(page, "\n{}: {}", say(WHY, language), why.get(language).trim()).unwrap();
    }
    if !rule.quotes.is_empty() {
        writeln!(page, "\n{}:", say(REQUIREMENT, language)).unwrap();
    }
    for quote in &rule.quotes {
        write_quote(page, quote);
    }
    let is_failing = |example: &&Example| matches!(example.expectation, Expectation::Fail { .. });
    let examples = [
        (FAILS, rule.examples.iter().find(is_failing)),
        (PASSES, rule.examples.iter().find(|example| !is_failing(example))),
    ];
    for (word, example) in examples {
        let Some(example) = example else { continue };
        let text = rule.document.node_at(example.node).as_str().unwrap_or_default();
        writeln!(page, "\n{}:\n\n```yaml\n{}\n```", say(word, language), text.trim_end()).unwrap();
    }
}

fn write_quote(page: &mut String, quote: &Quote) {
    let statement = quote.statement.as_ref().map(|statement| format!("{statement}:"));
    let words = quote.quote.as_ref().map(|words| words.trim().replace('\n', "\n> "));
    let address = quote.url.as_ref().map(|url| format!("<{url}>"));
    let parts: Vec<String> = [statement, words, address].into_iter().flatten().collect();
    writeln!(page, "\n> {}", parts.join(" ")).unwrap();
}
