#!/usr/bin/env bash
# Says on the pull request what was found. Whatever goes wrong here is a warning: the check alone decides how the job ends.
# Reads PROGRAM, TIME, ANSWER, BEHAVIOR, ID, SCENARIOS, PULL, COMMIT, REGIME_SHIFT_TOKEN and JOB_TOKEN.
set -euo pipefail

if [ "$BEHAVIOR" = off ] || [ -z "$PULL" ]; then
  echo "No comment: it is off, or this is no pull request."
  exit 0
fi

escaped() { printf '%s' "${1//'%'/%25}"; }

# As much of a text as can stand in a comment; where that is not all of it, a hash tells it from what looks the same.
id_of() (
  # Bytes, whatever the machine's language, so that the id is the same on the next one.
  LC_ALL=C
  id=${1//[^A-Za-z0-9._\/-]/-}
  id=${id#"${id%%[!/-]*}"}
  if [ "$id" != "$1" ] || [ ${#id} -gt 100 ]; then
    hash=$(printf '%s' "$1" | git hash-object --stdin)
    id=${id:0:91}
    id=${id:+$id-}${hash:0:8}
  fi
  printf '%s' "$id"
)

flags=("--repo=$GITHUB_REPOSITORY" "--pull=$PULL" "--time=$TIME" "--id=$(id_of "${ID:-$SCENARIOS}")")
flags+=("--behavior=$BEHAVIOR" "--api=$GITHUB_API_URL")
[ -z "$COMMIT" ] || flags+=("--commit=$COMMIT")
# The job's own token writes as this bot, and cannot be asked.
[ "$REGIME_SHIFT_TOKEN" != "$JOB_TOKEN" ] || flags+=("--author=github-actions[bot]")
if [ -e "$ANSWER/check.json" ]; then
  flags+=("--check=$ANSWER/check.json" "--body=$ANSWER/comment.md")
else
  flags+=("--error=$ANSWER/error.txt")
fi

node "$PROGRAM" comment "${flags[@]}" 2>"$ANSWER/warnings.txt" || true
while IFS= read -r line; do
  case $line in
    'regime-shift: '*) printf '::warning title=Regime Shift::%s\n' "$(escaped "${line#regime-shift: }")" ;;
    # What else is said, such as by Node, is no command of the runner's.
    *) printf '| %s\n' "$line" ;;
  esac
done <"$ANSWER/warnings.txt"
