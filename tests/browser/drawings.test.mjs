// Drawings made to do harm: what is published of them is opened as a page and as a picture. Nothing runs, calls,
// leads away or takes long.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { launch, serve } from './site.mjs';

const LOA = path.resolve(process.env.LOA ?? 'target/release/loa');
const CASES = JSON.parse(readFileSync(new URL('drawings.json', import.meta.url), 'utf8'));
const PATIENCE = { timeout: 20_000 };

let browser, root;
before(async () => {
  browser = await launch();
  root = mkdtempSync(path.join(tmpdir(), 'loa-drawings-'));
  const made = spawnSync(LOA, ['init', root]);
  assert.equal(made.status, 0, String(made.stderr));
  rmSync(path.join(root, 'content'), { recursive: true });
  mkdirSync(path.join(root, 'content/mau/tin'), { recursive: true });
  writeFileSync(path.join(root, 'content/mau/ward.toml'),
    'name = "Phường Mẫu"\nshort_name = "Mẫu"\nprovince = "Tỉnh Mẫu"\nbase_url = "https://mau.example/"\n');
});
after(async () => {
  await browser.close();
  rmSync(root, { recursive: true, force: true });
});

/** Writes a post that shows the drawings, each in a paragraph; gives what `loa` says. */
function run(command, cases) {
  const shown = cases.map(({ name }) => `![Hình ${name}](${name}.svg)\n`).join('\n');
  const post = `+++\ntitle = "Hình vẽ"\ndate = 2026-11-20\n+++\n\nChữ.\n\n${shown}`;
  writeFileSync(path.join(root, 'content/mau/tin/hinh.md'), post);
  for (const { name, svg } of cases) writeFileSync(path.join(root, 'content/mau/tin', `${name}.svg`), svg);
  return spawnSync(LOA, [command, '--root', root, '--today', '2026-11-22', '--lang', 'vi'], { encoding: 'utf8' });
}

test('drawings that act are refused, each by name', () => {
  const refused = CASES.filter((one) => 'refused' in one);
  for (let from = 0; from < refused.length; from += 50) {
    const some = refused.slice(from, from + 50);
    const said = run('check', some);
    assert.equal(said.status, 1);
    for (const { name } of some) assert.ok(said.stderr.includes(`\`${name}.svg\``), `${name} in\n${said.stderr}`);
  }
});

test('what is published of the others does nothing in a browser', async () => {
  const fine = CASES.filter((one) => !('refused' in one));
  const said = run('build', fine);
  assert.equal(said.status, 0, said.stderr);
  const site = path.join(root, 'public/mau');
  const files = readdirSync(path.join(site, 'assets')).filter((file) => file.endsWith('.svg'));
  assert.ok(files.length > 15, `${files.length} drawings`);
  const { origin, close } = await serve(site);
  const context = await browser.newContext();
  const page = await context.newPage();
  const faults = [];
  page.on('dialog', (dialog) => { faults.push(`dialog ${dialog.message()}`); return dialog.dismiss(); });
  page.on('request', (request) => { if (!request.url().startsWith(origin)) faults.push(`calls ${request.url()}`); });
  context.on('page', () => faults.push('another window'));
  for (const file of files) {
    const url = `${origin}/assets/${file}`;
    await page.goto(url, { waitUntil: 'load', ...PATIENCE });
    await page.mouse.click(45, 45);
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    assert.equal(page.url(), url);
    assert.notEqual(await page.title(), 'RAN', file);
    assert.equal(await page.evaluate(() => document.documentElement.namespaceURI), 'http://www.w3.org/2000/svg');
    // An error of the parser would show as a page of its own.
    assert.equal(await page.evaluate(() => document.querySelector('parsererror')), null, file);
    await page.goto(`${origin}/404.html`);
    const width = await page.evaluate((src) => new Promise((done) => {
      const image = new Image();
      image.onload = () => { document.body.append(image); requestAnimationFrame(() => done(image.naturalWidth)); };
      image.onerror = () => done(0);
      image.src = src;
    }), url);
    assert.ok(width > 0, `${file} is drawn`);
    assert.notEqual(await page.title(), 'RAN', file);
  }
  assert.deepEqual(faults, []);
  await context.close();
  close();
});
