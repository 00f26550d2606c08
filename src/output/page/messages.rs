//! What the page says by itself.

use crate::text::Message;

pub(super) static TITLE: Message = Message { en: "Submissions for review", ko: "신청서 검수 보고서" };
pub(super) static DAY: Message =
    Message { en: "checked as of {day}", ko: "{day} 기준으로 검사했습니다" };
pub(super) static NEEDS_WORK: Message = Message { en: "Needs work", ko: "손볼 신청서" };
pub(super) static READY: Message = Message { en: "Ready", ko: "준비된 신청서" };
pub(super) static OTHERS: Message = Message {
    en: "Files that could not be read as submissions",
    ko: "신청서로 읽을 수 없는 파일",
};
pub(super) static READY_STATE: Message = Message { en: "ready", ko: "준비됨" };
pub(super) static LACKS: Message = Message { en: "Missing", ko: "빠진 항목" };
pub(super) static EVIDENCE: Message = Message { en: "Evidence", ko: "증빙 화면" };
pub(super) static NO_EVIDENCE: Message =
    Message { en: "nothing is attached", ko: "첨부한 파일이 없습니다" };
pub(super) static FINDINGS: Message = Message { en: "Findings", ko: "확인할 점" };
pub(super) static NOTHING: Message =
    Message { en: "nothing to find fault with", ko: "지적할 것이 없습니다" };
pub(super) static REQUIREMENTS: Message = Message {
    en: "Requirements: {met} of {all} without objection",
    ko: "요구 사항 {all}개 중 {met}개 이상 없음",
};
pub(super) static MET: Message = Message { en: "no objection", ko: "이상 없음" };
pub(super) static DOUBTFUL: Message = Message { en: "a reviewer may ask", ko: "질문 가능" };
pub(super) static UNMET: Message = Message { en: "not met", ko: "미충족" };
pub(super) static HUMAN: Message = Message { en: "for a person to judge", ko: "사람이 판단" };
pub(super) static NOT_THERE: Message = Message { en: "there is no such file", ko: "파일이 없습니다" };
pub(super) static PAGES: Message = Message { en: "pages: {count}", ko: "{count}쪽" };
