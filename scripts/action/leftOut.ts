import type {Perform} from "../../lib/cli/command.js";
import {UserError} from "../../lib/engine/userError.js";

/** In the action's program this stands for commands that the action never runs, and whose packages are large. */
const refuse: Perform = () =>
  Promise.reject(new UserError("this command is not part of the action's program: npx regime-shift has it"));

export {refuse as performCatalog, refuse as performValidate};
