// The sites without a network: what a device keeps, how a newer version takes over, and that nothing half is ever shown.
import assert from 'node:assert/strict';
import { cpSync, existsSync, readFileSync, readdirSync } from 'node:fs';
import { createServer } from 'node:http';
import path from 'node:path';
import { after, before, beforeEach, describe, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { DAY, Host, PATIENCE, REPOSITORY, Root, TYPES, isKept, until } from './device.mjs';
import { launchWhole } from './site.mjs';

const PORTABLE = process.env.LOA_PORTABLE ?? path.join(REPOSITORY, 'portable');
const WARDS = ['nam-dong', 'viet-hung'];
const ESSENTIAL = 'suc-khoe/sot-xuat-huyet/';
const LESSON = 'content/chung/suc-khoe/sot-xuat-huyet.md';

// ---- two wards under one origin, and a host that can fail

let root;
const out = () => root.out;
const build = () => root.build();
const edit = (file, change) => root.edit(file, change);

/** Two wards in folders of one host, with one essential lesson. */
function makeRoot() {
  root = new Root();
  cpSync(path.join(REPOSITORY, 'content/chung'), path.join(root.folder, 'content/chung'), { recursive: true });
  for (const ward of WARDS) {
    cpSync(path.join(REPOSITORY, 'content', ward), path.join(root.folder, 'content', ward), { recursive: true });
    edit(`content/${ward}/ward.toml`, (text) => text.replace(/base_url = .*/, `base_url = "http://localhost/${ward}/"`));
  }
  edit(LESSON, (text) => (/^essential = true$/m.test(text) ? text : text.replace('+++\n', '+++\nessential = true\n')));
  build();
}

// ---- a reader

const cacheNames = (page) => page.evaluate(() => caches.keys());
const bar = (page) => page.locator('.site-bar');

/** Opens a page and waits until the device has what it is to keep. */
async function visit(page, host, ward, url = '') {
  await page.goto(`${host.origin}/${ward}/${url}`);
  await page.evaluate(() => navigator.serviceWorker.ready);
  const list = readdirSync(path.join(out(), ward, 'assets')).find((name) => /^offline\.\w+\.json$/.test(name));
  const more = JSON.parse(readFileSync(path.join(out(), ward, 'assets', list), 'utf8')).flat();
  assert.ok(more.some(([file]) => file === ESSENTIAL));
  const lacking = (files) => page.evaluate(async (wanted) => {
    const found = await Promise.all(wanted.map((file) => caches.match(file)));
    return wanted.filter((_, at) => !found[at]);
  }, files);
  await until(async () => (await lacking(more.map(([file]) => `/${ward}/${file}`))).length === 0, 'all is kept');
}

let browser;
let host;
let context;
let page;
before(async () => {
  browser = await launchWhole();
  makeRoot();
});
after(async () => {
  await browser.close();
  root.remove();
});
beforeEach(async () => {
  await context?.close();
  await host?.cut().catch(() => {});
  host = new Host(out());
  await host.start();
  context = await browser.newContext({ locale: 'vi-VN' });
  page = await context.newPage();
});
after(async () => {
  await context?.close();
  await host?.cut().catch(() => {});
});

const text = () => page.locator('main').textContent();
const ward = WARDS[0];

/** Opens a page of the first ward and waits until the device keeps it. */
async function read(url) {
  await page.goto(`${host.origin}/${ward}/${url}`);
  await until(() => isKept(page, `/${ward}/${url}`), `${url}, which was read, is kept`);
}

describe('without a network', () => {
  test('what was read, an essential lesson never visited, and search are there', async () => {
    await read('nghi-quyet/72-nq-tw/');
    await visit(page, host, ward);
    await host.cut();
    await page.reload();
    assert.match(await page.locator('h1').textContent(), /\S/);
    await page.goto(`${host.origin}/${ward}/${ESSENTIAL}`);
    assert.match(await page.locator('h1').textContent(), /Sốt xuất huyết/);
    for (const picture of await page.locator('main img').all()) {
      await picture.scrollIntoViewIfNeeded();
      await until(() => picture.evaluate((img) => img.complete), 'a picture');
      assert.ok(await picture.evaluate((img) => img.naturalWidth > 0), 'the picture is kept');
    }
    await page.goto(`${host.origin}/${ward}/nghi-quyet/72-nq-tw/`);
    assert.match(await page.locator('h1').textContent(), /72/);
    await page.goto(`${host.origin}/${ward}/tim-kiem/?q=sot+xuat+huyet`);
    const first = page.locator('[data-hit]').first();
    await first.waitFor(PATIENCE);
    assert.equal(await first.getAttribute('data-hit'), ESSENTIAL);
  });

  test('any other page leads to what is there', async () => {
    await visit(page, host, ward);
    await host.cut();
    await page.goto(`${host.origin}/${ward}/khong-co/`);
    assert.match(await page.locator('h1').textContent(), /không có mạng/);
    await page.locator('#da_luu a', { hasText: 'Sốt xuất huyết' }).waitFor(PATIENCE);
    assert.ok(await page.locator('main a[href="tel:115"]').isVisible());
    await page.locator('#tim_duoc').waitFor(PATIENCE);
  });

  test('a kept page opens at once on a network that does not answer', async () => {
    await read('nghi-quyet/72-nq-tw/');
    await visit(page, host, ward);
    const silent = createServer(() => {});
    await host.cut();
    await /** @type {Promise<void>} */ (new Promise((ready) => { silent.listen(Number(host.port), 'localhost', ready); }));
    const start = Date.now();
    await page.goto(`${host.origin}/${ward}/nghi-quyet/72-nq-tw/`, { waitUntil: 'commit' });
    await page.locator('h1').waitFor();
    assert.ok(Date.now() - start < 3000, `${Date.now() - start} ms`);
    silent.closeAllConnections();
    await new Promise((done) => { silent.close(done); });
    await host.start();
  });

  test('an old copy says how old it is', async () => {
    await visit(page, host, ward);
    await until(() => page.evaluate(() => Object.keys(localStorage).some((key) => key.startsWith('loa-lien-lac'))), 'contact');
    await host.cut();
    await page.reload();
    await page.waitForTimeout(1500);
    assert.equal(await bar(page).count(), 0, 'not on the same day');
    await page.evaluate((then) => {
      for (const key of Object.keys(localStorage)) if (key.startsWith('loa-lien-lac')) localStorage.setItem(key, then);
    }, Date.now() - 12 * DAY - 1000);
    await page.reload();
    await bar(page).waitFor(PATIENCE);
    assert.match(await bar(page).textContent(), /^Bản lưu từ ngày \d+\/\d+\/\d{4}, 12 ngày trước\./);
  });

  test('a reader who saves data keeps the shell and what was read, no more', async () => {
    await page.addInitScript(() => {
      Object.defineProperty(Navigator.prototype, 'connection', { get: () => ({ saveData: true }) });
    });
    await read('nghi-quyet/72-nq-tw/');
    await page.waitForTimeout(1000);
    assert.ok(await isKept(page, `/${ward}/ngoai-tuyen/`));
    assert.equal(await isKept(page, `/${ward}/${ESSENTIAL}`), false);
    assert.equal(host.asked.some((name) => name.includes('/search/')), false);
  });
});

describe('a newer version', () => {
  test('is offered without taking the focus, and shown when the reader accepts', async () => {
    await read('nghi-quyet/72-nq-tw/');
    await visit(page, host, ward, ESSENTIAL);
    edit(LESSON, (old) => old.replace(/(\n\+\+\+\n)/, '$1\nCâu mới của bản sau.\n'));
    build();
    await page.reload();
    assert.doesNotMatch(await text(), /Câu mới của bản sau/, 'the old version is shown whole');
    await bar(page).getByText('Có bản mới').waitFor(PATIENCE);
    assert.equal(await page.evaluate(() => document.activeElement === document.body), true);
    await page.reload();
    assert.doesNotMatch(await text(), /Câu mới của bản sau/, 'nobody accepted yet');
    await bar(page).getByRole('button', { name: 'Tải lại' }).click(PATIENCE);
    await page.getByText('Câu mới của bản sau').waitFor(PATIENCE);
    await host.cut();
    await page.goto(`${host.origin}/${ward}/nghi-quyet/72-nq-tw/`);
    assert.match(await page.locator('h1').textContent(), /72/, 'what was read is still there');
  });

  test('that is only half there never shows, and comes when it is whole', async () => {
    await visit(page, host, ward);
    const versions = async () => (await cacheNames(page)).filter((name) => !name.endsWith(' đã đọc'));
    const before = await versions();
    edit(`content/${ward}/_index.md`, (old) => old.replace(/^summary = .*$/m, 'summary = "Phần giới thiệu mới."'));
    build();
    /** @type {[string, (name: string, body: Buffer) => object | undefined][]} */
    const faults = [
      ['missing', (name) => (name === `/${ward}/` ? { status: 404 } : undefined)],
      ['cut short', (name, body) => (name === `/${ward}/` ? { body: body.subarray(0, body.length / 2) } : undefined)],
      ['another page', (name) => (name === `/${ward}/` ? { body: Buffer.from('<!doctype html><p>Đăng nhập mạng</p>') } : undefined)],
      ['another type', (name) => (name === `/${ward}/` ? { type: 'text/plain' } : undefined)],
    ];
    for (const [what, tamper] of faults) {
      host.tamper = tamper;
      host.asked = [];
      await page.reload();
      await until(() => host.asked.includes(`/${ward}/sw.js`), 'the browser looks for a new version');
      await page.waitForTimeout(1200);
      assert.doesNotMatch(await text(), /Phần giới thiệu mới/, what);
      assert.equal(await bar(page).count(), 0, what);
      assert.deepEqual(await versions(), before, `${what}: nothing of it is kept`);
    }
    host.tamper = () => undefined;
    await page.reload();
    await bar(page).getByRole('button', { name: 'Tải lại' }).click(PATIENCE);
    await page.getByText('Phần giới thiệu mới').waitFor(PATIENCE);
  });

  test('comes by itself once no page of the old one is open', async () => {
    await visit(page, host, ward);
    edit(`content/${ward}/_index.md`, (old) => old.replace(/^summary = .*$/m, 'summary = "Lời chào khác."'));
    build();
    await page.reload();
    await bar(page).waitFor(PATIENCE);
    await page.goto('about:blank');
    await page.waitForTimeout(500);
    await page.goto(`${host.origin}/${ward}/`);
    await page.getByText('Lời chào khác').waitFor(PATIENCE);
  });

  test('of one ward leaves the other ward of the same host alone', async () => {
    const other = WARDS[1];
    await visit(page, host, other);
    const others = (await cacheNames(page)).filter((name) => name.includes(`/${other}/`));
    assert.ok(others.length > 0);
    await visit(page, host, ward);
    edit(`content/${ward}/_index.md`, (old) => old.replace(/^summary = .*$/m, 'summary = "Tin của riêng phường này."'));
    build();
    await page.reload();
    await bar(page).getByRole('button', { name: 'Tải lại' }).click(PATIENCE);
    await page.getByText('Tin của riêng phường này').waitFor(PATIENCE);
    const names = await cacheNames(page);
    for (const name of others) assert.ok(names.includes(name), `${name} is gone`);
    await host.cut();
    await page.goto(`${host.origin}/${other}/`);
    assert.match(await page.title(), /Việt Hưng/);
  });
});

describe('what is not the site is not kept', () => {
  test('a sign-in page in place of a page read', async () => {
    const url = `${host.origin}/${ward}/nghi-quyet/72-nq-tw/`;
    await read('nghi-quyet/72-nq-tw/');
    await visit(page, host, ward);
    const portal = { type: TYPES['.html'], body: Buffer.from('<!doctype html><title>Wi-Fi</title><p>Đăng nhập mạng</p></html>') };
    host.tamper = () => portal;
    await page.goto(url);
    assert.match(await page.locator('h1').textContent(), /72/);
    await page.waitForTimeout(800);
    await page.goto(`${host.origin}/${ward}/tin/`);
    await host.cut();
    await page.goto(url);
    assert.match(await page.locator('h1').textContent(), /72/);
    await page.goto(`${host.origin}/${ward}/chu-de/`);
    assert.doesNotMatch(await page.locator('body').textContent(), /Đăng nhập mạng/);
  });
});

describe('a copy from file://', () => {
  const home = path.join(PORTABLE, 'nam-dong/index.html');

  test('has no worker, and tells its age when that matters', async () => {
    assert.equal(existsSync(path.join(PORTABLE, 'nam-dong/sw.js')), false);
    const [, built] = /loaBuilt = '([\d-]+)'/.exec(readFileSync(path.join(PORTABLE, 'nam-dong/built.js'), 'utf8'));
    // A clock that stands before the build is wrong, as on machines without a battery.
    /** @type {[number, string][]} */
    const ages = [[-400, 'đồng hồ của máy này sai'], [-1, ''], [3, ''], [45, '45 ngày trước']];
    for (const [days, told] of ages) {
      const copy = await context.newPage();
      await copy.clock.setFixedTime(new Date(`${built}T12:00:00`).getTime() + days * DAY);
      await copy.goto(pathToFileURL(home).href);
      await copy.waitForLoadState('load');
      assert.equal(await copy.locator('.copy-age').count(), told ? 1 : 0, `${days} days`);
      if (told) assert.match(await copy.locator('.copy-age').textContent(), new RegExp(`Bản lưu từ ngày .*, ${told}`));
      await copy.close();
    }
  });
});
