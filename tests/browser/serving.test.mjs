// `loa serve` in a browser: as many tabs as a writer opens, each following changes.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { createServer } from 'node:http';
import { createInterface } from 'node:readline';
import { after, afterEach, before, beforeEach, test } from 'node:test';
import { LOA, PATIENCE, Root } from './device.mjs';
import { launch, watched } from './site.mjs';

const POST = 'content/phuong-thu/tin/bai.md';
const post = (text) => `+++\ntitle = "Bài"\ndate = 2026-01-15\n+++\n\n${text}\n`;

let browser;
let root;
let server;
let origin;
before(async () => { browser = await launch(); });
after(() => browser.close());
beforeEach(async () => {
  root = new Root();
  root.write('content/phuong-thu/ward.toml', 'name = "Phường Thử"\nshort_name = "Thử"\nprovince = "Tỉnh Thử"\nbase_url = "https://thu.example.vn/"\n');
  root.write(POST, post('Lời đầu.'));
  await start('0');
});
afterEach(async () => {
  await stop();
  root.remove();
});

async function start(port) {
  server = spawn(LOA, ['serve', '--root', root.folder, '--port', port, '--lang', 'en'], { stdio: ['ignore', 'pipe', 'ignore'] });
  for await (const line of createInterface({ input: server.stdout })) {
    [, origin] = /See it at (http:\S+)\//.exec(line) ?? [];
    if (origin) break;
  }
  server.stdout.resume();
}

async function stop() {
  const ended = new Promise((done) => { server.once('exit', done); });
  server.kill();
  await ended;
}

test('nine tabs load, and all follow a change', async () => {
  const { page, faults, close } = await watched(browser, origin);
  const tabs = [page];
  while (tabs.length < 9) tabs.push(await page.context().newPage());
  for (const tab of tabs) {
    await tab.goto(`${origin}/phuong-thu/tin/bai/`, PATIENCE);
    await tab.getByText('Lời đầu.').waitFor(PATIENCE);
  }
  root.write(POST, post('Lời sau.'));
  for (const tab of tabs) await tab.getByText('Lời sau.').waitFor(PATIENCE);
  root.write(POST, post('Lời cuối.'));
  for (const tab of tabs) await tab.getByText('Lời cuối.').waitFor(PATIENCE);
  assert.deepEqual(faults, []);
  await close();
});

test('one edit reloads its page once, and no other', async () => {
  const context = await browser.newContext();
  const [edited, other] = [await context.newPage(), await context.newPage()];
  await edited.goto(`${origin}/phuong-thu/tin/bai/`);
  await other.goto(`${origin}/phuong-thu/khong-co/`);
  const loads = [0, 0];
  [edited, other].forEach((tab, at) => tab.on('load', () => { loads[at] += 1; }));
  root.write(POST, post('Lời sau.').replace('"Bài"', '"Tên sau"'));
  await edited.getByText('Lời sau.').waitFor(PATIENCE);
  const list = async () => (await fetch(`${origin}/phuong-thu/tin/`)).text();
  while (!(await list()).includes('Tên sau')) await edited.waitForTimeout(50);
  await edited.waitForTimeout(2500);
  assert.deepEqual(loads, [1, 0], 'the build writes the page that was shown before');
  await context.close();
});

test('a tab waits for a server that starts again', async () => {
  const page = await browser.newPage();
  await page.goto(`${origin}/phuong-thu/tin/bai/`);
  await stop();
  root.write(POST, post('Khi máy chủ nghỉ.'));
  await start(new URL(origin).port);
  await page.getByText('Khi máy chủ nghỉ.').waitFor(PATIENCE);
  await page.close();
});

test('a page of another site reads nothing', async () => {
  const other = createServer((_, response) => response.writeHead(200, { 'content-type': 'text/html' }).end('<p>Trang khác</p>'));
  await /** @type {Promise<void>} */ (new Promise((ready) => { other.listen(0, '127.0.0.1', ready); }));
  const { port } = /** @type {import('node:net').AddressInfo} */ (other.address());
  const page = await browser.newPage();
  await page.goto(`http://127.0.0.1:${port}/`);
  const got = await page.evaluate(async (url) => {
    const read = await fetch(url).then((answer) => answer.text(), (error) => String(error));
    const script = await new Promise((done) => {
      document.body.append(Object.assign(document.createElement('script'), { src: `${url}_loa/reload.js`, onload: () => done('ran'), onerror: () => done('refused') }));
    });
    return [read, script];
  }, `${origin}/`);
  assert.match(got[0], /^TypeError/);
  assert.equal(got[1], 'refused', 'nor runs a script of ours');
  await page.close();
  await new Promise((done) => { other.close(done); other.closeAllConnections(); });
  // A name that leads to this machine, as after DNS rebinding.
  const rebound = await launch(['--host-resolver-rules=MAP evil.example 127.0.0.1']);
  const victim = await rebound.newPage();
  const answer = await victim.goto(`http://evil.example:${new URL(origin).port}/phuong-thu/tin/bai/`);
  assert.equal(answer.status(), 421);
  assert.doesNotMatch(await victim.textContent('body'), /Lời đầu/);
  await rebound.close();
});
