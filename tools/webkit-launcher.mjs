// A launcher for @web/test-runner over WebKitGTK's own driver (Debian: webkit2gtk-driver, xvfb). It needs no package.
import { spawn } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';

/** WebDriver's code points for keys that are not characters. */
const KEYS = {
  Enter: '\uE007',
  Tab: '\uE004',
  Escape: '\uE00C',
  Backspace: '\uE003',
  Delete: '\uE017',
  Space: ' ',
  ArrowLeft: '\uE012',
  ArrowUp: '\uE013',
  ArrowRight: '\uE014',
  ArrowDown: '\uE015',
  Home: '\uE011',
  End: '\uE010',
  PageUp: '\uE00E',
  PageDown: '\uE00F',
  Shift: '\uE008',
  Control: '\uE009',
  Alt: '\uE00A',
  F2: '\uE032',
};
const BUTTONS = { left: 0, middle: 1, right: 2 };
const keyValue = (key) => KEYS[key] ?? key;

class WebKitLauncher {
  name = 'WebKit';
  type = 'webdriver';
  concurrency = 1;
  #active = new Map();

  constructor({ binary, port = 4467 }) {
    Object.assign(this, { binary, port });
  }

  async initialize(config) {
    this.config = config;
  }

  async startSession(id, url) {
    await (this.starting ??= this.#start());
    this.#active.set(id, url);
    // Not awaited: the driver answers when the page has loaded, and the runner counts that itself.
    void this.#command('POST', '/url', { url }).catch(() => {});
  }

  isActive(id) {
    return this.#active.has(id);
  }

  getBrowserUrl(id) {
    return this.#active.get(id);
  }

  async stopSession(id) {
    await this.#command('POST', '/url', { url: 'about:blank' });
    this.#active.delete(id);
    return {};
  }

  startDebugSession() {
    throw new Error('WebKit has no debug session here');
  }

  async stop() {
    if (this.session) await this.#command('DELETE', '').catch(() => {});
    this.kill?.();
  }

  // What the runner's command plugins call.

  sendKeys(_, keys) {
    const actions = keys.map(keyValue).flatMap((value) => [
      { type: 'keyDown', value },
      { type: 'keyUp', value },
    ]);
    return this.#act('key', actions);
  }

  sendKeyEvent(type, key) {
    return this.#act('key', [{ type, value: keyValue(key) }]);
  }

  sendMouseMove(_, x, y) {
    return this.#mouse([{ type: 'pointerMove', duration: 0, x, y }]);
  }

  sendMouseClick(_, x, y, button = 'left') {
    return this.#mouse([
      { type: 'pointerMove', duration: 0, x, y },
      { type: 'pointerDown', button: BUTTONS[button] },
      { type: 'pointerUp', button: BUTTONS[button] },
    ]);
  }

  sendMouseDown(_, button = 'left') {
    return this.#mouse([{ type: 'pointerDown', button: BUTTONS[button] }]);
  }

  sendMouseUp(_, button = 'left') {
    return this.#mouse([{ type: 'pointerUp', button: BUTTONS[button] }]);
  }

  resetMouse() {
    return this.#command('DELETE', '/actions');
  }

  async takeScreenshot(_, locator) {
    const element = await this.#command('POST', '/execute/sync', { script: locator, args: [] });
    return Buffer.from(await this.#command('GET', `/element/${Object.values(element)[0]}/screenshot`), 'base64');
  }

  async setViewport({ width, height }) {
    const measure = 'return [outerWidth - innerWidth, outerHeight - innerHeight]';
    const [frameWidth, frameHeight] = await this.#command('POST', '/execute/sync', { script: measure, args: [] });
    const rect = { width: width + frameWidth, height: height + frameHeight };
    const got = await this.#command('POST', '/window/rect', rect);
    // The page learns of its new size later than the driver, and the browser's bar keeps it at 447 px or wider.
    for (let i = 0; i < 100; i++) {
      const inner = await this.#command('POST', '/execute/sync', { script: 'return innerWidth', args: [] });
      if (inner === Math.max(width, got.width - frameWidth)) return;
      await sleep(20);
    }
  }

  #act(type, actions, extra = {}) {
    return this.#command('POST', '/actions', { actions: [{ type, id: type, ...extra, actions }] });
  }

  #mouse(actions) {
    return this.#act('pointer', actions, { parameters: { pointerType: 'mouse' } });
  }

  #command(method, path, body) {
    return this.#send(method, `/session/${this.session}${path}`, body);
  }

  async #send(method, path, body) {
    const response = await fetch(`http://127.0.0.1:${this.port}${path}`, {
      method,
      body: body && JSON.stringify(body),
      headers: { 'content-type': 'application/json' },
    });
    const { value } = await response.json();
    if (value?.error) throw new Error(`${path}: ${value.error} ${value.message}`);
    return value;
  }

  async #start() {
    const driver = ['WebKitWebDriver', `--port=${this.port}`];
    const [command, ...args] = process.env.DISPLAY ? driver : ['xvfb-run', '-a', '-s', '-screen 0 1600x1200x24', ...driver];
    // A process group of its own, so that the display and the browser go with the driver.
    this.driver = spawn(command, args, { stdio: 'ignore', detached: true });
    this.kill = () => {
      try {
        process.kill(-this.driver.pid);
      } catch {
        // gone already
      }
    };
    process.once('exit', this.kill);
    await this.#untilReady();
    const options = { binary: this.binary, args: ['--automation'] };
    const capabilities = { alwaysMatch: { browserName: 'MiniBrowser', 'webkitgtk:browserOptions': options } };
    this.session = (await this.#send('POST', '/session', { capabilities })).sessionId;
  }

  async #untilReady() {
    for (let i = 0; i < 300; i++) {
      try {
        await this.#send('GET', '/status');
        return;
      } catch {
        await sleep(100);
      }
    }
    throw new Error('WebKitWebDriver did not start within 30 seconds');
  }
}

export const webkitLauncher = (options) => new WebKitLauncher(options);

/** setViewport() and the down and up of sendKeys(), which the runner's own plugins do not know for a foreign launcher. */
export const webkitCommands = () => ({
  name: 'webkit-commands',
  async executeCommand({ command, payload, session }) {
    const { browser } = session;
    if (browser.name !== 'WebKit') return undefined;
    if (command === 'set-viewport') {
      await browser.setViewport(payload);
      return true;
    }
    if (command === 'send-keys' && (payload.down || payload.up)) {
      await browser.sendKeyEvent(payload.down ? 'keyDown' : 'keyUp', payload.down ?? payload.up);
      return true;
    }
    return undefined;
  },
});
