//! Configurations as text, what is read from them, and what is underlined as wrong.

use super::*;

fn read(text: &str) -> (Config, Vec<(&'static str, String)>) {
    let source = Arc::new(Source::new("greenlight.yaml", text.to_owned()));
    let (config, problems) = Config::read(&source);
    let underlined =
        problems.iter().map(|problem| (problem.id, source.slice(problem.span).to_owned())).collect();
    (config, underlined)
}

#[test]
fn everything_is_read_with_its_place() {
    let text = "packs: [kakao-messaging, ./policies]\nfiles:\n  - match: \"s/**\"\n    exclude: [a.yaml, b.yaml]\n    \
                pack: kakao-messaging/v1\nrules: { one: off, two: error }\noverrides:\n  - match: x/**\n    \
                rules: { one: info }\nlanguage: ko\nfail-on: warning\nlimits: { depth: 3, bytes: 10 }\n";
    let (config, problems) = read(text);
    assert_eq!(problems, []);
    let packs: Vec<_> = config.named_packs().map(|pack| pack.value.as_str()).collect();
    assert_eq!(packs, ["kakao-messaging", "./policies", "kakao-messaging/v1"]);
    let set = &config.files[0];
    assert_eq!((set.globs.len(), set.exclude.len()), (1, 2));
    let levels = |overrides: &[usize]| -> Vec<(String, Level)> {
        config.levels(overrides).map(|entry| (entry.rule.value.clone(), entry.level)).collect()
    };
    let base = [("one".to_owned(), Level::Off), ("two".to_owned(), Level::At(Severity::Error))];
    assert_eq!(levels(&[]), base);
    assert_eq!(levels(&[0])[2], ("one".to_owned(), Level::At(Severity::Info)));
    assert_eq!((config.language, config.fail_on), (Some(Language::Ko), Some(Severity::Warning)));
    let expected = Limits { depth: 3, bytes: 10, ..Limits::default() };
    assert_eq!(config.limits, expected);
    let source = config.source.as_ref().unwrap();
    let rules: Vec<_> = config.named_rules().map(|rule| source.slice(rule.span)).collect();
    assert_eq!(rules, ["one", "two", "one"]);
}

#[test]
fn an_empty_configuration_is_the_default_one() {
    for text in ["", "# nothing yet\n", "{}"] {
        let (config, problems) = read(text);
        assert_eq!(problems, [], "{text:?}");
        assert_eq!(config.limits, Limits::default());
    }
}

#[test]
fn what_is_wrong_is_underlined_narrowly() {
    let rows: [(&str, &[(&str, &str)]); 10] = [
        ("lagnuage: ko\n", &[("config/unknown-key", "lagnuage")]),
        ("language: fr\n", &[("config/wrong-value", "fr")]),
        ("fail-on: warn\n", &[("config/wrong-value", "warn")]),
        ("rules: { a: fatal }\n", &[("config/wrong-value", "fatal")]),
        ("rules: [a]\n", &[("config/wrong-type", "[a]")]),
        ("files:\n  - match: /etc/*\n    pack: a/v1\n", &[("config/invalid-glob", "/etc/*")]),
        ("files:\n  - match: ['a[b', c]\n    pack: a/v1\n", &[("config/invalid-glob", "'a[b'")]),
        ("language: ko\nlanguage: en\n", &[("yaml/duplicate-key", "language")]),
        ("language: ko\n---\nlanguage: en\n", &[("config/several-documents", "language: en")]),
        ("language: [ko\n", &[("yaml/syntax", "[")]),
    ];
    for (text, expected) in rows {
        let (_, problems) = read(text);
        let problems: Vec<_> = problems.iter().map(|(id, text)| (*id, text.as_str())).collect();
        assert_eq!(problems, expected, "{text}");
    }
}
