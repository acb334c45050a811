/**
 * `npm test`: types, lint, format, unit and property tests, the site build, and every page in a real browser. The last line
 * counts what passed and failed; a step that has no tests of its own counts as one.
 */
import {spawnSync} from "node:child_process";
import {mkdtempSync, readFileSync, rmSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";

interface Count {
  passed: number;
  failed: number;
}

const scratch = mkdtempSync(join(tmpdir(), "regime-shift-check-"));

/** Runs a package script and shows what it prints. On Windows npm is a batch file, which needs a shell. */
function npmRun(script: string, args: readonly string[] = []): boolean {
  console.log(`\n── npm run ${script}`);
  const command = ["run", "--silent", script, ...(args.length > 0 ? ["--", ...args] : [])];
  return spawnSync("npm", command, {stdio: "inherit", shell: process.platform === "win32"}).status === 0;
}

function step(script: string): Count {
  return npmRun(script) ? {passed: 1, failed: 0} : {passed: 0, failed: 1};
}

/** Runs a script of tests and counts them; a run that breaks off before it reports counts as one failure. */
function tests(script: string): Count {
  const report = join(scratch, `${script.replace(":", "-")}.json`);
  const succeeded = npmRun(script, ["--reporter=default", "--reporter=json", `--outputFile.json=${report}`]);
  try {
    const {numPassedTests, numFailedTests} = JSON.parse(readFileSync(report, "utf8")) as {
      numPassedTests: number;
      numFailedTests: number;
    };
    const broken = !succeeded && numFailedTests === 0 ? 1 : 0;
    return {passed: numPassedTests, failed: numFailedTests + broken};
  } catch {
    return {passed: 0, failed: 1};
  }
}

const counts: Count[] = [step("test:types"), step("test:lint"), step("test:format")];
// The package's test reads the compiled library.
counts.push(step("prepare"), tests("test:unit"));
const built = step("build");
counts.push(built);
// Without a site the pages cannot be opened, and the failed build says why.
if (built.failed === 0) counts.push(tests("test:browser"));
rmSync(scratch, {recursive: true, force: true});

const total = counts.reduce((sum, {passed, failed}) => ({passed: sum.passed + passed, failed: sum.failed + failed}));
console.log(`\n${total.passed} passed, ${total.failed} failed`);
process.exit(total.failed === 0 ? 0 : 1);
