// The sites without any script: they read, they link, nothing is wider than the screen.
import assert from 'node:assert/strict';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import { launch, PUBLIC, serve, WARDS, watched } from './site.mjs';

let browser;
before(async () => { browser = await launch(); });
after(() => browser.close());

for (const ward of WARDS) {
  describe(ward, () => {
    let site;
    before(async () => { site = await serve(path.join(PUBLIC, ward)); });
    after(() => site.close());

    test('without JavaScript a reader walks from the home page to a lesson', async () => {
      const { page, faults, close } = await watched(browser, site.origin, { javaScriptEnabled: false });
      await page.goto(`${site.origin}/`);
      await page.locator('.menu a[href="/suc-khoe/"]').click();
      await page.waitForURL(`${site.origin}/suc-khoe/`);
      const lesson = page.locator('main .group li a').first();
      const title = await lesson.textContent();
      await lesson.click();
      await page.waitForURL(/\/suc-khoe\/[^/]+\/$/);
      assert.ok((await page.locator('h1').textContent()).startsWith(title), title);
      await page.goto(`${site.origin}/suc-khoe/sot-xuat-huyet/`);
      assert.ok(await page.locator('.care-emergency').isVisible(), 'when to call 115');
      assert.equal(await page.locator('a[href="tel:115"]').count() > 0, true, '115 can be called');
      assert.deepEqual(faults, []);
      await close();
    });

    test('without JavaScript the search page offers the sections', async () => {
      const { page, close } = await watched(browser, site.origin, { javaScriptEnabled: false });
      await page.goto(`${site.origin}/tim-kiem/?q=sot`);
      const links = await page.locator('#search-fallback a').count();
      assert.ok(links >= 3, `${links} links`);
      await page.locator('#search-fallback a').first().click();
      assert.ok(await page.locator('h1').isVisible());
      await close();
    });

    test('no page of a kind is wider than a phone', async () => {
      const { page, faults, close } = await watched(browser, site.origin, { viewport: { width: 320, height: 640 } });
      const pages = ['/', '/suc-khoe/', '/suc-khoe/sot-xuat-huyet/', '/nghi-quyet/', '/nghi-quyet/72-nq-tw/', '/tin/', '/chu-de/', '/tim-kiem/'];
      for (const url of pages) {
        await page.goto(`${site.origin}${url}`);
        const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        assert.ok(wide <= 0, `${url} is ${wide} px too wide`);
      }
      assert.deepEqual(faults, []);
      await close();
    });

    test('an unknown address gets a page that helps', async () => {
      const { page, close } = await watched(browser, site.origin);
      const response = await page.goto(`${site.origin}/khong-co/`);
      assert.equal(response.status(), 404);
      assert.ok(await page.locator('main a').count() > 0);
      await close();
    });
  });
}
