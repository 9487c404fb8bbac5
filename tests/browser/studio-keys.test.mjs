// The keyboard alone: the way in over the network, pictures from a phone, an old version, two texts, a second look. 127.0.0.2
// stands for the machine's address in the network.
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { after, afterEach, before, beforeEach, test } from 'node:test';
import { PNG } from 'pngjs';
import { PATIENCE, Root } from './device.mjs';
import { launch, watched } from './site.mjs';
import { WARD, begin, end, enter, reach } from './studio.mjs';

const NEWS = 'content/phuong-thu/tin/khai-truong.md';
const FORM = '/bai/phuong-thu/tin/khai-truong.md';
const STORM = 'content/phuong-thu/tin/bao.md';
const POST = '+++\ntitle = "Khai trương trạm y tế"\ndate = 2026-11-20\nsummary = "Trạm mở cửa."\ntags = ["trạm y tế"]\n+++\n\nTrạm mở cửa lúc 8 giờ.\n';
const CREW = `one_does_all = ["phuong-thu"]
[[person]]\nname = "cô Lan"\nroles = { "*" = ["viet", "duyet", "dang", "y-te", "quan-tri"] }
[[person]]\nname = "chú Minh"\nroles = { "*" = ["viet", "duyet"] }\n`;
const PASSWORD = 'hoa sữa đầu phố';
const PICTURE = PNG.sync.write(new PNG({ width: 64, height: 48 }));

/** A day of Vietnam, so many days from now. @param {number} days */
const day = (days) => new Date(Date.now() + (7 + days * 24) * 3_600_000).toISOString().slice(0, 10);

let browser;
let root;
let studio;
/** Where others reach it. */
let far;
before(async () => { browser = await launch(); });
after(() => browser.close());
beforeEach(async () => {
  root = new Root();
  root.write('content/phuong-thu/ward.toml', WARD);
  root.write('.loa/studio/people.toml', CREW);
  root.write(NEWS, POST);
  await start(day(0));
});
afterEach(async () => {
  await end(studio.server);
  root.remove();
});

/** Starts the studio on a day. @param {string} today */
async function start(today) {
  studio = await begin(['--root', root.folder, '--port', '0', '--today', today, '--lan=127.0.0.2']);
  far = studio.origin.replace('127.0.0.1', '127.0.0.2');
}

const file = (/** @type {string} */ name) => readFileSync(path.join(root.folder, name), 'utf8');
const events = () => file('.loa/studio/log/phuong-thu.jsonl').trim().split('\n').map((line) => JSON.parse(line));

/** What has the focus can be seen: nothing hides it, and something marks it, on itself or on what stands for it. */
async function marked(page) {
  const found = await page.evaluate(() => {
    const one = document.activeElement;
    const stands = one.matches('.visually-hidden') ? one.nextElementSibling : one;
    const { outlineStyle, outlineWidth } = getComputedStyle(stands);
    const { width, height } = stands.getBoundingClientRect();
    return { outlineStyle, wide: parseFloat(outlineWidth) >= 2, shown: width > 5 && height > 5 };
  });
  assert.deepEqual(found, { outlineStyle: 'solid', wide: true, shown: true });
}

/** Goes to what is sought by the tab key, and presses it. */
async function press(page, selector, most = 60) {
  await reach(page, selector, most);
  await marked(page);
  await page.keyboard.press('Enter');
}

test('a password is set, and somebody comes in with it, from elsewhere in the network', async () => {
  const here = await enter(browser, studio, { name: 'cô Lan' });
  await here.page.goto(`${studio.origin}/nguoi`, PATIENCE);
  await press(here.page, 'form[data-invite="chú Minh"] button', 120);
  const invitation = here.page.locator('form[data-invite="chú Minh"]');
  await invitation.locator('svg.qr').waitFor(PATIENCE);
  const { page, close } = await watched(browser, far, { viewport: { width: 360, height: 740 } });
  await page.goto(await invitation.locator('code').textContent(), PATIENCE);
  await reach(page, '#mat-khau', 6);
  await page.keyboard.type(PASSWORD);
  await reach(page, '#lan-hai', 2);
  await page.keyboard.type(PASSWORD);
  await press(page, 'button[type=submit]', 4);
  await page.waitForURL(`${far}/`, PATIENCE);
  await page.goto(`${far}/toi`, PATIENCE);
  await press(page, '#roi button', 20);
  await page.waitForURL(`${far}/vao`, PATIENCE);
  await reach(page, '#ten', 6);
  await page.keyboard.type('chú Minh');
  await reach(page, '#mat-khau', 2);
  await page.keyboard.type('không phải thế');
  await reach(page, '#hien', 2);
  await page.keyboard.press('Space');
  assert.equal(await page.locator('#mat-khau').getAttribute('type'), 'text');
  await press(page, 'button[type=submit]', 2);
  await page.getByRole('alert').getByText('Tên hoặc mật khẩu không đúng.').waitFor(PATIENCE);
  await page.locator('#mat-khau').fill(PASSWORD);
  await page.locator('#mat-khau').press('Enter');
  await page.waitForURL(`${far}/`, PATIENCE);
  await close();
  await here.close();
});

test('a phone sends a picture, and one that failed again', async () => {
  const { page, close } = await enter(browser, studio, { name: 'cô Lan' });
  await page.goto(studio.origin + FORM, PATIENCE);
  await page.getByRole('button', { name: 'Ảnh', exact: true }).focus();
  await page.keyboard.press('Enter');
  await press(page, '#tu-dien-thoai', 4);
  await page.locator('#chon-anh svg.qr').waitFor(PATIENCE);
  const phone = await watched(browser, far, { viewport: { width: 360, height: 740 } });
  await phone.page.goto(await page.locator('#ma-anh code').textContent(), PATIENCE);
  await reach(phone.page, '#anh', 4);
  await marked(phone.page);
  // The keys lead to the control; what it opens is the browser's own, and comes late or not at all without a screen.
  const choose = () => phone.page.locator('#anh').setInputFiles({ name: 'a.png', mimeType: 'image/png', buffer: PICTURE });
  await phone.page.route('**/api/phone-picture*', (route) => route.abort(), { times: 1 });
  await choose();
  await phone.page.getByText('Ảnh 1: Không gửi được').waitFor(PATIENCE);
  await press(phone.page, '#da-gui button', 3);
  await phone.page.getByText('Ảnh 1: đã gửi.').waitFor(PATIENCE);
  await page.locator('#mo-ta-anh[open]').waitFor(PATIENCE);
  await page.locator('#mo-ta').press('Escape');
  await phone.close();
  await close();
});

test('an old version is chosen and brought back', async () => {
  const { page, close } = await enter(browser, studio, { name: 'cô Lan' });
  await page.goto(studio.origin + FORM, PATIENCE);
  await page.locator('#chu').fill('Bản sau.');
  await page.locator('#luu', { hasText: /^Đã lưu lúc/ }).waitFor(PATIENCE);
  await page.getByRole('button', { name: 'Đăng lên trang' }).click();
  await page.waitForURL(`${studio.origin}/`, PATIENCE);
  await page.goto(`${studio.origin}/cu/phuong-thu/tin/khai-truong.md`, PATIENCE);
  await press(page, '.books a', 10);
  await page.waitForURL('**?v=*', PATIENCE);
  await page.frameLocator('iframe').getByText('Trạm mở cửa lúc 8 giờ.').waitFor(PATIENCE);
  await press(page, '#lay-lai', 12);
  await page.waitForURL(`**${FORM}`, PATIENCE);
  assert.equal(await page.locator('#chu').inputValue(), 'Trạm mở cửa lúc 8 giờ.');
  await close();
});

test('between two texts sides are chosen, one by one', async () => {
  const { page, close } = await enter(browser, studio, { name: 'cô Lan' });
  await page.goto(studio.origin + FORM, PATIENCE);
  await page.locator('#chu').fill('Chữ của tôi.');
  await page.locator('#luu', { hasText: /^Đã lưu lúc/ }).waitFor(PATIENCE);
  root.edit(NEWS, (text) => text.replace('Trạm mở cửa lúc 8 giờ.', 'Chữ của người khác.'));
  await page.locator('[data-key="summary"]').fill('Tóm tắt của tôi.');
  await page.getByText('Bài này có hai bản khác nhau').waitFor(PATIENCE);
  await press(page, '#hai-ban a', 120);
  await page.waitForURL('**/so-sanh/**', PATIENCE);
  const side = page.getByRole('group', { name: 'Nội dung', exact: true });
  const mine = side.locator('input[value=mine]');
  assert.ok(await mine.isChecked(), 'what both changed begins with what was typed here');
  // Of each pair of sides one is reached, and arrows choose; both texts can be scrolled by keys.
  const name = await mine.getAttribute('name');
  await reach(page, `input[name=${name}]`, 20);
  await marked(page);
  await page.keyboard.press('ArrowDown');
  assert.ok(await side.locator('input[value=theirs]').isChecked());
  await press(page, '#so button[type=submit]', 20);
  await page.waitForURL(`**${FORM}`, PATIENCE);
  assert.equal(await page.locator('#chu').inputValue(), 'Chữ của người khác.');
  assert.equal(await page.locator('[data-key="summary"]').inputValue(), 'Tóm tắt của tôi.');
  await close();
});

test('somebody looks again at what went up in haste, and lets it stand', async () => {
  root.write('.loa/studio/people.toml', CREW.replace('["phuong-thu"]', '[]'));
  root.write(STORM, `+++\ntitle = "Bão gần bờ"\ndate = ${day(0)}\nsummary = "Bão."\nurgent = true\nexpires = ${day(9)}\ndraft = true\n+++\n\nỞ trong nhà.\n`);
  const minh = await enter(browser, studio, { name: 'chú Minh' });
  await minh.page.goto(`${studio.origin}/bai/phuong-thu/tin/bao.md`, PATIENCE);
  await minh.page.getByRole('button', { name: 'Đăng gấp ngay' }).click();
  await minh.page.waitForURL(`${studio.origin}/`, PATIENCE);
  await minh.close();
  await end(studio.server);
  await start(day(1));
  const { page, close } = await enter(browser, studio, { name: 'cô Lan' });
  await press(page, 'section[aria-labelledby="xem-lai"] a', 40);
  await page.waitForURL('**/xem-lai/**', PATIENCE);
  await press(page, '[data-act="stands"]', 20);
  await page.waitForURL(`${studio.origin}/`, PATIENCE);
  assert.deepEqual([events().at(-1).what, events().at(-1).by], ['looked', 'cô Lan']);
  assert.ok(existsSync(path.join(root.folder, 'public/phuong-thu/tin/bao/index.html')));
  await close();
});
