//! The files that `greenlight init` writes. The only place that names the address of the project.

use crate::rule::Pack;
use crate::text::Language;

/// Where the project lives on GitHub.
const REPOSITORY: &str = "greenlight-lint/greenlight";

/// The release that hook and action are used at.
const RELEASE: &str = concat!("v", env!("CARGO_PKG_VERSION"));

/// The files that count as submissions for editors.
const GLOB: &str = "submissions/**/submission.yaml";

/// One file.
pub(super) struct Template {
    /// Its path in the repository.
    pub(super) path: String,
    /// All that is in it.
    pub(super) text: String,
    /// Words by which an existing file shows that it says all that is needed.
    pub(super) mark: String,
    /// What to add to an existing file that does not.
    pub(super) by_hand: String,
    /// True if it is too long to be shown.
    pub(super) is_long: bool,
}

/// The files of a set-up for a pack whose schema, for editors, has this text.
pub(super) fn templates(pack: &Pack, schema: Option<String>, language: Language) -> Vec<Template> {
    let editor_schema = format!(".vscode/{}.schema.json", pack.name);
    let mut templates = vec![configuration(pack, language), hook(), workflow()];
    templates.push(editor(&editor_schema));
    templates.extend(schema.map(|text| Template {
        by_hand: format!("greenlight schema {} > {editor_schema}\n", pack.name),
        path: editor_schema,
        mark: text.clone(),
        text,
        is_long: true,
    }));
    templates
}

fn configuration(pack: &Pack, language: Language) -> Template {
    let (name, reference, tag) = (&pack.name, pack.reference(), language.tag());
    let packs = format!("packs: [{name}]\n");
    Template {
        path: crate::project::CONFIG_NAME.to_owned(),
        text: format!(
            "# What greenlight checks here; `greenlight schema config` describes each key.
{packs}
# A submission says which pack it belongs to: `policy: {reference}`. Files that do not say so can be named here:
# files:
#   - match: \"{GLOB}\"
#     pack: {reference}

language: {tag}
fail-on: error
"
        ),
        mark: name.to_string(),
        by_hand: packs,
        is_long: false,
    }
}

fn hook() -> Template {
    let entry = format!(
        "  - repo: https://github.com/{REPOSITORY}
    rev: {RELEASE}
    hooks:
      - id: greenlight
"
    );
    Template {
        path: ".pre-commit-config.yaml".to_owned(),
        text: format!("repos:\n{entry}"),
        mark: "id: greenlight".to_owned(),
        by_hand: entry,
        is_long: false,
    }
}

fn workflow() -> Template {
    let step = format!("      - uses: {REPOSITORY}@{RELEASE}\n");
    Template {
        path: ".github/workflows/greenlight.yml".to_owned(),
        text: format!(
            "# Checks the submissions that a pull request changes, and all of them on the main branch.
name: greenlight
on:
  pull_request:
  push:
    branches: [main]
permissions: {{}}
jobs:
  check:
    runs-on: ubuntu-latest
    permissions:
      contents: read
    steps:
      - uses: actions/checkout@v4
{step}"
        ),
        mark: format!("uses: {REPOSITORY}@"),
        by_hand: step,
        is_long: false,
    }
}

fn editor(schema: &str) -> Template {
    let setting = format!("  \"yaml.schemas\": {{ \"{schema}\": \"{GLOB}\" }}\n");
    Template {
        path: ".vscode/settings.json".to_owned(),
        text: format!("{{\n{setting}}}\n"),
        mark: schema.to_owned(),
        by_hand: setting,
        is_long: false,
    }
}
