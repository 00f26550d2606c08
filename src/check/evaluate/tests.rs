//! Rules at the limit of what they may cost.

use std::sync::Arc;

use super::{Scope, check_rule};
use crate::check::midnight;
use crate::rule::{Folder, Loaded};
use crate::text::{Language, Source};
use crate::yaml::{self, Limits};

/// What a rule over `this.items` finds in a document, by id.
fn found(require: &str, document: &str) -> Vec<String> {
    let source = |path: &str, text: String| Arc::new(Source::new(path.to_owned(), text));
    let manifest = "pack: own\nversion: 1\ntitle: Own\nschema: own.schema.json\n".to_owned();
    let head = "rule: held\nseverity: error\ntitle: not held\nmessage: not held\nfor: { item: this.items }\n";
    let rule = format!("{head}require: {require:?}\nexamples: []\n");
    let folder = Folder {
        name: "own".to_owned(),
        rules: vec![source("rules/own/pack.yaml", manifest), source("rules/own/held.yaml", rule)],
        schemas: vec![source("schemas/own.schema.json", "{}".to_owned())],
        is_trusted: true,
    };
    let pack = Loaded::from_folder(&folder, Language::En).pack.unwrap();
    let stream = yaml::parse(&source("a.yaml", document.to_owned()), &Limits::default());
    let scope =
        Scope { language: Language::En, today: midnight("2026-03-20").unwrap(), host: None, schema: None };
    let root = stream.documents.first().unwrap().root();
    let findings = check_rule(pack.rule("held").unwrap(), &pack.schema, root, &scope);
    findings.into_iter().map(|finding| finding.rule.to_string()).collect()
}

#[test]
fn too_much_work_is_told_once_whether_the_condition_holds_or_not() {
    let numbers: Vec<String> = (1..=60).map(|number| number.to_string()).collect();
    let document = format!("items: [{}]\n", numbers.join(", "));
    assert_eq!(found("item > 0", &document), Vec::<String>::new());
    for outcome in [true, false] {
        let costly = "this.items.all(one, this.items.all(other, item + one + other > 0))";
        let findings = found(&format!("{costly} == {outcome}"), &document);
        let told = findings.iter().filter(|id| *id == "rule/evaluation").count();
        assert_eq!(told, 1, "{outcome}: {findings:?}");
    }
}
