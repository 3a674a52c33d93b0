const OVERRIDES = {
  colorScheme: 'prefersColorSchemeOverride',
  reducedMotion: 'prefersReducedMotionOverride',
  forcedColors: 'forcedColorsOverride',
};

/** Runs something in the scope of the browser itself, which needs the argument --remote-allow-system-access. */
async function inBrowser(page, expression) {
  const { connection } = page.browser();
  const tree = await connection.send('browsingContext.getTree', { 'moz:scope': 'chrome' });
  const target = { context: tree.result.contexts[0].context };
  await connection.send('script.evaluate', { target, awaitPromise: true, expression });
}

/** emulateMedia() for Firefox. Puppeteer cannot do it over BiDi, so the overrides are set in the browser's own scope. */
export function firefoxMedia() {
  return {
    name: 'firefox-media',
    async executeCommand({ command, payload, session }) {
      if (command !== 'emulate-media' || session.browser.name !== 'Firefox') return undefined;
      const set = Object.entries(payload).flatMap(([name, value]) => (OVERRIDES[name] ? [[OVERRIDES[name], value]] : []));
      await inBrowser(
        session.browser.getPage(session.id),
        `for (const w of Services.wm.getEnumerator('navigator:browser')) for (const b of w.gBrowser.browsers)
          for (const [name, value] of ${JSON.stringify(set)}) b.browsingContext[name] = value;`,
      );
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

/** Whoever tabs out of a page ends in Firefox's own bars, and the next page begins without the focus: keys reach it all the same, but Enter presses no button there. */
export function withFocus(launcher) {
  const startSession = launcher.startSession.bind(launcher);
  launcher.startSession = async (id, url) => {
    await startSession(id, url);
    await inBrowser(
      launcher.getPage(id),
      `for (const w of Services.wm.getEnumerator('navigator:browser')) w.gBrowser.selectedBrowser.focus();`,
    );
  };
  return launcher;
}
