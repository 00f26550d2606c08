//! What is said where git cannot tell what a run needs, as rows in every language.

use crate::project::messages::{Row, row};

pub(super) static NOT_RUN: Row = row("git cannot be run: {reason}", "git을 실행할 수 없습니다: {reason}")
    .help(
        "install git, or leave out `--staged` and `--changed-since`",
        "git을 설치하거나 `--staged`와 `--changed-since`를 빼고 실행하십시오",
    );

pub(super) static NO_REPOSITORY: Row = row(
    "the current folder is in no work tree of a git repository",
    "현재 폴더가 git 저장소의 작업 트리 안에 있지 않습니다",
)
.help(
    "go to a folder of a repository, or leave out `--staged` and `--changed-since`",
    "저장소 폴더로 이동하거나 `--staged`와 `--changed-since`를 빼고 실행하십시오",
);

pub(super) static NOT_TRUSTED: Row = row(
    "git does not trust the repository {path}: its folder belongs to another user",
    "다른 사용자의 폴더라서 git이 {path} 저장소를 신뢰하지 않습니다",
)
.help(
    "if you trust it: `git config --global --add safe.directory` and that folder",
    "신뢰할 수 있는 저장소라면 `git config --global --add safe.directory`에 이 폴더를 추가하십시오",
);

pub(super) static FAILED: Row = row("{command} failed: {reason}", "{command} 실행에 실패했습니다: {reason}");

pub(super) static UNMERGED: Row = row(
    "the index has files with merge conflicts: {paths}",
    "인덱스에 병합 충돌이 남은 파일이 있습니다: {paths}",
)
.help("resolve them and `git add` the files", "충돌을 해결하고 `git add`로 추가하십시오");

pub(super) static UNKNOWN_REVISION: Row =
    row("there is no commit {revision} here", "이 저장소에 {revision} 커밋이 없습니다").help(
        "name a branch, a tag or a commit; `git fetch` gets what only the server has \
         (GitHub: `fetch-depth: 0` for actions/checkout)",
        "브랜치, 태그, 커밋 가운데 하나를 쓰십시오. 서버에만 있으면 `git fetch`로 가져오십시오 \
         (GitHub에서는 actions/checkout에 `fetch-depth: 0`)",
    );

pub(super) static NO_MERGE_BASE: Row = row(
    "{revision} and the current commit have no common ancestor here",
    "{revision:과/와} 현재 커밋의 공통 조상이 이 저장소에 없습니다",
)
.help(
    "if the clone is shallow: `git fetch --unshallow` (GitHub: `fetch-depth: 0` for actions/checkout)",
    "얕은 복제라면 `git fetch --unshallow`를 실행하십시오 (GitHub에서는 actions/checkout에 `fetch-depth: 0`)",
);
