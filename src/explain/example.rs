//! The examples of the engine's own ids, each checked as what it is: a submission, the configuration, a file of a pack.
//! Knows how each kind of file is judged; nothing is read from disk.

use std::path::Path;
use std::sync::Arc;

use jiff::civil::date;

use crate::check::{Assignment, Baseline, Elsewhere, Policy, Severities, check};
use crate::finding::{Finding, Severity};
use crate::project::{
    BASELINE_NAME, Config, Packs, Project, Reading, misnamed_config, outside_pack, read_stream,
    unmatched_glob,
};
use crate::rule::{Folder, Loaded, Pack};
use crate::text::{Language, Source};
use crate::trial::{Bench, run_coverage, run_examples, run_mutants};
use crate::yaml::{Limits, Problem};

/// The pack of an example that brings none.
const MANIFEST: &str = "rules/example/pack.yaml";
const MANIFEST_TEXT: &str = "pack: example\nversion: 1\ntitle: Example\nschema: example.schema.json\n";
const SCHEMA: &str = "schemas/example.schema.json";
/// The schema where only rules are of interest.
const SCHEMA_TEXT: &str = r#"{"type": "object", "required": ["title", "urgent"], "properties": {
  "title": {"type": "string"}, "urgent": {"type": "boolean"}, "reason": {"type": "string"},
  "status": {"enum": ["live", "prelaunch"]}}, "additionalProperties": false}"#;
const ANY_SCHEMA: &str = "true";

/// Where an example's text lies if its entry does not say.
pub(super) const SUBMISSION: &str = "submission.yaml";

/// The configuration, by its right name and by the one it is given by mistake.
const CONFIG: &str = "greenlight.yaml";
const MISNAMED: &str = "greenlight.yml";

/// The one submission that the globs of an example may match.
const ONLY_FILE: &str = "submissions/a.yaml";

/// A text and the path at which it counts.
#[derive(Clone, Debug)]
pub(super) struct File {
    pub(super) path: String,
    pub(super) text: String,
}

/// How the text of an example becomes bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Encoding {
    Utf8,
    Latin1,
}

/// A text that is to be judged, with the files around it.
#[derive(Debug)]
pub struct Example {
    pub(super) file: File,
    pub(super) encoding: Encoding,
    pub(super) others: Vec<File>,
    pub(super) depth: Depth,
}

/// How thoroughly the examples of a rule are looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Depth {
    /// They are run.
    Run,
    /// It is asked what they exercise.
    Coverage,
    /// It is asked what they notice.
    Mutants,
}

impl Example {
    /// The path at which the text counts.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.file.path
    }

    /// The text.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.file.text
    }

    /// True if it stands for any submission.
    pub(super) fn is_submission(&self) -> bool {
        self.path() == SUBMISSION
    }

    /// What greenlight finds in it.
    #[must_use]
    pub fn run(&self, language: Language) -> Vec<Finding> {
        let path = self.path();
        if path == CONFIG {
            self.configuration(language)
        } else if path == MISNAMED {
            vec![misnamed_config(MISNAMED, language)]
        } else if path.strip_prefix("rules/").is_some_and(|name| !name.contains('/')) {
            vec![outside_pack(&source(path, self.text()), language)]
        } else if path == BASELINE_NAME {
            self.baseline(language)
        } else if path.starts_with("rules/") || path.starts_with("schemas/") {
            self.pack_file(language)
        } else {
            self.submission(language)
        }
    }

    fn submission(&self, language: Language) -> Vec<Finding> {
        let config = self.other(CONFIG).map(|file| Config::read(&source(CONFIG, &file.text)).0);
        let limits = config.map_or_else(Limits::default, |config| config.limits);
        let bytes: Vec<u8> = match self.encoding {
            Encoding::Utf8 => self.text().as_bytes().to_vec(),
            // The first 256 characters of Unicode are those of Latin-1.
            Encoding::Latin1 => self.text().chars().filter_map(|letter| u8::try_from(letter).ok()).collect(),
        };
        let text = match read_stream(&mut bytes.as_slice(), self.path(), limits.bytes, language) {
            Reading::Text(text) => text,
            Reading::Refused(finding) => return vec![*finding],
            Reading::NotOurs => return Vec::new(),
        };
        let pack = Loaded::from_folder(&self.folder(ANY_SCHEMA), language).pack;
        let today = date(2026, 3, 9).at(0, 0, 0, 0);
        let policy = Policy { packs: pack.into_iter().collect(), language, today, limits };
        let reference = policy.packs.first().map(Pack::reference);
        let names_pack = self.text().contains("policy:");
        let severities = Severities::new();
        let assignment = Assignment {
            pack: reference.as_deref().filter(|_| !names_pack),
            is_ours: true,
            severities: &severities,
        };
        check(&text, &policy, &assignment, None).map(|report| report.findings).unwrap_or_default()
    }

    /// A baseline of a project without submissions.
    fn baseline(&self, language: Language) -> Vec<Finding> {
        let (baseline, mut findings) = Baseline::read(&source(BASELINE_NAME, self.text()), language);
        let today = date(2026, 3, 9).at(0, 0, 0, 0);
        let policy = Policy { packs: Vec::new(), language, today, limits: Limits::default() };
        findings.extend(baseline.absorb(&mut [], &policy, &Nowhere));
        findings
    }

    /// A file of a pack: loaded, and where it brings examples, tried with them.
    fn pack_file(&self, language: Language) -> Vec<Finding> {
        let Loaded { pack, mut findings } = Loaded::from_folder(&self.folder(SCHEMA_TEXT), language);
        if let Some(pack) = pack.filter(|_| self.text().contains("\nexamples:")) {
            let today = date(2026, 3, 9).at(0, 0, 0, 0);
            let bench = Bench { today, language, fixtures: None, step: &|| () };
            findings.extend(run_examples(&pack, &|_| true, bench).findings);
            findings.extend(match self.depth {
                Depth::Run => Vec::new(),
                Depth::Coverage => {
                    run_coverage(&pack, &|_| true, bench).into_iter().flat_map(|rule| rule.findings).collect()
                }
                Depth::Mutants => run_mutants(&pack, &|_| true, true, bench).findings,
            });
        }
        findings
    }

    fn configuration(&self, language: Language) -> Vec<Finding> {
        let source = source(CONFIG, self.text());
        let (config, problems) = Config::read(&source);
        let as_finding =
            |problem: &Problem| Finding::from_problem(problem, &source, Severity::Error, language);
        let mut findings: Vec<Finding> = problems.iter().map(as_finding).collect();
        // No folder is read: examples name embedded packs only.
        let project = Project::discover(Path::new("/")).without_config();
        findings.extend(Packs::load(&project, &config, language).findings);
        let globs = config.files.iter().flat_map(|set| &set.globs);
        let unmatched = globs.filter(|glob| !glob.matches(ONLY_FILE)).map(unmatched_glob);
        findings.extend(unmatched.map(|problem| as_finding(&problem)));
        findings
    }

    /// The pack of the example: its own files, and what it does not bring.
    fn folder(&self, schema: &str) -> Folder {
        let own = [&self.file].into_iter().chain(&self.others);
        let brings = |start: &str| own.clone().any(|file| file.path.starts_with(start));
        let of = |folder: &str| -> Vec<Arc<Source>> {
            let files = own.clone().filter(|file| file.path.starts_with(folder));
            files.map(|file| source(&file.path, &file.text)).collect()
        };
        let (mut rules, mut schemas) = (of("rules/"), of("schemas/"));
        if !brings("rules/example/pack.") {
            rules.push(source(MANIFEST, MANIFEST_TEXT));
        }
        if !brings("schemas/") {
            schemas.push(source(SCHEMA, schema));
        }
        Folder { name: "example".to_owned(), rules, schemas, is_trusted: false }
    }

    fn other(&self, path: &str) -> Option<&File> {
        self.others.iter().find(|file| file.path == path)
    }
}

/// A folder without files.
struct Nowhere;

impl Elsewhere for Nowhere {
    fn exists(&self, _path: &str) -> bool {
        false
    }

    fn is_complete(&self) -> bool {
        true
    }
}

fn source(path: &str, text: &str) -> Arc<Source> {
    Arc::new(Source::new(path, text.to_owned()))
}
