//! Tables of what editors make of particular documents: mistakes that are marked, values that earlier ones decide.

/// A mistake in the clean submission of a pack, and what the editor makes of it.
pub(crate) struct Mistake {
    pub(crate) pack: &'static str,
    /// Stands once in the submission.
    pub(crate) right: &'static str,
    pub(crate) wrong: &'static str,
    /// The marked text. Of a mapping that lacks a key, the server marks the first character.
    pub(crate) marked: &'static str,
    /// Some of what is said with the English schema; the server's own sentences are English with each.
    pub(crate) en: &'static str,
    /// Some of what is said with the Korean schema.
    pub(crate) ko: &'static str,
}

pub(crate) const MISTAKES: [Mistake; 10] = [
    Mistake {
        pack: "google-oauth-verification",
        right: "kind: sensitive",
        wrong: "kind: secret",
        marked: "secret",
        en: "\"restricted\"",
        ko: "\"restricted\"",
    },
    Mistake {
        pack: "google-oauth-verification",
        right: "id: moimcal-prod",
        wrong: "id: Moimcal!",
        marked: "Moimcal!",
        en: "lower-case letters",
        ko: "소문자",
    },
    Mistake {
        pack: "kakao-messaging",
        right: "status: live",
        wrong: "status: lvie",
        marked: "lvie",
        en: "\"live\", \"prelaunch\"",
        ko: "\"live\", \"prelaunch\"",
    },
    Mistake {
        pack: "kakao-messaging",
        right: "id: 1394625",
        wrong: "id: \"ID 1394625\"",
        marked: "\"ID 1394625\"",
        en: "digits only",
        ko: "숫자",
    },
    Mistake {
        pack: "kakao-messaging",
        right: "registration_number: \"999-88-00014\"   # made",
        wrong: "registration_number: \"999-88-0001\"   # made",
        marked: "\"999-88-0001\"",
        en: "ten digits",
        ko: "숫자 열 자리",
    },
    Mistake {
        pack: "kakao-messaging",
        right: "login_enabled: true",
        wrong: "login_enabled: false",
        marked: "false",
        en: "true",
        ko: "true",
    },
    Mistake {
        pack: "kakao-messaging",
        right: "max_receivers_per_request: 5",
        wrong: "max_receivers_per_request: 6",
        marked: "6",
        en: "5",
        ko: "5",
    },
    Mistake {
        pack: "kakao-messaging",
        right: "    trigger: user_action\n    evidence: send",
        wrong: "    evidence: send",
        marked: "s",
        en: "\"trigger\"",
        ko: "\"trigger\"",
    },
    Mistake {
        pack: "kakao-messaging",
        right: "expected_daily_messages:",
        wrong: "daily_messages:",
        marked: "daily_messages",
        en: "not allowed",
        ko: "not allowed",
    },
    Mistake {
        pack: "kakao-messaging",
        right: "submitted_on: 2026-03-09",
        wrong: "submitted_on: 9 March",
        marked: "9 March",
        en: "date",
        ko: "date",
    },
];

/// The beginning of a submission, and the values that may stand where the cursor is.
pub(crate) struct Choice {
    pub(crate) pack: &'static str,
    pub(crate) text: &'static str,
    pub(crate) offered: &'static [&'static str],
}

pub(crate) const CHOICES: [Choice; 3] = [
    Choice {
        pack: "kakao-messaging",
        text: "messages:\n  - template:\n      kind: custom\n      type: ‸",
        offered: &["feed", "list", "commerce"],
    },
    Choice {
        pack: "kakao-messaging",
        text: "messages:\n  - template:\n      kind: default\n      type: ‸",
        offered: &["feed", "list", "location", "commerce", "text", "calendar", "scrap"],
    },
    Choice { pack: "kakao-messaging", text: "kakao:\n  login_enabled: ‸", offered: &["true"] },
];
