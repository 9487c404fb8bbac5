// What the search page says besides its hits: an emergency's card, "no post yet", where to turn to.
import assert from 'node:assert/strict';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import { launch, PUBLIC, serve, watched } from './site.mjs';

const PATIENCE = { timeout: 45_000 };
const PHONE = { width: 360, height: 740 };

let browser;
let site;
before(async () => {
  browser = await launch();
  site = await serve(path.join(PUBLIC, 'le-chan'));
});
after(async () => {
  await site.close();
  await browser.close();
});

async function ask(query, use) {
  const { page, faults, close } = await watched(browser, site.origin, { viewport: PHONE });
  await page.goto(`${site.origin}/tim-kiem/?q=${encodeURIComponent(query)}`);
  await page.locator('#search-status', { hasText: /\S/ }).waitFor(PATIENCE);
  await page.waitForFunction(() => !/^Đang tìm.*…$/u.test(document.getElementById('search-status').textContent),
    null, PATIENCE);
  await use(page);
  assert.deepEqual(faults, []);
  await close();
}

const card = (page) => page.locator('.search-urgent');

describe('an emergency', () => {
  for (const [query, lesson, number] of [
    ['tai bien', 'dot-quy', '115'], ['meo mieng', 'dot-quy', '115'], ['ran can', 'ran-con-trung-can', '115'],
    ['uong nham thuoc', 'ngo-doc', '115'], ['chay nha', 'phong-chay', '114'], ['bao luc gia dinh', 'bao-luc-gia-dinh', '113'],
  ]) {
    test(`"${query}" shows the number, three steps and the lesson, and a whole hit below`, () => ask(query, async (page) => {
      await card(page).waitFor(PATIENCE);
      assert.equal(await card(page).locator('.call').first().textContent(), `Gọi ${number}`);
      assert.equal(await card(page).locator('.call').first().getAttribute('href'), `tel:${number}`);
      assert.equal(await card(page).locator('li').count(), 3);
      assert.match(await card(page).locator('a').last().getAttribute('href'), new RegExp(`/suc-khoe/${lesson}/$`));
      assert.match(await page.locator('#search-status').textContent(), new RegExp(`^Khẩn cấp: gọi ${number}\\.`));
      const hit = await page.locator('.search-hit').first().boundingBox();
      assert.ok(hit.y + hit.height <= PHONE.height, `the first hit ends at ${hit.y + hit.height}`);
      const wide = await page.evaluate(() => document.documentElement.scrollWidth);
      assert.ok(wide <= PHONE.width, `${wide} px wide`);
    }));
  }

  for (const [query, number] of [['cap cuu', '115'], ['115', '115'], ['khan cap', '115'], ['114', '114']]) {
    test(`"${query}" shows whom to call and what to say`, () => ask(query, async (page) => {
      await card(page).waitFor(PATIENCE);
      assert.equal(await card(page).locator('.call').first().getAttribute('href'), `tel:${number}`);
      assert.match(await card(page).textContent(), /Ở đâu/);
    }));
  }

  for (const query of ['bhyt', 'rua tay', 'tiem chung', 'nguoi cao tuoi', 'tre em', 'hien mau', 'tram y te']) {
    test(`"${query}" is none`, () => ask(query, async (page) => {
      await page.locator('[data-hit]').first().waitFor(PATIENCE);
      assert.equal(await card(page).count(), 0);
    }));
  }

  test('the card goes when the reader asks something else', () => ask('dot quy', async (page) => {
    await card(page).waitFor(PATIENCE);
    await page.fill('#search-input', 'rua tay');
    await page.waitForFunction(() => !document.querySelector('.search-urgent'), null, PATIENCE);
    await page.fill('#search-input', 'dot quy');
    await card(page).waitFor(PATIENCE);
    await page.fill('#search-input', '');
    await page.waitForFunction(() => !document.querySelector('.search-urgent'), null, PATIENCE);
  }));
});

describe('no post yet', () => {
  for (const query of ['rung toc', 'quet rac gio nao', 'xyzzy']) {
    test(`"${query}" is told so, with whom to ask and the sections`, () => ask(query, async (page) => {
      assert.match(await page.locator('#search-status').textContent(), new RegExp(`^Chưa có bài về “${query}”`));
      assert.ok(await page.locator('#search-contacts').isVisible());
      assert.ok(await page.locator('#search-fallback a').first().isVisible());
      const hits = await page.locator('[data-hit]').count();
      assert.ok(hits <= 3, `${hits} hits`);
      if (hits) assert.equal(await page.locator('#search-results h2').first().textContent(), 'Có thể bạn cần');
    }));
  }

  test('a question for a telephone number is answered with contacts', () => ask('so dien thoai tram y te', async (page) => {
    assert.ok(await page.locator('#search-contacts').isVisible());
    assert.match(await page.locator('#search-contacts').textContent(), /trạm y tế/i);
  }));

  test('what a post is about is not refused', () => ask('sot xuat huyet', async (page) => {
    await page.locator('[data-hit]').first().waitFor(PATIENCE);
    assert.ok(await page.locator('#search-contacts').isHidden());
    assert.match(await page.locator('#search-status').textContent(), /Có \d+ kết quả/);
  }));
});

test('filters stand in one row', () => ask('suc khoe', async (page) => {
  await page.locator('#search-filters button').nth(2).waitFor(PATIENCE);
  const tops = await page.locator('#search-filters button').evaluateAll((all) => all.map((one) => one.offsetTop));
  assert.equal(new Set(tops).size, 1);
}));

describe('on a phone', () => {
  // What a keyboard on the screen leaves.
  const ABOVE_KEYBOARD = 400;

  test('two whole hits stand above the keyboard, with excerpts of two lines', () => ask('sot xuat huyet', async (page) => {
    const hits = await page.locator('.search-result').evaluateAll((all) => all.map((hit) => {
      const { bottom } = hit.getBoundingClientRect();
      const excerpt = hit.querySelector('.search-excerpt');
      return { bottom, lines: excerpt.clientHeight / Number.parseFloat(getComputedStyle(excerpt).lineHeight) };
    }));
    assert.ok(hits[1].bottom <= ABOVE_KEYBOARD, `the second hit ends at ${hits[1].bottom}`);
    for (const { lines } of hits) assert.ok(lines < 2.1, `${lines} lines`);
    assert.equal(await page.evaluate(() => scrollY), 0);
  }));

  test('hits are headings below those of their sections', () => ask('sot xuat huyet', async (page) => {
    const hits = await page.locator('[data-hit]').count();
    assert.equal(await page.locator('#search-results h3 [data-hit]').count(), hits);
    await page.locator('#search-filters button').last().click();
    await page.waitForFunction(() => !document.querySelector('#search-results section'), null, PATIENCE);
    assert.equal(await page.locator('#search-results h2 [data-hit]').count(), await page.locator('[data-hit]').count());
  }));

  test('a chosen filter out of sight is scrolled to', async () => {
    const { page, close } = await watched(browser, site.origin, { viewport: PHONE });
    await page.goto(`${site.origin}/tim-kiem/?q=tram+y+te&muc=tin`);
    await page.locator('[data-hit]').first().waitFor(PATIENCE);
    const chosen = await page.locator('#search-filters [aria-pressed="true"]').boundingBox();
    assert.ok(chosen.x >= 0 && chosen.x + chosen.width <= PHONE.width, `from ${chosen.x}, ${chosen.width} px wide`);
    await close();
  });

  /**
   * Opens the search of a query while the engine is kept back: `look` before it comes, `after` when its hits are there.
   * @param {string} query
   * @param {(page: import('playwright-core').Page) => Promise<void>} look
   * @param {(page: import('playwright-core').Page) => Promise<void>} [after]
   */
  async function waiting(query, look, after) {
    const { page, faults, close } = await watched(browser, site.origin, { viewport: PHONE });
    /** @type {() => void} */
    let release;
    const held = new Promise((resolve) => { release = () => resolve(undefined); });
    await page.route(/engine\.[^/]*wasm$/, async (route) => {
      await held;
      await route.continue();
    });
    await page.goto(`${site.origin}/tim-kiem/?q=${query}`);
    await page.locator('#search-fallback').waitFor({ ...PATIENCE, state: 'hidden' });
    assert.equal(await page.locator('[data-hit]').count(), 0);
    await look(page);
    release();
    await page.locator('[data-hit]').first().waitFor(PATIENCE);
    assert.equal(await page.locator('#search-results a:not([data-hit])').count(), 0, 'hits take the place of titles');
    await after?.(page);
    assert.deepEqual(faults, []);
    await close();
  }

  test('while hits are on their way, no section stands in their place', () => waiting('be bi nong', async (page) => {
    const bars = await page.locator('#search-status').boundingBox();
    assert.ok(bars.height >= PHONE.height, `${bars.height} px of bars`);
  }));

  test('until the engine is there, titles with all words of the query answer', () => waiting('sot xuat', async (page) => {
    const first = page.locator('#search-results a').first();
    await first.waitFor(PATIENCE);
    assert.match(await first.textContent(), /sốt xuất huyết/i);
    assert.match(await first.getAttribute('href'), /\/suc-khoe\/[a-z0-9-]+\/$/);
    assert.ok(await page.locator('#search-results a').count() <= 3);
  }));

  test('whoever has gone to a title stays at its page when hits take its place', () => {
    /** @type {string | null} */
    let chosen;
    return waiting('sot xuat', async (page) => {
      const last = page.locator('#search-results a').last();
      chosen = await last.getAttribute('href');
      await last.focus();
    }, async (page) => {
      assert.equal(await page.evaluate(() => document.activeElement?.getAttribute('href')), chosen);
    });
  });

  test('titles answer also where the engine does not come at all', async () => {
    const { page, close } = await watched(browser, site.origin, { viewport: PHONE });
    await page.route(/engine\.[^/]*wasm$/, (route) => route.abort());
    await page.goto(`${site.origin}/tim-kiem/?q=sot xuat`);
    await page.locator('#search-status', { hasText: 'Chưa tìm được' }).waitFor(PATIENCE);
    assert.match(await page.locator('#search-results a').first().textContent(), /sốt xuất huyết/i);
    await close();
  });
});

for (const query of ['tai bien', 'sot xuat huyet']) {
  test(`"${query}" finds as many typed as by address`, () => ask(query, async (page) => {
    const byAddress = await page.locator('#search-status').textContent();
    await page.goto(`${site.origin}/tim-kiem/`);
    await page.locator('#search-input').pressSequentially(query, { delay: 40 });
    await page.locator('#search-status', { hasText: `kết quả cho “${query}”` }).waitFor({ ...PATIENCE, state: 'attached' });
    assert.equal(await page.locator('#search-status').textContent(), byAddress);
  }));
}
