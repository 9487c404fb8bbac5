// `loa studio --lan`: people of one network come in with a link that is good once and a password, write, see each other, and
// put nothing on the sites. 127.0.0.2 stands for the machine's address in the network.
import assert from 'node:assert/strict';
import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { after, afterEach, before, beforeEach, test } from 'node:test';
import { PATIENCE, Root } from './device.mjs';
import { launch, watched } from './site.mjs';
import { WARD, ask, begin, end, enter, everywhere, fits, reach } from './studio.mjs';

const NEWS = 'content/phuong-thu/tin/khai-truong.md';
const FORM = '/bai/phuong-thu/tin/khai-truong.md';
const REVIEW = '/duyet/phuong-thu/tin/khai-truong.md';
const LOG = '.loa/studio/log/phuong-thu.jsonl';
const PASSWORD = 'hoa sữa đầu phố';
const POST = "+++\ntitle = \"Khai trương trạm y tế\"\ndate = 2026-11-20\nsummary = 'Trạm mở cửa.'\ntags = [\"trạm y tế\"]\n+++\n\nTrạm mở cửa lúc 8 giờ.\n";

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
  root.write(NEWS, POST);
  studio = await begin(['--root', root.folder, '--port', '0', '--today', '2026-11-22', '--lan=127.0.0.2']);
  far = studio.origin.replace('127.0.0.1', '127.0.0.2');
});
afterEach(async () => {
  await end(studio.server);
  root.remove();
});

const file = (name) => readFileSync(path.join(root.folder, name), 'utf8');
const events = () => file(LOG).trim().split('\n').map((line) => JSON.parse(line));

/** A browser of another machine: plain HTTP in a network is no secure context, so it lacks what browsers keep for those. */
async function elsewhere(options = {}) {
  const seen = await watched(browser, far, options);
  await seen.page.addInitScript(() => {
    const plain = { locks: Navigator.prototype, serviceWorker: Navigator.prototype, subtle: Crypto.prototype, randomUUID: Crypto.prototype };
    for (const [name, owner] of Object.entries(plain)) Object.defineProperty(owner, name, { value: undefined });
  });
  return seen;
}

/** Makes a link for somebody on the machine itself; gives its address. */
async function invite(page, name) {
  await page.goto(`${studio.origin}/nguoi`, PATIENCE);
  const form = page.locator(`form[data-invite="${name}"]`);
  await form.getByRole('button').click();
  await form.locator('svg.qr').waitFor(PATIENCE);
  return form.locator('code').textContent();
}

/** Adds somebody who writes, on the machine itself. */
async function add(page, name, roles = ['viết']) {
  await page.goto(`${studio.origin}/nguoi`, PATIENCE);
  const form = page.locator('form[data-fresh][data-ward="phuong-thu"]');
  await form.getByLabel('Tên').fill(name);
  for (const role of roles) await form.getByLabel(role, { exact: true }).check();
  await Promise.all([page.waitForEvent('load', PATIENCE), form.getByRole('button', { name: 'Thêm' }).click()]);
}

/** Comes in with a link and sets a password. */
async function pair(page, link, password = PASSWORD) {
  await page.goto(link, PATIENCE);
  await page.getByLabel('Mật khẩu mới').fill(password);
  await page.getByLabel('Gõ lại mật khẩu').fill(password);
  await page.getByRole('button', { name: 'Đặt mật khẩu và vào' }).click();
  await page.waitForURL(`${far}/`, PATIENCE);
}

async function signIn(page, name, password) {
  await page.goto(`${far}/`, PATIENCE);
  await page.getByLabel('Tên của bạn').fill(name);
  await page.getByLabel('Mật khẩu', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Vào', exact: true }).click();
}

const untold = (faults) => faults.filter((fault) => !/status of 4/.test(fault));

test('a person is brought in by a link that is good once, writes from elsewhere, and puts nothing on the sites', async () => {
  const here = await enter(browser, studio);
  await add(here.page, 'chú Minh', ['viết', 'duyệt', 'đăng']);
  const link = await invite(here.page, 'chú Minh');
  assert.ok(link.startsWith(`${far}/ghep/`), link);

  const { page, faults, close } = await elsewhere();
  await page.goto(link, PATIENCE);
  await page.getByText('đường truyền không mã hóa').waitFor(PATIENCE);
  await page.getByLabel('Mật khẩu mới').fill('12345678');
  await page.getByLabel('Gõ lại mật khẩu').fill('12345678');
  await page.getByRole('button', { name: 'Đặt mật khẩu và vào' }).click();
  await page.getByText('Mật khẩu này ai cũng đoán được.').waitFor(PATIENCE);
  // What was refused did not use the link up.
  await pair(page, link);
  const cookies = await page.context().cookies();
  assert.equal(cookies.length, 1);
  assert.ok(cookies[0].httpOnly && cookies[0].sameSite === 'Strict' && cookies[0].domain === '127.0.0.2');
  await page.getByText('chỉ làm được trên máy đang chạy Loa').waitFor(PATIENCE);
  assert.equal(await page.getByRole('button', { name: 'Đóng chương trình' }).count(), 0);

  await page.goto(far + FORM, PATIENCE);
  await page.getByLabel('Nội dung', { exact: true }).fill('Trạm mở cửa lúc 7 giờ.');
  await page.locator('#luu', { hasText: /^Đã lưu lúc/ }).waitFor(PATIENCE);
  await page.setViewportSize({ width: 1280, height: 800 });
  const shown = page.frameLocator('#khung');
  await shown.getByText('Trạm mở cửa lúc 7 giờ.').waitFor(PATIENCE);
  const size = await shown.locator('h1').evaluate((title) => getComputedStyle(title).fontFamily);
  assert.doesNotMatch(size, /^Times/, 'the style of the page came from the same address');
  await page.getByRole('button', { name: 'Gửi duyệt' }).click();
  await page.waitForURL(far + REVIEW, PATIENCE);

  // cô Lan sends another text, which chú Minh may approve, but not from there.
  await here.page.goto(studio.origin + FORM, PATIENCE);
  await here.page.getByLabel('Nội dung', { exact: true }).fill('Trạm mở cửa lúc 6 giờ.');
  await here.page.locator('#luu', { hasText: /^Đã lưu lúc/ }).waitFor(PATIENCE);
  await here.page.getByRole('button', { name: 'Gửi duyệt' }).click();
  await here.page.waitForURL(studio.origin + REVIEW, PATIENCE);
  await page.goto(far + REVIEW, PATIENCE);
  await page.getByText('chỉ làm được trên máy đang chạy Loa').waitFor(PATIENCE);
  assert.equal(await page.getByRole('button', { name: 'Duyệt đúng bản này' }).count(), 0);
  for (const closed of ['/nguoi', '/dang']) {
    await page.goto(far + closed, PATIENCE);
    await page.getByRole('heading', { name: /chỉ làm được trên máy đang chạy Loa/ }).waitFor(PATIENCE);
  }
  const sent = events();
  assert.deepEqual(sent.map(({ what, by, known }) => [what, by, known]), [
    ['roles', 'cô Lan', 'said'], ['paired', 'chú Minh', 'link'], ['sent', 'chú Minh', 'password'], ['sent', 'cô Lan', 'said'],
  ]);
  const token = await page.locator('meta[name="token"]').getAttribute('content').catch(() => '');
  assert.equal(token, '', 'a page that failed holds no token');
  await page.goto(`${far}/`, PATIENCE);
  const known = {
    cookie: `${cookies[0].name}=${cookies[0].value}`, origin: far, 'x-loa-token': await page.locator('meta[name="token"]').getAttribute('content'),
  };
  const decision = { path: NEWS, sha256: sent.at(-1).sha256 };
  for (const action of ['approve', 'go', 'urgent', 'stands', 'pull', 'publish', 'build', 'clock', 'undo', 'withdraw', 'role', 'alone', 'invite', 'end-session', 'name']) {
    const told = await page.evaluate(async ([name, headers, body]) => {
      const answer = await fetch(`/api/${name}`, { method: 'POST', headers, body });
      const { reason, words } = await answer.json();
      return [answer.status, reason, words.includes('chỉ làm được trên máy đang chạy Loa')];
    }, [action, { 'x-loa-token': known['x-loa-token'] }, JSON.stringify({ ...decision, ward: 'phuong-thu', name: 'chú Minh', roles: ['quan-tri'] })]);
    assert.deepEqual(told, [403, 'role', true], action);
  }
  assert.equal(await ask(far, 'POST', '/api/end', known), 403, 'the program is closed before the machine');
  assert.equal(await ask(studio.origin, 'GET', '/api/check', { cookie: known.cookie }), 401, 'a session of the network is none before the machine');
  assert.equal(events().length, 4);
  assert.equal(file(NEWS), POST);

  const late = await elsewhere();
  await late.page.goto(link, PATIENCE);
  await late.page.getByText('đã hết hạn hoặc đã dùng').waitFor(PATIENCE);
  await late.close();
  assert.deepEqual(untold(faults), []);
  assert.doesNotMatch(file('.loa/studio/accounts.toml'), /hoa|phố/);
  assert.equal(statSync(path.join(root.folder, '.loa/studio/accounts.toml')).mode & 0o777, 0o600);
  await close();
  await here.close();
});

test('nobody comes in from the network without a password, under another name, or from another site', async () => {
  const routes = ['/toi', '/moi', '/nguoi', '/dang', FORM, REVIEW, '/xem/phuong-thu/tin/khai-truong/', '/api/session', '/api/check',
    `/api/find?path=${NEWS}`];
  const actions = ['record', 'preview', 'save', 'new', 'send', 'approve', 'here', 'leave', 'invite', 'end-session', `picture?path=${NEWS}&name=a.jpg`,
    'read?ward=phuong-thu&name=a.docx'];
  const open = ['sign-in', 'pair'];
  for (const url of routes) assert.equal(await ask(far, 'GET', url), 401, url);
  assert.equal(await ask(far, 'GET', '/'), 303, 'the way leads to the door');
  for (const action of [...actions, ...open]) {
    assert.equal(await ask(far, 'POST', `/api/${action}`), 403, `${action} without an origin`);
  }
  for (const action of actions) assert.equal(await ask(far, 'POST', `/api/${action}`, { origin: far }), 401, action);
  for (const action of open) assert.equal(await ask(far, 'POST', `/api/${action}`, { origin: far }), 403, `${action} without a token`);
  assert.equal(await ask(far, 'GET', new URL(studio.address).pathname), 401, 'the code is for this machine alone');
  const { page, close } = await elsewhere();
  await page.goto(`${far}/`, PATIENCE);
  assert.equal(page.url(), `${far}/vao`);
  const token = await page.locator('meta[name="token"]').getAttribute('content');
  const known = { origin: far, 'x-loa-token': token };
  for (const action of actions) assert.equal(await ask(far, 'POST', `/api/${action}`, known), 401, `${action} with the token of the door`);
  const { port } = new URL(far);
  for (const action of open) {
    for (const foreign of ['https://evil.example', 'null', studio.origin, `http://127.0.0.2:${Number(port) + 1}`]) {
      assert.equal(await ask(far, 'POST', `/api/${action}`, { ...known, origin: foreign }), 403, `${action} from ${foreign}`);
    }
    assert.equal(await ask(far, 'POST', `/api/${action}`, { ...known, 'sec-fetch-site': 'cross-site' }), 403, action);
    assert.equal(await ask(far, 'POST', `/api/${action}`, { ...known, 'x-loa-token': `${token}0` }), 403, action);
  }
  for (const url of [...routes, '/vao', '/ghep/0', '/_studio/studio.css']) {
    for (const foreign of ['evil.example', `evil.example:${port}`, '127.0.0.2', `127.0.0.1:${port}`, `localhost:${port}`, `192.168.1.2:${port}`]) {
      assert.equal(await ask(far, 'GET', url, { host: foreign }), 421, `${url} as ${foreign}`);
    }
    assert.equal(await ask(far, 'GET', url, { 'sec-fetch-site': 'cross-site' }), 403, url);
    // Before the machine itself only its own names count.
    assert.equal(await ask(studio.origin, 'GET', url, { host: `127.0.0.2:${port}` }), 421, url);
  }
  await close();
});

test('a password is asked for, wrong ones run out, and an administrator ends a session', async () => {
  const here = await enter(browser, studio);
  await add(here.page, 'chú Minh');
  const phone = await elsewhere({ userAgent: 'Mozilla/5.0 (Linux; Android 14)' });
  await pair(phone.page, await invite(here.page, 'chú Minh'));

  const desk = await elsewhere();
  await signIn(desk.page, 'chú Minh', 'không phải thế');
  await desk.page.getByText('Tên hoặc mật khẩu không đúng.').waitFor(PATIENCE);
  // A name that nobody has is told the same.
  await signIn(desk.page, 'cô Lan', PASSWORD);
  await desk.page.getByText('Tên hoặc mật khẩu không đúng.').waitFor(PATIENCE);
  // A keyboard that sends letters and marks apart types the same password.
  await signIn(desk.page, 'chú Minh', PASSWORD.normalize('NFD'));
  await desk.page.waitForURL(`${far}/`, PATIENCE);

  await here.page.goto(`${studio.origin}/nguoi`, PATIENCE);
  const sessions = here.page.locator('form[data-act="end-session"]');
  assert.equal(await sessions.count(), 2);
  await here.page.getByRole('button', { name: /Kết thúc phiên của chú Minh, điện thoại hoặc máy tính bảng Android/ }).click();
  await here.page.getByText('Đã kết thúc.').waitFor(PATIENCE);
  await phone.page.goto(`${far}/toi`, PATIENCE);
  assert.equal(phone.page.url(), `${far}/vao`);
  await desk.page.goto(`${far}/toi`, PATIENCE);
  await desk.page.getByRole('button', { name: 'Rời khỏi trên máy này' }).click();
  await desk.page.waitForURL(`${far}/vao`, PATIENCE);

  for (let wrong = 0; wrong < 10; wrong += 1) {
    await signIn(desk.page, 'chú Minh', `không phải thế ${wrong}`);
    await desk.page.locator('.told:not([hidden])').waitFor(PATIENCE);
  }
  await signIn(desk.page, 'chú Minh', PASSWORD);
  await desk.page.getByText('Chờ mười phút rồi thử lại.').waitFor(PATIENCE);
  for (const seen of [phone, desk]) {
    assert.deepEqual(untold(seen.faults), []);
    await seen.close();
  }
  await here.close();
});

test('a new password ends what the old one opened, and what was typed meanwhile is kept', async () => {
  const here = await enter(browser, studio);
  await add(here.page, 'chú Minh');
  const old = await elsewhere();
  await pair(old.page, await invite(here.page, 'chú Minh'));
  await old.page.goto(far + FORM, PATIENCE);
  await old.page.locator('#luu', { hasText: 'Chưa có gì thay đổi' }).waitFor(PATIENCE);

  const fresh = await elsewhere();
  await pair(fresh.page, await invite(here.page, 'chú Minh'), 'trà đá vỉa hè');
  await old.page.getByLabel('Nội dung', { exact: true }).fill('Trạm mở cửa lúc 9 giờ.');
  await old.page.locator('#luu', { hasText: 'Phiên làm việc đã kết thúc.' }).waitFor(PATIENCE);
  assert.equal(await old.page.getByLabel('Nội dung', { exact: true }).inputValue(), 'Trạm mở cửa lúc 9 giờ.');
  const door = await old.page.context().newPage();
  await door.goto(`${far}/vao`, PATIENCE);
  await door.getByLabel('Tên của bạn').fill('chú Minh');
  await door.getByLabel('Mật khẩu', { exact: true }).fill('trà đá vỉa hè');
  await door.getByRole('button', { name: 'Vào', exact: true }).click();
  await door.waitForURL(`${far}/`, PATIENCE);
  // The window saves by itself as soon as somebody came in again.
  await old.page.locator('#luu', { hasText: /^Đã lưu lúc/ }).waitFor(PATIENCE);
  for (const seen of [old, fresh, here]) await seen.close();
});

test('those who have a text open are told of each other, there and on the first page', async () => {
  const here = await enter(browser, studio);
  await add(here.page, 'chú Minh');
  const other = await elsewhere();
  await pair(other.page, await invite(here.page, 'chú Minh'));
  await other.page.goto(far + FORM, PATIENCE);
  assert.ok(await other.page.locator('#cung-viet').isHidden());
  await here.page.goto(`${studio.origin}/`, PATIENCE);
  await here.page.locator('#dang-mo').getByText('chú Minh đang mở').waitFor(PATIENCE);
  await here.page.goto(studio.origin + FORM, PATIENCE);
  await here.page.getByText('chú Minh đang mở bài này.').waitFor(PATIENCE);
  await other.page.getByText('cô Lan đang mở bài này.').waitFor(PATIENCE);
  assert.deepEqual([...here.faults, ...other.faults], []);
  await other.close();
  await here.close();
});

test('axe finds nothing on the pages of the network, nothing is wider than a phone, and keys reach all', async () => {
  const here = await enter(browser, studio);
  await add(here.page, 'chú Minh', ['viết', 'duyệt', 'đăng']);
  const link = await invite(here.page, 'chú Minh');
  await everywhere(here.page, (width) => fits(here.page, '/nguoi', width));
  const { page, close } = await elsewhere();
  await page.goto(link, PATIENCE);
  await everywhere(page, (width) => fits(page, '/ghep', width));
  await page.goto(link, PATIENCE);
  await reach(page, '#mat-khau', 5);
  await page.keyboard.type(PASSWORD);
  await page.keyboard.press('Tab');
  await page.keyboard.type(PASSWORD);
  await page.keyboard.press('Enter');
  await page.waitForURL(`${far}/`, PATIENCE);
  for (const url of ['/', '/toi', FORM, '/nguoi']) {
    await page.goto(far + url, PATIENCE);
    await everywhere(page, (width) => fits(page, url, width));
  }
  await page.goto(`${far}/vao`, PATIENCE);
  await everywhere(page, (width) => fits(page, '/vao', width));
  await here.page.goto(`${studio.origin}/nguoi`, PATIENCE);
  await everywhere(here.page, (width) => fits(here.page, '/nguoi with a session', width));
  await here.page.goto(`${studio.origin}/toi`, PATIENCE);
  await here.page.getByRole('button', { name: 'Tạo mã ghép' }).click();
  await here.page.locator('svg.qr').waitFor(PATIENCE);
  await everywhere(here.page, (width) => fits(here.page, '/toi', width));
  await close();
  await here.close();
});
