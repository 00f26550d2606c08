#!/bin/sh
# greenlight for any other CI: `check.sh [BASE]` checks all submissions, or the files that differ from where the current
# commit and BASE (a branch, a tag or a commit) parted. Findings go to the log and into reports/, which the CI may collect.
# The exit code is that of `greenlight check`: 0 nothing, 1 findings, 2 wrong usage or configuration, 3 nothing was checked.
set -eu

base=${1:-}
mkdir -p reports
set -- check \
  --output-format pretty \
  --output-format junit=reports/greenlight-junit.xml \
  --output-format sarif=reports/greenlight.sarif
if [ -n "$base" ]; then
  # What a shallow clone lacks of the history is fetched; where that fails, greenlight says what is missing.
  if [ "$(git rev-parse --is-shallow-repository)" = true ]; then
    git fetch --quiet --unshallow || true
  fi
  set -- "$@" "--changed-since=$base"
fi
exec greenlight "$@"
