// The preview asks again by itself, and no window stays on an old text without saying so.
import assert from 'node:assert/strict';
import { readFileSync, renameSync } from 'node:fs';
import path from 'node:path';
import { after, afterEach, before, beforeEach, test } from 'node:test';
import { PATIENCE, Root } from './device.mjs';
import { launch } from './site.mjs';
import { WARD, begin, end, enter as comeIn, everywhere, fits } from './studio.mjs';

const NEWS = 'content/phuong-thu/tin/a.md';
const FORM = '/bai/phuong-thu/tin/a.md';
const draft = (text, title = 'Họp tổ') => `+++\ntitle = "${title}"\ndate = 2026-11-20\nsummary = "Họp."\ndraft = true\n+++\n\n${text}\n`;

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
  root.write(NEWS, draft('Chữ đầu.'));
  await start('0');
});
afterEach(async () => {
  await end(server);
  root.remove();
});

async function start(port) {
  ({ server, origin, address } = await begin(['--root', root.folder, '--port', port]));
}

const enter = () => comeIn(browser, { origin, address });
const body = (page) => page.getByLabel('Nội dung', { exact: true });
const saved = (page) => page.locator('#luu', { hasText: /^Đã lưu lúc/ }).waitFor(PATIENCE);
const shows = (page, text) => page.frameLocator('#khung').getByText(text).waitFor(PATIENCE);
const old = (page) => page.locator('#xem-loi');
const newer = (page) => page.locator('#moi-hon');
const picture = async (page, name) => { if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/${name}.png` }); };

test('after a reload and after the program was started again the page is that of the text, and an old one says so', async () => {
  const { page, close } = await enter();
  const port = new URL(origin).port;
  await page.goto(origin + FORM);
  await body(page).fill('Chữ trước khi tải lại.');
  await saved(page);
  await page.reload();
  await shows(page, 'Chữ trước khi tải lại.');
  await old(page).waitFor({ ...PATIENCE, state: 'hidden' });
  await end(server);
  await body(page).fill('Chữ gõ lúc tắt.');
  await old(page).filter({ hasText: /là của lúc \d\d:\d\d:\d\d\. Chưa vẽ lại được/ }).waitFor(PATIENCE);
  await shows(page, 'Chữ trước khi tải lại.');
  await picture(page, 'old-1280');
  await everywhere(page, async (width) => {
    if (width < 1000) await page.getByRole('button', { name: 'Xem thử' }).or(page.getByRole('button', { name: 'Viết tiếp' })).waitFor(PATIENCE);
    await fits(page, 'an old preview', width, { iframes: false });
  });
  await start(port);
  const other = await page.context().newPage();
  await other.goto(address);
  await other.getByLabel('Tên của bạn').fill('cô Lan');
  await other.getByRole('button', { name: 'Bắt đầu' }).click();
  await other.waitForURL(`${origin}/`, PATIENCE);
  await other.close();
  // Nobody touches the page.
  await shows(page, 'Chữ gõ lúc tắt.');
  await old(page).waitFor({ ...PATIENCE, state: 'hidden' });
  assert.equal(await page.locator('#xem-thu').getAttribute('data-state'), 'new');
  await close();
});

test('a program that answers slowly is waited for, and the page is called old meanwhile', async () => {
  const { page, close } = await enter();
  await page.goto(origin + FORM);
  await shows(page, 'Chữ đầu.');
  server.kill('SIGSTOP');
  await body(page).fill('Chữ chậm.');
  await old(page).filter({ hasText: 'Đang vẽ lại' }).waitFor(PATIENCE);
  server.kill('SIGCONT');
  await shows(page, 'Chữ chậm.');
  await old(page).waitFor({ ...PATIENCE, state: 'hidden' });
  // A page that does not come into the frame is no new page.
  await page.route('**/xem/**', (route) => route.fulfill({ status: 404, body: '' }), { times: 1 });
  await body(page).fill('Chữ sau.');
  await shows(page, 'Chữ sau.');
  await old(page).waitFor({ ...PATIENCE, state: 'hidden' });
  await close();
});

test('a window in which nobody wrote goes on with what another window wrote; one in which somebody is about to says it', async () => {
  const { page, close } = await enter();
  await page.goto(origin + FORM);
  await shows(page, 'Chữ đầu.');
  const idle = await page.context().newPage();
  await idle.goto(origin + FORM);
  await shows(idle, 'Chữ đầu.');
  await body(page).focus();
  const third = await page.context().newPage();
  await third.goto(origin + FORM);
  await body(third).fill('Chữ của cửa sổ thứ ba.');
  await saved(third);
  await shows(idle, 'Chữ của cửa sổ thứ ba.');
  assert.equal(await body(idle).inputValue(), 'Chữ của cửa sổ thứ ba.');
  await newer(page).filter({ hasText: 'được viết tiếp ở nơi khác' }).waitFor(PATIENCE);
  assert.equal(await body(page).inputValue(), 'Chữ đầu.', 'nothing changes under the hands of somebody');
  await page.setViewportSize({ width: 1280, height: 800 });
  await picture(page, 'newer-1280');
  await page.setViewportSize({ width: 360, height: 800 });
  await picture(page, 'newer-360');
  await fits(page, 'a newer text', 360, { iframes: false });
  await newer(page).getByRole('button', { name: 'Mở bản mới nhất' }).click();
  await page.waitForFunction(() => /** @type {HTMLTextAreaElement} */ (document.querySelector('#chu'))?.value === 'Chữ của cửa sổ thứ ba.');
  // The draft goes into its file elsewhere: windows go on from there.
  await page.setViewportSize({ width: 1280, height: 800 });
  await third.getByRole('button', { name: 'Lưu bản nháp' }).click();
  await third.getByText('Đã lưu vào thư mục bài.').waitFor(PATIENCE);
  await idle.waitForFunction(() => /** @type {HTMLElement} */ (document.querySelector('#bai'))?.dataset.parent === '');
  assert.equal(await newer(third).isVisible(), false, 'the window that saved is not called old');
  await third.waitForTimeout(6000);
  assert.equal(await newer(third).isVisible(), false);
  assert.equal(await third.locator('#hai-ban').isVisible(), false);
  await close();
});

test('who wrote and let the others go on is told, and typing on makes two texts of which none is lost', async () => {
  const { page, close } = await enter();
  await page.goto(origin + FORM);
  await body(page).fill('Của tôi.');
  await saved(page);
  const other = await page.context().newPage();
  await other.goto(origin + FORM);
  await body(other).fill('Của tôi. Viết thêm.');
  await saved(other);
  await newer(page).filter({ hasText: 'được viết tiếp' }).waitFor(PATIENCE);
  assert.equal(await page.locator('#hai-ban').isVisible(), false, 'one text is no two');
  await body(page).fill('Của tôi. Tôi viết khác.');
  await saved(page);
  await page.locator('#hai-ban').waitFor(PATIENCE);
  assert.equal(await newer(page).isVisible(), false);
  await other.locator('#hai-ban').waitFor(PATIENCE);
  await close();
});

test('a file that changes or goes beside the studio is told where its form is open', async () => {
  const { page, close } = await enter();
  await page.goto(origin + FORM);
  await body(page).focus();
  await shows(page, 'Chữ đầu.');
  root.write(NEWS, draft('Chữ sửa bằng chương trình khác.'));
  await newer(page).filter({ hasText: 'được viết tiếp ở nơi khác' }).waitFor(PATIENCE);
  const place = path.join(root.folder, NEWS);
  renameSync(place, `${place}.bak`);
  await newer(page).filter({ hasText: 'bị xóa hoặc đổi chỗ' }).waitFor(PATIENCE);
  renameSync(`${place}.bak`, place);
  // Untouched and left alone it goes on with the file; what is typed elsewhere would have stayed.
  await page.getByRole('heading', { level: 1 }).click();
  await shows(page, 'Chữ sửa bằng chương trình khác.');
  assert.equal(readFileSync(place, 'utf8'), draft('Chữ sửa bằng chương trình khác.'));
  await close();
});

test('what is typed before the scripts are there is kept, and a page that nobody touched sends nothing', async () => {
  const { page, close } = await enter();
  /** @type {() => void} */
  let release;
  const held = new Promise((done) => { release = () => done(undefined); });
  await page.route('**/_studio/form.js', async (route) => {
    await held;
    await route.continue();
  });
  await page.goto(origin + FORM, { ...PATIENCE, waitUntil: 'commit' });
  await page.locator('[data-key="summary"]').fill('Gõ sớm.');
  await body(page).fill('Chữ gõ trước.');
  release();
  await saved(page);
  await page.reload(PATIENCE);
  assert.equal(await body(page).inputValue(), 'Chữ gõ trước.');
  assert.equal(await page.locator('[data-key="summary"]').inputValue(), 'Gõ sớm.');
  // Days that are none, ends of lines within a line, a time: what browsers make of them is nobody's typing.
  const odd = [
    ['tin/b.md', 'title = "Hai\\ndòng"\ndate = "hôm qua"\nsummary = "Họp.\\r\\nTối."\ndraft = true'],
    ['su-kien/c.md', 'title = "Khám"\ndate = 2026-11-20\nstarts = 2026-12-05T07:30:00\nsummary = "Khám."\nurgent = false\ndraft = true'],
    ['suc-khoe/d.md', 'title = "Sốt"\ndate = 2026-11-20\naudience = "Mọi nhà"\nreview_by = 2026-13-45\ndraft = true'],
  ];
  /** @type {string[]} */
  const sent = [];
  page.on('request', (request) => { if (request.url().endsWith('/api/record')) sent.push(page.url()); });
  for (const [name, head] of odd) {
    root.write(`content/phuong-thu/${name}`, `+++\n${head}\n+++\n\nMột.\r\nHai.\r\n`);
    await page.goto(`${origin}/bai/phuong-thu/${name}`, PATIENCE);
    await page.waitForTimeout(1500);
  }
  assert.deepEqual(sent, []);
  await close();
});

test('what is typed while the text goes into its file is saved afterwards', async () => {
  const { page, close } = await enter();
  await page.goto(origin + FORM);
  await body(page).fill('Chữ đầu. Chữ giữa.');
  await saved(page);
  /** @type {() => void} */
  let release;
  const held = new Promise((resolve) => { release = () => resolve(undefined); });
  /** @type {() => void} */
  let reach;
  const reached = new Promise((resolve) => { reach = () => resolve(undefined); });
  await page.route('**/api/save', async (route) => {
    const answer = await route.fetch();
    reach();
    await held;
    await route.fulfill({ response: answer });
  });
  await page.locator('#luu-nhap').click();
  await reached;
  await body(page).focus();
  await page.keyboard.press('Control+End');
  await page.keyboard.type(' Chữ cuối.');
  // Longer than typing waits to be sent.
  await page.waitForTimeout(1500);
  release();
  await saved(page);
  assert.match(readFileSync(path.join(root.folder, NEWS), 'utf8'), /Chữ giữa\./);
  await page.goto(origin + FORM);
  assert.match(await body(page).inputValue(), /Chữ giữa\. Chữ cuối\./);
  assert.ok(await page.locator('#hai-ban').isHidden(), 'one text');
  await close();
});
