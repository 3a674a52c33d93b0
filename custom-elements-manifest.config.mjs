import { modulePathResolverPlugin } from '@wc-toolkit/module-path-resolver';
import { getTsProgram, typeParserPlugin } from '@wc-toolkit/type-parser';
import { jsxTypesPlugin } from '@wc-toolkit/jsx-types';
import { customElementVsCodePlugin } from 'custom-element-vs-code-integration';

const built = (path) => path.replace(/^\.?\/?src\//, 'dist/').replace(/\.ts$/, '.js');
const types = (path) => built(path).replace(/\.js$/, '.d.ts');
const definition = (path) => built(path).replace(/[^/]+$/, 'define.js');

/** What a host may use, and no more: no private members, none that no sentence describes (they are for the parts of an element), and no "events" that the analyzer reads out of any `new XEvent(y)`. */
const publicOnly = {
  name: 'public-only',
  packageLinkPhase({ customElementsManifest }) {
    for (const module of customElementsManifest.modules) {
      for (const declaration of module.declarations ?? []) {
        declaration.members = declaration.members?.filter(
          ({ name, privacy, description }) =>
            description && privacy !== 'private' && privacy !== 'protected' && !name.startsWith('#'),
        );
        declaration.events = declaration.events?.filter(({ name, description }) => name && description);
      }
    }
    // Only the elements: the parts in their folders, styles and define modules are nobody's business outside.
    customElementsManifest.modules = customElementsManifest.modules.filter((module) =>
      module.declarations?.some(({ customElement, tagName }) => customElement && tagName),
    );
    customElementsManifest.modules.sort((a, b) => (a.path < b.path ? -1 : 1));
  },
};

export default {
  globs: ['src/elements/*/*.ts'],
  exclude: ['src/elements/*/define.ts', 'src/elements/*/*.styles.ts'],
  outdir: '.',
  litelement: true,
  packagejson: false,
  overrideModuleCreation({ ts, globs }) {
    const program = getTsProgram(ts, globs, 'tsconfig.json');
    return program.getSourceFiles().filter((source) => globs.some((glob) => source.fileName.includes(glob)));
  },
  plugins: [
    publicOnly,
    typeParserPlugin(),
    modulePathResolverPlugin({
      modulePathTemplate: built,
      definitionPathTemplate: definition,
      typeDefinitionPathTemplate: types,
    }),
    jsxTypesPlugin({
      outdir: 'dist',
      fileName: 'jsx.d.ts',
      componentTypePath: (_name, tag) => `./elements/${tag}/${tag}.js`,
      stronglyTypedEvents: true,
    }),
    customElementVsCodePlugin({
      outdir: '.',
      typesSrc: 'parsedType',
      htmlFileName: 'vscode.html-custom-data.json',
      cssFileName: 'vscode.css-custom-data.json',
    }),
  ],
};
