//! What is said about changes that no example notices.

use super::Survivor;
use crate::finding::{Finding, Severity};
use crate::text::{Language, Message};

/// Most characters of an expression in a message.
const SHOWN: usize = 72;

const SURVIVES: Message = Message {
    en: "no example notices {after} in its place",
    ko: "이 자리에 {after:을/를} 넣어도 예제가 모두 그대로 통과합니다",
};
const TELLING: Message = Message {
    en: "in this document the rule finds {own}, but {other} with the change; add it to `examples:` if the rule is right: {document}",
    ko: "다음 문서에서 규칙은 {own} 찾지만 바꾼 규칙은 {other} 찾습니다. 규칙이 맞다면 `examples:`에 넣으십시오: {document}",
};
const TELLING_FAULT: Message = Message {
    en: "in this document the rule finds {own}, but cannot be evaluated with the change; add it to `examples:` if the rule is right: {document}",
    ko: "다음 문서에서 규칙은 {own} 찾지만 바꾼 규칙은 계산할 수 없습니다. 규칙이 맞다면 `examples:`에 넣으십시오: {document}",
};
const UNTOLD: Message = Message {
    en: "add an example that passes or fails only as the rule stands; if there can be none, list the change under `survivors:` with the reason: `{change}`",
    ko: "지금 규칙일 때만 통과하거나 실패하는 예제를 넣으십시오. 그런 예제가 있을 수 없다면 `survivors:`에 이유와 함께 적으십시오: `{change}`",
};
const FOUND: Message = Message { en: "{texts}", ko: "{texts:을/를}" };
const NOTHING: Message = Message { en: "nothing", ko: "아무것도 못" };
pub(super) const UNUSED: Message = Message {
    en: "the examples notice this change, or it is none",
    ko: "예제가 알아채는 변경이거나 없는 변경입니다",
};
pub(super) const UNUSED_HELP: Message = Message {
    en: "remove it from `survivors:`; `greenlight test --mutants` shows what survives",
    ko: "`survivors:`에서 지우십시오. `greenlight test --mutants`가 살아남은 변경을 보여 줍니다",
};

impl Survivor {
    /// The finding in the rule file.
    pub(super) fn finding(&self, language: Language) -> Finding {
        let message = SURVIVES.render(language, &[("after", format!("`{}`", shortened(&self.after)))]);
        let mut finding = Finding::new("rule/survivor", Severity::Error, self.location.clone(), message);
        let found = |texts: &[String]| match texts.is_empty() {
            true => NOTHING.render(language, &[]),
            false => FOUND.render(language, &[("texts", format!("`{}`", texts.join("`, `")))]),
        };
        finding.help = Some(match &self.telling {
            None => UNTOLD.render(language, &[("change", format!("{} -> {}", self.before, self.after))]),
            Some(telling) => {
                let lines: Vec<&str> = telling.text.lines().collect();
                let document = format!("`{}`", lines.join("; "));
                let own = ("own", found(&telling.finds));
                match &telling.other {
                    None => TELLING_FAULT.render(language, &[own, ("document", document)]),
                    Some(other) => {
                        TELLING.render(language, &[own, ("other", found(other)), ("document", document)])
                    }
                }
            }
        });
        finding
    }
}

fn shortened(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.chars().count() <= SHOWN {
        return line;
    }
    line.chars().take(SHOWN).chain(['…']).collect()
}
