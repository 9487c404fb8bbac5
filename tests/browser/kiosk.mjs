// A kiosk for tests: real bundles, taken and served by the real program; and what must hold of each of its pages.
import assert from 'node:assert/strict';
import axe from 'axe-core';
import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before } from 'node:test';
import { launch, watched } from './site.mjs';

const LOA = path.resolve(process.env.LOA ?? 'target/release/loa');
const KIOSK = path.join(path.dirname(LOA), 'loa-kiosk');

/** The screens of kiosks, upright and lying. */
export const SCREENS = [{ width: 1080, height: 1920 }, { width: 1920, height: 1080 }];

/** A kiosk of a ward that shows the site of `root`, the repository's where none is given. */
export async function kioskOf(/** @type {string} */ ward, root = '') {
  const folder = mkdtempSync(path.join(tmpdir(), 'loa-test-'));
  const at = (/** @type {string} */ name) => path.join(folder, name);
  const run = (/** @type {string} */ program, /** @type {string[]} */ ...given) => execFileSync(program, given, { stdio: 'pipe' });
  const state = ['--state', at('state')];
  let bundles = 0;
  /** Brings the site of a root on a stick; the kiosk takes it while it is served. */
  function bring(from = '') {
    bundles += 1;
    const file = at(`${bundles}.loa`);
    run(LOA, 'bundle', ...(from ? ['--root', from] : []), '--ward', ward, '--keys', at('keys'), '--out', file);
    run(KIOSK, 'import', file, ...state);
  }
  run(LOA, 'keys', 'new', '--out', at('keys'), '--no-password');
  run(KIOSK, 'init', ...state, '--ward', ward, '--root-key', at('keys/root.pub'));
  bring(root);
  const program = spawn(KIOSK, ['serve', ...state, '--port', '0'], { stdio: ['ignore', 'pipe', 'inherit'] });
  /** @type {string} */
  const origin = await new Promise((ready) => {
    program.stdout.on('data', (said) => {
      const address = /http:\/\/127\.0\.0\.1:\d+/.exec(String(said));
      if (address) ready(address[0]);
    });
  });
  return {
    origin,
    bring,
    status: async () => (await fetch(`${origin}/kiosk/status`)).json(),
    close: () => {
      program.kill();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** A kiosk and a browser before it, for all tests of a file; they are there when its first test begins. */
export function standing(ward = 'nam-dong') {
  const stand = {
    /** @type {import('playwright-core').Browser} */
    browser: /** @type {any} */ (undefined),
    origin: '',
    /** A page on its screen, which is upright where nothing else is said. */
    opened: (/** @type {object} */ options = {}) => watched(stand.browser, stand.origin, { viewport: SCREENS[0], hasTouch: true, ...options }),
  };
  /** @type {Awaited<ReturnType<typeof kioskOf>> | undefined} */
  let kiosk;
  before(async () => {
    kiosk = await kioskOf(ward);
    stand.origin = kiosk.origin;
    stand.browser = await launch();
  });
  after(async () => {
    await stand.browser?.close();
    kiosk?.close();
  });
  return stand;
}

/** Makes sure that axe-core objects to nothing on a page, or on a part of it. */
export async function accessible(/** @type {import('playwright-core').Page} */ page, where = '', part = 'html') {
  // What axe-core is made of may not be loaded by the page, which loads its own files alone: the debugger may.
  const session = await page.context().newCDPSession(page);
  await session.send('Runtime.evaluate', { expression: axe.source });
  const { violations } = await page.evaluate((part) => /** @type {any} */ (globalThis).axe.run(part), part);
  await session.detach();
  assert.deepEqual(violations.map((one) => `${one.id}: ${one.nodes[0].html}`), [], where);
}

/**
 * Makes sure that fingers meet what they aim at, and that whatever looks like a button is one: 48 px each way. Links within a sentence are as high as its lines (WCAG 2.2,
 * 2.5.8), and what a label belongs to is touched by it.
 */
export async function touchable(/** @type {import('playwright-core').Page} */ page, where = '') {
  const small = await page.evaluate(() => [...document.querySelectorAll('a[href], button, summary, input, select, textarea')].flatMap((way) => {
    const box = (/** @type {Element} */ one) => one.getBoundingClientRect();
    const within = way.parentElement;
    const inSentence = way.matches('a') && getComputedStyle(way).display === 'inline'
      && (within?.textContent?.trim().length ?? 0) > (way.textContent?.trim().length ?? 0);
    const { width, height } = box(way);
    if (width === 0 || inSentence || way.matches('.visually-hidden, .skip') || !way.checkVisibility({ visibilityProperty: true })) return [];
    return width < 47.5 || height < 47.5 ? [`${way.outerHTML.slice(0, 90)} ${Math.round(width)}×${Math.round(height)}`] : [];
  }));
  assert.deepEqual(small, [], where);
  const idle = await page.locator('.button:not(a, button, summary, label)').evaluateAll((all) => all.flatMap((one) => {
    const { backgroundColor, borderTopWidth } = getComputedStyle(one);
    return backgroundColor === 'rgba(0, 0, 0, 0)' && borderTopWidth === '0px' ? [] : [one.outerHTML];
  }));
  assert.deepEqual(idle, [], where);
}

/** Makes sure that nothing of a visitor is left on the device. */
export async function forgotten(/** @type {import('playwright-core').Page} */ page) {
  const left = await page.evaluate(async () => ({
    kept: { ...localStorage, ...sessionStorage },
    bases: (await indexedDB.databases?.() ?? []).map(({ name }) => name),
    caches: globalThis.caches ? await caches.keys() : [],
    workers: (await navigator.serviceWorker?.getRegistrations() ?? []).length,
    cookies: document.cookie,
    fields: [...document.querySelectorAll('input, textarea')].map((field) => /** @type {HTMLInputElement} */ (field).value).filter(Boolean),
    name: window.name,
  }));
  assert.deepEqual(left, { kept: {}, bases: [], caches: [], workers: 0, cookies: '', fields: [], name: '' });
  // The empty page before the first, and this one.
  assert.equal(await page.evaluate(() => history.length), 2);
}
