// An urgent notice: on the site after one press of somebody who may approve it, looked at again the next day by another.
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { after, afterEach, before, beforeEach, test } from 'node:test';
import { PATIENCE, Root } from './device.mjs';
import { launch } from './site.mjs';
import { WARD, begin, end, enter as comeIn, everywhere, fits, reach } from './studio.mjs';

const STORM = 'content/phuong-thu/tin/bao.md';
const FORM = '/bai/phuong-thu/tin/bao.md';
const LOOK = '/xem-lai/phuong-thu/tin/bao.md';
const SITE = 'public/phuong-thu/tin/bao/index.html';
const CREW = `[[person]]\nname = "cô Lan"\nroles = { "*" = ["viet", "duyet", "dang", "y-te", "quan-tri"] }
[[person]]\nname = "chú Minh"\nroles = { "*" = ["viet", "duyet"] }
[[person]]\nname = "em Tú"\nroles = { "*" = ["viet"] }\n`;

/** A day of Vietnam, so many days from now. @param {number} days */
const day = (days) => new Date(Date.now() + (7 + days * 24) * 3_600_000).toISOString().slice(0, 10);

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
  root.write(STORM, `+++\ntitle = "Bão gần bờ"\ndate = ${day(0)}\nsummary = "Bão vào đêm nay."\nexpires = ${day(9)}\ndraft = true\n+++\n\nỞ trong nhà.\n`);
  await start(day(0));
});
afterEach(async () => {
  await end(server);
  root.remove();
});

/** Starts the studio on a day. @param {string} today */
async function start(today) {
  ({ server, origin, address } = await begin(['--root', root.folder, '--port', '0', '--today', today]));
}

const file = (/** @type {string} */ name) => readFileSync(path.join(root.folder, name), 'utf8');
const log = () => file('.loa/studio/log/phuong-thu.jsonl').trim().split('\n').map((line) => JSON.parse(line));

/** Comes in as a person. @param {string} name */
const enter = (name) => comeIn(browser, { origin, address }, { name });

/** Another person takes the place before the same screen. */
async function become(page, name) {
  await page.goto(`${origin}/toi`, PATIENCE);
  await page.getByLabel('Tên của bạn').fill(name);
  await page.getByRole('button', { name: 'Bắt đầu' }).click();
  await page.waitForURL(`${origin}/`, PATIENCE);
}

/** Publishes the storm in haste, by one press on its form. */
async function rush(page) {
  await page.goto(origin + FORM, PATIENCE);
  const press = page.getByRole('button', { name: 'Đăng gấp ngay' });
  assert.equal(await press.isVisible(), false, 'a post that is not urgent goes the long way');
  await page.getByLabel('Tin khẩn', { exact: true }).check();
  await press.click();
  await page.waitForURL(`${origin}/`, PATIENCE);
}

test('one press publishes; the next day another is asked to look, and the look stands in the list', async () => {
  const { page, faults, close } = await enter('chú Minh');
  await rush(page);
  assert.ok(file(SITE).includes('Ở trong nhà.'));
  assert.equal(await page.getByRole('region', { name: 'Đăng gấp' }).count(), 0, 'not on the same day');
  await become(page, 'cô Lan');
  assert.equal(await page.getByRole('region', { name: 'Đăng gấp' }).count(), 0, 'not on the same day');
  await close();
  await end(server);
  await start(day(1));
  const next = await enter('chú Minh');
  assert.equal(await next.page.getByRole('region', { name: 'Đăng gấp' }).count(), 0, 'who published it is not asked');
  await next.page.goto(origin + LOOK);
  await next.page.getByText('Bạn đã đăng gấp bài này, nên người khác xem lại.').waitFor(PATIENCE);
  assert.equal(await next.page.getByRole('button', { name: 'Đã xem lại' }).count(), 0);
  await become(next.page, 'em Tú');
  assert.equal(await next.page.getByRole('region', { name: 'Đăng gấp' }).count(), 0, 'nor who may not approve');
  await become(next.page, 'cô Lan');
  await next.page.getByRole('region', { name: 'Đăng gấp, cần xem lại' }).getByRole('link', { name: 'Bão gần bờ' }).click();
  await next.page.frameLocator('iframe').getByText('Ở trong nhà.').waitFor(PATIENCE);
  await next.page.getByText('chú Minh đăng gấp lúc').waitFor(PATIENCE);
  await next.page.getByRole('button', { name: 'Đã xem lại, bài đúng' }).click();
  await next.page.waitForURL(`${origin}/`, PATIENCE);
  assert.equal(await next.page.getByRole('region', { name: 'Đăng gấp' }).count(), 0);
  assert.deepEqual(log().map(({ what, by }) => `${what} ${by}`), ['sent chú Minh', 'approved chú Minh', 'published chú Minh', 'looked cô Lan']);
  assert.equal(log()[3].sha256, log()[2].sha256);
  assert.match(root.loa('studio', 'verify'), /còn nguyên, 4 dòng/);
  assert.deepEqual([...faults, ...next.faults], []);
  await next.close();
});

test('who may not approve has no such press; an approver of another\'s notice has one', async () => {
  const { page, close } = await enter('em Tú');
  await page.goto(origin + FORM, PATIENCE);
  await page.getByLabel('Tin khẩn', { exact: true }).check();
  assert.equal(await page.getByRole('button', { name: 'Đăng gấp ngay' }).count(), 0);
  await page.getByRole('button', { name: 'Gửi duyệt' }).click();
  await page.waitForURL('**/duyet/**', PATIENCE);
  const sent = page.url();
  assert.ok(!existsSync(path.join(root.folder, SITE)));
  await become(page, 'chú Minh');
  await page.goto(sent, PATIENCE);
  await page.getByText('từ ngày mai bài được nhắc để người khác xem lại').waitFor(PATIENCE);
  await page.getByRole('button', { name: 'Duyệt và đăng ngay' }).click();
  await page.getByText(/^Đã đăng:/).waitFor(PATIENCE);
  assert.ok(file(SITE).includes('Ở trong nhà.'));
  assert.match(root.loa('studio', 'verify'), /1 bài đăng gấp chưa có người xem lại/);
  await close();
});

test('a look that says no takes the post down with its reason, by the keyboard alone', async () => {
  const first = await enter('chú Minh');
  await rush(first.page);
  await first.close();
  await end(server);
  await start(day(1));
  const { page, close } = await enter('cô Lan');
  await reach(page, '#xem-lai ~ ul a, section[aria-labelledby="xem-lai"] a', 40);
  await page.keyboard.press('Enter');
  await page.waitForURL(`**${LOOK}`, PATIENCE);
  await reach(page, 'summary', 20);
  await page.keyboard.press('Enter');
  await reach(page, '[data-act="pull"]', 3);
  await page.keyboard.press('Enter');
  await page.getByText('Chưa ghi lý do gỡ bài.').waitFor(PATIENCE);
  await page.getByLabel('Vì sao gỡ?').fill('Giờ bão vào bị sai.');
  await page.getByLabel('Vì sao gỡ?').press('Tab');
  await page.keyboard.press('Enter');
  await page.waitForURL(`${origin}/`, PATIENCE);
  assert.ok(!existsSync(path.join(root.folder, SITE)));
  assert.match(file(STORM), /^draft = true$/m);
  assert.deepEqual([log().at(-1).what, log().at(-1).by, log().at(-1).reason], ['withdrawn', 'cô Lan', 'Giờ bão vào bị sai.']);
  assert.match(root.loa('studio', 'verify'), /còn nguyên, 4 dòng/);
  await close();
});

test('axe finds nothing on the page of a second look, narrow or wide', async () => {
  const first = await enter('chú Minh');
  await rush(first.page);
  await first.close();
  await end(server);
  await start(day(1));
  const { page, close } = await enter('cô Lan');
  await everywhere(page, async (width) => {
    for (const url of ['/', LOOK]) {
      await page.goto(origin + url, PATIENCE);
      await page.waitForTimeout(300);
      await fits(page, url, width, { iframes: false });
    }
    await page.goto(origin + LOOK, PATIENCE);
    await page.getByText('Bài sai, gỡ khỏi trang').click();
    await fits(page, LOOK, width, { iframes: false });
  });
  await close();
});
