//! A job of GitHub that uses the action: its steps run as a runner runs them, in the environment that a runner sets.

use std::fs;
use std::process::Command;

use serde_yaml::Value;

use crate::program::{Ended, Folder, run};
use crate::repository::surroundings;
use crate::{read, root};

/// A job that uses the action in a work tree.
pub(crate) struct Job<'j> {
    action: Value,
    workspace: &'j Folder,
    /// `RUNNER_TEMP`, with the files that a runner hands to its steps, and the folder `bin` on the path.
    pub(crate) temp: Folder,
    inputs: Vec<(&'j str, &'j str)>,
    /// What `${{ github... }}` is, by its words.
    pub(crate) context: Vec<(&'j str, String)>,
    environment: Vec<(&'j str, String)>,
}

impl<'j> Job<'j> {
    /// A job in which the program under test is on the path.
    pub(crate) fn new(workspace: &'j Folder) -> Self {
        let temp = Folder::new();
        fs::create_dir(temp.root.join("bin")).unwrap();
        std::os::unix::fs::symlink(env!("CARGO_BIN_EXE_greenlight"), temp.root.join("bin/greenlight"))
            .unwrap();
        let action = read("action.yml");
        Self { action, workspace, temp, inputs: Vec::new(), context: Vec::new(), environment: Vec::new() }
    }

    /// The job of a pull request: the merge that GitHub makes is checked out.
    pub(crate) fn of_pull_request(workspace: &'j Folder) -> Self {
        let mut job = Self::new(workspace);
        let base = workspace.git(&["ls-remote", "origin", "refs/heads/main"]);
        let base = base.split_whitespace().next().unwrap().to_owned();
        job.context.push(("github.event.pull_request.base.sha", base));
        let sha = workspace.git(&["rev-parse", "HEAD"]).trim().to_owned();
        job.environment.extend([("GITHUB_REF", "refs/pull/7/merge".to_owned()), ("GITHUB_SHA", sha)]);
        job.environment.push(("GITHUB_BASE_REF", "main".to_owned()));
        job
    }

    pub(crate) fn with(mut self, inputs: &[(&'j str, &'j str)]) -> Self {
        self.inputs.extend(inputs);
        self
    }

    /// Runs the step of this name that has a script.
    pub(crate) fn step(&self, name: &str) -> Ended {
        let steps = self.action["runs"]["steps"].as_sequence().unwrap();
        let step = steps.iter().find(|step| step["name"] == name).expect("the step");
        let script = step["run"].as_str().unwrap();
        let mut command = Command::new("bash");
        surroundings(&mut command).current_dir(&self.workspace.root);
        command.args(["--noprofile", "--norc", "-eo", "pipefail", "-c", script]);
        let path = std::env::var("PATH").unwrap();
        command.env("PATH", format!("{}:{path}", self.temp.root.join("bin").display()));
        command.env("GITHUB_ACTION_PATH", root()).env("GITHUB_WORKSPACE", &self.workspace.root);
        command.env("RUNNER_TEMP", &self.temp.root).env("RUNNER_OS", "Linux").env("RUNNER_ARCH", "X64");
        for name in ["GITHUB_OUTPUT", "GITHUB_STEP_SUMMARY", "GITHUB_PATH"] {
            command.env(name, self.temp.root.join(name));
        }
        command.envs(self.environment.iter().map(|(name, value)| (name, value)));
        for (name, value) in step["env"].as_mapping().unwrap() {
            command.env(name.as_str().unwrap(), self.value(value.as_str().unwrap()));
        }
        run(&mut command)
    }

    /// What GitHub makes of `${{ a || b }}`.
    fn value(&self, text: &str) -> String {
        let expression =
            text.strip_prefix("${{").and_then(|rest| rest.strip_suffix("}}")).expect("an expression");
        let values = expression.split("||").map(|name| self.named(name.trim()));
        values.into_iter().find(|value| !value.is_empty()).unwrap_or_default()
    }

    fn named(&self, name: &str) -> String {
        if let Some(input) = name.strip_prefix("inputs.") {
            let given = self.inputs.iter().rev().find(|(name, _)| *name == input).map(|(_, value)| *value);
            let default = self.action["inputs"][input]["default"].as_str().expect("an input");
            return given.unwrap_or(default).to_owned();
        }
        let value = self.context.iter().find(|(known, _)| *known == name);
        value.map(|(_, value)| value.clone()).unwrap_or_default()
    }

    pub(crate) fn check(&self) -> Ended {
        self.step("Check submissions")
    }

    /// What a step has written into one of the runner's files.
    pub(crate) fn written(&self, name: &str) -> String {
        fs::read_to_string(self.temp.root.join(name)).unwrap_or_default()
    }
}
