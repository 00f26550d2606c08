//! Configurations that name packs, and what is underlined as wrong.

use std::fs;

use super::*;

const MANIFEST: &str = "pack: local\nversion: 2\ntitle: { en: Local }\nschema: local.schema.json\n";
const RULE: &str = "rule: short\nseverity: error\ntitle: { en: too short }\nmessage: { en: too short }\n\
                    require: has(this.title)\nexamples:\n  - pass: 'title: a'\n  - fail: 'a: 1'\n    finds: [a]\n";

/// The packs of a configuration beside a folder `policies` with one pack, and the ids and underlined texts of what is
/// wrong.
fn load(config: &str) -> (Vec<String>, Vec<(String, String)>) {
    let guard = tempfile::tempdir().unwrap();
    let root = guard.path().canonicalize().unwrap();
    fs::create_dir_all(root.join("policies/rules/local")).unwrap();
    fs::create_dir_all(root.join("policies/schemas")).unwrap();
    fs::write(root.join("policies/rules/local/pack.yaml"), MANIFEST).unwrap();
    fs::write(root.join("policies/rules/local/short.yaml"), RULE).unwrap();
    fs::write(root.join("policies/schemas/local.schema.json"), "{}").unwrap();
    fs::create_dir(root.join("empty")).unwrap();
    fs::write(root.join("greenlight.yaml"), config).unwrap();
    let project = Project::discover(&root);
    let (config, problems) = Config::load(&project, Language::En).unwrap();
    assert!(problems.is_empty(), "{problems:?}");
    let loaded = Packs::load(&project, &config, Language::En);
    let wrong = |finding: &Finding| (finding.rule.to_string(), finding.location.text().to_owned());
    (loaded.packs.iter().map(Pack::reference).collect(), loaded.findings.iter().map(wrong).collect())
}

#[test]
fn packs_are_embedded_or_folders() {
    assert_eq!(load("packs: [./policies]"), (vec!["local/v2".to_owned()], vec![]));
    let (packs, _) = load("");
    assert!(packs.contains(&"kakao-messaging/v1".to_owned()), "all embedded ones");
}

#[test]
fn names_that_lead_nowhere_are_underlined() {
    let rows: [(&str, &[(&str, &str)]); 7] = [
        ("packs: [./empty]", &[("config/unknown-pack", "./empty")]),
        ("packs: [./none]", &[("config/unknown-pack", "./none")]),
        ("packs: [lokal, ./policies]\nrules: { a: off }", &[("config/unknown-pack", "lokal")]),
        ("packs: [./policies]\nrules: { short: off, shrot: off }", &[("config/unknown-rule", "shrot")]),
        ("packs: [./policies]\nrules: { schema/required: off, yaml/syntax: info }", &[]),
        ("packs: [./policies, ././policies]", &[("config/duplicate-pack", "././policies")]),
        (
            "packs: [./policies]\nfiles:\n  - { match: a, pack: local/v1 }\n  - { match: b, pack: local }",
            &[("config/unknown-pack", "local/v1")],
        ),
    ];
    for (config, expected) in rows {
        let (_, wrong) = load(config);
        let wrong: Vec<_> = wrong.iter().map(|(id, text)| (id.as_str(), text.as_str())).collect();
        assert_eq!(wrong, expected, "{config}");
    }
}
