// A portable site, as on a USB stick: opened from file:// with the network off, it reads, links and searches.
import assert from 'node:assert/strict';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { launch, WARDS, watched } from './site.mjs';

const PORTABLE = path.resolve(process.env.LOA_PORTABLE ?? 'portable');
const PATIENCE = { timeout: 45_000 };

let browser;
before(async () => { browser = await launch(); });
after(() => browser.close());

for (const ward of WARDS) {
  describe(`${ward} from file://`, () => {
    const home = pathToFileURL(path.join(PORTABLE, ward, 'index.html')).href;

    test('pages link to each other', async () => {
      const { page, faults, close } = await watched(browser, 'file://', { offline: true });
      await page.goto(home);
      assert.notEqual(await page.evaluate(() => getComputedStyle(document.body).fontFamily), '', 'styled');
      await page.locator('.menu a', { hasText: 'Sức khỏe' }).first().click();
      await page.waitForURL(/suc-khoe\/index\.html$/);
      const lesson = page.locator('main .group li a').first();
      const title = await lesson.textContent();
      await lesson.click();
      await page.waitForURL(/suc-khoe\/[^/]+\/index\.html$/);
      assert.ok((await page.locator('h1').textContent()).startsWith(title), title);
      assert.deepEqual(faults, []);
      await close();
    });

    for (const query of ['sot xuat huyet', 'sốt xuất huyết']) {
      test(`"${query}" finds the lesson`, async () => {
        const { page, faults, close } = await watched(browser, 'file://', { offline: true });
        await page.goto(home);
        const field = page.locator('header input[name=q]');
        await field.fill(query);
        await field.press('Enter');
        const first = page.locator('[data-hit]').first();
        await first.waitFor(PATIENCE);
        await first.click();
        await page.waitForURL(/suc-khoe\/sot-xuat-huyet\/index\.html/);
        assert.equal(await page.evaluate(() => localStorage.length), 0, 'the next visitor would read it');
        assert.deepEqual(faults, []);
        await close();
      });
    }
  });
}
