// A browser and a server for built sites: what the tests share.
import { chromium } from 'playwright-core';
import { createServer } from 'node:http';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';

/** The folder of built sites; the test command builds it. */
export const PUBLIC = path.resolve(process.env.LOA_PUBLIC ?? 'public');

/** The wards whose sites are shipped. */
export const WARDS = ['nam-dong', 'viet-hung', 'le-chan', 'cao-minh'];

/** The addresses of a ward's lessons. */
export function lessons(ward) {
  const folder = path.join(PUBLIC, ward, 'suc-khoe');
  const slugs = readdirSync(folder).filter((slug) => existsSync(path.join(folder, slug, 'ap-phich', 'index.html')));
  return slugs.map((slug) => `/suc-khoe/${slug}/`);
}

/** A folder with another build of the engine, which takes the place of the shipped one. */
const ENGINE = process.env.LOA_ENGINE;

const TYPES = {
  '.html': 'text/html; charset=utf-8', '.css': 'text/css', '.js': 'text/javascript', '.wasm': 'application/wasm',
  '.svg': 'image/svg+xml', '.png': 'image/png', '.jpg': 'image/jpeg', '.webp': 'image/webp', '.mp3': 'audio/mpeg', '.ogg': 'audio/ogg',
  '.xml': 'application/xml', '.txt': 'text/plain; charset=utf-8', '.json': 'application/json',
};

function file(folder, url) {
  const name = decodeURIComponent(new URL(url, 'http://x').pathname);
  const found = path.join(folder, path.normalize(name));
  return existsSync(found) && statSync(found).isDirectory() ? path.join(found, 'index.html') : found;
}

function bytes(found) {
  const engine = /^engine\.[0-9a-f]+\.(js|wasm)$/.exec(path.basename(found));
  return readFileSync(ENGINE && engine ? path.join(ENGINE, `engine.${engine[1]}`) : found);
}

/**
 * Serves `folder` as a plain static host would; gives its address without a slash, and how to stop.
 * `alter(name, bytes)` may give other bytes for a file, to play a damaged one.
 */
export async function serve(folder, alter = (_, sent) => sent) {
  const server = createServer((request, response) => {
    const found = file(folder, request.url);
    if (!existsSync(found)) {
      response.writeHead(404, { 'content-type': TYPES['.html'] });
      response.end(readFileSync(path.join(folder, '404.html')));
      return;
    }
    response.writeHead(200, { 'content-type': TYPES[path.extname(found)] ?? 'application/octet-stream' });
    response.end(alter(path.basename(found), bytes(found)));
  });
  await /** @type {Promise<void>} */ (new Promise((ready) => { server.listen(0, '127.0.0.1', ready); }));
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  return { origin: `http://127.0.0.1:${port}`, close: () => server.close() };
}

/** @param {string | undefined} program @param {string[]} besides */
function launched(program, besides) {
  return chromium.launch({
    executablePath: process.env.CHROMIUM ?? program,
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--no-first-run', '--disable-sync', ...besides],
  });
}

/** The whole browser. */
export const WHOLE = process.env.CHROMIUM ?? '/usr/bin/chromium';

/**
 * Debian's Chromium: its headless shell, which draws the same pages for half the processor time; where a system has none, the whole
 * browser. @param {string[]} [besides] other arguments
 */
export function launch(besides = []) {
  return launched(['/usr/bin/chromium-headless-shell', WHOLE].find((program) => existsSync(program)), besides);
}

/**
 * The whole browser, for what readers' devices keep: in the shell a version that withdraws a page may not take its turn.
 * @param {string[]} [besides] other arguments
 */
export function launchWhole(besides = []) {
  return launched(WHOLE, besides);
}

/**
 * A page that notes whatever must not happen: errors, refused code, requests to other hosts.
 * `faults` is to be empty at the end.
 */
export async function watched(browser, origin, options = {}) {
  const context = await browser.newContext({ locale: 'vi-VN', ...options });
  const page = await context.newPage();
  const faults = [];
  page.on('pageerror', (error) => faults.push(`error: ${error.message}`));
  page.on('console', (message) => {
    if (message.type() === 'error') faults.push(`console: ${message.text()}`);
  });
  page.on('request', (request) => {
    const url = request.url();
    if (!url.startsWith(origin) && !url.startsWith('data:') && !url.startsWith('blob:')) faults.push(`calls ${url}`);
  });
  return { page, faults, close: () => context.close() };
}

/** For a page: a device with these voices. What it is told to say is kept in `said`, by which voice in `voices`. */
export function speaker(voices) {
  globalThis.said = [];
  globalThis.voices = [];
  // @ts-expect-error A stand-in holds what is read alone.
  globalThis.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };
  const speech = Object.assign(new EventTarget(), {
    getVoices: () => voices,
    speak(utterance) {
      globalThis.said.push(utterance.text);
      globalThis.voices.push(`${utterance.voice?.lang} ${utterance.voice?.localService ? 'local' : 'far'}`);
      if (globalThis.said.length < 4) setTimeout(() => utterance.onend?.());
    },
    cancel() {}, pause() {}, resume() {},
  });
  Object.defineProperty(globalThis, 'speechSynthesis', { value: speech });
}
