// Answers that do not arrive: the network breaks, the program is killed after it wrote, the tab is closed, while another window
// writes. What was asked is asked again as it was, before anything newer; it is answered as the first time; nobody's own text is
// shown as a second one, and nothing counts as saved that is not.
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { after, afterEach, before, beforeEach, test } from 'node:test';
import { PATIENCE, Root } from './device.mjs';
import { launch } from './site.mjs';
import { WARD, begin, end, enter as comeIn } from './studio.mjs';
import { telex } from './vietnamese.mjs';

const NEWS = 'content/phuong-thu/tin/a.md';
const FORM = '/bai/phuong-thu/tin/a.md';
const DRAFT = '+++\ntitle = "Họp tổ" # của tổ\ndate = 2026-11-20\nsummary = "Họp."\ndraft = true\n+++\n\nMời\n';

let browser;
let root;
let studio;
before(async () => { browser = await launch(); });
after(() => browser.close());
beforeEach(async () => {
  root = new Root();
  root.write('content/phuong-thu/ward.toml', WARD);
  root.write(NEWS, DRAFT);
  studio = await begin(['--root', root.folder, '--port', '0']);
});
afterEach(async () => {
  await end(studio.server);
  root.remove();
});

const enter = () => comeIn(browser, studio);
const body = (page) => page.getByLabel('Nội dung', { exact: true });
const status = (page) => page.locator('#luu');
const saved = (page) => page.locator('#luu', { hasText: /^Đã lưu lúc/ }).waitFor(PATIENCE);
const unheard = (page) => page.locator('#luu', { hasText: /^Chưa lưu được/ }).waitFor(PATIENCE);
const one = async (page, words = 'one text') => { assert.ok(await page.locator('#hai-ban').isHidden(), words); };
const inFile = () => readFileSync(path.join(root.folder, NEWS), 'utf8');
/** The lines of a list that the program keeps. */
const lines = (name) => readFileSync(path.join(root.folder, '.loa', name), 'utf8').trim().split('\n');
/** How many records a journal has. */
const records = () => readdirSync(path.join(root.folder, '.loa/studio/work')).reduce((sum, name) => sum + lines(`studio/work/${name}`).length, 0);

async function open(page) {
  await page.goto(studio.origin + FORM);
  await body(page).waitFor(PATIENCE);
}

async function type(page, words) {
  await body(page).focus();
  await page.keyboard.press('Control+End');
  await telex(page, words);
}

/** From now on no answer to an action arrives, though the program does what is asked; gives what was sent, and an end to it. */
async function lose(page, action) {
  const sent = [];
  const pattern = `**/api/${action}`;
  await page.route(pattern, async (route) => {
    sent.push(route.request().postData());
    await route.fetch();
    await route.abort();
  });
  return { sent, find: () => page.unroute(pattern) };
}

test('an autosave whose answer is lost is asked again as it was, while another window goes on', async () => {
  const { page, close } = await enter();
  const other = await page.context().newPage();
  await open(page);
  const lost = await lose(page, 'record');
  await type(page, ' bà con tổ dân phố');
  await unheard(page);
  assert.doesNotMatch(await status(page).textContent(), /^Đã lưu/);
  // The program has it: another window goes on from there.
  await open(other);
  assert.match(await body(other).inputValue(), /bà con tổ dân phố/);
  await type(other, ' đến họp lúc bảy giờ');
  await saved(other);
  await page.waitForTimeout(2500);
  assert.ok(lost.sent.length >= 3, `${lost.sent.length} times`);
  assert.equal(new Set(lost.sent).size, 1, 'the same request');
  await lost.find();
  await saved(page);
  await one(page, 'nothing was typed here that the other window has not');
  await page.locator('#moi-hon').waitFor(PATIENCE);
  assert.equal(records(), 2);
  await page.reload();
  assert.match(await body(page).inputValue(), /bà con tổ dân phố đến họp lúc bảy giờ/);
  await one(page);
  await close();
});

test('what is typed while an answer does not come is sent after it, and is true to what others wrote', async () => {
  const { page, close } = await enter();
  await open(page);
  const lost = await lose(page, 'record');
  await type(page, ' bà con tổ dân phố');
  await unheard(page);
  await type(page, ' đường Nguyễn Huệ');
  await page.waitForTimeout(1500);
  assert.equal(new Set(lost.sent).size, 1, 'nothing newer before the answer');
  assert.equal(records(), 1);
  await lost.find();
  await saved(page);
  await one(page);
  assert.equal(records(), 2);
  // Whoever writes beside it is somebody else, and is told as such.
  const other = await page.context().newPage();
  await open(other);
  const again = await lose(page, 'record');
  await type(page, ' nghe');
  await unheard(page);
  await type(other, ' khác');
  await saved(other);
  await again.find();
  await page.locator('#hai-ban').waitFor(PATIENCE);
  await page.goto(`${studio.origin}/so-sanh${FORM.slice(4)}`);
  const sides = await page.locator('#so').innerText();
  assert.match(sides, /Nguyễn Huệ nghe/);
  assert.match(sides, /Nguyễn Huệ khác/);
  await close();
});

test('a text that went into its file without an answer is its own, whoever wrote meanwhile', async () => {
  const { page, close } = await enter();
  await open(page);
  await type(page, ' bà con');
  await saved(page);
  const lost = await lose(page, 'save');
  await page.locator('#luu-nhap').click();
  await unheard(page);
  assert.match(inFile(), /Mời bà con/);
  // The form goes on taking words; what is typed is kept in this browser meanwhile.
  await type(page, ' đến trạm y tế');
  await page.waitForTimeout(1500);
  assert.equal(new Set(lost.sent).size, 1, 'the same request');
  await lost.find();
  await saved(page);
  await one(page);
  assert.equal(await body(page).inputValue().then((text) => text.trim()), 'Mời bà con đến trạm y tế');
  await page.locator('#luu-nhap').click();
  await page.locator('#luu', { hasText: 'Đã lưu vào thư mục bài' }).waitFor(PATIENCE);
  assert.match(inFile(), /Mời bà con đến trạm y tế/);
  assert.equal(lines('log.jsonl').length, 2, 'two texts went into the file');
  // Another window takes its own words into the file while an answer is on its way: then there are two, and one is the other's.
  const again = await lose(page, 'save');
  await type(page, ' tiêm');
  await saved(page);
  await page.locator('#luu-nhap').click();
  await unheard(page);
  const other = await page.context().newPage();
  await open(other);
  await type(other, ' phòng');
  await saved(other);
  await other.locator('#luu-nhap').click();
  await other.locator('#luu', { hasText: 'Đã lưu vào thư mục bài' }).waitFor(PATIENCE);
  await again.find();
  // Nothing was typed here since: the other went on from this, so there is one text, and this window is old.
  await page.locator('#moi-hon').waitFor(PATIENCE);
  await one(page);
  assert.match(inFile(), /trạm y tế tiêm phòng/);
  await close();
});

test('a tab that is closed before an answer comes is at odds with no tab after it', async () => {
  const { page, close } = await enter();
  const context = page.context();
  for (const action of ['record', 'save']) {
    const tab = await context.newPage();
    await open(tab);
    if (action === 'save') {
      await type(tab, ' bà con');
      await saved(tab);
    }
    await lose(tab, action);
    await type(tab, ' đường');
    if (action === 'save') {
      await saved(tab);
      await tab.locator('#luu-nhap').click();
    }
    await unheard(tab);
    await type(tab, ` làng ${action}`);
    await tab.waitForTimeout(400);
    await tab.close();
    const next = await context.newPage();
    await open(next);
    await next.waitForFunction((words) => /** @type {HTMLTextAreaElement} */ (document.querySelector('#chu')).value.includes(words), `làng ${action}`, PATIENCE);
    await type(next, ' nữa');
    await saved(next);
    await one(next, action);
    await next.reload();
    await one(next, action);
    assert.match(await body(next).inputValue(), new RegExp(`đường làng ${action} nữa`));
    await next.close();
  }
  await close();
});

test('a program that is killed when it has written and not answered answers when it is there again', async () => {
  const { page, close } = await enter();
  const port = new URL(studio.origin).port;
  for (const action of ['record', 'save']) {
    await open(page);
    if (action === 'save') {
      await type(page, ' hôm nay');
      await saved(page);
    }
    await page.route(`**/api/${action}`, async (route) => {
      await route.fetch();
      await end(studio.server);
      await route.abort();
    }, { times: 1 });
    if (action === 'record') await type(page, ' bà con');
    else await page.locator('#luu-nhap').click();
    await unheard(page);
    await type(page, ` sau ${action}`);
    studio = await begin(['--root', root.folder, '--port', port]);
    const other = await page.context().newPage();
    await other.goto(studio.address);
    await other.getByLabel('Tên của bạn').fill('cô Lan');
    await other.getByRole('button', { name: 'Bắt đầu' }).click();
    await other.waitForURL(`${studio.origin}/`, PATIENCE);
    await other.close();
    await saved(page);
    await one(page, action);
    await page.reload();
    await one(page, action);
    assert.match(await body(page).inputValue(), new RegExp(`sau ${action}`));
  }
  assert.match(inFile(), /Mời bà con sau record hôm nay/);
  await close();
});

test('a new post whose answer is lost is made once, though its button is pressed again', async () => {
  const { page, close } = await enter();
  await page.goto(`${studio.origin}/moi`);
  const title = page.getByLabel('Tiêu đề');
  await title.fill('Tiêm phòng cho trẻ');
  const lost = await lose(page, 'new');
  const button = page.locator('main button[type=submit]');
  await button.click();
  await page.locator('.told[role=alert]:not([hidden])').waitFor(PATIENCE);
  await button.click();
  await page.waitForFunction(() => true);
  await page.waitForTimeout(500);
  await lost.find();
  await button.click();
  await page.waitForURL('**/bai/phuong-thu/tin/tiem-phong-cho-tre.md*', PATIENCE);
  assert.ok(lost.sent.length >= 1);
  assert.deepEqual(readdirSync(path.join(root.folder, 'content/phuong-thu/tin')).sort(), ['a.md', 'tiem-phong-cho-tre.md']);
  await close();
});
