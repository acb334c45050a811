/**
 * The library's front door for pages: the same four names as `regime-shift` exports, without the readers of YAML and JSON
 * files beside them, which would be most of a page's weight.
 */
export {DifferentialExplainer, Engine} from "../lib/explore/frontDoor.js";
export {Hardware, Models} from "../lib/catalog/registry.generated.js";
