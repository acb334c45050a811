#!/usr/bin/env bash
# Makes the program ready: the version of the package that is asked for, or the one that lies beside this script, for which
# nothing is installed.
# Reads VERSION and BEHAVIOR; gives `program`, its path, and `time`, when this run began.
set -euo pipefail

fail() {
  local message=${1//$'\n'/ }
  printf '::error title=Regime Shift::%s\n' "${message//'%'/%25}"
  printf '**❌ Regime Shift could not start.** The log of the job says why.\n' >>"$GITHUB_STEP_SUMMARY"
  exit 1
}

case $BEHAVIOR in
  update | new | off) ;;
  *) fail "behavior: expected update, new or off, got \"$BEHAVIOR\"" ;;
esac

node -e 'const [a, b] = process.versions.node.split(".").map(Number); process.exit(a > 20 || (a === 20 && b >= 12) ? 0 : 1)' ||
  fail "expected Node 20.12 or later on the path: put actions/setup-node before this action"

time=$(node -p 'new Date().toISOString()')

if [ -n "$VERSION" ]; then
  [[ $VERSION =~ ^[0-9A-Za-z][0-9A-Za-z.+-]*$ ]] || fail "version: expected a version such as 1.2.0, got \"$VERSION\""
  place="$RUNNER_TEMP/regime-shift-$VERSION"
  mkdir -p "$place"
  # From a folder of its own, so that no .npmrc of the checked repository counts.
  quiet=(--ignore-scripts --no-audit --no-fund --loglevel=error)
  (cd "$place" && npm install "${quiet[@]}" --omit=dev --prefix "$place" "regime-shift@$VERSION") ||
    fail "version: regime-shift@$VERSION could not be installed"
  program="$place/node_modules/regime-shift/bin/regime-shift.js"
else
  program="$GITHUB_ACTION_PATH/scripts/action/regime-shift.mjs"
fi

{
  printf 'program=%s\n' "$program"
  printf 'time=%s\n' "$time"
} >>"$GITHUB_OUTPUT"
