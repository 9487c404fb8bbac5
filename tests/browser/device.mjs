// A host that can fail, sites made for a test, and waiting: what tests of readers' devices share.
import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const REPOSITORY = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
export const LOA = path.resolve(process.env.LOA ?? path.join(REPOSITORY, 'target/release/loa'));
export const PATIENCE = { timeout: 60_000 };
export const DAY = 86_400_000;

export const TYPES = {
  '.html': 'text/html; charset=utf-8', '.css': 'text/css', '.js': 'text/javascript', '.wasm': 'application/wasm',
  '.svg': 'image/svg+xml', '.png': 'image/png', '.webp': 'image/webp', '.mp3': 'audio/mpeg', '.ogg': 'audio/ogg', '.jpg': 'image/jpeg', '.json': 'application/json',
  '.webmanifest': 'application/manifest+json', '.xml': 'application/xml', '.txt': 'text/plain; charset=utf-8',
};

/** A root in a temporary folder, with the theme of the repository. */
export class Root {
  constructor() {
    this.folder = mkdtempSync(path.join(os.tmpdir(), 'loa-device-'));
    this.out = path.join(this.folder, 'public');
    cpSync(path.join(REPOSITORY, 'themes'), path.join(this.folder, 'themes'), { recursive: true });
  }

  write(file, text) {
    const place = path.join(this.folder, file);
    mkdirSync(path.dirname(place), { recursive: true });
    writeFileSync(place, text);
  }

  edit(file, change) {
    const place = path.join(this.folder, file);
    writeFileSync(place, change(readFileSync(place, 'utf8')));
  }

  /** Takes a file of the sources away. */
  drop(file) {
    rmSync(path.join(this.folder, file), { recursive: true });
  }

  loa(...options) {
    return execFileSync(LOA, [options[0], '--root', this.folder, ...options.slice(1)], { encoding: 'utf8' });
  }

  /** The same with what it says of problems, whether it succeeds or not. */
  tell(...options) {
    return spawnSync(LOA, [options[0], '--root', this.folder, ...options.slice(1)], { encoding: 'utf8' });
  }

  build() {
    this.loa('build', '--today', '2026-11-22', '--quiet');
  }

  remove() {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** Serves a folder as a plain static host would, and fails as it is told to. */
export class Host {
  /** Changes an answer: gives what to send for a path, or nothing to send the file. */
  /** @type {(name: string, body: Buffer) => object | undefined} */
  tamper = () => undefined;
  /** @type {number | undefined} */
  port = undefined;
  asked = [];

  constructor(out) {
    this.out = out;
  }

  async start() {
    this.server = createServer((request, response) => this.answer(request, response));
    await /** @type {Promise<void>} */ (new Promise((ready) => { this.server.listen(this.port ?? 0, 'localhost', ready); }));
    this.port = /** @type {import('node:net').AddressInfo} */ (this.server.address()).port;
    this.origin = `http://localhost:${this.port}`;
  }

  answer(request, response) {
    const name = decodeURIComponent(new URL(request.url, this.origin).pathname);
    this.asked.push(name);
    let file = path.join(this.out, path.normalize(name));
    if (existsSync(file) && statSync(file).isDirectory()) file = path.join(file, 'index.html');
    const status = existsSync(file) ? 200 : 404;
    const body = status === 200 ? readFileSync(file) : Buffer.from('<!doctype html><p>404</p>');
    const type = status === 200 ? TYPES[path.extname(file)] ?? 'application/octet-stream' : TYPES['.html'];
    const sent = { status, type, body, headers: {}, ...this.tamper(name, body) };
    response.writeHead(sent.status, {
      'content-type': sent.type, 'content-length': sent.body.length, 'cache-control': 'no-cache', ...sent.headers,
    });
    response.end(sent.body);
  }

  /** Nobody answers any more. */
  async cut() {
    const closed = new Promise((done) => { this.server.close(done); });
    this.server.closeAllConnections();
    await closed;
  }
}

export async function until(check, what) {
  const end = Date.now() + PATIENCE.timeout;
  while (Date.now() < end) {
    if (await check()) return;
    await new Promise((wait) => { setTimeout(wait, 100); });
  }
  assert.fail(`not in time: ${what}`);
}

export const isKept = (page, url) => page.evaluate(async (wanted) => Boolean(await caches.match(wanted)), url);
