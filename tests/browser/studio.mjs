// A studio under test: the program, a person who comes in, and pages at every width and colour scheme: what the tests share.
import assert from 'node:assert/strict';
import axe from 'axe-core';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { request } from 'node:http';
import { createInterface } from 'node:readline';
import { LOA, PATIENCE } from './device.mjs';
import { watched } from './site.mjs';

/** A ward that is sound. */
export const WARD = 'name = "Phường Thử"\nshort_name = "Thử"\nprovince = "Tỉnh Thử"\nbase_url = "https://thu.example.vn/"\n';

/**
 * Starts `loa studio` with these arguments; gives the program, where it answers, and the address with the code that lets
 * somebody in.
 * @param {string[]} given @param {import('node:child_process').SpawnOptions} [options]
 */
export async function begin(given, options = {}) {
  const server = spawn(LOA, ['studio', ...given, '--no-open'], { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
  server.stderr.resume();
  let origin;
  let address;
  for await (const line of createInterface({ input: server.stdout })) {
    [, address, origin] = /((http:\/\/[^/\s]+)\/vao\/[0-9a-f]+)/.exec(line) ?? [];
    if (address) break;
  }
  server.stdout.resume();
  return { server, origin, address };
}

/** Ends a studio, which may have ended. @param {import('node:child_process').ChildProcess} server @param {NodeJS.Signals} [signal] */
export async function end(server, signal = 'SIGKILL') {
  if (server.exitCode !== null || server.signalCode !== null) return;
  const ended = once(server, 'exit');
  server.kill(signal);
  await ended;
}

/**
 * Comes in as a person; the first of all may say that one person does everything.
 * @param {any} browser @param {{ origin: string, address: string }} studio @param {any} [person]
 */
export async function enter(browser, studio, person = {}) {
  const { name = 'cô Lan', alone = false, ...options } = person;
  const { origin, address } = studio;
  const seen = await watched(browser, origin, options);
  await seen.page.goto(address, PATIENCE);
  await seen.page.getByLabel('Tên của bạn').fill(name);
  if (alone) await seen.page.getByLabel('Một người làm tất cả').check();
  await seen.page.getByRole('button', { name: 'Bắt đầu' }).click();
  await seen.page.waitForURL(`${origin}/`, PATIENCE);
  return seen;
}

/** Sends a request as a program would; gives its status. @param {string} origin @param {string} method @param {string} url */
export function ask(origin, method, url, headers = {}) {
  return new Promise((done, failed) => {
    const { hostname, port } = new URL(origin);
    const sent = request({ host: hostname, port, path: url, method, headers }, (answer) => {
      answer.resume();
      done(answer.statusCode);
    });
    sent.on('error', failed);
    sent.end(method === 'POST' ? '{}' : undefined);
  });
}

/** Goes on with the tab key until what is sought has the focus, at most so many times. */
export async function reach(page, selector, most) {
  for (let tab = 0; tab < most; tab += 1) {
    await page.keyboard.press('Tab');
    if (await page.evaluate((wanted) => document.activeElement?.matches(wanted), selector)) return;
  }
  assert.fail(`no way to ${selector}`);
}

/** Looks at a page on a phone and on a desktop, in both colour schemes. @param {(width: number) => Promise<void>} look */
export async function everywhere(page, look) {
  for (const width of [360, 1280]) {
    for (const colorScheme of /** @type {const} */ (['light', 'dark'])) {
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width, height: 800 });
      await look(width);
    }
  }
}

/** Nothing on the page is wider than the window, and axe-core objects to nothing. @param {object} [options] for axe-core */
export async function fits(page, where, width, options = {}) {
  const wide = await page.evaluate(() => document.documentElement.scrollWidth);
  assert.ok(wide <= width, `${where} is ${wide} wide at ${width}`);
  // The page's policy lets nobody else's script in: the debugger may.
  const cdp = await page.context().newCDPSession(page);
  await cdp.send('Runtime.evaluate', { expression: axe.source });
  const found = await page.evaluate(async (given) => {
    const { violations } = await /** @type {any} */ (globalThis).axe.run(document, given);
    return violations.map((one) => `${one.id}: ${one.nodes.map((node) => node.html).slice(0, 3).join(' ')}`);
  }, options);
  assert.deepEqual(found, [], `${where} at ${width}`);
}
