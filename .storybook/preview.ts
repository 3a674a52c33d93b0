import { setCustomElementsManifest, type Decorator, type Preview } from '@storybook/web-components-vite';
import { html } from 'lit';
import manifest from '../custom-elements.json';

interface Typed {
  type?: { text?: string };
  parsedType?: { text: string };
}
interface Declared {
  attributes?: Typed[];
  members?: Typed[];
}

/** The docs show `type`; the values behind a name of a type stand in `parsedType`. */
function withValues(original: unknown): unknown {
  const copy = structuredClone(original) as { modules: { declarations?: Declared[] }[] };
  for (const { declarations = [] } of copy.modules)
    for (const { attributes = [], members = [] } of declarations)
      for (const typed of [...attributes, ...members]) if (typed.parsedType) typed.type = { text: typed.parsedType.text };
  return copy;
}
setCustomElementsManifest(withValues(manifest));

const SCHEMES: Record<string, string> = { light: 'light', dark: 'dark', auto: 'light dark' };
const STEPS: Record<string, string> = { comfortable: '1', normal: '0', compact: '-1' };
/** What the elements do themselves where the system asks for more contrast; a page cannot ask for it. */
const MORE_CONTRAST = '--sidedesk-line: CanvasText; --sidedesk-ink-soft: CanvasText';

/**
 * The page around a story, as a host might be: language, direction, density, colours and width. `latency` (ms) and `failure`
 * (percent) are for the story itself: it reads them from `context.globals` when it makes its backend.
 */
const stage: Decorator = (story, { globals, viewMode }) => {
  const { theme = '', contrast, density = '', direction = 'ltr', locale = 'en', width } = globals as Record<string, string>;
  const scheme = `color-scheme: ${SCHEMES[theme] ?? 'light'}`;
  // The docs show several, each on its own ground.
  document.documentElement.style.cssText = viewMode === 'story' ? `${scheme}; background: Canvas` : '';
  const look = [
    scheme,
    `--sidedesk-density: ${STEPS[density] ?? '0'}`,
    ...(contrast === 'more' ? [MORE_CONTRAST] : []),
    'background: Canvas; color: CanvasText; font-family: system-ui, sans-serif',
    'box-sizing: border-box; padding: 16px; min-block-size: 100%',
    width === 'full' || !width ? 'inline-size: 100%' : `inline-size: ${Number(width) + 32}px`,
  ];
  return html`<div lang=${locale} dir=${direction} data-density=${density} style=${look.join('; ')}>${story()}</div>`;
};

type Toolbar = NonNullable<NonNullable<Preview['globalTypes']>[string]['toolbar']>;

const choice = (title: string, icon: Toolbar['icon'], items: Toolbar['items']) => ({
  toolbar: { title, icon, items, dynamicTitle: true },
});

const preview: Preview = {
  tags: ['autodocs'],
  parameters: {
    layout: 'fullscreen',
    a11y: { test: 'error' },
    controls: { expanded: true },
    options: { storySort: { order: ['Start', 'Scenes', '*'] } },
  },
  initialGlobals: {
    theme: 'light',
    contrast: 'normal',
    density: 'normal',
    direction: 'ltr',
    locale: 'en',
    width: 'full',
    latency: '0',
    failure: '0',
  },
  globalTypes: {
    theme: choice('Theme', 'mirror', ['light', 'dark', 'auto']),
    contrast: choice('Contrast', 'contrast', ['normal', 'more']),
    density: choice('Density', 'component', ['comfortable', 'normal', 'compact']),
    direction: choice('Direction', 'transfer', ['ltr', 'rtl']),
    locale: choice('Language', 'globe', [
      { value: 'en', title: 'English' },
      { value: 'nb', title: 'Norsk' },
      { value: 'sv', title: 'Svenska' },
      { value: 'nl', title: 'Nederlands' },
      { value: 'fr', title: 'Français' },
      { value: 'pl', title: 'Polski' },
    ]),
    width: choice('Width', 'grow', ['280', '360', '420', '640', 'full']),
    latency: choice('Latency', 'timer', [
      { value: '0', title: 'at once' },
      { value: '300', title: '300 ms' },
      { value: '2000', title: '2 s' },
    ]),
    failure: choice('Failure', 'alert', [
      { value: '0', title: 'never fails' },
      { value: '30', title: '30 % fail' },
      { value: '100', title: 'always fails' },
    ]),
  },
  decorators: [stage],
};
export default preview;
