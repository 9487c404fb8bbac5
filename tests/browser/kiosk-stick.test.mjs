// The person with the stick, before the screen of a kiosk that the real program serves.
import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { accessible, SCREENS } from './kiosk.mjs';
import { launch, watched } from './site.mjs';

const LOA = path.resolve(process.env.LOA ?? 'target/release/loa');
const KIOSK = path.join(path.dirname(LOA), 'loa-kiosk');
const PICTURES = process.env.LOA_PICTURES;

let browser;
let folder;
let kiosk;
let origin;
const at = (/** @type {string} */ name) => path.join(folder, name);

before(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'loa-test-'));
  mkdirSync(at('sticks'));
  const loa = (/** @type {string[]} */ ...given) => execFileSync(LOA, given, { stdio: 'pipe' });
  loa('keys', 'new', '--out', at('keys'), '--no-password');
  for (const release of ['1', '2']) {
    loa('bundle', '--ward', 'nam-dong', '--keys', at('keys'), '--out', at(`${release}.loa`), '--release', release);
  }
  const state = ['--state', at('state')];
  execFileSync(KIOSK, ['init', ...state, '--ward', 'nam-dong', '--root-key', at('keys/root.pub')], { stdio: 'pipe' });
  execFileSync(KIOSK, ['import', at('1.loa'), ...state], { stdio: 'pipe' });
  ({ program: kiosk, address: origin } = await supervise('state', 'sticks'));
  browser = await launch();
});
after(async () => {
  await browser?.close();
  kiosk?.kill();
  rmSync(folder, { recursive: true, force: true });
});

/** Starts a kiosk's program over the state in `name`; gives it and its address. */
async function supervise(/** @type {string} */ name, /** @type {string} */ sticks) {
  const given = ['supervise', '--state', at(name), '--port', '0', '--sticks', at(sticks)];
  const program = spawn(KIOSK, given, { stdio: ['ignore', 'pipe', 'inherit'] });
  const address = await new Promise((ready) => {
    program.stdout.on('data', (said) => ready(/http:\/\/127\.0\.0\.1:\d+/.exec(String(said))?.[0]));
  });
  return { program, address };
}

/** Plugs a stick in, all of it at once. */
function plug(/** @type {Record<string, string>} */ files) {
  mkdirSync(at('stick'));
  for (const [name, from] of Object.entries(files)) {
    if (from) copyFileSync(at(from), path.join(at('stick'), name));
    else writeFileSync(path.join(at('stick'), name), 'other');
  }
  renameSync(at('stick'), at('sticks/usb'));
}

const pull = () => rmSync(at('sticks/usb'), { recursive: true });

async function look(page, name) {
  if (PICTURES) await page.screenshot({ path: path.join(PICTURES, `${name}.png`) });
  await accessible(page, name);
}

test('a refusal is said in large words, can be closed, and stays closed while the stick is in', async () => {
  for (const screen of SCREENS) {
    const { page, faults, close } = await watched(browser, origin, { viewport: screen, hasTouch: true });
    await page.goto(`${origin}/suc-khoe/`);
    const said = page.locator('.kiosk-stick');
    assert.equal(await said.isVisible(), false);
    plug({ 'goi.loa': '' });
    await said.waitFor();
    await said.getByText('không phải gói cập nhật', { exact: false }).waitFor();
    assert.match(await said.textContent() ?? '', /Rút USB được rồi.*Máy số \d{8}/);
    const size = await said.locator('h2').evaluate((title) => parseFloat(getComputedStyle(title).fontSize));
    assert.ok(size >= 48, `${size} px`);
    const button = await said.locator('button').boundingBox();
    assert.ok(button && button.height >= 64 && button.y > screen.height / 3);
    await look(page, `refused-${screen.width}`);
    await page.keyboard.press('Escape');
    assert.equal(await said.isVisible(), true);
    await said.locator('button').tap();
    await said.waitFor({ state: 'hidden' });
    // Whoever comes next is not told again, on this page or after "Về đầu".
    await page.locator('[data-kiosk-home]').tap();
    await page.waitForURL(`${origin}/`);
    await page.waitForResponse((answer) => answer.url().endsWith('/kiosk/stick'));
    assert.equal(await said.isVisible(), false);
    pull();
    await page.waitForResponse((answer) => answer.url().endsWith('/kiosk/stick'));
    assert.deepEqual(faults, []);
    await close();
  }
});

test('a new site is taken, said to be so, and shown', async () => {
  const { page, faults, close } = await watched(browser, origin, { viewport: SCREENS[1], hasTouch: true });
  await page.goto(`${origin}/suc-khoe/`);
  plug({ 'PHUONG.LOA': '2.loa' });
  const said = page.locator('.kiosk-stick');
  await said.getByRole('heading', { name: 'Rút USB được rồi.' }).waitFor({ timeout: 60_000 });
  assert.match(await said.textContent() ?? '', /bản 2, dựng ngày \d\d\/\d\d\/\d{4}/);
  await look(page, 'done');
  pull();
  await said.waitFor({ state: 'hidden' });
  const status = await (await fetch(`${origin}/kiosk/status`)).json();
  assert.equal(status.release.number, 2);
  assert.deepEqual(faults, []);
  await close();
});

test('what is opened and looked for in vain goes home on the stick, and nothing about anybody', async () => {
  const { page, faults, close } = await watched(browser, origin, { viewport: SCREENS[1], hasTouch: true });
  const search = async (/** @type {string} */ asked) => {
    await page.goto(`${origin}/tim-kiem/?q=${encodeURIComponent(asked)}`);
    await page.waitForFunction(() => (document.getElementById('search-spoken')?.textContent ?? '').length > 5, undefined, { timeout: 20_000 });
    await page.goto(origin);
  };
  for (let times = 0; times < 3; times += 1) {
    await search('xyzzq quux');
    await search('goi cho 0987654321');
  }
  await page.getByText('Màn hình này đếm số lần mở mỗi trang', { exact: false }).waitFor();
  // The first page came back many times by now, and is touched once.
  await page.locator('h1').tap();
  await page.locator('h1').tap();
  plug({ 'a.loa': '2.loa' });
  const said = page.locator('.kiosk-stick');
  await said.getByText('Số lượt xem của máy đã ghi vào USB', { exact: false }).waitFor({ timeout: 60_000 });
  const [name] = readdirSync(at('sticks/usb')).filter((one) => /^dem-nam-dong-\d{8}\.txt$/.test(one));
  const text = readFileSync(path.join(at('sticks/usb'), name), 'utf8');
  assert.match(text, /^missed 3 xyzzq quux$/m);
  assert.match(text, /^page \d+ \/tim-kiem\/$/m);
  assert.match(text, /^page 1 \/$/m);
  assert.match(text, /^dropped [3-9]$/m);
  assert.doesNotMatch(text, /0987/);
  const table = execFileSync(LOA, ['feedback', at('sticks/usb')], { encoding: 'utf8' });
  assert.match(table, /Tìm mà không có bài:\n +3 {2}xyzzq quux \(1 máy\)/);
  assert.match(table, /bản 2 ngày/);
  // A bundle that says so ends it.
  execFileSync(LOA, ['bundle', '--ward', 'nam-dong', '--keys', at('keys'), '--out', at('3.loa'), '--release', '3', '--feedback', at('sticks/usb')], { stdio: 'pipe' });
  pull();
  await said.waitFor({ state: 'hidden' });
  plug({ 'b.loa': '3.loa' });
  await said.getByRole('heading', { name: 'Rút USB được rồi.' }).waitFor({ timeout: 60_000 });
  pull();
  await said.waitFor({ state: 'hidden' });
  plug({ 'b.loa': '3.loa' });
  await said.getByText('máy đã nhận rồi', { exact: false }).waitFor({ timeout: 60_000 });
  assert.doesNotMatch(readFileSync(path.join(at('sticks/usb'), name), 'utf8'), /xyzzq/);
  pull();
  assert.deepEqual(faults, []);
  await close();
});

test('a new kiosk asks for a stick, has a test of its screen, and shows the site when there is one', async () => {
  mkdirSync(at('other-sticks'));
  execFileSync(KIOSK, ['init', '--state', at('new'), '--ward', 'nam-dong', '--root-key', at('keys/root.pub')], { stdio: 'pipe' });
  const { program, address } = await supervise('new', 'other-sticks');
  for (const screen of SCREENS) {
    const { page, faults, close } = await watched(browser, address, { viewport: screen, hasTouch: true });
    const waiting = await page.goto(address);
    assert.equal(waiting?.status(), 503);
    await page.getByText(/Máy số \d{8} .* chưa có bản nào/).waitFor();
    await look(page, `empty-${screen.width}`);
    await page.getByText('Thử màn hình, cảm ứng và loa').tap();
    await page.locator('.spot').nth(7).waitFor();
    for (const spot of await page.locator('.spot').all()) await spot.tap();
    await page.getByText('Cảm ứng tốt', { exact: false }).waitFor();
    await look(page, `touch-${screen.width}`);
    await page.getByText('Xong, về trang đầu').tap();
    await page.getByText('Máy chưa có trang nào để hiện').waitFor();
    // What is said of a stick ends the test; nothing is said of a site that is not there.
    await page.goto(new URL('/kiosk/thu', address).href);
    mkdirSync(at('other-sticks/usb'));
    await page.getByRole('heading', { name: 'Không có gì phải chép' }).waitFor({ timeout: 60_000 });
    assert.equal(new URL(page.url()).pathname, '/');
    const text = await page.locator('#text').textContent() ?? '';
    assert.match(text, /Rút USB được rồi/);
    assert.doesNotMatch(text, /bản cũ/);
    rmSync(at('other-sticks/usb'), { recursive: true });
    await page.getByText('Máy chưa có trang nào để hiện').waitFor();
    await page.getByText('Cắm USB có gói đầy đủ của phường vào máy.').waitFor();
    // Whoever left leaves the test behind.
    await page.clock.install();
    await page.goto(new URL('/kiosk/thu', address).href);
    await page.locator('.spot').first().waitFor();
    await page.clock.fastForward(100_000);
    await page.locator('.spot').first().tap();
    await page.clock.fastForward(100_000);
    assert.equal(new URL(page.url()).pathname, '/kiosk/thu');
    await page.clock.fastForward(30_000);
    await page.getByText('Máy chưa có trang nào để hiện').waitFor();
    // That there is no site yet is what the browser calls an error.
    assert.deepEqual(faults.filter((fault) => !fault.includes('503')), []);
    if (screen === SCREENS[1]) {
      await page.clock.resume();
      mkdirSync(at('stick'));
      copyFileSync(at('2.loa'), path.join(at('stick'), 'goi.loa'));
      renameSync(at('stick'), at('other-sticks/usb'));
      await page.getByText('Rút USB được rồi.').first().waitFor({ timeout: 60_000 });
      rmSync(at('other-sticks/usb'), { recursive: true });
      await page.locator('[data-kiosk-home]').waitFor({ timeout: 60_000 });
    }
    await close();
  }
  program.kill();
});

test('while it is copied nothing closes what is said, and the stick is asked to stay', async () => {
  const { page, close } = await watched(browser, origin, { viewport: SCREENS[0], hasTouch: true });
  const answer = { number: 9, stage: 'busy', title: 'Đang chép bản mới…', text: 'Chưa rút USB.', about: 'Máy số 1' };
  await page.route('**/kiosk/stick', (route) => route.fulfill({ json: answer }));
  await page.goto(origin);
  const said = page.locator('.kiosk-stick');
  await said.waitFor();
  assert.equal(await said.locator('button').isVisible(), false);
  await page.keyboard.press('Escape');
  assert.equal(await said.isVisible(), true);
  await look(page, 'busy');
  await close();
});
