//! Pages as Markdown: the chapters of `docs/rules`. Examples stand in fences, so that nothing in them is taken for Markdown.

use std::fmt::Write;

use super::index::Chapter;
use super::messages;
use super::page::{Block, Page};
use crate::output::{Options, draw};
use crate::text::Language;

/// The columns of what is drawn.
const WIDTH: usize = 90;

/// The text of a chapter: its title, what it is made from, and a section for each page.
#[must_use]
pub fn chapter_text(chapter: &Chapter, language: Language) -> String {
    let origin = messages::INDEX_INTRODUCTION.text(language);
    let mut text = format!("# {}\n\n", chapter.title);
    if let Some(docs) = &chapter.docs {
        text.push_str(&format!("<{docs}>\n\n"));
    }
    text.push_str(&format!("{origin}\n"));
    for page in &chapter.pages {
        push_page(&mut text, page);
    }
    text
}

fn push_page(text: &mut String, page: &Page) {
    // INVARIANT: writing to a string does not fail.
    let _ = writeln!(text, "\n## {}\n\n**{}**: {}", page.id, page.facts.join(", "), page.title);
    for section in &page.sections {
        let _ = writeln!(text, "\n### {}", section.heading);
        for block in &section.blocks {
            push_block(text, block, page.language);
        }
    }
}

fn push_block(text: &mut String, block: &Block, language: Language) {
    let _ = match block {
        Block::Text(words) => writeln!(text, "\n{}", words.trim()),
        Block::Quote { statement, words, url } => {
            let statement = statement.as_ref().map(|statement| format!("{statement}:"));
            let words = words.as_ref().map(|words| words.trim().replace('\n', "\n> "));
            let address = url.as_ref().map(|url| format!("<{url}>"));
            let parts: Vec<String> = [statement, words, address].into_iter().flatten().collect();
            writeln!(text, "\n> {}", parts.join(" "))
        }
        Block::Yaml(example) => writeln!(text, "\n```yaml\n{}\n```", example.trim_end()),
        Block::Output(findings) => {
            let mut drawn = Vec::new();
            let options = Options { language, width: WIDTH, color: false };
            let _ = draw(findings, &options, &mut drawn);
            writeln!(text, "\n```text\n{}\n```", String::from_utf8_lossy(&drawn).trim_end())
        }
    };
}
