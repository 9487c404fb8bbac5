// A new release on the screen of a kiosk: it proves itself while nobody is there, or the one before comes back.
import assert from 'node:assert/strict';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { REPOSITORY } from './device.mjs';
import { kioskOf, SCREENS } from './kiosk.mjs';
import { launch, watched } from './site.mjs';

const PICTURES = process.env.LOA_PICTURES;

let browser;
let roots;
before(async () => {
  roots = mkdtempSync(path.join(tmpdir(), 'loa-test-'));
  browser = await launch();
});
after(async () => {
  await browser?.close();
  rmSync(roots, { recursive: true, force: true });
});

/** The repository's sites with one file of the theme replaced. */
function rootWith(/** @type {string} */ name, /** @type {string} */ text) {
  const root = path.join(roots, path.basename(name));
  for (const part of ['content', 'themes']) cpSync(path.join(REPOSITORY, part), path.join(root, part), { recursive: true });
  writeFileSync(path.join(root, 'themes/phuong', name), text);
  return root;
}

/** The home page of the kiosk, with a clock that the test turns, and what it told the kiosk's program. */
async function atHome(/** @type {string} */ origin) {
  const opened = await watched(browser, origin, { viewport: SCREENS[1], hasTouch: true });
  /** @type {string[]} */
  const told = [];
  opened.page.on('request', (request) => {
    if (request.method() === 'POST' && request.url().endsWith('/kiosk/check')) told.push((request.postData() ?? '').split(' ')[0]);
  });
  await opened.page.clock.install();
  await opened.page.goto(origin);
  return { ...opened, told };
}

/** Turns the page's clock until something holds. */
async function until(/** @type {import('playwright-core').Page} */ page, /** @type {() => Promise<boolean>} */ holds) {
  const end = Date.now() + 90_000;
  while (!await holds()) {
    assert.ok(Date.now() < end, 'it did not come to be');
    await page.clock.runFor(5000);
  }
}

/** What the page told the kiosk's program: the browser reports a request some time after the program has answered it. */
async function hasTold(/** @type {string[]} */ told, /** @type {string[]} */ wanted) {
  for (let tries = 0; told.length < wanted.length && tries < 100; tries++) await new Promise((done) => { setTimeout(done, 50); });
  assert.deepEqual(told, wanted);
}

test('a release that works ends its trial, and the next one comes to the screen by itself', async () => {
  const kiosk = await kioskOf('nam-dong');
  try {
    assert.equal((await kiosk.status()).trial, true);
    const { page, faults, told, close } = await atHome(kiosk.origin);
    const isProved = async () => !(await kiosk.status()).trial;
    await until(page, isProved);
    await hasTold(told, ['ok']);
    const first = (await kiosk.status()).release.number;

    // Whoever reads is left alone.
    const heading = await page.locator('.kiosk-home h1').boundingBox();
    assert.ok(heading);
    // Slides may lie over it by now.
    await page.touchscreen.tap(heading.x + 5, heading.y + 5);
    await page.evaluate(() => { document.title = 'being read'; });
    kiosk.bring();
    const second = (await kiosk.status()).release.number;
    assert.ok(second > first);
    await page.clock.runFor(60_000);
    assert.equal(await page.title(), 'being read');
    assert.equal((await kiosk.status()).trial, true);

    // When they are gone the new one is shown, and proves itself.
    await until(page, isProved);
    assert.notEqual(await page.title(), 'being read');
    await hasTold(told, ['ok', 'ok']);

    // Left alone, the page comes to the third by itself.
    await page.evaluate(() => { document.title = 'the second'; });
    kiosk.bring();
    await until(page, async () => await page.title() !== 'the second' && isProved());
    await hasTold(told, ['ok', 'ok', 'ok']);
    assert.deepEqual(faults, []);
    await close();
  } finally {
    kiosk.close();
  }
});

test('a ward that has one notice and no lesson proves itself, and its notice turns on the screen', async () => {
  const root = path.join(roots, 'small');
  mkdirSync(path.join(root, 'content/thu/tin'), { recursive: true });
  cpSync(path.join(REPOSITORY, 'themes'), path.join(root, 'themes'), { recursive: true });
  writeFileSync(path.join(root, 'content/thu/ward.toml'),
    'name = "Phường Thử"\nshort_name = "Thử"\nprovince = "Tỉnh Thử"\nbase_url = "https://thu.example.vn/"\n');
  const day = (/** @type {number} */ hours) => new Date(Date.now() + hours * 3_600_000).toISOString().slice(0, 10);
  writeFileSync(path.join(root, 'content/thu/tin/mat-nuoc.md'),
    `+++\ntitle = "Mất nước sạch ở tổ 1 và tổ 2"\ndate = ${day(7)}\nurgent = true\nexpires = ${day(55)}\n+++\n\nĐừng uống nước máy.\n`);
  const kiosk = await kioskOf('thu', root);
  try {
    const { page, told, close } = await atHome(kiosk.origin);
    await until(page, async () => !(await kiosk.status()).trial);
    await hasTold(told, ['ok']);
    assert.equal(await page.locator('.tile').count(), 0);
    // Nobody is asked to touch pictures that are not there.
    assert.deepEqual(await page.locator('h1').allInnerTexts(), ['Phường Thử']);
    if (PICTURES) await page.screenshot({ path: path.join(PICTURES, 'no-lesson.png') });
    await until(page, () => page.locator('.kiosk-loop').isVisible());
    await page.locator('.slide-notice', { hasText: 'Mất nước sạch' }).waitFor();
    if (PICTURES) await page.screenshot({ path: path.join(PICTURES, 'notice.png') });
    await close();
  } finally {
    kiosk.close();
  }
});

const BROKEN = {
  'the search is broken': ['scripts/search-engine.js', "throw new Error('broken');\n"],
  'the first page shows nothing': ['templates/kiosk-home.html', '{% extends "base.html" %}\n{% block main %}<h1>Loa</h1>{% endblock main %}\n'
    + '{% block scripts %}<script defer src="{{ shell.assets.scripts["kiosk-check.js"] }}" data-search="{{ shell.urls.search }}"></script>{% endblock scripts %}\n'],
};

for (const [what, [name, text]] of Object.entries(BROKEN)) {
  test(`where ${what}, the release before comes back after three checks`, async () => {
    const kiosk = await kioskOf('nam-dong');
    try {
      const { page, told, close } = await atHome(kiosk.origin);
      await until(page, async () => !(await kiosk.status()).trial);
      const good = (await kiosk.status()).release.number;
      kiosk.bring(rootWith(name, text));
      assert.ok((await kiosk.status()).release.number > good);
      await until(page, async () => (await kiosk.status()).release.number === good);
      await hasTold(told, ['ok', 'failed', 'failed', 'failed']);
      assert.equal((await kiosk.status()).trial, false);
      await until(page, async () => await page.locator('.tile').count() === 24);
      await close();
    } finally {
      kiosk.close();
    }
  });
}
