// A reader with a keyboard alone: from the home page to a lesson, to search, to a hit and back.
import assert from 'node:assert/strict';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { launch, PUBLIC, serve, watched } from './site.mjs';

const WARD = 'nam-dong';
/** More than any page has to step over. */
const STEPS = 120;

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

/** What has the focus, and whether a reader can see that it has. */
function focused() {
  const element = document.activeElement;
  const { width, height, top, bottom } = element.getBoundingClientRect();
  return {
    text: (element.textContent || element.getAttribute('aria-label') || element.name || '').trim().replace(/\s+/g, ' '),
    href: element.getAttribute('href'),
    id: element.id,
    marked: element === document.body || [null, '::after'].some((part) => getComputedStyle(element, part).outlineStyle !== 'none'),
    onScreen: width > 0 && height > 0 && bottom > 0 && top < innerHeight,
  };
}

/** Presses Tab until `wanted` has the focus; every stop on the way must be seen. */
async function tabTo(page, wanted) {
  for (let step = 0; step < STEPS; step += 1) {
    await page.keyboard.press('Tab');
    const now = await page.evaluate(focused);
    assert.ok(now.marked, `the focus on "${now.text}" cannot be seen`);
    assert.ok(now.onScreen, `"${now.text}" has the focus off the screen`);
    if (wanted(now)) return now;
  }
  throw new Error('the keyboard does not get there');
}

test('from home to a lesson to search and back', async () => {
  const { page, faults, close } = await watched(browser, site.origin, {
    viewport: { width: 390, height: 800 }, reducedMotion: 'reduce',
  });
  await page.goto(`${site.origin}/`);

  // The skip link comes first and leads past the menu.
  await page.keyboard.press('Tab');
  assert.equal((await page.evaluate(focused)).text, 'Đến nội dung chính');
  await page.keyboard.press('Enter');
  await tabTo(page, ({ href }) => href?.startsWith('/suc-khoe/') && href.split('/').length === 4);
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/suc-khoe\/[^/]+\/$/);
  const lesson = page.url();

  // On a phone the head of the page holds a link to search, and the field is on the page of its own.
  await tabTo(page, ({ href }) => href === '/tim-kiem/');
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/tim-kiem\/$/);
  await tabTo(page, ({ id }) => id === 'search-input');
  await page.keyboard.type('sot xuat huyet');
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/tim-kiem\/\?q=sot\+xuat\+huyet$/);
  await page.locator('[data-hit]').first().waitFor({ timeout: 15_000 });
  await tabTo(page, ({ href }) => href?.includes('/suc-khoe/sot-xuat-huyet/'));
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/suc-khoe\/sot-xuat-huyet\//);

  await page.goBack();
  await page.waitForURL(/\/tim-kiem\/\?q=/);
  assert.equal(await page.locator('#search-input').inputValue(), 'sot xuat huyet');
  // The page writes its address anew when it has found what is asked again: only then does going back end elsewhere.
  await page.locator('[data-hit]').first().waitFor({ timeout: 15_000 });
  for (let step = 0; step < 3 && page.url() !== lesson; step += 1) await page.goBack();
  assert.equal(page.url(), lesson);
  assert.deepEqual(faults, []);
  await close();
});
