import {UserError} from "../engine/userError.js";
import type {Unpredicted} from "./types.js";

/** What `make` gives; where what a row states cannot be used, the reason. */
export function orReason<Result>(make: () => Result): Result | Unpredicted {
  try {
    return make();
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return {reason: error.message};
  }
}
