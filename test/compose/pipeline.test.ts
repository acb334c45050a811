import {describe, expect, expectTypeOf, it} from "vitest";
import {findHardware, findModel} from "../../lib/catalog/lookup.js";
import {pipeline, StageError} from "../../lib/compose/pipeline.js";
import {economicsOf, type Economics} from "../../lib/engine/economics.js";
import {solve} from "../../lib/engine/solve.js";
import type {Profile} from "../../lib/engine/types.js";
import {UserError} from "../../lib/engine/userError.js";
import {configure} from "../../lib/explore/configure.js";

const configuration = configure({model: findModel("llama3-8b"), hardware: findHardware("h100")});
const standard = pipeline()
  .stage("solve", (results) => solve(results.configuration))
  .stage("economics", (results) => economicsOf(results.solve, {pricePerHour: 2}));

describe("pipeline", () => {
  it("runs stages in order, each seeing the results of those before it, and returns all", () => {
    const results = standard.stage("mine", (seen) => Object.keys(seen)).run(configuration);
    expect(results.mine).toEqual(["configuration", "solve", "economics"]);
    expect(results.configuration).toBe(configuration);
    expect(results.economics).toEqual(economicsOf(solve(configuration), {pricePerHour: 2}));
    expect(Object.keys(results)).toEqual(["configuration", "solve", "economics", "mine"]);
  });

  it("gives each result its type, and later stages the types of the earlier", () => {
    const results = standard
      .stage("mine", ({solve: profile, economics}) => {
        expectTypeOf(profile).toEqualTypeOf<Profile>();
        expectTypeOf(economics).toEqualTypeOf<Economics>();
        return 42;
      })
      .run(configuration, {
        onEnd: (event) => {
          if (event.stage === "mine") expectTypeOf(event.result).toEqualTypeOf<number>();
        },
      });
    expectTypeOf(results.mine).toEqualTypeOf<number>();
    standard.stage("early", (seen) => {
      // @ts-expect-error a stage sees none that comes after it
      expect(seen.late).toBeUndefined();
    });
  });

  it("leaves a pipeline as it was when a stage is added", () => {
    const one = standard.stage("one", () => 1);
    const two = standard.stage("two", () => 2);
    expect([standard.stages, one.stages, two.stages]).toEqual([
      ["solve", "economics"],
      ["solve", "economics", "one"],
      ["solve", "economics", "two"],
    ]);
  });

  it("calls back at the start and the end of each stage, in order, with what is known then", () => {
    const heard: unknown[] = [];
    const results = standard.run(configuration, {
      onStart: ({stage, results: seen}) => heard.push(["start", stage, Object.keys(seen)]),
      onEnd: ({stage, result}) => heard.push(["end", stage, result]),
    });
    expect(heard).toEqual([
      ["start", "solve", ["configuration"]],
      ["end", "solve", results.solve],
      ["start", "economics", ["configuration", "solve"]],
      ["end", "economics", results.economics],
    ]);
  });

  it("names the stage that throws, keeps the error as its cause, and runs no further", () => {
    const heard: string[] = [];
    const cause = new UserError("no power model for this hardware");
    const broken = standard
      .stage("power", () => {
        throw cause;
      })
      .stage("after", () => heard.push("ran"));
    let caught: unknown;
    try {
      broken.run(configuration, {onEnd: ({stage}) => heard.push(stage)});
    } catch (error) {
      caught = error;
    }
    expect(caught).toBeInstanceOf(StageError);
    expect(caught).toMatchObject({stage: "power", cause, message: 'stage "power": no power model for this hardware'});
    expect(heard).toEqual(["solve", "economics"]);
  });

  it("lets what a callback throws through as it is", () => {
    const own = new Error("the log is full");
    const run = () =>
      standard.run(configuration, {
        onStart: () => {
          throw own;
        },
      });
    expect(run).toThrow(own);
  });

  it("refuses a name that is taken, by types and when it is run", () => {
    // @ts-expect-error there is a stage of that name
    expect(() => standard.stage("solve", () => 1)).toThrow(RangeError);
    // @ts-expect-error the configuration has that name
    expect(() => standard.stage("configuration", () => 1)).toThrow(
      'there is a "configuration" already: expected a name of its own for each stage',
    );
  });

  it("takes any name for what it is, also that of a prototype", () => {
    const results = pipeline()
      .stage("__proto__", () => 7)
      .run(configuration);
    expect(Object.getOwnPropertyDescriptor(results, "__proto__")?.value).toBe(7);
    expect(Object.getPrototypeOf(results)).toBe(Object.prototype);
  });

  it("keeps stages from changing the results of others", () => {
    const meddling = standard.stage("meddle", (results) => {
      (results as {solve: unknown}).solve = null;
    });
    expect(() => meddling.run(configuration)).toThrow(StageError);
    expect(standard.run(configuration).solve.fits).toBe(true);
  });

  it("remembers nothing between runs", () => {
    expect(standard.run(configuration)).toEqual(standard.run(configuration));
  });
});
