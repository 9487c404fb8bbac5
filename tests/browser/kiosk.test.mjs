// The screen of a kiosk, out of a real bundle served by the real program: everyone uses it, nobody maintains it.
import assert from 'node:assert/strict';
import path from 'node:path';
import { test } from 'node:test';
import { accessible, forgotten, SCREENS, standing, touchable } from './kiosk.mjs';
import { speaker } from './site.mjs';

const PICTURES = process.env.LOA_PICTURES;
const LESSON = '/suc-khoe/sot-xuat-huyet/';

const stand = standing();
const { opened } = stand;

test('no page has a way out, and every link on it leads to a page', async () => {
  const { page, faults, close } = await opened();
  await page.goto(stand.origin);
  const waiting = ['/'];
  const met = new Set(waiting);
  const wrong = [];
  for (let address = waiting.pop(); address; address = waiting.pop()) {
    const answer = await fetch(stand.origin + address);
    if (!answer.ok) wrong.push(`${answer.status} ${address}`);
    const ways = await page.evaluate((html) => {
      const text = new DOMParser().parseFromString(html, 'text/html');
      const ways = [...text.querySelectorAll('a[href], area[href], form[action], iframe, object, embed')];
      const tools = [...text.querySelectorAll('[data-tool="print"], [data-tool="share"], [data-tool="copy"], [download]')];
      return [...ways, ...tools].map((way) => way.getAttribute('href') ?? way.getAttribute('action') ?? way.outerHTML);
    }, await answer.text());
    for (const way of ways) {
      const found = URL.canParse(way, stand.origin + address) ? new URL(way, stand.origin + address) : undefined;
      if (found?.origin !== stand.origin || !/(\/|\.html)$/.test(found.pathname)) wrong.push(`${address}: ${way}`);
      else if (!met.has(found.pathname)) {
        met.add(found.pathname);
        waiting.push(found.pathname);
      }
    }
  }
  assert.deepEqual(wrong.slice(0, 10), []);
  assert.ok(met.size > 200, `${met.size} pages`);
  assert.deepEqual(faults, []);
  await close();
});

/** Whether what is on a button can be read: the contrast of its words (WCAG 2.2, 1.4.3). */
async function contrast(/** @type {import('playwright-core').Locator} */ button) {
  const colours = await button.evaluate((one) => [getComputedStyle(one).color, getComputedStyle(one).backgroundColor]);
  const [words, ground] = colours.map((colour) => {
    const [red, green, blue] = (colour.match(/\d+/g) ?? []).slice(0, 3).map((part) => {
      const light = Number(part) / 255;
      return light <= 0.04045 ? light / 12.92 : ((light + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  });
  return (Math.max(words, ground) + 0.05) / (Math.min(words, ground) + 0.05);
}

test('a visitor goes on, back to where they were, and to the beginning; the browser keeps no list', async () => {
  for (const screen of SCREENS) {
    const { page, faults, close } = await opened({ viewport: screen });
    await page.goto(stand.origin);
    const back = page.locator('[data-kiosk-back]');
    assert.equal(await back.isDisabled(), true);
    await page.locator('header nav a', { hasText: 'Sức khỏe' }).tap();
    await page.waitForURL(`${stand.origin}/suc-khoe/`);
    await page.evaluate(() => scrollTo(0, 900));
    await page.locator('main a[href*="suc-khoe/"]').nth(4).tap();
    await page.waitForURL(/suc-khoe\/[^/]+\/$/);
    assert.ok(await contrast(back) >= 4.5, 'nobody can read what "Quay lại" says');
    const read = await page.evaluate(() => JSON.parse(sessionStorage.getItem('loa-kiosk-trail') ?? '').at(-1)[1]);
    await back.tap();
    await page.waitForURL(`${stand.origin}/suc-khoe/`);
    await page.waitForFunction((y) => Math.abs(scrollY - y) < 2, read);
    await back.tap();
    await page.waitForURL(`${stand.origin}/`);
    await page.waitForFunction(() => document.querySelector('[data-kiosk-back]:disabled'));
    await page.locator('header nav a', { hasText: 'Sức khỏe' }).tap();
    await page.waitForURL(`${stand.origin}/suc-khoe/`);
    await page.locator('[data-kiosk-home]').tap();
    await page.waitForURL(`${stand.origin}/`);
    // The empty page before the first, and this one.
    assert.equal(await page.evaluate(() => history.length), 2);
    assert.equal(await page.evaluate(() => sessionStorage.length + localStorage.length), 0);
    assert.deepEqual(faults, []);
    await close();
  }
});

for (const viewport of SCREENS) test(`${viewport.width} px, nobody there: it is asked after 90 seconds, and all is as new after 120`, async () => {
  const { page, faults, close } = await opened({ viewport });
  await page.clock.install();
  await page.goto(stand.origin + LESSON);
  await page.clock.runFor(1000);
  await page.locator('.aids > summary').tap();
  await page.locator('[data-tool="larger"]').tap();
  assert.equal(await page.evaluate(() => document.documentElement.dataset.size), '1');
  await page.locator('header input[name=q]').fill('bong');
  const asked = page.locator('.kiosk-idle');
  await page.clock.runFor(88_000);
  assert.equal(await asked.isVisible(), false);
  await page.clock.runFor(3000);
  assert.equal(await asked.isVisible(), true);
  assert.ok(await contrast(page.locator('[data-kiosk-stay]')) >= 4.5, 'nobody can read what the large button says');
  await page.locator('[data-kiosk-stay]').tap();
  assert.equal(await asked.isVisible(), false);
  assert.equal(new URL(page.url()).pathname, LESSON);
  await page.clock.runFor(95_000);
  assert.equal(await asked.isVisible(), true);
  assert.match(await asked.textContent() ?? '', /sau 2\d giây/);
  await page.clock.runFor(30_000);
  await page.waitForURL(`${stand.origin}/`);
  assert.equal(await page.evaluate(() => document.documentElement.dataset.size ?? '0'), '0');
  await forgotten(page);
  // The next visitor has not come: the first page is not loaded again and again.
  await page.evaluate(() => { document.title = 'the same'; });
  await page.clock.runFor(600_000);
  assert.equal(await page.title(), 'the same');
  assert.deepEqual(faults, []);
  await close();
});

test('who touches where it hurts comes to its lessons, and leaves no trace of that', async () => {
  for (const viewport of SCREENS) {
    const { page, faults, close } = await opened({ viewport });
    await page.goto(`${stand.origin}/dau-o-dau/`);
    const part = page.locator('a.part').last();
    const lessons = await part.getAttribute('href');
    await part.tap();
    // The page glides there.
    await page.waitForFunction((selector) => {
      const { top } = document.querySelector(selector).getBoundingClientRect();
      return scrollY > 0 && top > -1 && top < innerHeight - 48;
    }, lessons);
    assert.equal(page.url(), `${stand.origin}/dau-o-dau/`);
    await page.locator('[data-kiosk-home]').tap();
    await page.waitForURL(`${stand.origin}/`);
    await forgotten(page);
    assert.deepEqual(faults, []);
    await close();
  }
});

test('searching leads to hits, and touching one to its page', async () => {
  const { page, faults, close } = await opened({ viewport: SCREENS[1] });
  await page.goto(stand.origin);
  await page.locator('header input[name=q]').fill('sot xuat huyet');
  await page.locator('header button[type=submit]').tap();
  const hit = page.locator('[data-hit]').first();
  await hit.waitFor({ timeout: 15_000 });
  await hit.tap();
  await page.waitForURL(stand.origin + LESSON);
  assert.equal(await page.locator('.take_along .qr').isVisible(), true, 'the page can be taken home');
  assert.deepEqual(faults, []);
  await close();
});

test('what is touched is large, and axe-core objects to nothing', async () => {
  const looks = SCREENS.flatMap((viewport) => ['light', 'dark'].map((colorScheme) => ({ viewport, colorScheme })));
  for (const look of looks) {
    const { page, faults, close } = await opened(look);
    for (const address of ['/', LESSON, '/tim-kiem/', '/suc-khoe/', '/tim-kiem/?q=bong']) {
      await page.goto(stand.origin + address);
      if (address.includes('?')) {
        await page.locator('[data-hit]').first().waitFor({ timeout: 15_000 });
        await page.locator('#search-input').tap();
      }
      await touchable(page, address);
      const size = await page.evaluate(() => parseFloat(getComputedStyle(document.body).fontSize));
      assert.ok(size >= 24, `${size} px`);
      await accessible(page, address);
    }
    assert.deepEqual(faults, []);
    await close();
  }
});

test('however it is typed on the screen, "sức khỏe" finds the same', async () => {
  for (const screen of SCREENS) {
    const { page, faults, close } = await opened({ viewport: screen });
    const found = async (/** @type {string[]} */ keys) => {
      await page.goto(`${stand.origin}/tim-kiem/`);
      await page.locator('#search-input').tap();
      for (const key of keys) await page.locator('.keyboard').getByRole('button', { name: key, exact: true }).tap();
      const typed = await page.locator('#search-input').inputValue();
      await page.locator('.keyboard').getByRole('button', { name: 'Tìm', exact: true }).tap();
      await page.locator('[data-hit]').first().waitFor({ timeout: 15_000 });
      // The hits of what was typed last stand when nothing is drawn any more.
      await page.waitForTimeout(1500);
      const hits = await page.locator('[data-hit]').evaluateAll((all) => all.map((hit) => hit.getAttribute('data-hit')));
      return { typed, hits };
    };
    const keys = (/** @type {string} */ text) => [...text].map((one) => (one === ' ' ? 'dấu cách' : one));
    const plain = await found(keys('suc khoe'));
    const telex = await found(keys('suwcs khoer'));
    const tones = await found([...keys('sưc'), 'sắc', ...keys(' khoe'), 'hỏi']);
    assert.deepEqual([plain.typed, telex.typed, tones.typed], ['suc khoe', 'sức khỏe', 'sức khỏe']);
    assert.ok(plain.hits.length > 5, `${plain.hits.length} hits`);
    assert.deepEqual(telex.hits, tones.hits);
    assert.deepEqual(new Set(telex.hits), new Set(plain.hits));
    assert.deepEqual(faults, []);
    await close();
  }
});

test('who types can touch a hit above the keyboard', async () => {
  for (const screen of SCREENS) {
    const { page, faults, close } = await opened({ viewport: screen });
    await page.goto(`${stand.origin}/tim-kiem/`);
    await page.locator('#search-input').tap();
    for (const query of ['bhyt', 'bong']) {
      await page.locator('.keyboard').getByRole('button', { name: 'Xóa hết', exact: true }).tap();
      for (const key of query) await page.locator('.keyboard').getByRole('button', { name: key, exact: true }).tap();
      await page.locator('[data-hit]').first().waitFor({ timeout: 15_000 });
      await page.waitForTimeout(1500);
      const whole = await page.evaluate(() => {
        const end = document.querySelector('.keyboard')?.getBoundingClientRect().top ?? 0;
        const hits = [...document.querySelectorAll('.search-result')];
        return hits.filter((hit) => hit.getBoundingClientRect().bottom <= end).length;
      });
      assert.ok(whole >= 1, `${whole} hits with title and text for ${query} at ${screen.width} px`);
      assert.equal(await page.locator('#search-input').inputValue(), query);
      // In an emergency whom to call stands there too, whole.
      const card = await page.evaluate(() => {
        const end = document.querySelector('.keyboard')?.getBoundingClientRect().top ?? 0;
        const bottom = document.querySelector('.search-urgent')?.getBoundingClientRect().bottom;
        return bottom === undefined ? 'none' : bottom <= end ? 'seen' : 'covered';
      });
      assert.equal(card, query === 'bong' ? 'seen' : 'none', `at ${screen.width} px`);
    }
    await page.locator('[data-kiosk-home]').tap();
    await page.waitForURL(`${stand.origin}/`);
    assert.deepEqual(faults, []);
    await close();
  }
});

/** Voices that may not read a page: of other languages, of no country, of those who hear what is said. */
const OTHERS = [
  { lang: 'en-US', localService: true, default: true }, { lang: 'vi', localService: true }, { lang: 'vi-VN-x-central', localService: true },
  { lang: 'vi-VN', localService: false }, { lang: 'zh-CN', localService: true }, { lang: '', localService: true },
];

test('a page is read aloud by a voice that is surely Vietnamese, or not at all', async () => {
  const OWN = { lang: 'vi-VN', localService: true };
  for (const viewport of SCREENS) {
    for (const voices of [[], OTHERS, [...OTHERS, OWN]]) {
      const { page, faults, close } = await opened({ viewport });
      await page.addInitScript(speaker, voices);
      await page.goto(stand.origin + LESSON);
      const button = page.locator('[data-tool=listen]');
      await page.locator('.aids > summary').tap();
      await page.waitForFunction(() => globalThis.loaAloud);
      assert.ok(await page.locator('[data-tool=larger]').isVisible());
      assert.equal(await button.isVisible(), voices.includes(OWN), JSON.stringify(voices));
      if (voices.includes(OWN)) {
        await button.tap();
        await page.waitForFunction(() => globalThis.said.length === 4);
        assert.deepEqual(await page.evaluate(() => globalThis.voices), Array(4).fill('vi-VN local'));
        await page.locator('[data-tool=stop]').tap();
        // The voice goes away, as when its service ends: nothing more is said, by no other.
        await page.evaluate(() => speechSynthesis.getVoices().pop());
        await button.tap();
        assert.equal(await page.evaluate(() => globalThis.said.length), 4);
        await button.waitFor({ state: 'hidden' });
      }
      // The test of the screen says which of them it is.
      await page.goto(`${stand.origin}/kiosk/thu`);
      const mute = page.getByText('Máy không có giọng đọc tiếng Việt');
      assert.equal(await mute.isVisible(), !voices.includes(OWN));
      if (voices.includes(OWN)) {
        await page.getByText('Nghe thử giọng đọc').tap();
        assert.deepEqual(await page.evaluate(() => globalThis.voices), ['vi-VN local']);
      }
      if (PICTURES) await page.screenshot({ path: path.join(PICTURES, `voices-${voices.length}-${viewport.width}.png`) });
      assert.deepEqual(faults, []);
      await close();
    }
  }
});
