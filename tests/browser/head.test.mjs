// The head of every page: the phone's menu and the reading aids open over the page, and nothing below them moves.
import assert from 'node:assert/strict';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { launch, PUBLIC, serve, watched } from './site.mjs';
import { PAGES } from './templates.mjs';

const WARD = 'le-chan';
const PHONE = { width: 360, height: 740 };

let browser;
let site;
before(async () => {
  browser = await launch();
  site = await serve(path.join(PUBLIC, WARD));
});
after(async () => {
  await browser.close();
  site.close();
});

const MENU = '.to-menu > summary';
const AIDS = '.aids > summary';
const placeOfText = (page) => page.locator('main').evaluate((main) => main.getBoundingClientRect().top + scrollY);

test('without scripts the menu opens under the head, with at most five entries, each with its sign', async () => {
  const { page, faults, close } = await watched(browser, site.origin, { javaScriptEnabled: false, viewport: PHONE });
  await page.goto(`${site.origin}/suc-khoe/dot-quy/`);
  const before = await placeOfText(page);
  await page.locator(MENU).click();
  const entries = page.locator('.to-menu .panel a');
  const shown = await entries.evaluateAll((all) => all.map((one) => one.checkVisibility() && Boolean(one.querySelector('svg path'))));
  assert.ok(shown.length > 2 && shown.length <= 5, `${shown.length} entries`);
  assert.ok(shown.every(Boolean), 'an entry is not seen, or has no sign');
  const [head, first] = await Promise.all([page.locator('.site-header').boundingBox(), entries.first().boundingBox()]);
  assert.ok(first.y >= head.y + head.height - 1 && first.y < 200, `the menu begins at ${first.y}`);
  assert.equal(await placeOfText(page), before);
  await page.locator(AIDS).click();
  assert.equal(await page.locator('.to-menu').getAttribute('open'), null, 'two are open');
  await page.locator(MENU).click();
  await entries.first().click();
  await page.waitForURL(`${site.origin}/suc-khoe/`);
  assert.deepEqual(faults, []);
  await close();
});

for (const [what, address] of Object.entries(PAGES)) {
  if (/poster/.test(what)) continue;
  test(`${what}: menu and reading aids are in the head, and nothing moves by itself`, async () => {
    const { page, close } = await watched(browser, site.origin, { viewport: PHONE });
    await page.addInitScript(() => {
      globalThis.shifted = 0;
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) {
          const { value, hadRecentInput } = /** @type {{ value: number, hadRecentInput: boolean } & PerformanceEntry} */ (entry);
          if (!hadRecentInput) globalThis.shifted += value;
        }
      }).observe({ type: 'layout-shift', buffered: true });
    });
    await page.goto(site.origin + address);
    if (address.startsWith('/tim-kiem/')) await page.locator('[data-hit]').first().waitFor({ timeout: 15_000 });
    const head = page.locator('.site-header');
    await head.locator(AIDS).click();
    assert.ok(await head.locator('[data-tool=larger]').isVisible());
    assert.ok(await head.locator('[data-tool=contrast]').isVisible());
    assert.ok(await head.locator('[data-tool=listen]').isVisible());
    await head.locator(MENU).click();
    await page.waitForTimeout(600);
    assert.equal(await page.evaluate(() => globalThis.shifted), 0);
    await close();
  });
}

test('on a phone the head is one row', async () => {
  const { page, close } = await watched(browser, site.origin, { viewport: PHONE });
  await page.goto(`${site.origin}/`);
  const tops = await page.locator('.head-button').evaluateAll((all) => all.map((one) => Math.round(one.getBoundingClientRect().top)));
  assert.equal(new Set(tops).size, 1, `${tops}`);
  await close();
});

test('with the keyboard alone the menu opens, closes and gives the focus back', async () => {
  const { page, close } = await watched(browser, site.origin, { viewport: PHONE });
  await page.goto(`${site.origin}/`);
  await page.locator(MENU).focus();
  await page.keyboard.press('Enter');
  assert.ok(await page.locator('.to-menu').evaluate((menu) => menu.hasAttribute('open')));
  await page.keyboard.press('Tab');
  assert.equal(await page.evaluate(() => document.activeElement.closest('.panel') !== null), true);
  await page.keyboard.press('Escape');
  assert.equal(await page.locator('.to-menu').getAttribute('open'), null);
  assert.equal(await page.evaluate(() => document.activeElement.matches('.to-menu > summary')), true);
  // What has the focus is never below an open menu.
  await page.keyboard.press('Enter');
  for (let step = 0; step < 7; step += 1) await page.keyboard.press('Tab');
  assert.equal(await page.locator('.to-menu').getAttribute('open'), null);
  await close();
});

test('the way to all sections closes the menu and leads to the foot', async () => {
  const { page, close } = await watched(browser, site.origin, { viewport: PHONE, reducedMotion: 'reduce' });
  await page.goto(`${site.origin}/`);
  await page.locator(MENU).click();
  await page.getByText('Tất cả các mục').click();
  assert.equal(await page.locator('.to-menu').getAttribute('open'), null);
  await page.waitForFunction(() => document.querySelector('#cac_muc').getBoundingClientRect().top < innerHeight);
  await close();
});

for (const width of [360, 1280]) {
  test(`opened at ${width} px the panels fit, also with text of twice the size`, async () => {
    const { page, close } = await watched(browser, site.origin, { viewport: { width, height: 740 } });
    await page.goto(`${site.origin}/`);
    for (const size of ['', '36px']) {
      await page.evaluate((value) => { document.documentElement.style.fontSize = value; }, size);
      for (const summary of [AIDS, ...(width < 800 ? [MENU] : [])]) {
        await page.locator(summary).click();
        const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        assert.ok(wide <= 0, `${summary} ${size}: ${wide} px too wide`);
        const small = await page.locator('.drop[open] :is(a, button, summary)').evaluateAll((all) => all
          .filter((one) => one.checkVisibility()).map((one) => one.getBoundingClientRect()).filter((box) => box.width < 44 || box.height < 44));
        assert.deepEqual(small, []);
      }
      await page.keyboard.press('Escape');
    }
    await close();
  });
}
