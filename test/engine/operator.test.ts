import {setFlagsFromString} from "node:v8";
import {runInNewContext, runInThisContext} from "node:vm";
import {expect, it} from "vitest";
import {attentionProduct, elementwise, inPass, matrixProduct, transfer} from "../../lib/engine/operator.js";

setFlagsFromString("--expose-gc");
setFlagsFromString("--allow-natives-syntax");
const collectGarbage = runInNewContext("gc") as () => void;
const shareHiddenClass = runInThisContext("(a, b) => %HaveSameMap(a, b)") as (a: object, b: object) => boolean;

it("makes operators of one hidden class, though the first be all zeros and garbage be collected before", () => {
  for (let round = 0; round < 5; round++) collectGarbage();
  const first = elementwise("", 1, 0);
  const sizes = {weightSize: 0.5, inputSize: 0.5, outputSize: 0.5, widened: true};
  const others = {
    elementwise: elementwise("", 0.5, 0.5, 0.5),
    matrixProduct: matrixProduct("", 0.5, 0.5, 1.5, 1.5, sizes),
    attentionProduct: attentionProduct("", 0.5, 0.5, 0.5, 0.5),
    transfer: transfer("", 0.5, {linkBytes: 0.5, networkBytes: 0.5}, 1, 0.5),
    inPass: inPass(first, "decode", 0.5),
  };
  for (const [maker, operator] of Object.entries(others)) {
    expect(shareHiddenClass(first, operator), maker).toBe(true);
  }
});
