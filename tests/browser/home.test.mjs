// The home page: pictures first, short, and each ward with a face of its own.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { Root } from './device.mjs';
import { launch, PUBLIC, serve, WARDS, watched } from './site.mjs';

const PHONE = { width: 360, height: 740 };
/** Screens of a phone. */
const MOST_SCREENS = 5;

let browser;
let root;
let own;
before(async () => {
  browser = await launch();
  root = new Root();
  root.write('content/mau/ward.toml', `name = "Phường Mẫu"
short_name = "Mẫu"
province = "Tỉnh Mẫu"
base_url = "https://mau.example.vn/"
[contacts.health_station]
name = "Trạm y tế"
hours = "Thứ Hai đến thứ Sáu: 7 giờ 30 đến 11 giờ 30, 13 giờ đến 17 giờ"
`);
  root.write('content/mau/_index.md', '+++\ntitle = "Phường Mẫu"\n+++\n\nTrang mẫu.\n');
  root.build();
  own = await serve(path.join(root.out, 'mau'));
});
after(async () => {
  await browser.close();
  own.close();
  root.remove();
});

for (const ward of WARDS) {
  test(`${ward}: under five screens of a phone, with tiles that lead to lessons`, async () => {
    const site = await serve(path.join(PUBLIC, ward));
    const { page, faults, close } = await watched(browser, site.origin, { viewport: PHONE });
    await page.goto(`${site.origin}/`);
    const height = await page.evaluate(() => document.documentElement.scrollHeight);
    assert.ok(height <= MOST_SCREENS * PHONE.height, `${height} px`);
    const tiles = await page.locator('.tile').evaluateAll((all) => all.map((tile) => ({
      words: tile.textContent, href: /** @type {HTMLAnchorElement} */ (tile).href, drawn: tile.querySelector('svg').childElementCount,
    })));
    assert.equal(tiles.length, 12);
    for (const wanted of ['Bị bỏng', 'Sốt', 'Ngã', 'Huyết áp', 'Tất cả bài']) assert.ok(tiles.some(({ words }) => words === wanted), wanted);
    for (const tile of tiles) {
      assert.ok(tile.drawn > 0, tile.words);
      assert.equal((await fetch(tile.href)).status, 200, tile.href);
    }
    assert.deepEqual(faults, []);
    await close();
    site.close();
  });
}

test('no two wards have the same sign', () => {
  const sign = (ward) => /<svg class="motif".*?<\/svg>/s.exec(readFileSync(path.join(PUBLIC, ward, 'index.html'), 'utf8'))[0];
  assert.equal(new Set(WARDS.map(sign)).size, WARDS.length);
});

/** What the page says of the health station at a moment in Vietnam, and how much moved. */
async function told(time, options = {}) {
  const { page, close } = await watched(browser, own.origin, { viewport: PHONE, ...options });
  await page.clock.setFixedTime(new Date(`${time}+07:00`));
  await page.goto(`${own.origin}/`);
  const line = await page.locator('.station [data-opening]').textContent();
  await close();
  return line;
}

test('the device says until when the health station is open, and when it opens again', async () => {
  const hours = 'Thứ Hai đến thứ Sáu: 7 giờ 30 đến 11 giờ 30, 13 giờ đến 17 giờ';
  for (const [time, words] of [
    ['2026-11-23T08:00', 'Mở cửa đến 11 giờ 30.'],
    ['2026-11-23T16:59', 'Mở cửa đến 17 giờ.'],
    ['2026-11-23T12:00', 'Mở lại 13 giờ.'],
    ['2026-11-23T17:00', 'Mở lại 7 giờ 30 ngày mai.'],
    ['2026-11-27T18:00', 'Mở lại 7 giờ 30 thứ Hai.'],
  ]) assert.equal(await told(time), `${words} ${hours}`, time);
  assert.equal(await told('2026-11-23T08:00', { javaScriptEnabled: false }), `Giờ làm việc: ${hours}`);
});
