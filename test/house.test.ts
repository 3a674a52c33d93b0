// The law of the house, read from the source itself: rooms, doors and habits (CONTRIBUTING.md says them in words).
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, posix } from 'node:path';
import { describe, it } from 'node:test';
import { pathToFileURL } from 'node:url';
import ts from 'typescript';
import { allFiles, foldersOf, places, readSource, walk, type Source } from './support/source.js';

const files = allFiles();
const sources = files.filter((file) => /^src\/.*\.ts$/.test(file)).map(readSource);
const below = (...starts: string[]) => sources.filter(({ path }) => starts.some((start) => path.startsWith(start)));
const tags = existsSync('src/elements') ? readdirSync('src/elements').filter((name) => !name.startsWith('.')) : [];
const className = (tag: string) => tag.replace(/(?:^|-)([a-z])/g, (_, letter: string) => letter.toUpperCase());
const isDefine = (path: string) => /(^|\/)define(\.ts)?$/.test(path);

interface Manifest {
  dependencies: Record<string, string>;
  exports: Record<string, string | { types: string; default?: string }>;
  sideEffects: string[];
}
const manifest = JSON.parse(readFileSync('package.json', 'utf8')) as Manifest;

/** One line a fault, so that the report says where to go. */
const none = (faults: readonly string[]) => {
  if (faults.length === 0) return;
  const error = new Error(`\n${faults.join('\n')}\n`);
  error.stack = error.message; // where this test stands says nothing
  throw error;
};

/** Places of a pattern in the code of some sources: comments and texts do not count. */
const inCode = (where: readonly Source[], pattern: RegExp, why: string) =>
  where.flatMap((source) =>
    places(source.code, pattern).map((match) => `${source.path}:${source.lineAt(match.index)} ${match[0].trim()}: ${why}`),
  );

const inTemplates = (where: readonly Source[], tag: string, pattern: RegExp, why: string) =>
  where.flatMap(({ path, templates }) =>
    templates
      .filter((template) => template.tag === tag || (tag === 'html' && template.tag === 'svg'))
      .flatMap((template) =>
        places(template.text, pattern).map((match) => `${path}:${template.lineAt(match.index)} ${match[0].trim()}: ${why}`),
      ),
  );

describe('rooms', () => {
  it('has no room that the plan does not name', () => {
    const rooms = 'domain backend adapters wiring styles locales elements testing tracker'.split(' ');
    const doors = ['index.ts', 'define.ts', 'define-all.ts'];
    none(
      readdirSync('src').flatMap((name) =>
        rooms.includes(name) || doors.includes(name) ? [] : [`src/${name}: not a room or a door of the house`],
      ),
    );
    const ground = 'src server stories test demo bench docs tools seeds'.split(' ');
    const folders = foldersOf(files).filter((folder) => !folder.includes('/') && !folder.startsWith('.'));
    none(folders.flatMap((folder) => (ground.includes(folder) ? [] : [`${folder}/: not a room of the house`])));
  });

  it('has every room that the library cannot do without', () => {
    const needed = [
      'src/index.ts',
      'src/define.ts',
      'src/define-all.ts',
      'src/backend/backend.ts',
      'src/backend/backend-error.ts',
    ];
    needed.push('src/wiring/define-element.ts', 'src/adapters/memory.ts', 'src/testing/index.ts', 'src/locales/en.ts');
    none(needed.filter((file) => !existsSync(file)).map((file) => `${file}: missing`));
  });

  it('has no junk drawer', () => {
    const drawer = /^(utils?|helpers?|common|misc|types?|constants?|shared|stuff|lib)$/;
    const rooms = files.filter((file) => /^(src|server|stories|test|demo|tools|docs|bench)\//.test(file));
    const named = [...rooms, ...foldersOf(rooms)].filter((path) => drawer.test(basename(path).split('.')[0] ?? ''));
    none(named.map((path) => `${path}: a room without a name; say what is in it`));
  });
});

describe('doors', () => {
  interface Room {
    /** Which files this is about. */
    of: RegExp;
    /** Modules of ours that they may import (paths without ending). */
    may: RegExp;
    libraries?: readonly string[];
    /** Also these, if nothing but types is taken. */
    types?: RegExp;
  }
  const LIT = ['lit', '@lit/context', '@lit/task'];
  // The first room that fits a file counts.
  const ROOMS: readonly Room[] = [
    { of: /^src\/domain\//, may: /^src\/domain\//, libraries: ['libphonenumber-js', 'date-fns'] },
    { of: /^src\/backend\//, may: /^src\/(backend|domain)\// },
    { of: /^src\/adapters\//, may: /^src\/(adapters|backend|domain)\//, libraries: ['idb', 'papaparse'] },
    {
      of: /^src\/wiring\//,
      may: /^src\/(wiring|backend|domain)\/|^src\/locales\/en(-\w+)?$/,
      libraries: [...LIT, 'idb', 'maska'],
    },
    { of: /^src\/styles\//, may: /^src\/styles\//, libraries: ['lit'] },
    // offer.ts tells the registry of words where each language is; the languages themselves are plain data.
    { of: /^src\/locales\/offer\.ts$/, may: /^src\/locales\/|^src\/wiring\/words$/ },
    { of: /^src\/locales\//, may: /^src\/locales\//, types: /^src\/wiring\// },
    { of: /^src\/testing\//, may: /^src\/(testing|backend|domain)\//, types: /^src\/adapters\/local\// },
    { of: /^src\/tracker\//, may: /^src\/(tracker|domain)\// },
    { of: /^src\/elements\/[^/]+\/define\.ts$/, may: /^src\/(wiring|locales)\/|^src\/elements\/OWN\// },
    {
      of: /^src\/elements\//,
      may: /^src\/(domain|backend|wiring|styles)\/|^src\/elements\/OWN\//,
      libraries: [...LIT, 'fuse.js', 'date-fns'],
    },
    { of: /^src\/index\.ts$/, may: /^src\/(domain|backend|wiring|elements|styles)\//, types: /^src\// },
    { of: /^src\/(define|define-all)\.ts$/, may: /^src\// },
  ];

  it('lets each room import only what it may', () => {
    none(
      sources.flatMap(({ path, imports }) => {
        const room = ROOMS.find(({ of }) => of.test(path));
        if (!room) return [`${path}: belongs to no room`];
        const own = /^src\/elements\/([^/]+)\//.exec(path)?.[1] ?? '-';
        const may = new RegExp(room.may.source.replaceAll('OWN', own));
        return imports.flatMap(({ specifier, path: target, library, line, typeOnly }) => {
          if (library !== undefined && (room.libraries ?? []).includes(library)) return [];
          if (target !== undefined && (may.test(target) || (typeOnly && room.types?.test(target)))) return [];
          return [`${path}:${line} imports ${specifier}: no door leads there from here`];
        });
      }),
    );
  });

  it('keeps module specifiers with their ending', () => {
    const bare = sources.flatMap(({ path, imports }) =>
      imports.flatMap(({ specifier, path: target, line }) =>
        target && !/\.(js|json)$/.test(specifier) ? [`${path}:${line} ${specifier}: ends in .js`] : [],
      ),
    );
    none(bare);
  });

  it('registers tags in define modules only', () => {
    const elsewhere = sources.filter(({ path }) => path !== 'src/wiring/define-element.ts');
    none(inCode(elsewhere, /customElements\s*\.\s*define\b|@customElement\b/, 'only wiring/define-element.ts registers'));
    none(
      elsewhere
        .filter(({ path }) => !isDefine(path) && path !== 'src/define-all.ts')
        .flatMap(({ path, imports }) =>
          imports.flatMap(({ path: target, line }) =>
            target === 'src/wiring/define-element' || (target && isDefine(target))
              ? [`${path}:${line} imports what registers: only define modules may`]
              : [],
          ),
        ),
    );
  });

  it('has a front door without side effects', () => {
    if (!existsSync('src/index.ts')) return;
    const index = readSource('src/index.ts');
    none(
      index.ast.statements
        .filter(
          (statement) =>
            !ts.isExportDeclaration(statement) && !ts.isInterfaceDeclaration(statement) && !ts.isTypeAliasDeclaration(statement),
        )
        .map((statement) => `src/index.ts:${index.lineAt(statement.getStart())} is not an export of something`),
    );
    const seen = new Set<string>();
    const follow = (path: string): string[] => {
      if (seen.has(path) || !existsSync(path)) return [];
      seen.add(path);
      return readSource(path).imports.flatMap(({ path: target, typeOnly, line }) => {
        if (!target || typeOnly) return [];
        return isDefine(target) ? [`${path}:${line} leads from the front door to ${target}`] : follow(`${target}.ts`);
      });
    };
    none(follow('src/index.ts'));
  });

  it('shows every element at the front door and registers every element at the side door', () => {
    const targets = (path: string) => (existsSync(path) ? readSource(path).imports.map((found) => found.path) : []);
    const [front, all] = [targets('src/index.ts'), targets('src/define-all.ts')];
    none(
      tags.flatMap((tag) => {
        const module = `src/elements/${tag}/${tag}`;
        return [
          ...(front.includes(module) ? [] : [`src/index.ts does not export the class of <${tag}>`]),
          ...(all.includes(module) ? [] : [`src/define-all.ts does not register <${tag}>`]),
        ];
      }),
    );
  });

  it('declares what it imports, and imports what it declares', () => {
    const used = new Map<string, string>();
    for (const { path, imports } of sources)
      for (const { library, line } of imports) if (library !== undefined) used.set(library, `${path}:${line}`);
    const undeclared = [...used].filter(([library]) => !(library in manifest.dependencies));
    const unused = Object.keys(manifest.dependencies).filter((library) => !used.has(library));
    none([
      ...undeclared.map(([library, place]) => `${place} imports ${library}, which is no dependency in package.json`),
      ...unused.map((library) => `package.json: dependency ${library} is not imported in src`),
    ]);
  });
});

describe('the package', () => {
  const sourceOf = (built: string) =>
    built
      .replace(/^\.\/dist\/sidedesk\.js$/, './dist/define.js')
      .replace(/^\.\/dist\//, 'src/')
      .replace(/(\.d\.ts|\.js)$/, '.ts');
  const pattern = (glob: string) =>
    new RegExp(
      `^${glob
        .replace(/^\.\//, '')
        .replace(/[.+]/g, '\\$&')
        .replaceAll('**/', '(.+/)?')
        .replace(/(?<!\))\*/g, '[^/]+')}$`,
    );

  it('has doors that lead to files', () => {
    none(
      Object.entries(manifest.exports).flatMap(([door, target]) => {
        const targets = typeof target === 'string' ? [target] : [target.types, target.default ?? target.types];
        return targets.flatMap((built) => {
          if (!built.startsWith('./dist/') || door === './jsx') return []; // written by the build: test/package looks
          const source = sourceOf(built);
          const found = source.includes('*') ? files.some((file) => pattern(source).test(file)) : existsSync(source);
          return found ? [] : [`package.json: "${door}" leads to ${built}, and ${source} does not exist`];
        });
      }),
    );
  });

  it('has a door to every adapter', () => {
    // A folder named as its module is a way to be a backend; single modules beside are the memory adapter and what several share.
    const adapters = files.flatMap(
      (file) => /^src\/adapters\/([\w-]+)\/\1\.ts$|^src\/adapters\/(memory)\.ts$/.exec(file)?.slice(1).find(Boolean) ?? [],
    );
    none(
      adapters.flatMap((name) =>
        `./adapters/${name}` in manifest.exports ? [] : [`package.json: no door "./adapters/${name}"`],
      ),
    );
  });

  it('declares side effects where they are, and nowhere else', () => {
    const effects = manifest.sideEffects.filter((glob) => glob.startsWith('./src/')).map(pattern);
    const built = manifest.sideEffects.filter((glob) => glob.startsWith('./dist/') && glob !== './dist/sidedesk.js');
    const missing = built.filter(
      (glob) => !manifest.sideEffects.includes(glob.replace('./dist/', './src/').replace(/\.js$/, '.ts')),
    );
    none(missing.map((glob) => `package.json: sideEffects ${glob} has no twin in src, so Storybook would drop it`));
    none(
      sources.flatMap(({ path }) => {
        const declared = effects.some((effect) => effect.test(path));
        if (isDefine(path) && !declared) return [`package.json: sideEffects does not cover ${path}, so bundlers would drop it`];
        return declared && !isDefine(path) ? [`package.json: sideEffects covers ${path}, which has none`] : [];
      }),
    );
  });

  it('keeps download addresses out of the lock file', () => {
    const lock = readFileSync('package-lock.json', 'utf8');
    none(
      places(lock, /"resolved": "[a-z+]+:/g).map(
        (match) => `package-lock.json:${lock.slice(0, match.index).split('\n').length} has a download address`,
      ),
    );
  });
});

describe('a good guest', () => {
  it('never lets data become markup or code', () => {
    const doors =
      /\b(unsafeHTML|unsafeSVG|unsafeStatic|innerHTML|outerHTML|insertAdjacentHTML|setHTMLUnsafe|DOMParser|createContextualFragment)\b|\bdocument\s*\.\s*write|\beval\s*\(|\bnew\s+Function\b/;
    none(inCode(sources, doors, 'data must stay data'));
  });

  it('needs no inline style', () => {
    none(inCode(sources, /\bstyleMap\b/, 'a strict policy drops style attributes; set it through the object model after render'));
    none(inTemplates(sources, 'html', /\sstyle\s*=/, 'a strict policy drops style attributes; use a class or a custom property'));
  });

  it('says nothing in the console', () => none(inCode(sources, /\bconsole\s*\./, 'the console is the host’s')));

  it('has no network of its own', () => {
    const quiet = sources.filter(({ path }) => !/^src\/(adapters\/http|tracker)\//.test(path));
    none(
      inCode(
        quiet,
        /(?<![\w.#])(fetch\s*\(|new\s+(XMLHttpRequest|WebSocket|EventSource)\b)|\bsendBeacon\b/,
        'only the HTTP adapter and the tracker speak to a network',
      ),
    );
  });

  it('stores nothing that the host did not choose', () => {
    none(
      inCode(
        // Only the tracker keeps something by itself, once the visitor of the web site has agreed.
        sources.filter(({ path }) => !path.startsWith('src/tracker/')),
        /\b(localStorage|sessionStorage)\b|\bdocument\s*\.\s*cookie\b/,
        'the host chooses where drafts and data live',
      ),
    );
  });

  it('takes time, chance and the page from outside, in the pure rooms', () => {
    // surroundings.ts is where a page lends its clock and its random numbers to an embedded backend: the one such place.
    const pure = below('src/domain/', 'src/backend/', 'src/adapters/local/').filter(
      ({ path }) => path !== 'src/adapters/local/surroundings.ts',
    );
    none(
      inCode(
        pure,
        /\bDate\s*\.\s*now\b|\bnew\s+Date\s*(\(\s*\)|(?![\s(]))|(?<!new\s+|[\w.])Date\s*\(/,
        'no clock in here: time is an argument',
      ),
    );
    none(inCode(pure, /\bMath\s*\.\s*random\b|\bcrypto\s*\.|\brandomUUID\b/, 'no chance in here: ids are arguments'));
    const page = new Set(
      'window document navigator location history self HTMLElement Element Node customElements indexedDB performance setInterval requestAnimationFrame'.split(
        ' ',
      ),
    );
    if (pure.length) page.add('alert');
    none(
      pure.flatMap((source) =>
        globalsUsed(source, page).map(([name, line]) => `${source.path}:${line} ${name}: no page in here`),
      ),
    );
    const domain = below('src/domain/');
    none(
      domain.flatMap((source) =>
        globalsUsed(source, new Set(['setTimeout', 'queueMicrotask', 'AbortController'])).map(
          ([name, line]) => `${source.path}:${line} ${name}: the domain waits for nothing`,
        ),
      ),
    );
  });
});

/** Uses of names that the file does not declare itself, as values: not as properties, not as types. */
function globalsUsed({ ast, lineAt }: Source, names: ReadonlySet<string>): [string, number][] {
  const declared = new Set<string>();
  const used: [string, number][] = [];
  walk(ast, (node) => {
    if (!ts.isIdentifier(node)) return;
    const { parent } = node;
    const isDeclaration =
      (ts.isVariableDeclaration(parent) ||
        ts.isParameter(parent) ||
        ts.isBindingElement(parent) ||
        ts.isFunctionDeclaration(parent) ||
        ts.isImportSpecifier(parent)) &&
      parent.name === node;
    if (isDeclaration) declared.add(node.text);
    const isName =
      isDeclaration ||
      (ts.isPropertyAccessExpression(parent) && parent.name === node) ||
      (ts.isPropertyAssignment(parent) && parent.name === node) ||
      ts.isTypeReferenceNode(parent) ||
      ts.isQualifiedName(parent) ||
      ts.isTypeElement(parent) ||
      ts.isClassElement(parent) ||
      (ts.isBindingElement(parent) && parent.propertyName === node);
    if (!isName && names.has(node.text)) used.push([node.text, lineAt(node.getStart(ast))]);
  });
  return used.filter(([name]) => !declared.has(name));
}

/** What `class XEvent extends Event { static type = 'x'; constructor() { super('x' or XEvent.type) } }` is called. */
function eventName(declaration: ts.ClassDeclaration): string | undefined {
  const parent = declaration.heritageClauses?.[0]?.types[0]?.expression.getText();
  if (!parent || !/(^|\.)(Custom)?Event$|Event$/.test(parent)) return undefined;
  let name: string | undefined;
  for (const member of declaration.members)
    if (
      ts.isPropertyDeclaration(member) &&
      member.name.getText() === 'type' &&
      member.initializer &&
      ts.isStringLiteralLike(member.initializer)
    )
      name = member.initializer.text;
  walk(declaration, (node) => {
    if (!ts.isCallExpression(node) || node.expression.kind !== ts.SyntaxKind.SuperKeyword) return;
    const [first] = node.arguments;
    if (first && ts.isStringLiteralLike(first)) name ??= first.text;
  });
  return name;
}

describe('an element', () => {
  it('is whole: class, styles, define module, test and story', () => {
    none(
      tags.flatMap((tag) =>
        [
          `src/elements/${tag}/${tag}.ts`,
          `src/elements/${tag}/${tag}.styles.ts`,
          `src/elements/${tag}/define.ts`,
          `stories/${tag}.stories.ts`,
          `test/elements/${tag}.test.ts`,
        ]
          // A large element may have a folder of tests.
          .filter(
            (file) =>
              !existsSync(file) &&
              !(file.startsWith('test/') && files.some((other) => other.startsWith(file.replace('.test.ts', '/')))),
          )
          .map((file) => `${file}: missing`),
      ),
    );
  });

  it('is called the same everywhere and extends LitElement directly', () => {
    none(
      tags.flatMap((tag) => {
        const path = `src/elements/${tag}/${tag}.ts`;
        if (!existsSync(path)) return [];
        const { ast, text } = readSource(path);
        const faults: string[] = [];
        if (!new RegExp(`@tag ${tag}\\b`).test(text)) faults.push(`${path}: its comment has no "@tag ${tag}"`);
        const declaration = ast.statements.filter(ts.isClassDeclaration).find(({ name }) => name?.text === className(tag));
        const parent = declaration?.heritageClauses?.[0]?.types[0]?.expression.getText(ast);
        if (!declaration) faults.push(`${path}: no class ${className(tag)}`);
        else if (parent !== 'LitElement')
          faults.push(`${path}: ${className(tag)} extends ${parent ?? 'nothing'}; share by controllers, not by a base class`);
        return faults;
      }),
    );
  });

  it('stays small enough to read', () => {
    const long = below('src/elements/')
      .filter(({ path }) => !path.endsWith('.styles.ts'))
      .map(({ path, text }) => [path, text.trimEnd().split('\n').length] as const)
      .filter(([, lines]) => lines > 250);
    none(
      long.map(([path, lines]) => `${path} has ${lines} lines (250 at most): give it parts, or move what it knows to the domain`),
    );
  });

  it('is a leaf: no template names another of our tags', () => {
    if (tags.length === 0) return;
    const names = tags.join('|');
    const inside = below('src/elements/', 'src/wiring/', 'src/styles/');
    none(
      inTemplates(inside, 'html', new RegExp(`</?(${names})(?![\\w-])`), 'composition is the embedder’s; tags can be renamed'),
    );
    none(inTemplates(inside, 'css', new RegExp(`(?<![\\w-])(${names})(?![\\w-])`), 'tags can be renamed'));
    const asks = /^(closest|matches|querySelector|querySelectorAll|createElement|getElementsByTagName|whenDefined)$/;
    none(
      inside.flatMap(({ path, ast, lineAt }) => {
        const faults: string[] = [];
        walk(ast, (node) => {
          if (
            !ts.isCallExpression(node) ||
            !ts.isPropertyAccessExpression(node.expression) ||
            !asks.test(node.expression.name.text)
          )
            return;
          const [first] = node.arguments;
          if (first && ts.isStringLiteralLike(first) && new RegExp(`(?<![\\w-])(${names})(?![\\w-])`).test(first.text))
            faults.push(`${path}:${lineAt(first.getStart(ast))} '${first.text}': tags can be renamed`);
        });
        return faults;
      }),
    );
  });

  it('fires what it says, says what it fires, and listens to what is fired', () => {
    const fired = new Map<string, string>();
    for (const { path, ast, lineAt } of below('src/elements/', 'src/wiring/'))
      walk(ast, (node) => {
        if (!ts.isClassDeclaration(node)) return;
        const name = eventName(node);
        if (name) fired.set(name, `${path}:${lineAt(node.getStart(ast))}`);
      });
    const said = new Map<string, string>();
    for (const { path, text } of below('src/elements/'))
      text.split('\n').forEach((line, i) => {
        const name = /@fires\s+(?:\{[^}]*\}\s+)?([\w-]+)/.exec(line)?.[1];
        if (name) said.set(name, `${path}:${i + 1}`);
      });
    none(
      [...said]
        .filter(([name]) => !fired.has(name))
        .map(([name, place]) => `${place} @fires ${name}: no event class of ours is called that`),
    );
    none(
      [...fired]
        .filter(([name, place]) => place.startsWith('src/elements/') && !said.has(name))
        .map(([name, place]) => `${place} ${name}: no element says that it @fires this`),
    );
    none(
      [...fired]
        .filter(([name]) => !/(ed|sent|lost)$/.test(name))
        .map(([name, place]) => `${place} ${name}: an event is a fact in the past tense, or a wish that ends in -requested`),
    );
    const handlers = [...sources, ...files.filter((file) => /^(stories|test)\/.*\.ts$/.test(file)).map(readSource)].flatMap(
      ({ path, templates }) =>
        templates
          .filter(({ tag }) => tag === 'html')
          .flatMap((template) =>
            places(template.text, /\s@([a-z]+-[a-z-]+)=/).map(
              (match) => [match[1] ?? '', `${path}:${template.lineAt(match.index + 1)}`] as const,
            ),
          ),
    );
    none(handlers.filter(([name]) => !fired.has(name)).map(([name, place]) => `${place} @${name}: nobody fires this`));
  });

  it('reads from right to left as well, and looks right without a theme', () => {
    const styled = below('src/elements/', 'src/styles/');
    const physical =
      /(?<![\w-])((margin|padding|border)-(left|right|top|bottom)|(left|right)(?=\s*:)|text-align\s*:\s*(left|right)|float\s*:\s*(left|right))(?![\w-]*-(inline|block))/;
    none(inTemplates(styled, 'css', new RegExp(physical.source.replace('|top|bottom', '')), 'use the logical property'));
    none(inTemplates(styled, 'css', /var\(\s*--sidedesk-[\w-]+\s*\)/, 'a token needs a fallback here'));
  });
});

describe('words', () => {
  const LOCALES = ['en', 'nb', 'sv', 'nl', 'fr', 'pl'];
  const englishParts = readdirSync('src/locales')
    .filter((name) => name.startsWith('en-'))
    .map((name) => name.replace(/\.ts$/, ''));
  type Words = Record<string, unknown>;

  const wordsOf = async (locale: string): Promise<Words> => {
    const module = (await import(pathToFileURL(`src/locales/${locale}.ts`).href)) as Record<string, unknown>;
    const found =
      module.default ?? module[locale] ?? Object.values(module).find((value) => typeof value === 'object' && value !== null);
    assert.ok(found, `src/locales/${locale}.ts exports no words`);
    const parts = locale === 'en' ? await Promise.all(englishParts.map((part) => wordsOf(part))) : [];
    return Object.assign({ ...flat(found as Words) }, ...parts) as Words;
  };
  const flat = (words: Words, before = ''): Words =>
    Object.fromEntries(
      Object.entries(words).flatMap(([key, value]) =>
        typeof value === 'object' && value !== null
          ? Object.entries(flat(value as Words, `${before}${key}.`))
          : [[before + key, value]],
      ),
    );
  const slots = (text: unknown) =>
    typeof text === 'string' ? [...new Set(text.match(/\{\w+\}/g) ?? [])].sort().join(' ') : typeof text;

  it('are complete in all six languages, with the same gaps to fill', async () => {
    const here = LOCALES.filter((locale) => existsSync(`src/locales/${locale}.ts`));
    if (here.length < 2) return; // the other languages come with the first element
    none(LOCALES.filter((locale) => !here.includes(locale)).map((locale) => `src/locales/${locale}.ts: missing`));
    const english = await wordsOf('en');
    for (const locale of LOCALES) {
      const words = await wordsOf(locale);
      none([
        ...Object.keys(english)
          .filter((key) => !(key in words))
          .map((key) => `src/locales/${locale}.ts: no "${key}"`),
        ...Object.keys(words)
          .filter((key) => !(key in english))
          .map((key) => `src/locales/${locale}.ts: "${key}" is not in en`),
        ...Object.keys(english)
          .filter((key) => key in words && slots(english[key]) !== slots(words[key]))
          .map(
            (key) =>
              `src/locales/${locale}.ts: "${key}" has ${slots(words[key]) || 'no gaps'}, en has ${slots(english[key]) || 'none'}`,
          ),
        ...Object.entries(words)
          .filter(([, text]) => text === '')
          .map(([key]) => `src/locales/${locale}.ts: "${key}" is empty`),
      ]);
    }
  });
});

describe('habits', () => {
  const scripts = files.filter((file) => /\.(ts|mjs|js)$/.test(file));

  it('runs every test', () => {
    const tests = scripts
      .filter((file) => /^(test|server|stories|bench)\//.test(file) && file !== 'test/house.test.ts')
      .map(readSource);
    none(
      inCode(
        tests,
        /\b(describe|it|test|suite|context)\s*\.\s*(only|skip)\s*\(|\b(fit|fdescribe|xit|xdescribe)\s*\(/,
        'every test runs',
      ),
    );
  });

  it('leaves nothing open in the source', () => {
    none(
      scripts
        .filter((file) => /^(src|server|demo|stories)\//.test(file))
        .flatMap((file) =>
          readFileSync(file, 'utf8')
            .split('\n')
            .flatMap((line, i) => (/\b(TODO|FIXME|XXX|HACK)\b/.test(line) ? [`${file}:${i + 1} is left open`] : [])),
        ),
    );
  });

  it('types everything', () => {
    const all = files.filter((file) => /^(src|server|stories|test)\/.*\.ts$/.test(file)).map(readSource);
    const faults: string[] = [];
    for (const { path, ast, lineAt } of all)
      walk(ast, (node) => {
        if (node.kind === ts.SyntaxKind.AnyKeyword)
          faults.push(`${path}:${lineAt(node.getStart(ast))} any: say what it is, or unknown`);
      });
    none(faults);
    none(
      all
        .flatMap(({ path, text, lineAt }) =>
          places(text, /@ts-(ignore|nocheck|expect-error)/).map((match) => `${path}:${lineAt(match.index)} ${match[0]}`),
        )
        .filter((fault) => !fault.startsWith('test/')),
    );
  });

  it('names no place outside the project', () => {
    const textual = files.filter(
      (file) =>
        /\.(ts|mjs|js|json|md|html|css|ya?ml|sh)$|^\.(npmrc|gitignore)$|^\.ci\//.test(file) &&
        file !== 'test/house.test.ts' &&
        posix.dirname(file) !== 'seeds',
    );
    const outside =
      /(?:^|[\s"'`(=:])(\/(?:work|root|home|Users)\/[\w.-]+)|\b((?:registry|npm)\.[a-z-]+\.(?:org|com|io|net|dev))\b/;
    none(
      textual.flatMap((file) =>
        readFileSync(file, 'utf8')
          .split('\n')
          .flatMap((line, i) => {
            const match = outside.exec(line);
            return match ? [`${file}:${i + 1} ${match[1] ?? match[2] ?? ''}: a place outside the project`] : [];
          }),
      ),
    );
  });
});
