//! Repositories of git for tests: the same on every machine, with a small pack of their own.

#![allow(dead_code, reason = "each binary uses a part of this file")]

use std::path::Path;
use std::process::Command;

use crate::program::{Ended, Folder, run};

const MANIFEST: &str = "pack: apps\nversion: 1\ntitle: Apps\nschema: apps.schema.json\nlanguages: [en]\n";

const SCHEMA: &str = r#"{
  "type": "object",
  "properties": {
    "policy": { "type": "string" },
    "app": { "type": "integer" },
    "owner": { "type": "string" },
    "states": { "type": "array", "items": { "enum": ["draft", "ready"] } },
    "picture": { "type": "string" }
  }
}"#;

/// One app has one owner: a rule across files.
const TWO_OWNERS: &str = "\
rule: two-owners
severity: error
title: one app, two owners
message: an app has one owner
group: this.?app
require: group.all(other, other.?owner.orValue('') == this.?owner.orValue(''))
at: this.owner
";

/// A picture is a picture: a rule about attachments.
const NO_PICTURE: &str = "\
rule: no-picture
severity: error
title: no picture
message: \"`{this.picture}` is no picture ({file(this.picture).problem})\"
when: has(this.picture)
require: file(this.picture).type == 'png'
at: this.picture
";

/// The smallest file that is a picture by its first bytes.
pub(crate) const PNG: &[u8] =
    b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x06\0\0\0\x1f\x15\xc4\x89";

/// A repository with the pack `apps` and its configuration committed, and nothing else.
pub(crate) fn repository() -> Folder {
    let folder = with_pack();
    folder.git(&["add", "."]);
    folder.git(&["commit", "-m", "begin"]);
    folder
}

/// A repository without any commit, in which the pack lies on disk.
pub(crate) fn with_pack() -> Folder {
    let folder = Folder::new();
    folder.git(&["init", "--initial-branch=main"]);
    folder.add("greenlight.yaml", "packs: [./policies]\n");
    folder.add("policies/rules/apps/pack.yaml", MANIFEST);
    folder.add("policies/rules/apps/two-owners.yaml", TWO_OWNERS);
    folder.add("policies/rules/apps/no-picture.yaml", NO_PICTURE);
    folder.add("policies/schemas/apps.schema.json", SCHEMA);
    folder
}

impl Folder {
    /// A submission of the pack.
    pub(crate) fn submit(&self, name: &str, text: &str) {
        self.add(name, format!("policy: apps/v1\n{text}"));
    }

    /// Runs git here.
    ///
    /// # Panics
    /// It fails.
    pub(crate) fn git(&self, arguments: &[&str]) -> String {
        let ended = self.try_git(arguments);
        assert_eq!(ended.code, Some(0), "git {arguments:?}: {ended:?}");
        ended.stdout
    }

    pub(crate) fn try_git(&self, arguments: &[&str]) -> Ended {
        run(surroundings(Command::new("git").current_dir(&self.root)).args(arguments))
    }

    /// Runs `greenlight check --output-format concise` in a folder below, as a hook or a person would.
    pub(crate) fn check_in(&self, below: &str, arguments: &[&str]) -> Ended {
        let mut command = self.program();
        surroundings(&mut command).current_dir(self.root.join(below));
        run(command.args(["check", "--output-format", "concise"]).args(arguments))
    }

    /// The findings of a check, each as `path:line rule`.
    pub(crate) fn found(&self, arguments: &[&str]) -> Vec<String> {
        self.found_in("", arguments)
    }

    pub(crate) fn found_in(&self, below: &str, arguments: &[&str]) -> Vec<String> {
        let ended = self.check_in(below, arguments);
        let is_said = arguments.contains(&"--new-only") || ended.stderr.is_empty();
        assert!(ended.code != Some(2) && is_said, "{ended:?}");
        let expected = i32::from(ended.stdout.contains(": error["));
        assert_eq!(ended.code, Some(expected), "{ended:?}");
        findings(&ended.stdout)
    }
}

/// The findings of a text in the format `concise`, each as `path:line rule`.
pub(crate) fn findings(text: &str) -> Vec<String> {
    let line = |line: &str| {
        let (place, rest) = line.split_once(": ")?;
        let rule = rest.strip_prefix("error[")?.split(']').next()?;
        let place = place.rsplit_once(':').map_or(place, |(place, _)| place);
        Some(format!("{place} {rule}"))
    };
    text.lines().filter_map(line).collect()
}

/// Makes git the same on every machine: no configuration of the user, one author, one date.
pub(crate) fn surroundings(command: &mut Command) -> &mut Command {
    let path = std::env::var_os("PATH").unwrap_or_default();
    command.env_clear().env("PATH", path).env("LC_ALL", "C").env("HOME", "/nowhere");
    command.env("GIT_CONFIG_GLOBAL", null()).env("GIT_CONFIG_NOSYSTEM", "1");
    for role in ["AUTHOR", "COMMITTER"] {
        command.env(format!("GIT_{role}_NAME"), "Ann").env(format!("GIT_{role}_EMAIL"), "ann@example.com");
        command.env(format!("GIT_{role}_DATE"), "2026-03-10T09:00:00+0900");
    }
    command
}

fn null() -> &'static Path {
    Path::new(if cfg!(windows) { "NUL" } else { "/dev/null" })
}
