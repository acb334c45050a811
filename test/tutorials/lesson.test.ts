import {execFile} from "node:child_process";
import {mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {pathToFileURL} from "node:url";
import {promisify} from "node:util";
import {describe, expect, test} from "vitest";
import {parse} from "yaml";
import {root} from "../../scripts/site/paths.js";
import {fences, proseOf, sectionOf, typedFigures} from "./lesson.js";

const folder = join(root, "src", "tutorials");
const lessons = readdirSync(folder).filter((file) => file.endsWith(".md") && file !== "index.md");
const run = promisify(execFile);

/** Parts that every lesson has, in this order; what lies between is its own. */
const skeleton = ["The question", "What you will learn", "Set-up", "Exercises", "What you learned", "Where to go next"];

/** Words that praise or stress instead of telling; see the design: no adjective without a number. */
const hype =
  /\b(strictly|dramatic\w*|massive\w*|huge\w*|blazing\w*|revolution\w*|incredibl\w*|amazing\w*|powerful|seamless\w*|cutting-edge|game-chang\w*|significantly|obviously|of course)\b/i;

describe("typedFigures", () => {
  test("finds figures of performance in prose, and spares counts, years and names", () => {
    const text = "It takes 11.0 ms, 1.39× less, at 2.039 TB/s and 312 TFLOP/s, or 71 % and 1,5 s.";
    expect(typedFigures(text)).toHaveLength(6);
    expect(
      typedFigures("At batch 256 one MAC is 2 FLOP; an H100, fp8, 16 bits, in 1953; Llama-3.1-8B, 10⁹ bytes."),
    ).toEqual([]);
  });

  test("does not look into code, mathematics, addresses or interpolations", () => {
    const page =
      '---\ntitle: 3×\n---\n`1 ms` \\(2 ms\\) [a](https://x.org/3%20ms) ${f({a: "4 ms"})}\n\n```js\n5 ms\n```\n';
    expect(typedFigures(proseOf(page))).toEqual([]);
  });
});

describe.each(lessons)("%s", (file) => {
  const page = readFileSync(join(folder, file), "utf8");
  const prose = proseOf(page);
  const headings = Array.from(prose.matchAll(/^(#+) (.+)$/gm), ([, marks, title]) => ({
    level: marks!.length,
    title: title!.trim(),
  }));

  test("says in its front matter what the index of tutorials, the pager and search engines show", () => {
    const front = parse(/^---\n([\s\S]*?)\n---\n/.exec(page)?.[1] ?? "") as Record<string, unknown>;
    expect(front).toEqual({
      title: expect.stringMatching(/\S/) as string,
      subtitle: expect.stringMatching(/\S/) as string,
      description: expect.stringMatching(/^.{40,200}$/) as string,
      level: expect.stringMatching(/^(Introductory|Intermediate|Advanced)$/) as string,
      categories: expect.arrayContaining([expect.any(String)]) as string[],
      order: expect.any(Number) as number,
    });
    expect(typedFigures(String(front["subtitle"]))).toEqual([]);
    expect(typedFigures(String(front["description"]))).toEqual([]);
  });

  test("has the parts of a lesson, in order", () => {
    const parts = headings.filter(({level}) => level === 2).map(({title}) => title);
    expect(parts.filter((title) => skeleton.includes(title))).toEqual(skeleton);
    expect(headings.filter(({level}) => level === 1)).toEqual([]);
    expect(sectionOf(page, "What you will learn")).toMatch(/^- /m);
    expect(sectionOf(page, "What you learned")).toMatch(/^- /m);
  });

  test("defines its terms, states a formula, and works it out on real hardware", () => {
    expect(headings.map(({title}) => title).join("\n")).toMatch(/^Definition/m);
    expect(page).toMatch(/^\\\[$/m);
    expect(page).toMatch(/\bEngine\.solve\(/);
  });

  test("shows the code that runs", () => {
    expect(fences(page).filter(({info}) => info === "js echo").length).toBeGreaterThanOrEqual(3);
  });

  test("has at least four exercises, each with a prediction and a folded answer", () => {
    const exercises = page.split('<div class="exercise">').slice(1);
    expect(exercises.length).toBeGreaterThanOrEqual(4);
    for (const exercise of exercises) {
      const text = exercise.slice(0, exercise.indexOf("\n</div>"));
      expect(text).toMatch(/\bpredict\(/);
      expect(text).toMatch(/<details>\n<summary>[^<]+<\/summary>[\s\S]+<\/details>/);
    }
  });

  test("leads on, to other pages and to its sources", () => {
    const links = Array.from(sectionOf(page, "Where to go next").matchAll(/\]\((\S+?)\)/g), ([, link]) => link!);
    expect(links.some((link) => link.startsWith("/"))).toBe(true);
    expect(links.some((link) => link.startsWith("https://"))).toBe(true);
  });

  test("types no figure of performance: each is computed", () => {
    expect(typedFigures(prose)).toEqual([]);
  });

  test("tells and does not praise", () => {
    expect(hype.exec(prose)?.[0]).toBeUndefined();
  });

  test("uses no arquero, and no library that the site does not bundle", () => {
    const imported = Array.from(page.matchAll(/^\s*(?:import\b[^"]*|\} from )"([^"]+)";$/gm), ([, from]) => from!);
    expect(imported.filter((from) => !/^\.\.\/(components|lib)\//.test(from) && from !== "regime-shift")).toEqual([]);
    expect(fences(page).filter(({code}) => /\b(Plot|Inputs|d3|aq)\./.test(code))).toEqual([]);
  });

  const files = fences(page).filter(({code}) => code.includes('from "regime-shift"'));
  test.runIf(files.length > 0)(
    "shows files for a project of the reader's own that run as they stand",
    async () => {
      const scratch = mkdtempSync(join(tmpdir(), "lesson-"));
      try {
        for (const [index, {code}] of files.entries()) {
          const script = join(scratch, `${index}.mts`);
          const library = pathToFileURL(join(root, "lib", "index.ts")).href;
          writeFileSync(script, code.replace('from "regime-shift"', `from ${JSON.stringify(library)}`));
          const {stdout, stderr} = await run(process.execPath, ["--import", "tsx", script], {cwd: root});
          expect(stderr).toBe("");
          expect(stdout).toContain("Differential Analysis: Proposal vs. Baseline\n• Speedup: ");
        }
      } finally {
        rmSync(scratch, {recursive: true});
      }
    },
    60_000,
  );

  const commands = fences(page)
    .filter(({info}) => info === "sh")
    .flatMap(({code}) => code.replace(/\\\n\s*/g, "").split("\n"))
    .filter((line) => line.startsWith("npx regime-shift "));
  test.each(commands)(
    "shows a command that answers: %s",
    async (command) => {
      const [, , ...flags] = command.split(" | ")[0]!.trim().split(/\s+/);
      const {stdout, stderr} = await run(process.execPath, [join(root, "bin", "regime-shift.js"), ...flags], {
        cwd: root,
      });
      expect(stderr).toBe("");
      expect(stdout).toMatch(/"speedup"|• Speedup: /);
    },
    60_000,
  );
});
