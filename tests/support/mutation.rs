//! Texts near to YAML: documents of the suite and of this repository with a few random changes, from a fixed seed.

use std::path::{Path, PathBuf};

/// A small generator of numbers (splitmix64), the same on every machine.
pub(crate) struct Random(u64);

impl Random {
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number below `bound`, which is not zero.
    pub(crate) fn below(&mut self, bound: usize) -> usize {
        usize::try_from(self.next() % u64::try_from(bound).unwrap()).unwrap()
    }

    pub(crate) fn pick<'i, T>(&mut self, items: &'i [T]) -> &'i T {
        &items[self.below(items.len())]
    }
}

/// What makes or breaks YAML.
const TOKENS: &[&str] = &[
    " ",
    "  ",
    "\n",
    "\n\n",
    "\n ",
    "\n  ",
    "\t",
    "\n\t",
    " \t",
    "\r\n",
    "\r",
    ":",
    ": ",
    ":\n",
    "-",
    "- ",
    "\n- ",
    "? ",
    "\n? ",
    "#",
    " #",
    " # c\n",
    "\"",
    "'",
    "''",
    "[",
    "]",
    "{",
    "}",
    ",",
    ", ",
    "&a ",
    "&b",
    "*a",
    "*b ",
    "!",
    "!!str ",
    "!t ",
    "!<x> ",
    "|\n",
    ">\n",
    "|-\n",
    ">+\n",
    "|1\n",
    "%",
    "%YAML 1.2\n",
    "---\n",
    "--- ",
    "...\n",
    "\n---\n",
    "\n...\n",
    "\\",
    "\\n",
    "\\\n",
    "\\u00e9",
    "a",
    "key: ",
    "b",
    "1",
    "0",
    ".",
    "-1",
    "~",
    "null",
    "@",
    "`",
    "한",
    "글 ",
    "😀",
    "\u{85}",
    "\u{a0}",
    "\u{2028}",
    "<<: ",
    "=",
    "\u{feff}",
];

/// Small documents that the suite has few of.
const DOCUMENTS: &[&str] = &[
    "app:\n  name: 모임캘린더\n  id: 123456\n  urls:\n    - https://example.com/a?b=c#d\n    - https://example.com\n",
    "{\"a\": [1, 2.5, true, null, \"x\\ty\"], \"b\": {\"c\": []}}\n",
    "base: &base {a: 1, b: [x, y]}\nuse:\n  <<: *base\n  b: \"it's\"\n",
    "text: |\n  one\n   two\n\n  three\nfolded: >-\n  one\n  two\n\n  three\n# end\n",
    "- a: 1\n  b: 2 # why\n- - x\n  - y\n-\n  ? [k, l]\n  : v\n",
    "a: 'one\n  two'\nb: \"one\\\n  two\n\n  three\"\nc: one\n  two\n\n  three\n",
    "%TAG !e! tag:example.com,2000:\n---\n!e!x {a: !e!y b}\n...\n---\n- !!int 1\n",
];

/// The texts that are mutated.
pub(crate) fn corpus() -> Vec<String> {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    let mut texts: Vec<String> = DOCUMENTS.iter().map(|text| (*text).to_owned()).collect();
    texts.extend(fixtures(&root.join("fixtures/documents")));
    let conformance = std::env::var_os("GREENLIGHT_CONFORMANCE")
        .map_or_else(|| root.join("../shared/conformance"), PathBuf::from);
    if let Ok(suite) = std::fs::read_to_string(conformance.join("yaml/yaml-test-suite.json")) {
        let cases: serde_json::Value = serde_json::from_str(&suite).unwrap();
        let inputs = cases.as_array().unwrap().iter().map(|case| case["yaml"].as_str().unwrap().to_owned());
        texts.extend(inputs);
    }
    texts
}

fn fixtures(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).into_iter().flatten();
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    let texts = paths.iter().filter_map(|path| std::fs::read_to_string(path).ok());
    texts.filter(|text| text.len() < 4_000).collect()
}

/// One text of the corpus with one to four changes.
pub(crate) fn mutate(corpus: &[String], random: &mut Random) -> String {
    let mut text = random.pick(corpus).clone();
    for _ in 0..=random.below(4) {
        text = change(text, corpus, random);
    }
    text
}

fn change(mut text: String, corpus: &[String], random: &mut Random) -> String {
    let at = boundary(&text, random);
    match random.below(10) {
        0..=3 => text.insert_str(at, random.pick::<&str>(TOKENS)),
        4 | 5 => {
            let length = 1 + random.below(3);
            let end = text[at..].char_indices().nth(length).map_or(text.len(), |(offset, _)| at + offset);
            text.replace_range(at..end, "");
        }
        6 => {
            let end = text[at..].chars().next().map_or(at, |character| at + character.len_utf8());
            text.replace_range(at..end, random.pick::<&str>(TOKENS));
        }
        7 | 8 => text = change_lines(&text, random),
        _ => {
            let other = random.pick(corpus);
            let from = boundary(other, random);
            text.truncate(at);
            text.push_str(&other[from..]);
        }
    }
    text
}

fn boundary(text: &str, random: &mut Random) -> usize {
    let mut at = random.below(text.len() + 1);
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

fn change_lines(text: &str, random: &mut Random) -> String {
    let mut lines: Vec<String> = text.split_inclusive('\n').map(str::to_owned).collect();
    if lines.is_empty() {
        return text.to_owned();
    }
    let at = random.below(lines.len());
    match random.below(5) {
        0 => lines[at].insert(0, ' '),
        1 if lines[at].starts_with(' ') => {
            lines[at].remove(0);
        }
        2 => {
            let line = lines[at].clone();
            lines.insert(at, line);
        }
        3 => {
            let other = random.below(lines.len());
            lines.swap(at, other);
        }
        _ => {
            lines.remove(at);
        }
    }
    lines.concat()
}
