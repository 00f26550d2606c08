//! The index of `docs/rules`: every id with its title, by chapter.

use std::fmt::Write;

use super::catalogue::engine_entries;
use super::engine::engine_page;
use super::messages;
use super::page::Page;
use super::rule::rule_page;
use crate::rule::Pack;
use crate::text::Language;

/// A file of `docs/rules` and what stands in it.
#[derive(Debug)]
pub struct Chapter {
    /// The name of the file without its ending: a pack, or a family of the engine's own ids.
    pub name: String,
    /// Its title.
    pub title: String,
    /// Where the requirements of a pack are published.
    pub docs: Option<String>,
    /// Its pages.
    pub pages: Vec<Page>,
}

/// All chapters: those of these packs, then the families of the engine's own ids.
#[must_use]
pub fn chapters(packs: &[Pack], language: Language) -> Vec<Chapter> {
    let of_packs = packs.iter().map(|pack| Chapter {
        name: pack.name.to_string(),
        title: format!("{} (`{}`)", pack.title.get(language), pack.reference()),
        docs: pack.docs.clone(),
        pages: pack.rules.iter().map(|rule| rule_page(pack, rule, Some(rule.severity), language)).collect(),
    });
    let mut chapters: Vec<Chapter> = of_packs.collect();
    for entry in engine_entries() {
        let family = entry.family();
        if chapters.last().is_none_or(|last| last.name != family) {
            let title = messages::ENGINE_TITLE.render(language, &[("family", family.to_owned())]);
            chapters.push(Chapter { name: family.to_owned(), title, docs: None, pages: Vec::new() });
        }
        if let Some(last) = chapters.last_mut() {
            last.pages.push(engine_page(entry, language));
        }
    }
    chapters
}

/// The index in Markdown.
#[must_use]
pub fn index(chapters: &[Chapter], language: Language) -> String {
    let title = messages::INDEX_TITLE.text(language);
    let mut text = format!("# {title}\n\n{}\n", messages::INDEX_INTRODUCTION.text(language));
    for chapter in chapters {
        let file = file_name(&chapter.name, language);
        // INVARIANT: writing to a string does not fail.
        let _ = writeln!(text, "\n## [{}]({file})\n", chapter.title);
        for page in &chapter.pages {
            let _ = writeln!(text, "- [`{}`]({file}#{}): {}", page.id, anchor(&page.id), page.title);
        }
    }
    text
}

/// The name of the file of a chapter.
#[must_use]
pub fn file_name(chapter: &str, language: Language) -> String {
    match language {
        Language::En => format!("{chapter}.md"),
        language => format!("{chapter}.{}.md", language.tag()),
    }
}

/// The anchor that GitHub gives to a heading: lower case, without punctuation but `-` and `_`.
fn anchor(heading: &str) -> String {
    let kept = heading.chars().filter(|letter| letter.is_alphanumeric() || ['-', '_'].contains(letter));
    kept.flat_map(char::to_lowercase).collect()
}
