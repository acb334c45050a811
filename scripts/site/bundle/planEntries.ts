/** A module of the built site, by its path from the site's root, and the names that a page takes from it (null for all). */
export interface UsedModule {
  path: string;
  names: string[] | null;
}

/** What the bundler starts from: some of a page's modules, exporting what the page takes from them, or one whole module. */
export interface Entry {
  name: string;
  modules: UsedModule[];
}

/**
 * Puts what one page imports into as few entries as possible: the fewer, the less the bundler has to split, and the better
 * the files compress. One is enough unless two modules export the same name; the later one then goes into a further entry.
 * A module that is used whole is an entry of its own, the same for every page.
 */
export function planEntries(page: string, used: UsedModule[]): Entry[] {
  const whole: Entry[] = [];
  const parts: {names: Set<string>; modules: UsedModule[]}[] = [];
  for (const module of merge(used)) {
    const {path, names} = module;
    if (names === null) {
      whole.push({name: flatName(path.replace(/^_[a-z]+\//, "")), modules: [module]});
      continue;
    }
    let part = parts.find((part) => !names.some((name) => part.names.has(name)));
    if (part === undefined) parts.push((part = {names: new Set(), modules: []}));
    part.modules.push(module);
    for (const name of names) part.names.add(name);
  }
  const name = flatName(page);
  return [...parts.map(({modules}, index) => ({name: index === 0 ? name : `${name}-${index + 1}`, modules})), ...whole];
}

/** The text of an entry's module; undefined where the entry is a module used whole. */
export function entryText({modules}: Entry): string | undefined {
  if (modules.some(({names}) => names === null)) return;
  return modules
    .map(({path, names}) => `export {${names!.join(", ")}} from ${JSON.stringify(`./${path}`)};\n`)
    .join("");
}

/** One of each module, with all the names that the page's cells take from it. */
function merge(used: UsedModule[]): UsedModule[] {
  const modules = new Map<string, Set<string> | null>();
  for (const {path, names} of used) {
    const known = modules.get(path);
    modules.set(path, names === null || known === null ? null : new Set([...(known ?? []), ...names]));
  }
  return Array.from(modules, ([path, names]) => ({path, names: names && [...names]}));
}

/** A path as a name: all bundles lie in one folder, so that the way from one to another is the same everywhere. */
export function flatName(path: string): string {
  return path.replace(/\.\w+$/, "").replaceAll("/", "-");
}
