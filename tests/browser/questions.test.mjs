// Ten things that residents come for, each in one search, as it is typed with marks and without, or in three touches.
import assert from 'node:assert/strict';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import { launch, PUBLIC, serve, watched } from './site.mjs';

const PATIENCE = { timeout: 45_000 };
const PHONE = { width: 360, height: 740 };

/**
 * The words, the page that answers, and what is touched from the home page on where that leads there too.
 * @type {[string, string, string[]?][]}
 */
const QUESTIONS = [
  ['con tôi bị ong đốt', 'ran-con-trung-can'],
  ['bà tôi hay quên', 'sa-sut-tri-tue'],
  ['bảo hiểm hộ gia đình', 'bao-hiem-y-te'],
  ['bị bỏng nước sôi', 'bong', ['Bị bỏng']],
  ['sốt xuất huyết', 'sot-xuat-huyet', ['Sốt', 'Sốt xuất huyết']],
  ['đau ngực', 'nhoi-mau-co-tim', ['Đau ở đâu? Chọn trên hình', 'Ngực, đường thở', 'Nhồi máu cơ tim']],
  // A ward's home has a picture of it in the hot months alone.
  ['chó cắn', 'phong-benh-dai', ['Tất cả bài', 'Chó mèo cắn']],
  ['huyết áp cao', 'tang-huyet-ap', ['Huyết áp']],
  ['uống nhầm thuốc', 'ngo-doc'],
];
const STATION = 'trạm y tế mấy giờ mở';

const bare = (text) => text.normalize('NFD').replace(/\p{M}/gu, '').replace(/đ/gu, 'd').replace(/Đ/gu, 'D');

let browser;
let site;
before(async () => {
  browser = await launch();
  site = await serve(path.join(PUBLIC, 'le-chan'));
});
after(async () => {
  await browser.close();
  site.close();
});

/** Types a question into the field of the home page, as a resident would. */
async function ask(question, use) {
  const { page, faults, close } = await watched(browser, site.origin, { viewport: PHONE });
  await page.goto(`${site.origin}/`);
  await page.fill('#tim_dau_trang', question);
  await page.press('#tim_dau_trang', 'Enter');
  await page.waitForURL(/\/tim-kiem\//u);
  await page.locator('#search-status', { hasText: /^(?!Đang tìm)\S/u }).waitFor(PATIENCE);
  await use(page);
  assert.deepEqual(faults, []);
  await close();
}

describe('in one search', () => {
  for (const [question, lesson] of QUESTIONS) {
    for (const typed of new Set([question, bare(question)])) {
      test(`“${typed}” is answered on the first screen`, () => ask(typed, async (page) => {
        const answer = page.locator(`#search-urgent a[href$="/suc-khoe/${lesson}/"], #search-results a[href*="/suc-khoe/${lesson}/"]`).first();
        await answer.waitFor(PATIENCE);
        const { y, height } = await answer.boundingBox();
        assert.ok(y + height <= PHONE.height, `it ends at ${y + height}`);
        const first = await page.locator('#search-urgent a[href*="/suc-khoe/"], [data-hit]').first().getAttribute('href');
        assert.match(first, new RegExp(`/suc-khoe/${lesson}/`), 'nothing else stands before it');
      }));
    }
  }

  for (const typed of [STATION, bare(STATION)]) {
    test(`“${typed}” is answered, or the page says who can`, () => ask(typed, async (page) => {
      const place = page.locator('#search-contacts');
      assert.ok(await place.isVisible());
      const { y, height } = await place.boundingBox();
      assert.ok(y + height <= PHONE.height, `it ends at ${y + height}`);
    }));
  }
});

describe('in three touches', () => {
  for (const [question, lesson, touches] of QUESTIONS.filter(([,, ways]) => ways)) {
    test(`${question}: ${touches.join(' › ')}`, async () => {
      const { page, faults, close } = await watched(browser, site.origin, { viewport: PHONE, reducedMotion: 'reduce', javaScriptEnabled: false });
      await page.goto(`${site.origin}/`);
      assert.ok(touches.length <= 3);
      for (const words of touches) {
        const found = page.locator('main').locator('a, summary').filter({ hasText: words }).locator('visible=true').first();
        await found.click();
      }
      await page.waitForURL(new RegExp(`/suc-khoe/${lesson}/`, 'u'), PATIENCE);
      assert.deepEqual(faults, []);
      await close();
    });
  }
});
