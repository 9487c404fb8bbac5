// `loa studio` where there is no root yet: a ward is asked for, its root is made, and nothing that is there is written over.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { after, afterEach, before, beforeEach, test } from 'node:test';
import { PATIENCE } from './device.mjs';
import { launch, watched } from './site.mjs';
import { begin, end, everywhere, fits, reach as tabTo, ask as send } from './studio.mjs';

let browser;
let home;
let server;
let origin;
let address;
before(async () => { browser = await launch(); });
after(() => browser.close());
beforeEach(async () => {
  home = mkdtempSync(path.join(os.tmpdir(), 'loa-home-'));
  mkdirSync(path.join(home, 'Documents'));
  mkdirSync(path.join(home, 'here'));
  await start();
});
afterEach(async () => {
  await stop();
  rmSync(home, { recursive: true, force: true });
});

async function start(...named) {
  const env = /** @type {Record<string, string | undefined>} */ ({ ...process.env, HOME: home });
  delete env.XDG_CONFIG_HOME;
  delete env.APPDATA;
  ({ server, origin, address } = await begin(['--port', '0', ...named], { cwd: path.join(home, 'here'), env }));
}

const stop = () => end(server);

const offered = () => path.join(home, 'Documents', 'Trang phường');

/** Answers what the first page asks. */
async function answer(page, name = 'Lê Chân') {
  await page.getByLabel('Tên', { exact: true }).fill(name);
  await page.getByLabel('Tỉnh, thành phố', { exact: true }).fill('Thành phố Hải Phòng');
}

const ask = (/** @type {string} */ method, /** @type {string} */ url, headers = {}) => send(origin, method, url, headers);

test('a ward is asked for, its root is made in the documents, and a post is written', async () => {
  const { page, faults, close } = await watched(browser, origin);
  await page.goto(address, PATIENCE);
  await page.getByText('Cất ở: ').waitFor(PATIENCE);
  assert.match(await page.locator('#cho-chu').textContent(), /Documents › Trang phường$/);
  await answer(page, 'Xã Lê Chân');
  assert.equal(await page.getByLabel('Xã', { exact: true }).isChecked(), true, 'what was typed counts');
  await page.getByLabel('Phường', { exact: true }).check();
  await answer(page);
  assert.equal(await page.getByLabel('Tên trong địa chỉ trang').inputValue(), 'le-chan');
  await page.getByText('Liên hệ trạm y tế').click();
  await page.getByLabel('Giờ làm việc của trạm').fill('Sáng 7 giờ 30, chiều 13 giờ 30, thứ Hai đến thứ Sáu');
  await page.getByRole('button', { name: 'Tạo trang' }).click();
  await page.getByLabel('Tên của bạn').fill('cô Lan', PATIENCE);
  await page.getByRole('button', { name: 'Bắt đầu' }).click();
  await page.getByRole('link', { name: 'Viết bài mới' }).click();
  await page.getByLabel('Tiêu đề').fill('Họp tổ dân phố');
  await page.getByRole('button', { name: 'Viết tiếp' }).click();
  await page.waitForURL('**/bai/le-chan/tin/hop-to-dan-pho.md', PATIENCE);
  const ward = readFileSync(path.join(offered(), 'content/le-chan/ward.toml'), 'utf8');
  assert.match(ward, /^name = "Phường Lê Chân"\nshort_name = "Lê Chân"\nprovince = "Thành phố Hải Phòng"\n/);
  assert.match(ward, /\[contacts\.health_station\]\nname = "Trạm y tế phường Lê Chân"\nhours = "Sáng/);
  assert.doesNotMatch(ward, /phone|address/, 'nothing is invented');
  assert.deepEqual(faults, []);
  await close();
  // The next time it is found again, from wherever.
  await stop();
  await start();
  const again = await watched(browser, origin);
  await again.page.goto(address, PATIENCE);
  await again.page.getByLabel('Tên của bạn').waitFor(PATIENCE);
  await again.close();
});

test('what is wrong is told, what was typed stays, and what is in the folder is never touched', async () => {
  const full = path.join(home, 'Documents', 'Cũ');
  mkdirSync(full);
  writeFileSync(path.join(full, 'thơ.txt'), 'của tôi');
  const { page, close } = await watched(browser, origin);
  await page.goto(address, PATIENCE);
  await answer(page);
  const told = page.locator('.told[role="alert"]');
  const make = page.getByRole('button', { name: 'Tạo trang' });
  await page.getByText('Cất ở: ').click();
  const folder = page.getByLabel('Thư mục trên máy này');
  for (const [typed, words] of [[full, 'đã có tệp'], ['Cũ', 'Chưa rõ thư mục nào'], [`${home}/../etc`, 'Chưa rõ thư mục nào']]) {
    await folder.fill(typed);
    await make.click();
    await told.getByText(words).waitFor(PATIENCE);
  }
  await folder.fill('~/Documents/Mới');
  await page.getByText('Liên hệ trạm y tế').click();
  await page.getByLabel('Điện thoại trạm y tế').fill('gọi chị Hoa');
  await make.click();
  await page.waitForFunction(() => !document.querySelector('button[type=submit]').hasAttribute('disabled'));
  assert.equal(await told.isVisible(), true);
  assert.ok(!existsSync(path.join(home, 'Documents', 'Mới')), 'a refused ward leaves nothing');
  assert.equal(await page.getByLabel('Tên', { exact: true }).inputValue(), 'Lê Chân');
  await page.getByLabel('Điện thoại trạm y tế').fill('');
  await page.getByLabel('Tên trong địa chỉ trang').fill('Lê Chân');
  await make.click();
  await told.getByText('Tên trong địa chỉ chỉ gồm').waitFor(PATIENCE);
  assert.deepEqual(readdirSync(full), ['thơ.txt']);
  assert.equal(readFileSync(path.join(full, 'thơ.txt'), 'utf8'), 'của tôi');
  assert.deepEqual(readdirSync(path.join(home, 'Documents')), ['Cũ']);
  await close();
});

test('in an empty folder that is named the root is offered there; lessons of others are asked for', async () => {
  await stop();
  const named = path.join(home, 'Trang xã');
  mkdirSync(named);
  await start('--root', named);
  const { page, faults, close } = await watched(browser, origin);
  await page.goto(address, PATIENCE);
  assert.match(await page.locator('#cho-chu').textContent(), /Trang xã$/);
  await answer(page);
  await page.getByRole('button', { name: 'Tạo trang' }).click();
  await page.getByLabel('Tên của bạn').fill('cô Lan', PATIENCE);
  await page.getByRole('button', { name: 'Bắt đầu' }).click();
  await page.getByText('Chưa có bài nào.').waitFor(PATIENCE);
  assert.ok(existsSync(path.join(named, 'content/le-chan/ward.toml')));
  assert.doesNotMatch(await page.locator('main').innerText(), /\b1 bài/, 'an introduction is no post');
  assert.match(await page.locator('#chua-chung').innerText(), /Trang xã\/content/);
  mkdirSync(path.join(named, 'content/chung/suc-khoe'), { recursive: true });
  writeFileSync(path.join(named, 'content/chung/suc-khoe/ho.md'), '+++\ntitle = "Ho"\ndate = 2026-11-20\n+++\n\nUống nước.\n');
  await page.reload();
  assert.equal(await page.locator('#chua-chung').count(), 0);
  assert.deepEqual(faults, []);
  await close();
});

test('a root that is there is opened, as it is', async () => {
  const root = path.join(home, 'Documents', 'Sẵn');
  mkdirSync(path.join(root, 'content/mau'), { recursive: true });
  const ward = 'name = "Xã Mẫu"\nshort_name = "Mẫu"\nprovince = "Tỉnh Mẫu"\nbase_url = "https://mau.example.vn/"\n';
  writeFileSync(path.join(root, 'content/mau/ward.toml'), ward);
  const { page, close } = await watched(browser, origin);
  await page.goto(address, PATIENCE);
  await page.getByText('Cất ở: ').click();
  await page.getByLabel('Thư mục trên máy này').fill(path.join(home, 'Documents'));
  const open = page.getByRole('button', { name: 'Mở trang đã có' });
  await open.click();
  await page.getByText('không có bài viết nào của Loa').waitFor(PATIENCE);
  await page.getByLabel('Thư mục trên máy này').fill(root);
  await open.click();
  await page.getByLabel('Tên của bạn').waitFor(PATIENCE);
  assert.equal(readFileSync(path.join(root, 'content/mau/ward.toml'), 'utf8'), ward);
  await close();
});

test('nobody makes a root without the code, from another site, or twice', async () => {
  for (const url of ['/', '/_studio/start.js', '/api/session']) assert.equal(await ask('GET', url), 401, url);
  for (const url of ['/api/begin', '/api/open', '/api/end']) {
    assert.equal(await ask('POST', url), 403, `${url} without an origin`);
    assert.equal(await ask('POST', url, { origin }), 401, `${url} without a session`);
  }
  const { page, close } = await watched(browser, origin);
  await page.goto(address, PATIENCE);
  const [cookie] = await page.context().cookies();
  const token = await page.locator('meta[name="token"]').getAttribute('content');
  const known = { cookie: `${cookie.name}=${cookie.value}`, origin, 'x-loa-token': token };
  for (const url of ['/api/begin', '/api/open']) {
    assert.equal(await ask('POST', url, { ...known, 'x-loa-token': '' }), 403, url);
    assert.equal(await ask('POST', url, { ...known, origin: 'https://evil.example' }), 403, url);
    assert.equal(await ask('POST', url, { ...known, host: 'evil.example' }), 421, url);
    assert.equal(await ask('POST', url, { ...known, 'sec-fetch-site': 'cross-site' }), 403, url);
  }
  assert.equal(await ask('GET', '/', { ...known, host: 'evil.example' }), 421);
  assert.deepEqual(readdirSync(path.join(home, 'Documents')), []);
  await answer(page);
  await page.getByRole('button', { name: 'Tạo trang' }).click();
  await page.getByLabel('Tên của bạn').waitFor(PATIENCE);
  assert.ok(await ask('POST', '/api/begin', known) >= 400);
  await close();
});

test('the program is ended from the page: it may have no window of its own', async () => {
  const { page, close } = await watched(browser, origin);
  await page.goto(address, PATIENCE);
  await answer(page);
  await page.getByRole('button', { name: 'Tạo trang' }).click();
  await page.getByLabel('Tên của bạn').fill('cô Lan', PATIENCE);
  await page.getByRole('button', { name: 'Bắt đầu' }).click();
  const ended = once(server, 'exit');
  await page.getByRole('button', { name: 'Đóng chương trình' }).click();
  await page.getByRole('heading', { name: 'Loa đã đóng' }).waitFor(PATIENCE);
  assert.deepEqual(await ended, [0, null]);
  await close();
});

test('axe finds nothing on the first page, and the keyboard alone makes a root', async () => {
  const { page, close } = await watched(browser, origin);
  await page.goto(address, PATIENCE);
  for (const details of await page.locator('details').all()) await details.evaluate((one) => { one.setAttribute('open', ''); });
  await everywhere(page, (width) => fits(page, 'the first page', width));
  await page.reload();
  const reach = (/** @type {string} */ selector) => tabTo(page, selector, 40);
  await reach('#ten');
  await page.keyboard.insertText('Cao Minh');
  await reach('#tinh');
  await page.keyboard.insertText('Tỉnh Thái Nguyên');
  await reach('button[type=submit]');
  await page.keyboard.press('Enter');
  await page.getByLabel('Tên của bạn').waitFor(PATIENCE);
  assert.ok(existsSync(path.join(offered(), 'content/cao-minh/ward.toml')));
  await close();
});
