/** How the agent likes it, and which part they play. This page is the host: it remembers; the elements store nothing. */
export interface Preferences {
  theme: 'system' | 'light' | 'dark';
  density: 'compact' | 'normal' | 'comfortable';
  dir: 'ltr' | 'rtl';
  role: 'agent' | 'manager';
  lang: string;
  /** Whether an empty backend is filled with the sample; not after everything was deleted on purpose. */
  sample: boolean;
}

const key = 'sidedesk-demo';
const usual: Preferences = { theme: 'system', density: 'normal', dir: 'ltr', role: 'agent', lang: 'en', sample: true };

function remembered(): Preferences {
  try {
    return { ...usual, ...(JSON.parse(localStorage.getItem(key) ?? '{}') as Partial<Preferences>) };
  } catch {
    return { ...usual }; // no storage, or something else in it
  }
}

export function remember(preferences: Preferences): void {
  try {
    localStorage.setItem(key, JSON.stringify(preferences));
  } catch {
    // Then until the page is closed.
  }
}

/** Sets what the elements inherit: `lang`, `dir`, `color-scheme` and the density token. */
function apply({ theme, density, dir, lang }: Preferences): void {
  const root = document.documentElement;
  root.lang = lang;
  root.dir = dir;
  root.dataset['theme'] = theme;
  root.dataset['density'] = density;
}

/** Another window of the same host: as the agent likes it, also when that changes meanwhile. */
export function inheritPreferences(): Preferences {
  const preferences = remembered();
  apply(preferences);
  addEventListener('storage', () => apply(remembered()));
  return preferences;
}

/** The form of settings: applies and remembers what is chosen, and tells when the role is another. */
export function preferencesOf(form: HTMLFormElement, onRole: (role: Preferences['role']) => void): Preferences {
  const preferences = remembered();
  for (const [name, value] of Object.entries(preferences)) {
    const control = form.elements.namedItem(name);
    if (control instanceof RadioNodeList || control instanceof HTMLSelectElement) control.value = value as string;
  }
  apply(preferences);
  form.addEventListener('submit', (event) => event.preventDefault());
  form.addEventListener('change', () => {
    const { role } = preferences;
    Object.assign(preferences, Object.fromEntries(new FormData(form)));
    apply(preferences);
    remember(preferences);
    if (role !== preferences.role) onRole(preferences.role);
  });
  return preferences;
}
