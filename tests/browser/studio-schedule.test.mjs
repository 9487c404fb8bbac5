// Posts with a day: set on the page of approval, shown while they wait, on the site from that day on without a press; and a
// clock that nobody can believe.
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { after, afterEach, before, beforeEach, test } from 'node:test';
import { PATIENCE, Root, until } from './device.mjs';
import { launch } from './site.mjs';
import { WARD, begin, end, enter as comeIn, everywhere, fits } from './studio.mjs';

const FAIR = 'content/phuong-thu/tin/hoi-cho.md';
const REVIEW = '/duyet/phuong-thu/tin/hoi-cho.md';
const SITE = 'public/phuong-thu/tin/hoi-cho/index.html';
const CREW = `[[person]]\nname = "cô Lan"\nroles = { "*" = ["viet", "duyet", "dang", "y-te", "quan-tri"] }
[[person]]\nname = "chú Minh"\nroles = { "*" = ["viet", "duyet"] }\n`;

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
  root.write('.loa/studio/people.toml', CREW);
  root.write(FAIR, '+++\ntitle = "Hội chợ làng nghề"\ndate = 2026-11-28\nsummary = "Mở cửa ba ngày."\ndraft = true\n+++\n\nMời bà con.\n');
  await start('2026-11-28');
});
afterEach(async () => {
  await end(server);
  root.remove();
});

/** Starts the studio on a day; the one before ends. @param {string} today */
async function start(today) {
  if (server) await end(server);
  ({ server, origin, address } = await begin(['--root', root.folder, '--port', '0', '--today', today]));
}

const file = (/** @type {string} */ name) => readFileSync(path.join(root.folder, name), 'utf8');
const isUp = () => existsSync(path.join(root.folder, SITE));

/** Comes in as a person. @param {string} name */
const enter = (name) => comeIn(browser, { origin, address }, { name });

/** Another person takes the place before the same screen. */
async function become(page, name) {
  await page.goto(`${origin}/toi`, PATIENCE);
  await page.getByLabel('Tên của bạn').fill(name);
  await page.getByRole('button', { name: 'Bắt đầu' }).click();
  await page.waitForURL(`${origin}/`, PATIENCE);
}

/** Chú Minh sends the fair, cô Lan approves it for a day. @param {any} page @param {string} day */
async function schedule(page, day) {
  await page.goto(`${origin}/bai/phuong-thu/tin/hoi-cho.md`, PATIENCE);
  await page.getByRole('button', { name: 'Gửi duyệt' }).click();
  await page.waitForURL('**/duyet/**', PATIENCE);
  await become(page, 'cô Lan');
  await page.goto(origin + REVIEW, PATIENCE);
  await page.getByLabel('Lên trang từ ngày').fill(day);
  await page.getByRole('button', { name: 'Duyệt đúng bản này' }).click();
}

test('the day is set with the approval, waits in words, and comes without a press', async () => {
  const { page, faults, close } = await enter('chú Minh');
  await schedule(page, '2026-11-28');
  await page.getByText('Ngày lên trang phải là một ngày có thật, sau hôm nay.').waitFor(PATIENCE);
  await page.getByLabel('Lên trang từ ngày').fill('2026-12-01');
  await page.getByRole('button', { name: 'Duyệt đúng bản này' }).click();
  await page.getByText(/^Đã hẹn/).waitFor(PATIENCE);
  assert.match(file(FAIR), /^publish_on = 2026-12-01$/m);
  assert.doesNotMatch(file(FAIR), /draft/);
  assert.ok(!isUp());
  await page.goto(origin + REVIEW, PATIENCE);
  await page.getByText('Hẹn lên trang từ ngày 01/12/2026.').waitFor(PATIENCE);
  await page.goto(`${origin}/dang`, PATIENCE);
  await page.locator('#hen-ngay', { hasText: 'lên trang từ 01/12/2026, còn 3 ngày' }).waitFor(PATIENCE);
  await page.getByRole('button', { name: 'Dựng ngay' }).click();
  await page.getByText(/^Đã đăng/).waitFor(PATIENCE);
  assert.ok(!isUp(), 'a press before the day');
  await close();
  await start('2026-12-02');
  await until(isUp, 'the post is on the site');
  const next = await enter('cô Lan');
  await next.page.goto(`${origin}/dang`, PATIENCE);
  await next.page.getByText('“Hội chợ làng nghề”, hẹn 01/12/2026: lên trang lúc').waitFor(PATIENCE);
  assert.equal(await next.page.locator('#hen-ngay').count(), 0);
  assert.match(root.loa('studio', 'verify'), /còn nguyên, 3 dòng/);
  assert.deepEqual([...faults.filter((fault) => !fault.includes('422')), ...next.faults], []);
  await next.close();
});

test('who may not publish approves a day, and the next sees until when it waits', async () => {
  root.write('.loa/studio/people.toml', CREW.replace('["viet", "duyet", "dang", "y-te", "quan-tri"]', '["viet", "duyet"]').replace('"chú Minh"\nroles = { "*" = ["viet", "duyet"]', '"chú Minh"\nroles = { "*" = ["viet", "duyet", "dang", "quan-tri"]'));
  const { page, close } = await enter('chú Minh');
  await schedule(page, '2026-12-01');
  await page.waitForURL(`${origin}/`, PATIENCE);
  assert.match(file(FAIR), /^draft = true$/m);
  await become(page, 'chú Minh');
  await page.goto(origin + REVIEW, PATIENCE);
  await page.getByRole('button', { name: 'Hẹn lên trang từ 01/12/2026' }).click();
  await page.getByText(/^Đã hẹn/).waitFor(PATIENCE);
  assert.match(file(FAIR), /^publish_on = 2026-12-01$/m);
  assert.ok(!isUp());
  await close();
});

test('a clock that jumped publishes nothing until somebody says that it is right', async () => {
  const first = await enter('chú Minh');
  await schedule(first.page, '2026-12-01');
  await first.page.getByText(/^Đã hẹn/).waitFor(PATIENCE);
  await first.close();
  await start('2027-06-01');
  const { page, close } = await enter('cô Lan');
  await page.goto(`${origin}/dang`, PATIENCE);
  await page.getByText('Đồng hồ của máy đang chỉ ngày 01/06/2027, lần trước Loa chạy là ngày 28/11/2026.').waitFor(PATIENCE);
  await page.getByRole('button', { name: 'Dựng ngay' }).click();
  await page.getByText(/^Đã đăng/).waitFor(PATIENCE);
  assert.ok(!isUp());
  await everywhere(page, async (width) => {
    await page.goto(`${origin}/dang`, PATIENCE);
    await fits(page, '/dang', width, { iframes: false });
  });
  await page.getByRole('button', { name: 'Hôm nay đúng là ngày 01/06/2027' }).click();
  await page.locator('#dong-ho').waitFor({ ...PATIENCE, state: 'detached' });
  assert.ok(isUp());
  await close();
  // Back to 1970: what is on the site stays there.
  await start('1970-01-01');
  const again = await enter('cô Lan');
  await again.page.goto(`${origin}/dang`, PATIENCE);
  await again.page.getByText('Đồng hồ của máy đang chỉ ngày 01/01/1970').waitFor(PATIENCE);
  await again.page.getByRole('button', { name: 'Dựng ngay' }).click();
  await again.page.getByText(/^Đã đăng/).waitFor(PATIENCE);
  assert.ok(isUp());
  await again.close();
});

test('axe finds nothing on the pages of a post that waits, narrow or wide', async () => {
  const { page, close } = await enter('chú Minh');
  await page.goto(`${origin}/bai/phuong-thu/tin/hoi-cho.md`, PATIENCE);
  await page.getByRole('button', { name: 'Gửi duyệt' }).click();
  await page.waitForURL('**/duyet/**', PATIENCE);
  await become(page, 'cô Lan');
  await everywhere(page, async (width) => {
    await page.goto(origin + REVIEW, PATIENCE);
    await fits(page, REVIEW, width, { iframes: false });
  });
  await page.getByLabel('Lên trang từ ngày').fill('2026-12-01');
  await page.getByRole('button', { name: 'Duyệt đúng bản này' }).click();
  await page.getByText(/^Đã hẹn/).waitFor(PATIENCE);
  await everywhere(page, async (width) => {
    for (const url of [REVIEW, '/dang', '/']) {
      await page.goto(origin + url, PATIENCE);
      await fits(page, url, width, { iframes: false });
    }
  });
  await close();
});
