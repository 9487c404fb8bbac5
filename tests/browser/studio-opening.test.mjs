// The browser that opens by itself: the code that lets somebody in stands on no command line, but on a page that only its owner
// may read.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { after, before, test } from 'node:test';
import { LOA, PATIENCE, Root } from './device.mjs';
import { launch, watched } from './site.mjs';
import { WARD, end } from './studio.mjs';

let browser;
before(async () => { browser = await launch(); });
after(() => browser.close());

/** Waits until a file is there; gives what it holds. @param {string} file */
async function appeared(file) {
  for (let tries = 0; tries < 400; tries += 1) {
    if (existsSync(file) && readFileSync(file, 'utf8').endsWith('\n')) return readFileSync(file, 'utf8');
    await new Promise((soon) => { setTimeout(soon, 25); });
  }
  return assert.fail(`no ${file}`);
}

test('the code is on no command line; the page that leads in is its owner\'s alone, and goes once somebody came in', async () => {
  const root = new Root();
  root.write('content/phuong-thu/ward.toml', WARD);
  const home = mkdtempSync(path.join(os.tmpdir(), 'loa-home-'));
  mkdirSync(path.join(home, 'bin'));
  const given = path.join(home, 'given');
  const program = path.join(home, 'bin/xdg-open');
  writeFileSync(program, `#!/bin/sh\nprintf '%s\\n' "$*" > '${given}.new' && mv '${given}.new' '${given}'\n`);
  chmodSync(program, 0o755);
  const env = { ...process.env, HOME: home, PATH: `${home}/bin:${process.env.PATH}` };
  const server = spawn(LOA, ['studio', '--root', root.folder, '--port', '0'], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  server.stderr.resume();
  let address;
  for await (const line of createInterface({ input: server.stdout })) {
    [, address] = /(http:\/\/\S+\/vao\/[0-9a-f]+)/.exec(line) ?? [];
    if (address) break;
  }
  server.stdout.resume();
  const { origin, port, pathname } = new URL(address);
  const code = pathname.split('/').at(-1);
  const opened = (await appeared(given)).trim();
  assert.equal(opened, path.join(home, `loa-${port}.html`));
  assert.equal(statSync(opened).mode & 0o777, 0o600);
  assert.ok(readFileSync(opened, 'utf8').includes(code));
  const line = readFileSync(`/proc/${server.pid}/cmdline`, 'utf8');
  assert.ok(!line.includes(code) && !opened.includes(code));

  const { page, close } = await watched(browser, origin);
  await page.goto(`file://${opened}`, PATIENCE);
  await page.getByLabel('Tên của bạn').waitFor(PATIENCE);
  assert.equal(page.url(), `${origin}/toi`);
  assert.ok(!existsSync(opened), 'the page is gone');
  await close();

  // Nobody came in before it ended: the page goes with it.
  await end(server, 'SIGTERM');
  rmSync(given);
  const second = spawn(LOA, ['studio', '--root', root.folder, '--port', '0', '--quiet'], { env, stdio: 'ignore' });
  const left = (await appeared(given)).trim();
  assert.ok(existsSync(left));
  await end(second, 'SIGTERM');
  assert.ok(!existsSync(left));
  rmSync(home, { recursive: true, force: true });
  root.remove();
});
