//! The words that the formats themselves add around findings.

use crate::finding::Severity;
use crate::text::Message;

/// The word for a severity.
pub(super) const fn severity(severity: Severity) -> &'static Message {
    match severity {
        Severity::Error => &Message { en: "error", ko: "오류" },
        Severity::Warning => &Message { en: "warning", ko: "경고" },
        Severity::Info => &Message { en: "info", ko: "참고" },
    }
}

/// A count of findings of a severity: for one, and for any other number.
pub(super) const fn count(severity: Severity) -> [&'static Message; 2] {
    match severity {
        Severity::Error => [
            &Message { en: "1 error", ko: "오류 1건" },
            &Message { en: "{count} errors", ko: "오류 {count}건" },
        ],
        Severity::Warning => [
            &Message { en: "1 warning", ko: "경고 1건" },
            &Message { en: "{count} warnings", ko: "경고 {count}건" },
        ],
        Severity::Info => [
            &Message { en: "1 info", ko: "참고 1건" },
            &Message { en: "{count} infos", ko: "참고 {count}건" },
        ],
    }
}

/// Before what to do next.
pub(super) static HELP: Message = Message { en: "help", ko: "도움말" };
/// Before the edit that mends it.
pub(super) static FIX: Message = Message { en: "fix", ko: "수정" };
/// Before a place that cannot be drawn.
pub(super) static NOTE: Message = Message { en: "note", ko: "참고" };
/// Before the reason of the rule.
pub(super) static WHY: Message = Message { en: "why", ko: "이유" };
/// Before the requirement in its own words.
pub(super) static SOURCE: Message = Message { en: "source", ko: "근거" };

/// A fix that keeps what the author meant.
pub(super) static FIX_SAFE: Message = Message { en: "{title} (`--fix`)", ko: "{title} (`--fix`)" };
/// A fix that may not.
pub(super) static FIX_UNSAFE: Message =
    Message { en: "{title} (`--unsafe-fixes`)", ko: "{title} (`--unsafe-fixes`)" };
/// The place goes on below what is drawn of it.
pub(super) static CONTINUES: Message = Message { en: "… to line {line}", ko: "… {line}행까지" };
/// At the place of the finding itself, where other places on its line are spoken of.
pub(super) static HERE: Message = Message { en: "here", ko: "여기" };
/// More second places than are drawn.
pub(super) static MORE_PLACES: Message =
    Message { en: "{count} more places are not shown", ko: "{count}곳이 더 있습니다" };

/// In the last annotation of a level that is shown.
pub(super) static MORE_FINDINGS: Message = Message {
    en: "{count} more are not shown here: see the log or the job summary",
    ko: "{count}건이 더 있습니다: 로그나 작업 요약을 확인하십시오",
};
/// The heads of the columns of the Markdown table.
pub(super) static COLUMNS: [Message; 3] = [
    Message { en: "Place", ko: "위치" },
    Message { en: "Rule", ko: "규칙" },
    Message { en: "Finding", ko: "내용" },
];

/// A count of files: for one, and for any other number.
pub(super) static FILES: [&Message; 2] =
    [&Message { en: "1 file", ko: "파일 1개" }, &Message { en: "{count} files", ko: "파일 {count}개" }];
/// The last line: what was found, and where.
pub(super) static FOUND: Message = Message { en: "{counts} in {files}", ko: "{files}에서 {counts}" };
/// The last line where some of the files were clean.
pub(super) static FOUND_OF: Message =
    Message { en: "{counts} in {some} of {files}", ko: "{files} 중 {some}개에서 {counts}" };
/// The last line of a run that had nothing to look at.
pub(super) static NOTHING_CHECKED: Message =
    Message { en: "nothing was checked", ko: "아무것도 검사하지 않았습니다" };
/// The last line of a clean run.
pub(super) static CLEAN: Message =
    Message { en: "nothing found in {files}", ko: "{files}에서 문제를 찾지 못했습니다" };
/// Findings that an ignore or a baseline took away.
pub(super) static SUPPRESSED: Message = Message { en: "{count} suppressed", ko: "{count}건 무시" };
/// Findings that were mended.
pub(super) static FIXED: Message = Message { en: "{count} mended", ko: "{count}건 고침" };
/// Findings that a safe fix mends.
pub(super) static FIXABLE: Message =
    Message { en: "{count} fixable with `--fix`", ko: "{count}건은 `--fix`로 고칠 수 있습니다" };
/// Findings that a fix mends which has to be asked for.
pub(super) static FIXABLE_UNSAFE: Message = Message {
    en: "{count} more with `--fix --unsafe-fixes`",
    ko: "{count}건은 `--fix --unsafe-fixes`로 고칠 수 있습니다",
};
