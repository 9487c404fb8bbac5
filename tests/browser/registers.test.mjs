// The registers: filtered by a script, whole without it; what is past by the device's day alone.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import { launch, PUBLIC, serve, WARDS, watched } from './site.mjs';

const LOA = path.resolve(process.env.LOA ?? 'target/release/loa');
const REPOSITORY = path.resolve(import.meta.dirname, '../..');

const PLAN = `+++
title = "Kế hoạch sức khỏe"
date = 2026-01-15
issuer = "Đảng ủy phường Mẫu"
document_kind = "Kế hoạch"
carries_out = ["72-NQ/TW"]
[[targets]]
measure = "Người có bảo hiểm y tế"
comparison = ">"
value = 95
unit = "%"
year = 2026
topic = "bảo hiểm y tế"
[[targets]]
measure = "Mọi người có bảo hiểm y tế"
year = 2030
topic = "bảo hiểm y tế"
[[targets]]
measure = "Số cây xanh"
value = 100
unit = "cây"
year = 2026
topic = "môi trường"
[[targets]]
measure = "Phố sạch"
[[tasks]]
task = "Đã qua"
deadline = "trong tháng 5/2026"
owner = "Trạm y tế"
[[tasks]]
task = "Hôm nay"
deadline = 2026-06-10
owner = "Trạm y tế"
[[tasks]]
task = "Mai sau"
deadline = 2026-06-11
owner = "Đoàn Thanh niên"
[[tasks]]
task = "Hằng năm"
deadline = "hằng năm"
+++

Chữ.
`;
const WARD = 'name = "Phường Mẫu"\nshort_name = "Mẫu"\nprovince = "Tỉnh Mẫu"\nbase_url = "https://mau.example.vn/"\n';

let browser, root, site;
before(async () => {
  root = mkdtempSync(path.join(os.tmpdir(), 'loa-registers-'));
  mkdirSync(path.join(root, 'content/mau/nghi-quyet'), { recursive: true });
  writeFileSync(path.join(root, 'content/mau/ward.toml'), WARD);
  writeFileSync(path.join(root, 'content/mau/nghi-quyet/ke-hoach.md'), PLAN);
  cpSync(path.join(REPOSITORY, 'themes'), path.join(root, 'themes'), { recursive: true });
  for (const more of [[], ['--portable']]) {
    execFileSync(LOA, ['build', '--root', root, '--out', path.join(root, more.length ? 'portable' : 'public'), ...more], { stdio: 'pipe' });
  }
  browser = await launch();
  site = await serve(path.join(root, 'public/mau'));
});
after(async () => {
  await browser.close();
  site.close();
  rmSync(root, { recursive: true });
});

const shown = (page) => page.locator('[data-row]:visible .task-name, th[scope=row]:visible').allTextContents();

describe('with scripts', () => {
  test('year and topic filter the rows, say how many are left, and stay in the address', async () => {
    const { page, faults, close } = await watched(browser, site.origin);
    await page.goto(`${site.origin}/muc-tieu/`);
    assert.equal((await shown(page)).length, 4);
    await page.getByLabel('Năm', { exact: true }).selectOption('2026');
    assert.deepEqual(await shown(page), ['Người có bảo hiểm y tế', 'Số cây xanh']);
    assert.equal(await page.locator('h2:visible').filter({ hasText: /Năm|Không/ }).count(), 1, 'empty years leave');
    await page.getByLabel('Chủ đề', { exact: true }).selectOption({ label: 'bảo hiểm y tế' });
    assert.deepEqual(await shown(page), ['Người có bảo hiểm y tế']);
    assert.equal(await page.locator('[role=status][data-count]').textContent(), 'Hiện 1 trên 4 mục tiêu');
    assert.equal(page.url(), `${site.origin}/muc-tieu/?nam=2026&chu-de=bao-hiem-y-te`);
    await page.reload();
    assert.deepEqual(await shown(page), ['Người có bảo hiểm y tế'], 'the address keeps the choice');
    await page.getByLabel('Năm', { exact: true }).selectOption('khac');
    assert.deepEqual(await shown(page), []);
    await page.getByLabel('Chủ đề', { exact: true }).selectOption('');
    assert.deepEqual(await shown(page), ['Phố sạch']);
    await page.goto(`${site.origin}/muc-tieu/?nam=1900&chu-de=x&la=1`);
    assert.equal((await shown(page)).length, 4, 'an unknown choice is none');
    assert.deepEqual(faults, []);
    await close();
  });

  test('tasks are filtered by who does them, and marked by the device alone when past', async () => {
    const { page, faults, close } = await watched(browser, site.origin, { timezoneId: 'Asia/Ho_Chi_Minh' });
    const past = () => page.locator('[data-row]').filter({ has: page.locator('.past:visible') }).locator('.task-name').allTextContents();
    // Already the 10th in Vietnam, still the 9th elsewhere.
    await page.clock.setFixedTime(new Date('2026-06-09T20:00:00Z'));
    await page.goto(`${site.origin}/viec/`);
    assert.deepEqual(await past(), ['Đã qua']);
    assert.ok(await page.locator('[data-past-note]').isVisible());
    await page.clock.setFixedTime(new Date('2026-06-10T20:00:00Z'));
    await page.reload();
    assert.deepEqual(await past(), ['Đã qua', 'Hôm nay']);
    await page.clock.setFixedTime(new Date('2026-01-01T00:00:00Z'));
    await page.reload();
    assert.deepEqual(await past(), []);
    assert.equal(await page.locator('[data-past-note]').isVisible(), false);
    await page.getByLabel('Đơn vị phụ trách', { exact: true }).selectOption({ label: 'Đoàn Thanh niên' });
    assert.deepEqual(await shown(page), ['Mai sau']);
    assert.equal(page.url(), `${site.origin}/viec/?don-vi=doan-thanh-nien`);
    assert.deepEqual(faults, []);
    await close();
  });

  test('a copy for file:// filters too', async () => {
    const origin = `file://${path.join(root, 'portable/mau')}`;
    const { page, faults, close } = await watched(browser, origin);
    await page.goto(`${origin}/muc-tieu/index.html`);
    await page.getByLabel('Năm', { exact: true }).selectOption('2030');
    assert.deepEqual(await shown(page), ['Mọi người có bảo hiểm y tế']);
    assert.match(page.url(), /index\.html\?nam=2030$/);
    assert.deepEqual(faults, []);
    await close();
  });
});

describe('without scripts', () => {
  test('everything stands there, links lead to parts, and nothing is called late', async () => {
    const { page, faults, close } = await watched(browser, site.origin, { javaScriptEnabled: false });
    await page.goto(`${site.origin}/viec/`);
    assert.equal((await shown(page)).length, 4);
    assert.equal(await page.locator('.past:visible, [data-past-note]:visible, form.filters:visible').count(), 0);
    await page.getByText('Xem theo đơn vị phụ trách').click();
    await page.getByRole('link', { name: 'Trạm y tế' }).click();
    await page.waitForURL(`${site.origin}/viec/don-vi/tram-y-te/`);
    assert.deepEqual(await shown(page), ['Đã qua', 'Hôm nay']);
    await page.getByRole('link', { name: 'Xem tất cả' }).click();
    await page.waitForURL(`${site.origin}/viec/`);
    await page.goto(`${site.origin}/muc-tieu/`);
    await page.getByText('Xem theo năm').click();
    await page.getByRole('link', { name: 'Năm 2030' }).click();
    assert.equal(page.url(), `${site.origin}/muc-tieu/#nam_2030`);
    assert.deepEqual(faults, []);
    await close();
  });
});

for (const ward of WARDS) {
  test(`${ward}: registers fit a narrow phone, and their targets are large enough`, async (t) => {
    const own = await serve(path.join(PUBLIC, ward));
    t.after(() => own.close());
    const { page, faults, close } = await watched(browser, own.origin, { viewport: { width: 320, height: 640 } });
    const cited = await readdir(path.join(PUBLIC, ward, 'van-ban'), { withFileTypes: true });
    const pages = cited.filter((entry) => entry.isDirectory()).map(({ name }) => `/van-ban/${name}/`);
    assert.ok(pages.length, 'a document is cited');
    for (const url of ['/muc-tieu/', '/viec/', '/van-ban/', ...pages]) {
      const response = await page.goto(`${own.origin}${url}`);
      assert.equal(response.status(), 200, url);
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      assert.ok(wide <= 0, `${url} is ${wide} px too wide`);
      // The whole of a card is its link.
      const small = await page.locator('main :is(a, select, summary):visible').evaluateAll((all) => all
        .filter((element) => !element.closest('.card-title') && element.getBoundingClientRect().height < 44).map((element) => element.textContent));
      assert.deepEqual(small, [], url);
    }
    assert.deepEqual(faults, []);
    await close();
  });
}
