import type {Folder, SourceFile} from "../parseCatalog.js";

/** A file of a folder as it was read: its name within the folder, and its text. */
export interface ReadFile {
  readonly name: string;
  readonly text: string;
}

/** The YAML files of a folder of the catalog in order of id, each as it is compiled, whatever the system that read it. */
export function sourceFiles(folder: Folder, files: readonly ReadFile[]): readonly SourceFile[] {
  const idOf = ({name}: ReadFile): string => name.slice(0, -".yaml".length);
  return files
    .filter(({name}) => name.endsWith(".yaml"))
    .sort((a, b) => (idOf(a) < idOf(b) ? -1 : 1))
    .map(({name, text}) => ({
      name: `data/${folder}/${name}`,
      // A checkout may turn line ends into CRLF; the bytes compiled from the sources must not depend on that.
      text: text.replaceAll("\r\n", "\n"),
    }));
}
