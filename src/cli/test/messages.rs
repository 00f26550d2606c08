//! What `greenlight test` says in closing, and of what it cannot find.

use crate::text::Message;

pub(super) const TESTED: Message = Message {
    en: "rules: {rules}, examples: {examples}, fixtures: {fixtures}, failed: {failures}",
    ko: "규칙 {rules}개, 예제 {examples}개, 픽스처 {fixtures}개, 실패 {failures}개",
};
pub(super) const TESTED_SOME: Message = Message {
    en: "rules: {rules}, examples: {examples}, fixtures: {fixtures}, failed: {failures}, skipped for want of fixtures: {skipped}",
    ko: "규칙 {rules}개, 예제 {examples}개, 픽스처 {fixtures}개, 실패 {failures}개, 픽스처가 없어 건너뜀 {skipped}개",
};
pub(super) const COVERED: Message = Message {
    en: "coverage of {pack}: {percent}%, complete rules: {complete} of {rules}",
    ko: "{pack} 커버리지 {percent}%, 규칙 {rules}개 중 {complete}개는 빠진 곳 없음",
};
pub(super) const CHANGED: Message = Message {
    en: "changes: {tried}, noticed by no example: {survived}, listed with a reason: {listed}",
    ko: "변경 {tried}개, 예제가 알아채지 못함 {survived}개, 이유를 적어 둠 {listed}개",
};
pub(super) const NO_PACKS_THERE: Message =
    Message { en: "{path} holds no pack", ko: "{path}에 팩이 없습니다" };
pub(super) const NO_PACKS_HELP: Message = Message {
    en: "name a folder that holds `rules/NAME/pack.yaml` and `schemas/`",
    ko: "`rules/이름/pack.yaml`과 `schemas/`가 있는 폴더를 지정하십시오",
};
pub(super) const NOT_ON_DISK: Message = Message {
    en: "`--bless` writes to the files of packs, which are not in this folder",
    ko: "`--bless`는 팩의 파일을 고치는데, 이 폴더에는 팩 파일이 없습니다",
};
pub(super) const NOTHING_TO_WATCH: Message = Message {
    en: "`--watch` watches the files of packs, which are not in this folder",
    ko: "`--watch`는 팩 파일의 변경을 지켜보는데, 이 폴더에는 팩 파일이 없습니다",
};
pub(super) const TESTING: Message = Message { en: "testing rules", ko: "규칙 테스트 중" };
