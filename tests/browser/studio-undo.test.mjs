// The publishing page: what is live, what waits, what went last, and taking the last publishing back.
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { after, afterEach, before, beforeEach, test } from 'node:test';
import { PATIENCE, Root } from './device.mjs';
import { launch } from './site.mjs';
import { WARD, begin, end, enter as comeIn, everywhere, fits, reach as tabTo } from './studio.mjs';

const NEWS = 'content/phuong-thu/tin/khai-truong.md';
const FORM = '/bai/phuong-thu/tin/khai-truong.md';
const post = (text) => `+++\ntitle = "Khai trương trạm y tế" # sửa sau\ndate = 2026-11-20\nsummary = 'Trạm mở cửa.'\ntags = ["trạm y tế"]\n+++\n\n${text}\n`;
const SITE = 'public/phuong-thu/tin/khai-truong/index.html';

let browser;
let root;
let server;
let origin;
let address;
before(async () => { browser = await launch(); });
after(() => browser.close());
beforeEach(async () => {
  root = new Root();
  root.write('content/phuong-thu/ward.toml', WARD);
  root.write(NEWS, post('Bản thứ nhất.'));
  ({ server, origin, address } = await begin(['--root', root.folder, '--port', '0', '--today', '2026-11-22']));
});
afterEach(async () => {
  await end(server);
  root.remove();
});

const enter = () => comeIn(browser, { origin, address }, { alone: true });

const file = (name) => readFileSync(path.join(root.folder, name), 'utf8');

/** Waits until what was typed is on the disk. */
const saved = (page) => page.locator('#luu', { hasText: /^Đã lưu lúc/ }).waitFor(PATIENCE);

/** Writes a text into a post and publishes it. */
async function publish(page, text, form = FORM) {
  await page.goto(origin + form, PATIENCE);
  await page.getByLabel('Nội dung', { exact: true }).fill(text);
  await saved(page);
  await page.getByRole('button', { name: 'Đăng lên trang' }).click();
  await page.waitForURL(`${origin}/`, PATIENCE);
}

async function undo(page) {
  await page.goto(`${origin}/dang`, PATIENCE);
  await page.getByText('Hoàn tác lần đăng này').click();
  await page.getByRole('button', { name: 'Hoàn tác', exact: true }).click();
}

test('the last publishing goes back to the byte, the sites with it, the list says who; nothing else does', async () => {
  const { page, faults, close } = await enter();
  await publish(page, 'Bản thứ hai.');
  const second = file(NEWS);
  await publish(page, 'Bản thứ ba.');
  assert.match(file(SITE), /Bản thứ ba/);
  await page.goto(`${origin}/dang`);
  await page.getByText(/^1 bài, trang của 1 phường/).waitFor(PATIENCE);
  assert.equal(await page.locator('#lan-dang li').count(), 1);
  await undo(page);
  await page.getByText('đã được hoàn tác').waitFor(PATIENCE);
  assert.equal(file(NEWS), second);
  assert.match(file(SITE), /Bản thứ hai/);
  assert.equal(await page.getByText('Hoàn tác lần đăng này').count(), 0, 'it is taken back once');
  const log = file('.loa/studio/log/phuong-thu.jsonl').trim().split('\n').map((line) => JSON.parse(line));
  assert.deepEqual([log.at(-1).what, log.at(-1).by, log.at(-1).path], ['undone', 'cô Lan', NEWS]);
  root.loa('studio', 'verify');
  // The text that was taken back is among the old versions.
  await page.goto(`${origin}/cu/phuong-thu/tin/khai-truong.md`);
  await page.locator('.books a').first().click();
  await page.locator('ins', { hasText: 'Bản thứ ba.' }).waitFor(PATIENCE);
  assert.deepEqual(faults, []);
  await close();
});

test('a new post becomes a draft again, and a post that was taken from the site comes back', async () => {
  const { page, close } = await enter();
  await page.goto(`${origin}/moi`, PATIENCE);
  await page.getByLabel('Tiêu đề').fill('Họp tổ dân phố');
  await page.getByRole('button', { name: 'Viết tiếp' }).click();
  await page.waitForURL('**/bai/**', PATIENCE);
  await page.locator('[data-key="summary"]').fill('Tối thứ Sáu.');
  await saved(page);
  await publish(page, 'Mời bà con.', '/bai/phuong-thu/tin/hop-to-dan-pho.md');
  const site = path.join(root.folder, 'public/phuong-thu/tin/hop-to-dan-pho/index.html');
  assert.ok(existsSync(site));
  await undo(page);
  await page.getByText('đã được hoàn tác').waitFor(PATIENCE);
  assert.ok(!existsSync(site));
  assert.match(file('content/phuong-thu/tin/hop-to-dan-pho.md'), /^draft = true$/m);
  await page.goto(`${origin}/`);
  await page.locator('#nhap ~ .books').getByText('Họp tổ dân phố').waitFor(PATIENCE);
  // Withdrawing is a publishing too.
  const whole = file(NEWS);
  await page.goto(origin + FORM);
  await page.getByText('Các bản cũ, gỡ bài').click();
  await page.getByRole('button', { name: 'Gỡ bài khỏi trang' }).click();
  await page.locator('#luu-nhap').waitFor(PATIENCE);
  assert.ok(!existsSync(path.join(root.folder, SITE)));
  await undo(page);
  await page.getByText('đã được hoàn tác').waitFor(PATIENCE);
  assert.equal(file(NEWS), whole);
  assert.ok(existsSync(path.join(root.folder, SITE)));
  await close();
});

test('what was changed since, is sent again, or went another time is refused, and stays', async () => {
  const { page, close } = await enter();
  await publish(page, 'Bản thứ hai.');
  await page.goto(`${origin}/dang`, PATIENCE);
  root.edit(NEWS, (text) => text.replace('Bản thứ hai', 'Bản của người khác'));
  await page.getByText('Hoàn tác lần đăng này').click();
  await page.getByRole('button', { name: 'Hoàn tác', exact: true }).click();
  await page.locator('.told[role="alert"]', { hasText: 'đã đổi' }).waitFor(PATIENCE);
  assert.match(file(NEWS), /Bản của người khác/);
  root.edit(NEWS, (text) => text.replace('Bản của người khác', 'Bản thứ hai'));
  // Another window published meanwhile.
  const other = await page.context().newPage();
  await publish(other, 'Bản thứ ba.');
  await page.getByRole('button', { name: 'Hoàn tác', exact: true }).click();
  await page.locator('.told[role="alert"]', { hasText: 'Vừa có lần đăng khác' }).waitFor(PATIENCE);
  assert.match(file(NEWS), /Bản thứ ba/);
  await close();
});

test('axe finds nothing on the publishing page, and the keyboard alone takes a publishing back', async () => {
  const { page, close } = await enter();
  await publish(page, 'Bản thứ hai.');
  await page.goto(`${origin}/dang`, PATIENCE);
  await page.locator('#lan-dang details').evaluate((one) => { one.setAttribute('open', ''); });
  await everywhere(page, (width) => fits(page, '/dang', width));
  if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/dang.png`, fullPage: true });
  await page.reload();
  const reach = (/** @type {string} */ selector) => tabTo(page, selector, 40);
  await reach('#lan-dang summary');
  await page.keyboard.press('Enter');
  await reach('#hoan-tac');
  await page.keyboard.press('Enter');
  await page.getByText('đã được hoàn tác').waitFor(PATIENCE);
  assert.equal(file(NEWS), post('Bản thứ nhất.'));
  await close();
});
