// The ward's page for volunteers on a phone: notes without a network, kept when the browser is closed, given away as one file
// that the office takes in once.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { chromium } from 'playwright-core';
import { Host, LOA, PATIENCE, Root, until } from './device.mjs';
import { WHOLE } from './site.mjs';
import { fits } from './studio.mjs';

const UNITS = [1, 2, 3].map((number) => `[[units]]\nid = "to-${number}"\nname = "Tổ dân phố số ${number}"\nkind = "tổ dân phố"\npeople = 200\n`).join('\n');
const WARD = (/** @type {string} */ id) => `name = "Phường ${id}"\nshort_name = "${id}"\nprovince = "Tỉnh Thử"\nbase_url = "http://localhost/${id}/"\n`;

let root;
let host;
let profile;

before(async () => {
  root = new Root();
  for (const id of ['thu', 'khong']) {
    root.write(`content/${id}/ward.toml`, WARD(id));
    root.write(`content/${id}/tin/a.md`, '+++\ntitle = "Tin"\ndate = 2026-11-20\n+++\n\nChữ.\n');
  }
  root.write('coverage/thu/units.toml', UNITS);
  root.write('coverage/khong/units.toml', UNITS);
  root.write('coverage/thu/settings.toml', '[site]\nnotes = true\ntotals = true\n');
  root.write('coverage/thu/log.csv', 'id,date,unit,channel,post,kind,people,women,role,evidence,corrects\nr1,2026-01-05,to-1,hop,,direct,40,20,,BB 77,\n');
  root.build();
  host = new Host(root.out);
  await host.start();
  profile = mkdtempSync(path.join(os.tmpdir(), 'loa-phone-'));
});
after(async () => {
  await host?.cut().catch(() => {});
  root.remove();
  rmSync(profile, { recursive: true, force: true });
});

/** The browser of a phone, with what it kept. */
async function phone() {
  return chromium.launchPersistentContext(profile, {
    executablePath: WHOLE, args: ['--no-sandbox', '--disable-gpu'], viewport: { width: 360, height: 740 }, locale: 'vi-VN', acceptDownloads: true,
  });
}

const rows = (/** @type {string} */ text) => text.trim().split('\n').slice(1);

test('a note outlives closing the browser and the network, is mended, and enters the log once', async (t) => {
  const begun = Date.now();
  let context = await phone();
  let page = await context.newPage();
  await page.goto(`${host.origin}/thu/ghi-nhan/`);
  await page.evaluate(() => navigator.serviceWorker.ready);
  await until(() => page.evaluate(async () => Boolean(await caches.match('/thu/ghi-nhan/'))), 'the page is kept');
  const noted = Date.now();
  await page.getByRole('radio', { name: 'Tổ dân phố số 2' }).check();
  await page.getByRole('radio', { name: 'Họp tổ dân phố, thôn' }).check();
  await page.getByLabel('Số người').fill('42');
  await page.getByRole('button', { name: 'Ghi', exact: true }).click();
  await page.getByText('Đã ghi vào máy này.').waitFor(PATIENCE);
  t.diagnostic(`note: ${Date.now() - noted} ms of the machine's time, 3 touches and a number`);
  // Typed and not noted: kept too.
  await page.getByLabel('Số người').fill('17');
  await page.waitForTimeout(300);
  await context.close();
  await host.cut();

  context = await phone();
  page = await context.newPage();
  await page.goto(`${host.origin}/thu/ghi-nhan/`);
  await page.getByText('Tổ dân phố số 2 · Họp tổ dân phố, thôn · 42 người').waitFor(PATIENCE);
  assert.equal(await page.getByLabel('Số người').inputValue(), '17');
  await page.getByRole('radio', { name: 'Tổ dân phố số 3' }).check();
  await page.getByRole('radio', { name: 'Loa truyền thanh' }).check();
  await page.getByLabel('Số người').fill('');
  await page.getByRole('button', { name: 'Ghi', exact: true }).click();
  await page.getByText('2 dòng chưa gửi.').waitFor(PATIENCE);
  await page.getByRole('button', { name: /^Sửa: .*số 2/ }).click();
  await page.getByLabel('Số người').fill('24');
  await page.getByRole('button', { name: 'Ghi', exact: true }).click();
  await page.getByText('Đã sửa: dòng mới thay dòng cũ.').waitFor(PATIENCE);
  assert.equal(await page.locator('.rows li').count(), 2);
  // What cannot be is told at once.
  await page.getByRole('radio', { name: 'Tổ dân phố số 1' }).check();
  await page.locator('summary', { hasText: 'Minh chứng' }).click();
  await page.getByLabel('Số biên bản, hoặc').fill('0912 345 678');
  await page.getByRole('radio', { name: 'Họp tổ dân phố, thôn' }).check();
  await page.getByRole('button', { name: 'Ghi', exact: true }).click();
  await page.getByText('có vẻ có số điện thoại').waitFor(PATIENCE);
  assert.equal(await page.locator('.rows li').count(), 2);
  await page.getByLabel('Số biên bản, hoặc').fill('');
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Tải tệp CSV' }).click()]);
  const file = path.join(root.folder, download.suggestedFilename());
  await download.saveAs(file);
  await page.getByText('Mọi dòng đã gửi hoặc đã tải.').waitFor(PATIENCE);
  for (const colorScheme of /** @type {const} */ (['light', 'dark'])) {
    for (const width of [360, 1280]) {
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width, height: 800 });
      await fits(page, 'ghi-nhan', width);
      if (process.env.LOA_PICTURES && colorScheme === 'light') await page.screenshot({ path: path.join(process.env.LOA_PICTURES, `phone-${width}.png`), fullPage: true });
    }
  }
  await context.close();
  await host.start();

  const text = readFileSync(file, 'utf8');
  assert.equal(text.split('\n')[0], 'id,date,unit,channel,post,kind,people,women,role,evidence,corrects');
  assert.equal(rows(text).length, 3);
  const take = () => execFileSync(LOA, ['coverage', 'import', '--ward', 'thu', '--root', root.folder, file], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
  take();
  const log = readFileSync(path.join(root.folder, 'coverage/thu/log.csv'), 'utf8');
  assert.equal(rows(log).length, 4);
  rows(text).forEach((row) => assert.ok(log.includes(`${row}\n`), row));
  take();
  assert.equal(readFileSync(path.join(root.folder, 'coverage/thu/log.csv'), 'utf8'), log, 'the same file again adds nothing');
  const shown = JSON.parse(execFileSync(LOA, ['coverage', '--ward', 'thu', '--root', root.folder, '--json'], { encoding: 'utf8' }));
  assert.equal(shown.units.find((unit) => unit.id === 'to-2').reached_people, 24, 'the mended row counts');
  t.diagnostic(`note, close, reopen without a network, mend, export, import: ${Date.now() - begun} ms`);
});

test('only wards that want it have the pages; totals name no unit and no evidence', async () => {
  const read = (/** @type {string} */ file) => readFileSync(path.join(root.out, file), 'utf8');
  assert.throws(() => read('khong/ghi-nhan/index.html'));
  assert.throws(() => read('khong/do-phu/index.html'));
  assert.ok(!read('khong/index.html').includes('ghi-nhan'));
  const totals = read('thu/do-phu/index.html');
  assert.match(totals, /1 trên 3 tổ dân phố/);
  assert.ok(!/to-1|số 1|BB 77/.test(totals.replace(/Tổ dân phố<\/h2>.*/s, '')), 'no unit, no evidence');
  const page = read('thu/ghi-nhan/index.html');
  assert.ok(!page.includes('BB 77'));
  assert.match(page, /default-src &#39;none&#39;/);
});
