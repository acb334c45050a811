import type {Subject} from "../lib/explainer/types.js";

/** The attribute by which words and marks of one subject find each other. */
export const subjectsAttribute = "data-subjects";

/** A subject as one token of an attribute: names of operators hold spaces. */
export function subjectToken(subject: Subject): string {
  return subject.replace(/[\s%]/g, (character) => encodeURIComponent(character));
}

/** The attribute of a mark, or of a sentence, about these subjects; none where there are none. */
export function about(...subjects: readonly Subject[]): Readonly<Record<typeof subjectsAttribute, string | null>> {
  return {[subjectsAttribute]: subjects.length === 0 ? null : subjects.map(subjectToken).join(" ")};
}

/** What an element is about. */
export function tokensOf(element: Element): readonly string[] {
  return element.getAttribute(subjectsAttribute)?.split(" ") ?? [];
}
