import {suggestion, type Written} from "./schemaParts.js";
import type {Figure, ItemKind, OtherFigure, Source} from "./types.js";
import type {Path, PathProblem, YamlSource} from "./yamlSource.js";

/** What a file states beside the value of a figure. */
interface Provenance {
  readonly source?: string | undefined;
  readonly at?: string | undefined;
  readonly derivation?: string | undefined;
  readonly note?: string | undefined;
  readonly others?: readonly OtherGiven[] | undefined;
}

/** What a file states of a value that another source gives. */
interface OtherGiven {
  readonly value: Written | number | boolean | string | null;
  readonly source: string;
  readonly at?: string | undefined;
  readonly reason: string;
}

interface FileSources {
  readonly id: string;
  readonly sources: Readonly<
    Record<
      string,
      {
        readonly title: string;
        readonly url?: string | undefined;
        readonly accessed?: string | undefined;
        readonly kind: Source["kind"];
        /** Where in it its figures stand. */
        readonly at?: string | undefined;
      }
    >
  >;
  /** The source of figures that name none. */
  readonly source?: string | undefined;
}

/** Gathers the figures of one file, and checks that each rests on a source that the file names. */
export class FigureCollector {
  readonly figures: Figure[] = [];
  readonly problems: PathProblem[] = [];
  readonly #used = new Set<string>();
  readonly #file: FileSources;
  readonly #yaml: YamlSource;
  readonly #kind: ItemKind;

  constructor(yaml: YamlSource, kind: ItemKind, file: FileSources) {
    this.#yaml = yaml;
    this.#kind = kind;
    this.#file = file;
    if (file.source !== undefined) this.#resolve(["source"], file.source);
  }

  /** Adds the figure at `path`, whose value is in `unit` and written as `text`. */
  add(path: Path, value: Figure["value"], unit: string | null, provenance: Provenance, text: string): void {
    const name = provenance.source ?? this.#file.source;
    if (name === undefined) {
      this.problems.push({path, message: "has no source"});
      return;
    }
    const source = this.#resolve(provenance.source === undefined ? ["source"] : [...path, "source"], name);
    if (source === undefined) return;
    if (source.kind === "derived" && provenance.derivation === undefined)
      this.problems.push({path, message: "rests on a derivation: state it under derivation"});
    this.figures.push({
      item: this.#file.id,
      itemKind: this.#kind,
      path: path.map(String).join("."),
      value,
      unit,
      text,
      source,
      at: provenance.at ?? this.#file.sources[name]?.at ?? null,
      line: this.#yaml.lineOf([...path, "value"]),
      derivation: provenance.derivation ?? null,
      note: provenance.note ?? null,
      others: (provenance.others ?? []).flatMap((other, index) => this.#other([...path, "others", index], other)),
    });
  }

  /**
   * The figures, in the order in which they were added.
   *
   * @throws {CatalogError} where a figure has no source, a source is unknown, or one is never used.
   */
  finish(further: readonly PathProblem[] = []): readonly Figure[] {
    const problems = [...this.problems, ...further];
    // A source may seem unused only because another mistake hid its use.
    if (problems.length === 0)
      for (const name of Object.keys(this.#file.sources))
        if (!this.#used.has(name)) problems.push({path: ["sources", name], message: "is the source of no figure"});
    if (problems.length > 0) throw this.#yaml.error(problems);
    return this.figures;
  }

  #other(path: Path, {value, source: name, at, reason}: OtherGiven): OtherFigure[] {
    const source = this.#resolve([...path, "source"], name);
    if (source === undefined) return [];
    const written = typeof value === "object" && value !== null;
    const number = written ? value.value : typeof value === "string" ? null : value;
    const text = written ? value.text : value === null ? "none" : String(value);
    return [{value: number, text, source, at: at ?? this.#file.sources[name]?.at ?? null, reason}];
  }

  #resolve(path: Path, name: string): Source | undefined {
    const known = this.#file.sources;
    const found = Object.hasOwn(known, name) ? known[name] : undefined;
    if (found === undefined) {
      const message = `no source "${name}"${suggestion(name, Object.keys(known))}`;
      if (!this.problems.some((problem) => problem.message === message && problem.path.join() === path.join()))
        this.problems.push({path, message});
      return undefined;
    }
    this.#used.add(name);
    return {title: found.title, url: found.url ?? null, accessed: found.accessed ?? null, kind: found.kind};
  }
}
