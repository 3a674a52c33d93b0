// Reads the project's own files for test/house.test.ts: with the compiler's eyes, so that a word in a comment or a text is
// not taken for code.
import { readdirSync, readFileSync } from 'node:fs';
import { posix } from 'node:path';
import ts from 'typescript';

export interface Import {
  specifier: string;
  /** The module meant, as a path from the project's root without ending; undefined for a package. */
  path: string | undefined;
  /** The package meant, without what is behind its name; undefined for a module of ours. */
  library: string | undefined;
  line: number;
  typeOnly: boolean;
  /** Loaded when first used. */
  lazy: boolean;
}

/** A tagged template: its static text, with `${}` where values go. */
export interface Template {
  tag: string;
  text: string;
  /** The line of a place in the text. */
  lineAt(offset: number): number;
}

export interface Source {
  path: string;
  text: string;
  ast: ts.SourceFile;
  /** The text with comments and the contents of strings blanked, so that every place keeps its line and column. */
  code: string;
  imports: Import[];
  templates: Template[];
  lineAt(offset: number): number;
}

const NOT_OURS = new Set(['node_modules', 'dist', '.git', 'storybook-static', 'demo-static', 'coverage', '.cache']);

/** Every file of the project that a person wrote, as paths from its root. */
export function allFiles(folder = '.'): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (NOT_OURS.has(entry.name)) return [];
    const path = posix.join(folder, entry.name);
    return entry.isDirectory() ? allFiles(path) : entry.isFile() ? [path] : [];
  });
}

/** All folders above these files, once each. */
export const foldersOf = (files: readonly string[]): string[] => {
  const folders = new Set<string>();
  for (const file of files) for (let at = posix.dirname(file); at !== '.'; at = posix.dirname(at)) folders.add(at);
  return [...folders].sort();
};

const cache = new Map<string, Source>();

export function readSource(path: string): Source {
  const known = cache.get(path);
  if (known) return known;
  const text = readFileSync(path, 'utf8');
  const ast = ts.createSourceFile(path, text, ts.ScriptTarget.ES2022, true, ts.ScriptKind.TS);
  const lineAt = (offset: number) => ast.getLineAndCharacterOfPosition(offset).line + 1;
  const source = { path, text, ast, code: blanked(ast), imports: importsOf(ast), templates: templatesOf(ast), lineAt };
  cache.set(path, source);
  return source;
}

/** Visits every node below this one, itself included. */
export function walk(node: ts.Node, visit: (node: ts.Node) => void): void {
  visit(node);
  ts.forEachChild(node, (child) => walk(child, visit));
}

/** All places of a pattern in a text. */
export const places = (text: string, pattern: RegExp): RegExpExecArray[] => [
  ...text.matchAll(new RegExp(pattern, pattern.flags.includes('g') ? pattern.flags : `${pattern.flags}g`)),
];

function blanked(ast: ts.SourceFile): string {
  const { text } = ast;
  const kept: string[] = [];
  let at = 0;
  const blank = (part: string) => part.replace(/[^\n]/g, ' ');
  const isText = (node: ts.Node) =>
    ts.isStringLiteral(node) ||
    ts.isNoSubstitutionTemplateLiteral(node) ||
    ts.isTemplateHead(node) ||
    ts.isTemplateMiddleOrTemplateTail(node) ||
    node.kind === ts.SyntaxKind.RegularExpressionLiteral;
  const visit = (node: ts.Node): void => {
    if (ts.isJSDoc(node)) return;
    const children = node.getChildren(ast);
    if (children.length > 0) return children.forEach(visit);
    const [start, end] = [node.getStart(ast), node.getEnd()];
    kept.push(blank(text.slice(at, start)));
    kept.push(isText(node) ? text.slice(start, start + 1) + blank(text.slice(start + 1, end)) : text.slice(start, end));
    at = end;
  };
  visit(ast);
  return kept.join('') + blank(text.slice(at));
}

function importsOf(ast: ts.SourceFile): Import[] {
  const found: Import[] = [];
  const folder = posix.dirname(ast.fileName);
  const add = (node: ts.Expression | undefined, typeOnly: boolean, lazy: boolean) => {
    if (!node || !ts.isStringLiteral(node)) return;
    const specifier = node.text;
    const ours = specifier.startsWith('.');
    const library = specifier.startsWith('@') ? specifier.split('/').slice(0, 2).join('/') : specifier.split('/')[0];
    found.push({
      specifier,
      path: ours ? posix.join(folder, specifier).replace(/\.(js|ts|json)$/, '') : undefined,
      library: ours ? undefined : library,
      line: ast.getLineAndCharacterOfPosition(node.getStart(ast)).line + 1,
      typeOnly,
      lazy,
    });
  };
  const onlyTypes = (bindings: ts.NamedImportBindings | ts.NamedExportBindings | undefined): boolean =>
    !!bindings &&
    (ts.isNamedImports(bindings) || ts.isNamedExports(bindings)) &&
    bindings.elements.length > 0 &&
    bindings.elements.every((element) => element.isTypeOnly);
  walk(ast, (node) => {
    if (ts.isImportDeclaration(node)) {
      const clause = node.importClause;
      const typeOnly =
        !!clause && (clause.phaseModifier === ts.SyntaxKind.TypeKeyword || (!clause.name && onlyTypes(clause.namedBindings)));
      add(node.moduleSpecifier, typeOnly, false);
    } else if (ts.isExportDeclaration(node)) {
      const bindings = node.exportClause;
      add(
        node.moduleSpecifier,
        node.isTypeOnly || onlyTypes(bindings && ts.isNamedExports(bindings) ? bindings : undefined),
        false,
      );
    } else if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
      add(node.arguments[0], false, true);
    } else if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) {
      add(node.argument.literal as ts.Expression, true, false);
    }
  });
  return found;
}

function templatesOf(ast: ts.SourceFile): Template[] {
  const found: Template[] = [];
  walk(ast, (node) => {
    if (!ts.isTaggedTemplateExpression(node)) return;
    const { template } = node;
    const parts = ts.isNoSubstitutionTemplateLiteral(template)
      ? [template]
      : [template.head, ...template.templateSpans.map((span) => span.literal)];
    // Where each part starts in the joined text, and in the file (behind its ` or }).
    const starts: [number, number][] = [];
    let text = '';
    parts.forEach((part, i) => {
      if (i > 0) text += '${}';
      starts.push([text.length, part.getStart(ast) + 1]);
      text += part.rawText ?? part.text;
    });
    const lineAt = (offset: number) => {
      const [inText, inFile] = starts.findLast(([start]) => start <= offset) ?? [0, template.getStart(ast)];
      return ast.getLineAndCharacterOfPosition(inFile + (offset - inText)).line + 1;
    };
    found.push({ tag: node.tag.getText(ast), text, lineAt });
  });
  return found;
}
