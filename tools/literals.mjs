// Takes the indentation out of html`…`, svg`…` and css`…`: no minifier looks into template literals, and every page pays for it.
// In markup a line break with its indentation becomes one space, so that what flows as text keeps its gaps.
import { readFileSync } from 'node:fs';
import MagicString from 'magic-string';
import ts from 'typescript';

const css = (text) =>
  text
    .replace(/\/\*[^]*?\*\//g, '')
    .replace(/\s+/g, ' ')
    .replace(/ ?([{};,]) ?/g, '$1')
    .replace(/: /g, ':')
    .replace(/;}/g, '}');
const markup = (text) => text.replace(/\s*\n\s*/g, ' ');
const shorten = { html: markup, svg: markup, css };

/** The code with short literals, and its source map; undefined where there is nothing to shorten. */
export function shortLiterals(code, file) {
  if (!/\b(?:html|svg|css)`/.test(code)) return undefined;
  const source = ts.createSourceFile(file, code, ts.ScriptTarget.ES2022, false);
  const short = new MagicString(code);
  const part = (node, how) => {
    // Between the opening mark (` or }) and the closing one (` or ${), which is as long as the kind of part says.
    const from = node.getStart(source) + 1;
    const to = node.end - (node.kind === ts.SyntaxKind.TemplateHead || node.kind === ts.SyntaxKind.TemplateMiddle ? 2 : 1);
    if (to > from) short.overwrite(from, to, how(code.slice(from, to)));
  };
  const visit = (node) => {
    const how = ts.isTaggedTemplateExpression(node) && ts.isIdentifier(node.tag) ? shorten[node.tag.text] : undefined;
    if (how && ts.isNoSubstitutionTemplateLiteral(node.template)) part(node.template, how);
    else if (how)
      for (const piece of [node.template.head, ...node.template.templateSpans.map(({ literal }) => literal)]) part(piece, how);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return { code: short.toString(), map: short.generateMap({ hires: true, source: file }) };
}

/** For vite. */
export const shortLiteralsPlugin = () => ({
  name: 'short-literals',
  enforce: 'pre',
  apply: 'build',
  transform: (code, id) => (/\/src\/.*\.ts$/.test(id) ? shortLiterals(code, id) : undefined),
});

/** For esbuild. */
export const shortLiteralsEsbuild = {
  name: 'short-literals',
  setup: ({ onLoad }) =>
    onLoad({ filter: /[\\/]src[\\/].*\.ts$/ }, ({ path }) => {
      const short = shortLiterals(readFileSync(path, 'utf8'), path);
      return short && { contents: short.code, loader: 'ts' };
    }),
};
