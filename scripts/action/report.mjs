// Tells the answer of a check to the job that it runs in: its outputs, its summary, and one annotation where something is wrong.
import {appendFileSync, existsSync, readFileSync} from "node:fs";
import {join} from "node:path";

const [folder, code] = process.argv.slice(2);
const json = join(folder, "check.json");
const isChecked = existsSync(json);
const {verdict, summary, counts} = isChecked ? JSON.parse(readFileSync(json, "utf8")) : notChecked();

function notChecked() {
  const [line] = readFileSync(join(folder, "error.txt"), "utf8").trim().split("\n");
  const counts = {added: 0, removed: 0, changed: 0, warn: 0, error: 0, doesNotFit: 0};
  return {
    verdict: "not-checked",
    summary: line.replace(/^regime-shift: /, "") || `ended with exit code ${code}`,
    counts,
  };
}

const outputs = {
  verdict,
  changed: counts.added + counts.removed + counts.changed,
  warnings: counts.warn,
  errors: counts.error + counts.doesNotFit,
  json: isChecked ? json : "",
  folder,
  code,
};
const lines = Object.entries(outputs).map(([name, value]) => `${name}=${value}\n`);
appendFileSync(process.env.GITHUB_OUTPUT, lines.join(""));

appendFileSync(
  process.env.GITHUB_STEP_SUMMARY,
  `## Regime Shift\n\n${readFileSync(join(folder, "comment.md"), "utf8")}\n`,
);

/** Only the beginning of a line is a command of the runner's: what follows is escaped, and in one line. */
function escaped(text) {
  return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

const isFine = verdict === "pass";
const level = code !== "0" ? "error" : isFine ? "notice" : "warning";
console.log(isFine ? `Regime Shift: ${summary}` : `::${level} title=Regime Shift::${escaped(summary)}`);
