/** Whether a reader who names an item means a file: a path has a separator or the ending of a file that we read. */
export function isPath(text: string): boolean {
  return /[\\/]|\.(?:ya?ml|json)$/i.test(text);
}
