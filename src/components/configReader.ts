import type {ConfigReader} from "../lib/explore/ownModel.js";

const notLoaded = "the part of this page that reads a config.json could not be loaded; reload the page to try again";

/**
 * Loads what reads a `config.json`: it knows every family of models, and most readers of the page never bring one. Where it
 * cannot be loaded, what comes instead says so of each file.
 */
export async function loadConfigReader(
  load: () => Promise<{readonly readOwnModel: ConfigReader}> = () => import("../lib/explore/ownModel.js"),
): Promise<ConfigReader> {
  try {
    return (await load()).readOwnModel;
  } catch {
    return () => ({model: null, problem: notLoaded});
  }
}
