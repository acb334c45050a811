import ts from "typescript";

/** One import of a page's script: what it names, and where. */
export interface PageImport {
  /** As the page writes it, relative to the page. */
  specifier: string;
  /** The names that the page takes from the module; null where it may need any, or imports the module for its effects. */
  names: string[] | null;
  /** Where the specifier stands in the script, without its quotes. */
  start: number;
  end: number;
}

/**
 * The imports of a page's script, in the order of the text. Framework writes a cell's import as
 * `const {a, b} = await import("x")`, and several as one `Promise.all` that an array pattern takes apart. The patterns say
 * which exports are used; a bundler, left to itself, keeps all exports of what is imported dynamically.
 */
export function readPageImports(script: string): PageImport[] {
  const imports: PageImport[] = [];
  const add = (literal: ts.Expression | undefined, names: string[] | null): void => {
    if (literal === undefined || !ts.isStringLiteralLike(literal)) return;
    if (names?.length === 0) names = null;
    imports.push({specifier: literal.text, names, start: literal.getStart() + 1, end: literal.getEnd() - 1});
  };
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node)) add(node.moduleSpecifier, namesOfClause(node.importClause));
    else if (isImportCall(node)) add(node.arguments[0], namesOfPattern(patternOf(node)));
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile("page.js", script, ts.ScriptTarget.ES2022, true, ts.ScriptKind.JS));
  return imports;
}

function isImportCall(node: ts.Node): node is ts.CallExpression {
  return ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword;
}

/** What the module of a dynamic import is bound to; undefined where that is none of Framework's two forms. */
function patternOf(call: ts.CallExpression): ts.BindingName | undefined {
  if (ts.isAwaitExpression(call.parent)) return boundBy(call.parent);
  const list = call.parent;
  const all = list.parent;
  if (!ts.isArrayLiteralExpression(list) || !ts.isCallExpression(all) || !ts.isAwaitExpression(all.parent)) return;
  if (all.expression.getText() !== "Promise.all") return;
  const tuple = boundBy(all.parent);
  if (tuple === undefined || !ts.isArrayBindingPattern(tuple)) return;
  const element = tuple.elements[list.elements.indexOf(call)];
  return element !== undefined && ts.isBindingElement(element) && !element.dotDotDotToken ? element.name : undefined;
}

function boundBy(value: ts.AwaitExpression): ts.BindingName | undefined {
  return ts.isVariableDeclaration(value.parent) ? value.parent.name : undefined;
}

function namesOfPattern(pattern: ts.BindingName | undefined): string[] | null {
  if (pattern === undefined || !ts.isObjectBindingPattern(pattern)) return null;
  const names: string[] = [];
  for (const {propertyName, name, dotDotDotToken} of pattern.elements) {
    const key = propertyName ?? name;
    if (dotDotDotToken || !ts.isIdentifier(key)) return null;
    names.push(key.text);
  }
  return names;
}

function namesOfClause(clause: ts.ImportClause | undefined): string[] | null {
  if (clause === undefined) return [];
  const {name, namedBindings} = clause;
  if (namedBindings !== undefined && ts.isNamespaceImport(namedBindings)) return null;
  const named = namedBindings?.elements.map((element) => (element.propertyName ?? element.name).text) ?? [];
  return name === undefined ? named : ["default", ...named];
}
