// Noting what was done in units, and seeing which were not reached: by finger, by keyboard, on a phone.
import assert from 'node:assert/strict';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { PATIENCE } from './device.mjs';
import { launch } from './site.mjs';
import { WARD, begin, end, enter, everywhere, fits, reach } from './studio.mjs';

let browser;
let root;
let studio;
let seen;

const LOG = 'coverage/thu/log.csv';
const at = (/** @type {string} */ file) => path.join(root, file);
const log = () => (existsSync(at(LOG)) ? readFileSync(at(LOG), 'utf8').trim().split('\n').slice(1) : []);
const write = (/** @type {string} */ file, /** @type {string} */ text) => {
  mkdirSync(path.dirname(at(file)), { recursive: true });
  writeFileSync(at(file), text);
};
const picture = async (page, name, width) => {
  if (process.env.LOA_PICTURES) await page.screenshot({ path: path.join(process.env.LOA_PICTURES, `${name}-${width}.png`), fullPage: true });
};

before(async () => {
  root = mkdtempSync(path.join(tmpdir(), 'loa-test-'));
  write('content/thu/ward.toml', WARD);
  write('content/thu/tin/rua-tay.md', '+++\ntitle = "Rửa tay đúng cách"\ndate = 2026-11-20\n+++\n\nRửa tay.\n');
  write('content/thu/nghi-quyet/ke-hoach.md', '+++\ntitle = "Kế hoạch số 5 của phường Thử"\ndate = 2026-11-01\nnumber = "5-KH/ĐU"\ndocument_kind = "Kế hoạch"\nissuer = "Đảng ủy phường Thử"\n\n[[tasks]]\ntask = "Bảo đảm 100% tổ dân phố được phổ biến, quán triệt."\nowner = "Ủy ban nhân dân phường Thử"\ndeadline = "trước ngày 15/12/2026"\n+++\n\nChữ.\n');
  studio = await begin(['--root', root, '--port', '0', '--today', '2026-11-28']);
  browser = await launch();
  seen = await enter(browser, studio, { alone: true });
});
after(async () => {
  await browser?.close();
  if (studio) await end(studio.server);
  rmSync(root, { recursive: true, force: true });
});

test('an empty ward makes its list of units by a form, picks plans out of a document, notes, mends, takes back, and reads it off', async () => {
  const { page, faults } = seen;
  await page.getByRole('link', { name: 'Độ phủ' }).click();
  await page.getByRole('heading', { name: 'Bắt đầu' }).waitFor(PATIENCE);
  await page.getByRole('link', { name: 'Lập danh sách tổ dân phố' }).click();
  await page.getByLabel('đến', { exact: true }).fill('5');
  await page.getByRole('button', { name: 'Điền tên theo số' }).click();
  await page.getByRole('button', { name: 'Thêm vào danh sách' }).click();
  await page.getByRole('group', { name: 'Tổ dân phố số 5' }).waitFor(PATIENCE);
  const third = page.getByRole('group', { name: 'Tổ dân phố số 3' });
  await third.getByLabel('Số người').fill('1.410');
  await third.getByRole('button').click();
  await third.getByText('Đã ghi.').waitFor(PATIENCE);
  assert.match(readFileSync(at('coverage/thu/units.toml'), 'utf8'), /id = "to-dan-pho-so-3"\nname = "Tổ dân phố số 3"\nkind = "tổ dân phố"\npeople = 1410\n/);

  // A plan out of a document, with its sentence and its day.
  await page.goto(`${studio.origin}/do-phu/ke-hoach?ward=thu`);
  await page.getByLabel('Đưa vào kế hoạch').check();
  assert.equal(await page.getByLabel('Hạn').inputValue(), '2026-12-15');
  await page.getByRole('button', { name: 'Ghi các việc đã chọn' }).click();
  await page.getByText('Còn thiếu: Tổ dân phố số 1').waitFor(PATIENCE);
  assert.match(readFileSync(at('coverage/thu/plan.toml'), 'utf8'), /sentence = "Bảo đảm 100% tổ dân phố/);

  // A meeting in four touches and a number.
  await page.getByRole('link', { name: 'Ghi nhận' }).click();
  await page.getByRole('radio', { name: 'Tổ dân phố số 3' }).check();
  await page.getByRole('radio', { name: 'Họp tổ dân phố, thôn' }).check();
  await page.getByLabel('Số người').fill('42');
  await page.getByLabel('Về bài nào').selectOption({ label: 'Rửa tay đúng cách' });
  // The answer is lost on the way: the same row sent again is one row.
  await page.route('**/api/note', async (route) => {
    await route.fetch();
    await route.abort();
  }, { times: 1 });
  await page.getByRole('button', { name: 'Ghi', exact: true }).click();
  await page.getByText('Không liên lạc được').waitFor(PATIENCE);
  assert.equal(log().length, 1);
  await page.getByRole('button', { name: 'Ghi', exact: true }).click();
  await page.getByText('Dòng này đã có trong sổ.').waitFor(PATIENCE);
  assert.equal(log().length, 1);
  assert.match(log()[0], /^s[0-9a-f]{24},2026-11-28,to-dan-pho-so-3,hop,tin\/rua-tay,direct,42,,,,$/);
  // The next unit keeps day, channel and post.
  await page.getByRole('radio', { name: 'Tổ dân phố số 4' }).check();
  await page.getByLabel('Số người').fill('15');
  await page.getByRole('button', { name: 'Ghi', exact: true }).click();
  await page.getByText('Đã ghi vào sổ.').waitFor(PATIENCE);
  assert.equal(log().length, 2);
  // A loudspeaker is exposure.
  await page.getByRole('radio', { name: 'Tổ dân phố số 1' }).check();
  await page.getByRole('radio', { name: 'Loa truyền thanh' }).check();
  await page.getByRole('button', { name: 'Ghi', exact: true }).click();
  await page.locator('[data-row]').nth(2).waitFor(PATIENCE);
  assert.ok(log().some((row) => /to-dan-pho-so-1,loa,tin\/rua-tay,exposed,,,,,$/.test(row)));

  // Pointing at a row mends it by another; the old one stays.
  await page.getByRole('button', { name: /^Sửa: .*số 4/ }).click();
  await page.getByText('Đang sửa: 28/11/2026 · Tổ dân phố số 4').waitFor(PATIENCE);
  assert.equal(await page.getByRole('radio', { name: 'Tổ dân phố số 4' }).isChecked(), true);
  await page.getByLabel('Số người').fill('51');
  await page.getByRole('button', { name: 'Ghi', exact: true }).click();
  await page.getByText('Đã sửa: dòng mới thay dòng cũ.').waitFor(PATIENCE);
  await page.getByText('51 người').waitFor(PATIENCE);
  assert.equal(log().length, 4);
  assert.equal(await page.locator('[data-row]').count(), 3);
  await page.getByRole('button', { name: /^Hủy: .*số 4/ }).click();
  await page.getByRole('button', { name: 'Hủy dòng' }).click();
  await page.getByText('Đã hủy dòng ấy.').waitFor(PATIENCE);
  assert.equal(log().length, 5);

  // A telephone number is no evidence.
  await page.getByRole('radio', { name: 'Tổ dân phố số 2' }).check();
  await page.getByRole('radio', { name: 'Họp tổ dân phố, thôn' }).check();
  await page.locator('summary', { hasText: 'Minh chứng' }).click();
  await page.getByLabel('Số biên bản, hoặc').fill('anh Nam 0912 345 678');
  await page.getByRole('button', { name: 'Ghi', exact: true }).click();
  await page.getByText('Minh chứng có vẻ có số điện thoại').waitFor(PATIENCE);
  assert.equal(log().length, 5);

  // A list of another device, twice.
  const list = { name: 'dien-thoai.csv', mimeType: 'text/csv', buffer: Buffer.from('id,date,unit,channel,people\nm1,2026-11-21,to-dan-pho-so-5,hop,20\nm2,2026-11-21,Tổ 9,hop,7\n') };
  await page.getByLabel('Chọn tệp CSV hoặc Excel').setInputFiles(list);
  await page.getByText('Đã nhập 1 dòng mới; 0 dòng đã có; 1 dòng không nhận.').waitFor(PATIENCE);
  await page.getByRole('link', { name: 'Tải các dòng không nhận' }).waitFor(PATIENCE);
  await page.getByLabel('Chọn tệp CSV hoặc Excel').setInputFiles(list);
  await page.getByText('Đã nhập 0 dòng mới; 1 dòng đã có; 1 dòng không nhận.').waitFor(PATIENCE);
  assert.equal(log().length, 6);

  // What was reached, in words, and a report in one press.
  await page.getByRole('link', { name: 'Xem độ phủ' }).click();
  await page.getByText('2 trên 5 đơn vị').waitFor(PATIENCE);
  const months = page.getByRole('region', { name: 'Từng đơn vị, từng tháng' });
  const rows = await months.locator('tbody tr').evaluateAll((all) => all.map((row) => row.firstElementChild.textContent));
  assert.deepEqual(rows.slice(3).sort(), ['Tổ dân phố số 3', 'Tổ dân phố số 5'], 'gaps stand first');
  assert.match(await months.locator('tr', { hasText: 'Tổ dân phố số 3' }).textContent() ?? '', /1 buổi, 42 người/);
  const [download] = await Promise.all([
    page.waitForEvent('download'), page.getByRole('link', { name: 'Báo cáo Tháng 11 năm 2026, Word' }).click(),
  ]);
  assert.equal(download.suggestedFilename(), 'bao-cao-thu-2026-11.docx');
  assert.deepEqual(faults.filter((fault) => !/ERR_FAILED|status of 422/.test(fault)), []);
});

test('a meeting is noted by the keyboard alone, and every page fits a phone and passes axe', async () => {
  const { page } = seen;
  const before = log().length;
  await page.goto(`${studio.origin}/ghi-nhan`);
  await reach(page, '[name=unit]', 20);
  await page.keyboard.press('Space');
  await reach(page, '[name=channel]', 10);
  await page.keyboard.press('Space');
  await reach(page, '[name=people]', 10);
  await page.keyboard.insertText('33');
  await page.keyboard.press('Enter');
  await page.getByText(/Đã ghi vào sổ\./).waitFor(PATIENCE);
  assert.equal(log().length, before + 1);
  const pages = ['/ghi-nhan', '/ghi-nhan/phieu', '/ghi-nhan/phieu?don-vi=to-dan-pho-so-3&thang=2026-11', '/do-phu', '/do-phu?ky=2026-11', '/do-phu/don-vi', '/do-phu/ke-hoach', '/'];
  await everywhere(page, async (width) => {
    for (const url of pages) {
      await page.goto(studio.origin + url);
      await fits(page, url, width);
      await picture(page, url.replace(/\W+/g, '-') || 'home', width);
    }
  });
});
