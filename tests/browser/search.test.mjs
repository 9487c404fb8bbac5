// The whole path of a query in a real browser: from the keys to the opened post, in all four sites.
import assert from 'node:assert/strict';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import { launch, PUBLIC, serve, WARDS, watched } from './site.mjs';

const PATIENCE = { timeout: 45_000 };

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
    // A slow machine answers between the keys: the hits of the whole query are meant.
    await page.waitForFunction(() => new URLSearchParams(location.search).get('q') === 'dot quy', null, PATIENCE);
    await page.locator('[data-hit]').first().waitFor(PATIENCE);
    await page.keyboard.press('ArrowDown');
    const first = await page.locator('[data-hit]').first().getAttribute('href');
    assert.match(first, /dot-quy\//);
    await page.keyboard.press('Enter');
    await page.waitForURL(first, PATIENCE);
    await close();
  });

  test('the engine runs in a worker', async () => {
    const { page, faults, close } = await searchPage(site.origin);
    await page.fill('#search-input', 'rua tay');
    await page.locator('[data-hit]').first().waitFor(PATIENCE);
    assert.equal(page.workers().length, 1);
    assert.equal(await page.evaluate(() => typeof self.loaSearchTasks), 'undefined', 'the engine came onto the page');
    assert.deepEqual(faults, []);
    await close();
  });

  // A browser may end a worker without a word, and an engine may never come to an end.
  const ENDS = {
    'a worker that ends silently': 'close()',
    'a worker that never comes back': 'for (;;);',
  };
  for (const [what, code] of Object.entries(ENDS)) {
    test(`${what} is replaced, and no answer is shown as another's`, async () => {
      const end = `addEventListener('message', ({ data }) => { if (data.query === 'trẻ em') ${code} });\n`;
      const spoilt = await serve(path.join(PUBLIC, 'nam-dong'), (name, bytes) => (name.startsWith('search-worker.') ? Buffer.concat([Buffer.from(end), bytes]) : bytes));
      const { page, close } = await searchPage(spoilt.origin);
      const hits = () => page.locator('[data-hit]').evaluateAll((all) => all.map(({ dataset }) => dataset.hit));
      await page.fill('#search-input', 'rua tay');
      await page.locator('[data-hit]').first().waitFor(PATIENCE);
      const asked = Date.now();
      await page.fill('#search-input', 'trẻ em');
      await page.waitForTimeout(300);
      await page.fill('#search-input', 'dot quy');
      await page.waitForTimeout(1500);
      assert.deepEqual(await hits(), [], 'what was found before is gone');
      assert.match(await page.locator('#search-status').textContent(), /^Đang tìm “dot quy”/);
      await page.locator('[data-hit="suc-khoe/dot-quy/"]').first().waitFor(PATIENCE);
      assert.ok(Date.now() - asked < 15_000, `${Date.now() - asked} ms`);
      assert.match(await page.locator('#search-status').textContent(), /kết quả cho “dot quy”/);
      await close();
      spoilt.close();
    });
  }

  test('arrows walk through the results, Escape leads back to the box', async () => {
    const { page, close } = await searchPage(site.origin);
    await page.fill('#search-input', 'trẻ em');
    await page.locator('[data-hit]').nth(2).waitFor(PATIENCE);
    const at = () => page.evaluate(() => [...document.querySelectorAll('[data-hit]')].indexOf(document.activeElement));
    await page.focus('#search-input');
    /** @type {[string, number][]} */
    const moves = [['ArrowDown', 0], ['ArrowDown', 1], ['ArrowUp', 0], ['ArrowUp', -1]];
    for (const [key, place] of moves) {
      await page.keyboard.press(key);
      assert.equal(await at(), place, key);
    }
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Escape');
    assert.equal(await page.evaluate(() => document.activeElement.id), 'search-input');
    await close();
  });

  test('results stand in groups by section, and a filter leaves one section', async () => {
    const { page, faults, close } = await searchPage(site.origin);
    await page.fill('#search-input', 'sức khỏe');
    await page.locator('[data-hit]').first().waitFor(PATIENCE);
    const labels = await page.locator('#search-results section h2').allTextContents();
    assert.ok(labels.length > 1, `one group alone: ${labels}`);
    assert.equal(new Set(labels).size, labels.length, `a section twice: ${labels}`);
    for (const section of await page.locator('#search-results section').all()) {
      const label = await section.locator('h2').textContent();
      const about = await section.locator('.search-about').allTextContents();
      assert.ok(about.length > 0 && about.every((line) => line.startsWith(label)), `${label}: ${about}`);
    }
    const status = page.locator('#search-status');
    assert.match(await status.textContent(), /^Có \d+ kết quả cho “sức khỏe”, trong \d+ mục\.$/);
    const spoken = page.getByRole('status');
    await spoken.filter({ hasText: await status.textContent() }).waitFor({ ...PATIENCE, state: 'attached' });
    const filter = page.locator('#search-filters button', { hasText: /^Sức khỏe \(\d+\)$/ });
    const count = (await filter.textContent()).match(/\d+/)[0];
    await filter.click();
    await page.waitForFunction(() => !document.querySelector('#search-results section'), null, PATIENCE);
    assert.equal(await page.evaluate(() => document.activeElement.textContent), `Sức khỏe (${count})`);
    assert.equal(await page.evaluate(() => document.activeElement.getAttribute('aria-pressed')), 'true');
    assert.match(await status.textContent(), new RegExp(`^Có ${count} kết quả cho “sức khỏe”, trong mục Sức khỏe`));
    assert.equal(new URL(page.url()).searchParams.get('muc'), 'suc-khoe');
    await page.reload();
    await page.locator('[data-hit]').first().waitFor(PATIENCE);
    assert.equal(await page.locator('#search-results section').count(), 0, 'a shared address keeps its filter');
    assert.deepEqual(faults, []);
    await close();
  });

  test('"Xem thêm" adds results and goes to the first of them', async () => {
    const { page, close } = await searchPage(site.origin);
    await page.fill('#search-input', 'trẻ');
    await page.locator('.search-more').waitFor(PATIENCE);
    const before = await page.locator('[data-hit]').evaluateAll((links) => links.map((link) => link.dataset.hit));
    await page.click('.search-more');
    await page.waitForFunction((count) => document.querySelectorAll('[data-hit]').length > count, before.length, PATIENCE);
    await page.waitForFunction(() => document.activeElement.dataset.hit, null, PATIENCE);
    assert.ok(!before.includes(await page.evaluate(() => document.activeElement.dataset.hit)));
    await close();
  });

  test('what was searched instead is told, and can be refused', async () => {
    const { page, close } = await searchPage(site.origin);
    await page.fill('#search-input', 'suwcs khoer');
    await page.locator('[data-hit]').first().waitFor(PATIENCE);
    const status = page.locator('#search-status');
    assert.match(await status.textContent(), /^Đang tìm: sức khỏe\. Có \d+ kết quả/);
    await page.getByRole('button', { name: 'Tìm đúng như đã gõ' }).click();
    await page.waitForFunction(() => !document.querySelector('[data-hit]'), null, PATIENCE);
    assert.match(await status.textContent(), /^Không tìm thấy bài nào cho “suwcs khoer”/);
    assert.ok(await page.locator('#search-fallback a').first().isVisible(), 'sections to browse');
    await close();
  });

  test('recent searches stay on the device and can be cleared', async () => {
    const { page, faults, close } = await searchPage(site.origin);
    await page.fill('#search-input', 'rua tay');
    await page.keyboard.press('Enter');
    await page.locator('[data-hit]').first().waitFor(PATIENCE);
    await page.goto(`${site.origin}/tim-kiem/`);
    const again = page.locator('.search-try', { hasText: 'rua tay' });
    await again.waitFor(PATIENCE);
    await again.click();
    await page.locator('[data-hit]').first().waitFor(PATIENCE);
    await page.goto(`${site.origin}/tim-kiem/`);
    await page.getByRole('button', { name: 'Xóa các lần tìm này' }).click();
    assert.equal(await again.count(), 0);
    assert.equal(await page.evaluate(() => localStorage.getItem('loa-tim-gan-day')), null);
    assert.deepEqual(faults, []);
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

  test('the number of results is spoken once the reader pauses, not at each key', async () => {
    const { page, close } = await searchPage(site.origin);
    const spoken = page.getByRole('status');
    await spoken.evaluate((element) => {
      globalThis.said = [];
      new MutationObserver(() => said.push(element.textContent)).observe(element, { childList: true });
    });
    await page.locator('#search-input').pressSequentially('rửa tay', { delay: 250 });
    await spoken.filter({ hasText: /^Có \d+ kết quả cho “rửa tay”/ }).waitFor({ ...PATIENCE, state: 'attached' });
    const said = await page.evaluate(() => globalThis.said);
    assert.equal(said.filter((words) => words.includes('kết quả')).length, 1, said.join('\n'));
    await close();
  });

  test('the focus is not lost when results or notes are drawn anew', async () => {
    const { page, close } = await searchPage(site.origin);
    await page.fill('#search-input', 'rua tay');
    await page.locator('[data-hit]').first().waitFor(PATIENCE);
    await page.focus('#search-input');
    // The arrow comes before the results of the longer query.
    await page.keyboard.type(' sach');
    await page.keyboard.press('ArrowDown');
    await page.locator('#search-status', { hasText: 'rua tay sach' }).waitFor(PATIENCE);
    assert.ok(await page.evaluate(() => document.activeElement.dataset.hit), 'on a result');

    await page.goto(`${site.origin}/tim-kiem/?q=suwcs+khoer`);
    const refuse = page.getByRole('button', { name: 'Tìm đúng như đã gõ' });
    await refuse.press('Enter', PATIENCE);
    await refuse.waitFor({ ...PATIENCE, state: 'detached' });
    assert.equal(await page.evaluate(() => document.activeElement.id), 'search-input');
    await close();
  });

  test('what was typed before the script came is searched, and no jump within the page takes it back', async () => {
    const { page, close } = await watched(browser, site.origin);
    let release;
    const held = new Promise((resolve) => { release = resolve; });
    await page.route(/\/search\.[^/]*js$/, async (route) => {
      await held;
      await route.continue();
    });
    await page.goto(`${site.origin}/tim-kiem/?q=sot`, { waitUntil: 'commit' });
    await page.fill('#search-input', 'rua tay');
    release();
    const status = page.locator('#search-status');
    await status.filter({ hasText: '“rua tay”' }).waitFor(PATIENCE);
    await page.fill('#search-input', 'dot quy');
    await page.evaluate(() => { location.hash = 'noi_dung'; });
    await status.filter({ hasText: '“dot quy”' }).waitFor(PATIENCE);
    assert.equal(await page.inputValue('#search-input'), 'dot quy');
    await close();
  });

  test('a filter that leaves nothing says so and gives the way out', async () => {
    const { page, close } = await searchPage(site.origin);
    await page.goto(`${site.origin}/tim-kiem/?q=muoi+i+ot&muc=nghi-quyet`);
    await page.locator('#search-status', { hasText: /trong mục đã chọn; các mục khác có \d+ bài/ }).waitFor(PATIENCE);
    await page.getByRole('button', { name: 'Tìm trong tất cả các mục' }).click();
    await page.locator('[data-hit]').first().waitFor(PATIENCE);
    assert.equal(new URL(page.url()).searchParams.get('muc'), null);
    assert.match(await page.evaluate(() => document.activeElement.textContent), /^Tất cả/);
    await close();
  });

  test('a filter that leaves nothing of an emergency shows its card, says so and gives the way out', async () => {
    const { page, close } = await searchPage(site.origin);
    await page.goto(`${site.origin}/tim-kiem/?q=dien+giat&muc=nghi-quyet`);
    await page.locator('#search-status', { hasText: /^Khẩn cấp: gọi 115\. .*trong mục đã chọn; các mục khác có \d+ bài/ }).waitFor(PATIENCE);
    await page.locator('.search-urgent').waitFor(PATIENCE);
    await page.getByRole('button', { name: 'Tìm trong tất cả các mục' }).click();
    await page.locator('[data-hit]').first().waitFor(PATIENCE);
    assert.equal(new URL(page.url()).searchParams.get('muc'), null);
    assert.equal(await page.evaluate(() => document.activeElement === document.body), false, 'the focus is not lost');
    await close();
  });

  test('a pasted page is cut to a query', async () => {
    const { page, faults, close } = await searchPage(site.origin);
    await page.fill('#search-input', 'con tôi bị sốt cao mấy ngày nay '.repeat(320));
    await page.locator('[data-hit]').first().waitFor(PATIENCE);
    assert.ok((await page.locator('#search-status').textContent()).length < 300);
    assert.ok(page.url().length < 1000);
    assert.deepEqual(faults, []);
    await close();
  });

  for (const [what, take] of [
    ['workers', () => { delete globalThis.Worker; }],
    ['the Cache API', () => { delete globalThis.caches; }],
    ['an answer of the Cache API', () => { CacheStorage.prototype.open = () => new Promise(() => {}); }],
    ['storage', () => {
      Object.defineProperty(globalThis, 'localStorage', { get() { throw new DOMException('off', 'SecurityError'); } });
    }],
  ]) {
    test(`a browser without ${what} finds posts`, async () => {
      const { page, faults, close } = await watched(browser, site.origin);
      await page.addInitScript(take);
      await page.goto(`${site.origin}/tim-kiem/`);
      await page.fill('#search-input', 'rua tay');
      await page.keyboard.press('Enter');
      await page.locator('[data-hit]').first().waitFor(PATIENCE);
      assert.deepEqual(faults, []);
      await close();
    });
  }

  test('when the network goes, what was found before is found again', async () => {
    const { page, close } = await watched(browser, site.origin);
    await page.addInitScript(() => { delete globalThis.caches; });
    await page.goto(`${site.origin}/tim-kiem/?q=rua+tay`);
    await page.locator('[data-hit]').first().waitFor(PATIENCE);
    await page.context().setOffline(true);
    await page.fill('#search-input', 'nghia trang so');
    await page.locator('#search-status', { hasText: 'Chưa tìm được' }).waitFor(PATIENCE);
    await page.fill('#search-input', 'rua tay');
    await page.locator('[data-hit]').first().waitFor(PATIENCE);
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

  test('text of twice the size still fits a narrow screen', async () => {
    const { page, close } = await searchPage(site.origin, { viewport: { width: 320, height: 640 } });
    await page.evaluate(() => { document.documentElement.style.fontSize = '200%'; });
    await page.fill('#search-input', 'bảo hiểm y tế hộ gia đình');
    await page.locator('[data-hit]').first().waitFor(PATIENCE);
    const wide = await page.evaluate(() => [...document.querySelectorAll('main *')]
      .filter((one) => one.getBoundingClientRect().right > innerWidth + 1 && !one.closest('.visually-hidden, #search-filters'))
      .map((one) => `${one.tagName}.${one.className}`));
    assert.deepEqual(wide, []);
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

describe('a page whose files a newer version took away', () => {
  test('offers to load the page again, and keeps the query', async () => {
    let isOld = true;
    const site = await serve(path.join(PUBLIC, 'nam-dong'));
    const { page, close } = await watched(browser, site.origin);
    await page.route(/\/search\/(start|terms|docs)-/, (route) => (
      isOld ? route.fulfill({ status: 404 }) : route.continue()
    ));
    await page.goto(`${site.origin}/tim-kiem/`);
    await page.fill('#search-input', 'rua tay');
    await page.locator('#search-status', { hasText: 'bản mới' }).waitFor(PATIENCE);
    isOld = false;
    await page.getByRole('button', { name: 'Tải lại trang' }).click();
    await page.locator('[data-hit]').first().waitFor(PATIENCE);
    assert.equal(await page.inputValue('#search-input'), 'rua tay');
    await close();
    site.close();
  });
});

// A damaged file must end in words and sections to browse, never in waiting for ever; and a good one mends it.
describe('a damaged search', () => {
  const cut = (bytes) => bytes.subarray(0, Math.floor(bytes.length / 2));
  const flipped = (bytes) => {
    const other = Buffer.from(bytes);
    other[Math.floor(other.length * 0.7)] ^= 0x20;
    return other;
  };
  // Behind the module's header and the section's: the name with its length, then the version.
  const otherVersion = (bytes, kind) => {
    const other = Buffer.from(bytes);
    other[other.indexOf(`${kind}-`) + kind.length + 9] += 1;
    return other;
  };
  const empty = () => Buffer.alloc(0);
  /** @type {[string, (bytes: Buffer, kind: string) => Buffer][]} */
  const damages = [
    ['start', cut], ['start', flipped], ['start', otherVersion], ['start', empty],
    ['terms', cut], ['terms', flipped], ['terms', otherVersion],
    ['docs', cut], ['docs', flipped], ['docs', otherVersion],
    ['engine', cut], ['engine', empty],
  ];
  for (const [kind, damage] of damages) {
    test(`${kind}, ${damage.name}`, async () => {
      let altered = 0;
      let whole = false;
      const name = kind === 'engine' ? /^engine\..*wasm$/ : new RegExp(`^${kind}-`);
      const site = await serve(path.join(PUBLIC, 'nam-dong'), (file, bytes) => {
        if (whole || !name.test(file)) return bytes;
        altered += 1;
        return damage(bytes, kind);
      });
      const { page, close } = await watched(browser, site.origin);
      await page.goto(`${site.origin}/tim-kiem/?q=sot+xuat+huyet`);
      await page.locator('#search-status', { hasText: 'Chưa tìm được' }).waitFor(PATIENCE);
      assert.ok(altered > 0, 'nothing was damaged');
      assert.ok(await page.locator('#search-fallback a').first().isVisible());
      assert.equal(await page.locator('[data-hit]').count(), 0);
      whole = true;
      await page.getByRole('button', { name: 'Thử lại' }).click();
      await page.locator('[data-hit]').first().waitFor(PATIENCE);
      await close();
      site.close();
    });
  }
});
