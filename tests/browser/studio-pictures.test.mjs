// Pictures of a text: turned and cut before they go in, and sent by a phone whose page can do nothing else. 127.0.0.2 stands for
// the machine's address in the network.
import assert from 'node:assert/strict';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { request } from 'node:http';
import path from 'node:path';
import { after, afterEach, before, test } from 'node:test';
import { crc32 } from 'node:zlib';
import { PNG } from 'pngjs';
import { PATIENCE, Root } from './device.mjs';
import { launch, watched } from './site.mjs';
import { WARD, ask, begin, end, enter, everywhere, fits, reach } from './studio.mjs';

const NEWS = 'content/phuong-thu/tin/khai-truong.md';
const FORM = '/bai/phuong-thu/tin/khai-truong.md';
const POST = "+++\ntitle = \"Khai trương trạm y tế\"\ndate = 2026-11-20\nsummary = 'Trạm mở cửa.'\ntags = [\"trạm y tế\"]\n+++\n\nTrạm mở cửa lúc 8 giờ.\n";

let browser;
let root;
let studio;
let far;
before(async () => { browser = await launch(); });
after(() => browser.close());
afterEach(async () => {
  await end(studio.server);
  root.remove();
});

async function start(...more) {
  root = new Root();
  root.write('content/phuong-thu/ward.toml', WARD);
  root.write(NEWS, POST);
  studio = await begin(['--root', root.folder, '--port', '0', '--today', '2026-11-22', ...more]);
  far = studio.origin.replace('127.0.0.1', '127.0.0.2');
}

/** A picture whose left half is red and whose right half is blue. */
function two(width = 400, height = 200) {
  const png = new PNG({ width, height });
  for (let at = 0; at < width * height; at += 1) {
    const colour = at % width < width / 2 ? [200, 0, 0, 255] : [0, 0, 200, 255];
    png.data.set(colour, at * 4);
  }
  return PNG.sync.write(png);
}

/** A header that promises 30,000 × 30,000 pixels. */
function bomb() {
  const png = two(2, 2);
  png.writeUInt32BE(30_000, 16);
  png.writeUInt32BE(30_000, 20);
  png.writeUInt32BE(crc32(png.subarray(12, 29)), 29);
  return png;
}

const beside = () => readdirSync(path.join(root.folder, 'content/phuong-thu/tin')).filter((name) => !name.endsWith('.md')).sort();
const inbox = () => {
  const folder = path.join(root.folder, '.loa/studio/inbox');
  return existsSync(folder) ? readdirSync(folder).map((name) => readFileSync(path.join(folder, name))) : [];
};
const body = (page) => page.getByLabel('Nội dung', { exact: true });
const given = (name, buffer) => ({ name, mimeType: 'image/png', buffer });

/** Sends bytes as a program would; gives the status and what is said. */
function send(url, headers, bytes) {
  return new Promise((done, failed) => {
    const { hostname, port } = new URL(far);
    const sent = request({ host: hostname, port, path: url, method: 'POST', headers }, (answer) => {
      let text = '';
      answer.on('data', (part) => { text += part; });
      answer.on('end', () => { done([answer.statusCode, text]); });
    });
    sent.on('error', failed);
    sent.end(bytes);
  });
}

test('a picture is turned and cut by keys and by touch; the whole one stays outside the posts', async () => {
  await start();
  const { page, faults, close } = await enter(browser, studio);
  await page.goto(studio.origin + FORM, PATIENCE);
  const whole = two();
  await page.setInputFiles('#tep-anh', given('tram.png', whole));
  const canvas = page.locator('#mo-ta-anh canvas');
  await page.waitForFunction(() => document.querySelector('canvas').width === 400, undefined, PATIENCE);
  await page.getByRole('button', { name: 'Xoay ảnh' }).click();
  assert.deepEqual(await canvas.evaluate((/** @type {HTMLCanvasElement} */ one) => [one.width, one.height]), [200, 400]);
  await page.getByRole('button', { name: 'Cắt ảnh' }).click();
  // Turned with the clock the left half is above. The upper edge goes up, the lower one to the middle.
  await page.getByRole('button', { name: 'Góc trên bên trái' }).focus();
  for (let press = 0; press < 10; press += 1) await page.keyboard.press('ArrowUp');
  for (let press = 0; press < 2; press += 1) await page.keyboard.press('Shift+ArrowLeft');
  await page.getByRole('button', { name: 'Góc dưới bên phải' }).focus();
  for (let press = 0; press < 8; press += 1) await page.keyboard.press('Shift+ArrowUp');
  assert.equal(await page.locator('#cat-con').textContent(), 'Giữ 90 phần trăm chiều ngang, 50 phần trăm chiều cao.');
  // A touch on the right edge takes the nearest corner there.
  const box = await canvas.boundingBox();
  await canvas.click({ position: { x: box.width - 1, y: box.height * 0.35 } });
  await page.locator('#mo-ta').fill('Trạm y tế.');
  await page.getByRole('button', { name: 'Thêm ảnh' }).click();
  await page.frameLocator('#khung').getByAltText('Trạm y tế.').waitFor(PATIENCE);
  const [name] = beside();
  assert.match(await body(page).inputValue(), new RegExp(`!\\[Trạm y tế\\.\\]\\(${name}\\)`));
  const made = PNG.sync.read(readFileSync(path.join(root.folder, 'content/phuong-thu/tin', name)));
  assert.ok(Math.abs(made.width - 200) <= 2 && Math.abs(made.height - 140) <= 4, `${made.width} × ${made.height}`);
  assert.deepEqual([...made.data.subarray(0, 3)], [200, 0, 0]);
  assert.deepEqual([...made.data.subarray(4 * made.width * 130, 4 * made.width * 130 + 3)], [200, 0, 0]);
  assert.deepEqual(inbox(), [whole]);

  // Untouched, it goes in as it is.
  await page.setInputFiles('#tep-anh', given('tram.png', whole));
  await page.locator('#mo-ta').fill('Trạm y tế, cả ảnh.');
  await page.getByRole('button', { name: 'Thêm ảnh' }).click();
  await page.frameLocator('#khung').getByAltText('Trạm y tế, cả ảnh.').waitFor(PATIENCE);
  const plain = beside().find((other) => other !== name);
  assert.deepEqual(readFileSync(path.join(root.folder, 'content/phuong-thu/tin', plain)), whole);

  // A corner that is dragged.
  await page.setInputFiles('#tep-anh', given('tram.png', whole));
  await page.getByRole('button', { name: 'Cắt ảnh' }).click();
  const corner = await page.getByRole('button', { name: 'Góc trên bên trái' }).boundingBox();
  await page.mouse.move(corner.x + 22, corner.y + 22);
  await page.mouse.down();
  await page.mouse.move(corner.x + 82, corner.y + 52, { steps: 4 });
  await page.mouse.up();
  assert.notEqual(await page.locator('#cat-con').textContent(), '');
  await page.keyboard.press('Escape');

  await page.setInputFiles('#tep-anh', given('to.png', bomb()));
  await page.locator('#mo-ta-loi').getByText('12000 px').waitFor(PATIENCE);
  assert.equal(inbox().length, 1, 'what is refused is not kept');
  assert.deepEqual(faults.filter((fault) => !/status of 422/.test(fault)), []);
  await close();
});

test('a phone sends pictures by a code, they are described at once, and the code does nothing else', async () => {
  await start('--lan=127.0.0.2');
  const { page, faults, close } = await enter(browser, studio);
  await page.goto(studio.origin + FORM, PATIENCE);
  await page.getByRole('button', { name: 'Ảnh', exact: true }).click();
  await page.getByRole('button', { name: 'Ảnh từ điện thoại' }).click();
  await page.locator('#chon-anh svg.qr').waitFor(PATIENCE);
  const link = await page.locator('#ma-anh code').textContent();
  assert.ok(link.startsWith(`${far}/anh/`), link);

  const phone = await watched(browser, far, { viewport: { width: 360, height: 740 } });
  await phone.page.goto(link, PATIENCE);
  await phone.page.setInputFiles('#anh', [given('một.png', two()), given('hai.png', two(100, 300)), given('to.png', bomb()), given('a.heic', Buffer.from('\0\0\0\x18ftypheic\0\0\0\0', 'latin1'))]);
  await phone.page.getByText('Ảnh 2: đã gửi.').waitFor(PATIENCE);
  await phone.page.getByText('12000 px').waitFor(PATIENCE);
  await phone.page.getByText('Ảnh này là HEIC của iPhone').waitFor(PATIENCE);
  assert.equal(await phone.page.context().cookies().then((all) => all.length), 0);

  for (const said of ['Cửa trạm.', 'Biển tên.']) {
    await page.locator('#mo-ta-anh[open]').waitFor(PATIENCE);
    await page.locator('#mo-ta').fill(said);
    await page.getByRole('button', { name: 'Thêm ảnh' }).click();
    await page.frameLocator('#khung').getByAltText(said).waitFor(PATIENCE);
  }
  assert.match(await body(page).inputValue(), /!\[Cửa trạm\.\]\(mot-[0-9a-f]{8}\.png\)[^]*!\[Biển tên\.\]\(hai-[0-9a-f]{8}\.png\)/);
  // The code is still there for more.
  await page.locator('#chon-anh[open] svg.qr').waitFor(PATIENCE);

  const code = link.split('/').at(-1);
  const token = await phone.page.locator('meta[name="token"]').getAttribute('content');
  const known = { origin: far, 'x-loa-token': token };
  const url = `/api/phone-picture?code=${code}&name=a.png`;
  const status = async (headers, to = url) => (await send(to, headers, two(4, 4)))[0];
  assert.equal(await status({}), 403, 'without an origin');
  assert.equal(await status({ origin: far }), 403, 'without a token');
  assert.equal(await status({ ...known, 'x-loa-token': `${token}0` }), 403);
  for (const origin of ['https://evil.example', 'null', studio.origin]) assert.equal(await status({ ...known, origin }), 403, origin);
  assert.equal(await status({ ...known, 'sec-fetch-site': 'cross-site' }), 403);
  for (const host of ['evil.example', `127.0.0.1:${new URL(far).port}`]) {
    assert.ok([403, 421].includes(await status({ ...known, host })), host);
    assert.equal(await ask(far, 'GET', `/anh/${code}`, { host }), 421, host);
  }
  assert.equal(await status(known, '/api/phone-picture?code=0&name=a.png'), 409);
  assert.equal(await ask(studio.origin, 'GET', `/anh/${code}`), 401, 'this machine has no such page');
  for (const action of ['record', 'intake?path=x&name=a.png', 'picture', 'phone', 'phone-came', 'phone-end', 'save']) {
    assert.equal(await ask(far, 'POST', `/api/${action}`, known), 401, action);
  }
  const id = readdirSync(path.join(root.folder, '.loa/studio/inbox'))[0];
  assert.equal(await ask(far, 'GET', `/anh-vao/${id}`), 401);
  assert.equal(await ask(studio.origin, 'GET', `/anh-vao/${id}`), 401);

  // So many pictures and no more, whatever became of them.
  const told = [];
  for (let sent = 0; sent < 12; sent += 1) told.push(await status(known));
  assert.ok(told.includes(200) && told.at(-1) === 409, told.join());
  await page.locator('#mo-ta-anh[open]').waitFor(PATIENCE);
  await page.keyboard.press('Escape');
  await page.locator('#chon-anh[open]').waitFor(PATIENCE);
  const ended = page.waitForResponse((answer) => answer.url().endsWith('/api/phone-end'), PATIENCE);
  await page.getByRole('button', { name: 'Đóng, không thêm ảnh nữa' }).click();
  await ended;
  await phone.page.goto(link, PATIENCE).catch(() => {});
  await phone.page.getByText('Mã này đã hết hạn hoặc đã đóng.').waitFor(PATIENCE);
  assert.deepEqual(faults, []);
  assert.deepEqual(phone.faults.filter((fault) => !/status of 4/.test(fault)), []);
  await phone.close();
  await close();
});

test('without a network the sentence says how to get there', async () => {
  await start();
  const { page, close } = await enter(browser, studio);
  await page.goto(studio.origin + FORM, PATIENCE);
  await page.getByRole('button', { name: 'Ảnh', exact: true }).click();
  await page.getByRole('button', { name: 'Ảnh từ điện thoại' }).click();
  await page.getByText('loa studio --lan').waitFor(PATIENCE);
  await close();
});

test('axe finds nothing in the dialogs and on the phone, nothing is wider than a phone, and keys reach all', async () => {
  await start('--lan=127.0.0.2');
  const { page, close } = await enter(browser, studio);
  await page.goto(studio.origin + FORM, PATIENCE);
  await page.getByRole('button', { name: 'Ảnh', exact: true }).focus();
  await page.keyboard.press('Enter');
  await reach(page, '#tu-dien-thoai', 4);
  await page.keyboard.press('Enter');
  await page.locator('#chon-anh svg.qr').waitFor(PATIENCE);
  await everywhere(page, (width) => fits(page, 'the choice', width));
  const link = await page.locator('#ma-anh code').textContent();
  const phone = await watched(browser, far);
  await phone.page.goto(link, PATIENCE);
  await reach(phone.page, '#anh', 4);
  await phone.page.setInputFiles('#anh', [given('một.png', two()), given('to.png', bomb())]);
  await phone.page.getByText('12000 px').waitFor(PATIENCE);
  await everywhere(phone.page, (width) => fits(phone.page, 'the phone', width));
  await page.locator('#mo-ta-anh[open]').waitFor(PATIENCE);
  await page.getByRole('button', { name: 'Cắt ảnh' }).click();
  await everywhere(page, (width) => fits(page, 'the cut', width));
  await reach(page, '.cut [data-x="left"]', 12);
  await phone.close();
  await close();
});
