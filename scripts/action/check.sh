#!/usr/bin/env bash
# Checks the scenarios and tells the answer to the job: outputs, summary, annotation. The exit code is an output, `code`, so
# that the comment comes before the verdict.
# Reads PROGRAM, SCENARIOS, BASE, HEAD, FAIL_ON and SITE_URL.
set -euo pipefail

answer=$(mktemp -d "$RUNNER_TEMP/regime-shift.XXXXXX")

# A shallow checkout lacks the base. Where it cannot be had, the check says so.
if [[ $BASE =~ ^([0-9a-f]{40}|[0-9a-f]{64})$ ]] && ! [ -d "$BASE" ] && ! git -C "$HEAD" cat-file -e "$BASE^{commit}" 2>/dev/null; then
  GIT_TERMINAL_PROMPT=0 git -C "$HEAD" fetch --quiet --no-tags --depth=1 origin "$BASE" || true
fi

flags=("--head=$HEAD" "--file=$SCENARIOS" "--fail-on=$FAIL_ON")
[ -z "$BASE" ] || flags+=("--base=$BASE")
[ -z "$SITE_URL" ] || flags+=("--site=$SITE_URL")

code=0
node "$PROGRAM" check "${flags[@]}" --format=json >"$answer/check.json" 2>"$answer/error.txt" || code=$?
case $code in
  0 | 2 | 3) node "$PROGRAM" check "${flags[@]}" --format=markdown >"$answer/comment.md" || true ;;
  *)
    rm "$answer/check.json"
    node "$PROGRAM" comment --error="$answer/error.txt" --dry-run >"$answer/comment.md"
    ;;
esac

node "$GITHUB_ACTION_PATH/scripts/action/report.mjs" "$answer" "$code"
