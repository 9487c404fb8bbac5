// The pages of a kiosk on a stick alone: opened from file:// without any program, with the network off.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { SCREENS } from './kiosk.mjs';
import { launch, watched } from './site.mjs';

const LOA = path.resolve(process.env.LOA ?? 'target/release/loa');

let browser;
let folder;
let home;
before(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'loa-test-'));
  execFileSync(LOA, ['build', '--portable', '--kiosk-pages', '--ward', 'nam-dong', '--out', folder], { stdio: 'pipe' });
  home = pathToFileURL(path.join(folder, 'nam-dong/index.html')).href;
  browser = await launch();
});
after(async () => {
  await browser?.close();
  rmSync(folder, { recursive: true, force: true });
});

const opened = (viewport = SCREENS[0]) => watched(browser, 'file://', { viewport, hasTouch: true, offline: true });

test('every link leads to a page of the stick', () => {
  const site = path.join(folder, 'nam-dong');
  const pages = readdirSync(site, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.html'));
  assert.ok(pages.length > 200, `${pages.length} pages`);
  const wrong = [];
  for (const name of pages) {
    const page = path.join(site, name);
    for (const [, address] of readFileSync(page, 'utf8').matchAll(/<(?:a|form)\b[^>]* (?:href|action)="([^"]*)"/gu)) {
      const url = new URL(address.replaceAll('&amp;', '&'), pathToFileURL(page));
      const file = url.protocol === 'file:' ? fileURLToPath(new URL(url.pathname, url)) : '';
      if (!file.startsWith(site) || !file.endsWith('.html') || !existsSync(file)) wrong.push(`${name}: ${address}`);
    }
  }
  assert.deepEqual(wrong.slice(0, 10), []);
});

test('pictures, keyboard, the way back and the reset are there', async () => {
  for (const screen of SCREENS) {
    const { page, faults, close } = await opened(screen);
    await page.clock.install();
    await page.goto(home);
    assert.equal(await page.locator('.tile').count(), 24);
    await page.locator('.tile', { hasText: 'Bị bỏng' }).tap();
    await page.waitForURL(/suc-khoe\/bong\/index\.html$/);
    await page.locator('[data-kiosk-back]').tap();
    await page.waitForURL(home);
    await page.locator('header input[name=q]').tap();
    for (const key of 'suwcs') await page.locator('.keyboard').getByRole('button', { name: key, exact: true }).tap();
    await page.locator('.keyboard').getByRole('button', { name: 'Tìm', exact: true }).tap();
    await page.waitForURL(/tim-kiem\/index\.html\?q=/);
    const hit = page.locator('[data-hit]').first();
    const deadline = Date.now() + 20_000;
    while (!await hit.isVisible()) {
      assert.ok(Date.now() < deadline, 'hits');
      await page.clock.runFor(500);
    }
    await hit.tap();
    await page.waitForURL(/nam-dong\/(?!tim-kiem).*index\.html/);
    await page.clock.runFor(92_000);
    assert.equal(await page.locator('.kiosk-idle').isVisible(), true);
    await page.clock.runFor(31_000);
    await page.waitForURL(home);
    assert.equal(await page.evaluate(() => sessionStorage.length + localStorage.length), 0);
    assert.equal(await page.evaluate(() => history.length), 2, 'the empty page before the first, and this one');
    assert.equal(await page.locator('header input[name=q]').inputValue(), '');
    await page.clock.runFor(32_000);
    await page.locator('.kiosk-loop').waitFor();
    await page.touchscreen.tap(300, 600);
    await page.locator('.kiosk-loop').waitFor({ state: 'hidden' });
    assert.equal(page.url(), home);
    assert.deepEqual(faults, []);
    await close();
  }
});
