// Where the health station is: in the card that sends readers there, and as the answer to who asks for it.
import assert from 'node:assert/strict';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import { Root } from './device.mjs';
import { launch, serve, watched } from './site.mjs';

const PATIENCE = { timeout: 45_000 };
const PHONE = { width: 360, height: 740 };

const WARD = `name = "Phường Mẫu"
short_name = "Mẫu"
province = "Tỉnh Mẫu"
`;
// No such number can be dialled: the ward is a sample.
const CONTACTS = `[contacts.health_station]
name = "Trạm y tế phường Mẫu"
phone = "0000 000 000"
address = "Số 0 đường Mẫu"
hours = "Thứ Hai đến thứ Sáu: 7 giờ 30 đến 17 giờ"
[contacts.committee]
name = "Ủy ban nhân dân phường Mẫu"
address = "Số 1 đường Mẫu"
`;
const LESSON = `+++
title = "Bài mẫu về sốt"
date = 2026-11-01
audience = "Mọi nhà"
tags = ["mẫu"]
[[sources]]
title = "T"
publisher = "P"
year = 2024
+++

- Một điều.

::: trạm y tế: Đến trạm y tế khi
- Sốt quá hai ngày
:::

::: tại nhà
- Uống nước
:::

::: trạm y tế: Đến ngay trong ngày khi
- Đau nhiều
:::
`;

let browser;
let root;
let site;
let other;
before(async () => {
  browser = await launch();
  root = new Root();
  for (const [ward, contacts] of [['mau', CONTACTS], ['chua-co', '']]) {
    root.write(`content/${ward}/ward.toml`, `${WARD}base_url = "https://${ward}.example.vn/"\n${contacts}`);
    root.write(`content/${ward}/suc-khoe/bai.md`, LESSON);
    root.write(`content/${ward}/kiem-chung/don.md`, LESSON.replace('audience = "Mọi nhà"', 'claim = "Mẫu chữa được sốt"\nverdict = "sai"'));
  }
  root.build();
  site = await serve(path.join(root.out, 'mau'));
  other = await serve(path.join(root.out, 'chua-co'));
});
after(async () => {
  await browser.close();
  site?.close();
  other?.close();
  root.remove();
});

for (const address of ['/suc-khoe/bai/', '/kiem-chung/don/']) {
  test(`${address}: the first card says whom to call, where and when`, async () => {
    const { page, faults, close } = await watched(browser, site.origin, { javaScriptEnabled: false, viewport: { width: 320, height: 740 } });
    await page.goto(site.origin + address);
    const cards = page.locator('.care-station');
    assert.equal(await cards.count(), 2);
    const place = cards.first().locator('.where-to');
    for (const part of ['Trạm y tế phường Mẫu', '0000 000 000', 'Số 0 đường Mẫu', '7 giờ 30']) assert.match(await place.textContent(), new RegExp(part));
    assert.equal(await place.locator('a').getAttribute('href'), 'tel:0000000000');
    assert.equal(await page.locator('.body .where-to').count(), 1, 'once is enough');
    assert.equal(await page.locator('.body .care-home').count(), 1, 'the text goes on behind it');
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 320);
    assert.deepEqual(faults, []);
    await close();
  });
}

test('the device says in the card whether the station is open', async () => {
  const { page, close } = await watched(browser, site.origin);
  await page.clock.setFixedTime(new Date('2026-11-23T08:00+07:00'));
  await page.goto(`${site.origin}/suc-khoe/bai/`);
  assert.match(await page.locator('.where-to').textContent(), /Mở cửa đến 17 giờ\./);
  await close();
});

test('a ward that has not told where its station is shows nothing in its place', async () => {
  const { page, close } = await watched(browser, other.origin);
  await page.goto(`${other.origin}/suc-khoe/bai/`);
  assert.equal(await page.locator('.where-to').count(), 0);
  await close();
});

/** What the search page says to a question. */
async function ask(query, use, origin = site.origin) {
  const { page, faults, close } = await watched(browser, origin, { viewport: PHONE });
  await page.goto(`${origin}/tim-kiem/?q=${encodeURIComponent(query)}`);
  await page.locator('#search-status', { hasText: /^(?!Đang tìm)\S/u }).waitFor(PATIENCE);
  await use(page);
  assert.deepEqual(faults, []);
  await close();
}

describe('who asks for a place', () => {
  for (const query of [
    'số điện thoại trạm y tế', 'so dien thoai tram y te', 'sdt tram y te', 'trạm y tế mấy giờ mở', 'tram y te may gio mo',
    'trạm y tế mở cửa lúc nào', 'gio kham tram y te', 'địa chỉ trạm y tế', 'tram y te o dau', 'trạm y tế', 'tram y te phuong',
  ]) {
    test(`“${query}” is told of the station first, on the first screen`, () => ask(query, async (page) => {
      const place = page.locator('#search-contacts .contact').first();
      assert.ok(await place.isVisible());
      assert.match(await place.textContent(), /Trạm y tế phường Mẫu[\s\S]*0000 000 000/u);
      const { y, height } = await place.boundingBox();
      assert.ok(y + height <= PHONE.height, `it ends at ${y + height}`);
    }));
  }

  for (const query of ['địa chỉ ủy ban phường', 'ubnd phuong lam viec may gio', 'uy ban o cho nao']) {
    test(`“${query}” is told of the committee first`, () => ask(query, async (page) => {
      assert.match(await page.locator('#search-contacts .contact').first().textContent(), /Ủy ban nhân dân phường Mẫu/u);
    }));
  }

  for (const query of ['sốt', 'mau', 'bảo hiểm xã hội lúc nào', 'uống thuốc mấy giờ']) {
    test(`“${query}” asks for no place`, () => ask(query, async (page) => {
      assert.doesNotMatch(await page.locator('#search-status').textContent(), /^Nơi giúp bạn/u);
    }));
  }

  test('where the ward has not told, the page says so', () => ask('trạm y tế mấy giờ mở', async (page) => {
    assert.match(await page.locator('#search-contacts').textContent(), /chưa có số điện thoại của trạm y tế/u);
  }, other.origin));
});

test('`loa check` names the ward that has not told, and what to write', () => {
  const { stderr, status } = root.tell('check', '--lang', 'vi');
  assert.equal(status, 0);
  assert.match(stderr, /lưu ý: bài trên trang bảo người đọc đến trạm y tế[\s\S]*content\/chua-co\/ward\.toml[\s\S]*\[contacts\.health_station\]/u);
  assert.doesNotMatch(stderr, /content\/mau\/ward\.toml/u);
});
