const OVERRIDES = {
  colorScheme: 'prefersColorSchemeOverride',
  reducedMotion: 'prefersReducedMotionOverride',
  forcedColors: 'forcedColorsOverride',
};

/**
 * emulateMedia() for Firefox. Puppeteer cannot do it over BiDi, so the overrides are set in the browser's own scope, which needs
 * the argument --remote-allow-system-access.
 */
export function firefoxMedia() {
  return {
    name: 'firefox-media',
    async executeCommand({ command, payload, session }) {
      if (command !== 'emulate-media' || session.browser.name !== 'Firefox') return undefined;
      const { connection } = session.browser.getPage(session.id).browser();
      const tree = await connection.send('browsingContext.getTree', { 'moz:scope': 'chrome' });
      const set = Object.entries(payload).flatMap(([name, value]) => (OVERRIDES[name] ? [[OVERRIDES[name], value]] : []));
      await connection.send('script.evaluate', {
        target: { context: tree.result.contexts[0].context },
        awaitPromise: true,
        expression: `for (const w of Services.wm.getEnumerator('navigator:browser')) for (const b of w.gBrowser.browsers)
          for (const [name, value] of ${JSON.stringify(set)}) b.browsingContext[name] = value;`,
      });
      return true;
    },
  };
}

/** The runner puts its own command plugins first, where they would answer before ours: so ours go in when the launcher starts. */
export function withCommands(launcher, ...plugins) {
  const initialize = launcher.initialize.bind(launcher);
  launcher.initialize = (config, files) => {
    config.plugins.unshift(...plugins);
    return initialize(config, files);
  };
  return launcher;
}
