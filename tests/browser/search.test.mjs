// The whole path of a query in a real browser: from the keys to the opened post, in all four sites.
import assert from 'node:assert/strict';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import { launch, PUBLIC, serve, WARDS, watched } from './site.mjs';

const PATIENCE = { timeout: 15_000 };

let browser;
before(async () => { browser = await launch(); });
after(() => browser.close());

async function searchPage(origin, options) {
  const watch = await watched(browser, origin, options);
  await watch.page.goto(`${origin}/tim-kiem/`);
  return watch;
}

for (const ward of WARDS) {
  describe(ward, () => {
    let site;
    before(async () => { site = await serve(path.join(PUBLIC, ward)); });
    after(() => site.close());

    for (const query of ['suc khoe', 'sức khỏe']) {
      test(`"${query}" typed on the search page leads to a post`, async () => {
        const { page, faults, close } = await searchPage(site.origin);
        await page.fill('#search-input', query);
        const first = page.locator('[data-hit]').first();
        await first.waitFor(PATIENCE);
        const title = (await first.textContent()).trim();
        const marks = await page.locator('#search-results mark').allTextContents();
        assert.ok(marks.length > 0, 'nothing is highlighted');
        assert.ok(marks.some((mark) => /[ứỏ]/iu.test(mark)), `the marks of the text are lost: ${marks}`);
        await first.click();
        await page.waitForLoadState();
        assert.notEqual(new URL(page.url()).pathname, '/tim-kiem/');
        assert.equal((await page.locator('h1').textContent()).trim(), title);
        assert.deepEqual(faults, []);
        await close();
      });
    }

    test('an address with a query searches on its own', async () => {
      const { page, faults, close } = await watched(browser, site.origin);
      await page.goto(`${site.origin}/tim-kiem/?q=${encodeURIComponent('sot xuat huyet')}`);
      const first = page.locator('[data-hit]').first();
      await first.waitFor(PATIENCE);
      assert.match(await first.getAttribute('href'), /\/suc-khoe\/sot-xuat-huyet\//);
      assert.match(await page.locator('#search-status').textContent(), /\d/, 'the number of results is announced');
      assert.deepEqual(faults, []);
      await close();
    });

    test('the form in the header leads to results', async () => {
      const { page, faults, close } = await watched(browser, site.origin);
      await page.goto(`${site.origin}/`);
      const field = page.locator('header input[name=q]');
      await field.fill('tiem chung');
      await field.press('Enter');
      await page.locator('[data-hit]').first().waitFor(PATIENCE);
      assert.match(page.url(), /\/tim-kiem\/\?q=tiem/);
      assert.deepEqual(faults, []);
      await close();
    });
  });
}

describe('the search page', () => {
  let site;
  before(async () => { site = await serve(path.join(PUBLIC, 'nam-dong')); });
  after(() => site.close());

  test('the address follows the query, so that a search can be shared', async () => {
    const { page, close } = await searchPage(site.origin);
    await page.fill('#search-input', 'rua tay');
    await page.locator('[data-hit]').first().waitFor(PATIENCE);
    await page.waitForFunction(() => new URLSearchParams(location.search).get('q') === 'rua tay', null, PATIENCE);
    await close();
  });

  test('keys alone reach and open a result', async () => {
    const { page, close } = await searchPage(site.origin);
    await page.focus('#search-input');
    await page.keyboard.type('dot quy');
    await page.locator('[data-hit]').first().waitFor(PATIENCE);
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/suc-khoe\/dot-quy\//, PATIENCE);
    await close();
  });

  test('nothing is loaded before the reader goes to search', async () => {
    const { page, close } = await watched(browser, site.origin);
    const loaded = [];
    page.on('request', (request) => loaded.push(request.url()));
    await page.goto(`${site.origin}/suc-khoe/`);
    await page.waitForLoadState('networkidle');
    assert.ok(!loaded.some((url) => /engine|search/.test(url)), loaded.join('\n'));
    await close();
  });

  test('without WebAssembly the sections are offered and the reader is told', async () => {
    const watch = await watched(browser, site.origin);
    await watch.page.addInitScript(() => { delete globalThis.WebAssembly; });
    await watch.page.goto(`${site.origin}/tim-kiem/?q=sot`);
    await watch.page.waitForFunction(() => document.getElementById('search-status').textContent.length > 0, null, PATIENCE);
    assert.ok(await watch.page.locator('#search-fallback a').first().isVisible());
    await watch.close();
  });

  test('a narrow screen does not scroll sideways', async () => {
    const { page, close } = await searchPage(site.origin, { viewport: { width: 320, height: 640 } });
    await page.fill('#search-input', 'bảo hiểm y tế');
    await page.locator('[data-hit]').first().waitFor(PATIENCE);
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
    await close();
  });

  test('hostile queries stay text', async () => {
    const { page, faults, close } = await searchPage(site.origin);
    await page.goto(`${site.origin}/tim-kiem/?q=${encodeURIComponent('<img src=x onerror=alert(1)> sốt')}`);
    await page.locator('[data-hit]').first().waitFor(PATIENCE);
    assert.equal(await page.locator('main img').count(), 0);
    assert.deepEqual(faults, []);
    await close();
  });
});
