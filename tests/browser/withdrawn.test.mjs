// What a site withdraws leaves readers' devices; what merely cannot be had does not.
import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { after, afterEach, before, beforeEach, describe, test } from 'node:test';
import { Host, PATIENCE, Root, TYPES, isKept, until } from './device.mjs';
import { launchWhole } from './site.mjs';

const WARD = 'phuong-thu';
const SECOND = 'phuong-hai';
const drawing = (width) => `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="30"><rect width="${width}" height="9"/></svg>`;
const post = (title, text, more = '') => `+++\ntitle = "${title}"\ndate = 2026-01-15\n${more}+++\n\n${text}\n`;
const lesson = (title, text) => post(title, text, 'essential = true\naudience = "Mọi nhà"\n\n[[sources]]\ntitle = "Oral rehydration"\npublisher = "WHO"\nyear = 2006\n');

/** Two small wards on one host; files of the first. */
function makeRoot() {
  const root = new Root();
  for (const [ward, name] of [[WARD, 'Phường Thử'], [SECOND, 'Phường Hai']]) {
    root.write(`content/${ward}/ward.toml`, `name = "${name}"\nshort_name = "${name.slice(7)}"\nprovince = "Tỉnh Thử"\nbase_url = "http://localhost/${ward}/"\n`);
    root.write(`content/${ward}/tin/con-lai.md`, post('Bài còn lại', '![Chung](chung.svg)\n\nGiếng làng mở cửa.'));
    root.write(`content/${ward}/tin/chung.svg`, drawing(41));
  }
  root.write(`content/${WARD}/tin/rut.md`, post('Bài bị rút', '![Riêng](rieng.svg)\n\n![Chung](chung.svg)\n\nLời khuyên trăng khuyết.'));
  root.write(`content/${WARD}/tin/rieng.svg`, drawing(42));
  root.write(`content/${WARD}/suc-khoe/thiet-yeu.md`, lesson('Bài thiết yếu', '## Việc cần làm\n\n![Pha](pha.svg)\n\nPha một gói với một lít nước.'));
  root.write(`content/${WARD}/suc-khoe/pha.svg`, drawing(43));
  root.write(`content/${WARD}/suc-khoe/o-lai.md`, lesson('Bài ở lại', '## Việc cần làm\n\nRửa tay với xà phòng.'));
  root.build();
  return root;
}

let browser;
let root;
let host;
let context;
let page;
before(async () => { browser = await launchWhole(); });
after(() => browser.close());
beforeEach(async () => {
  root = makeRoot();
  host = new Host(root.out);
  await host.start();
  context = await browser.newContext({ locale: 'vi-VN' });
  page = await context.newPage();
});
afterEach(async () => {
  await context.close();
  await host.cut().catch(() => {});
  root.remove();
});

const at = (url, ward = WARD) => `${host.origin}/${ward}/${url}`;
const kept = (url, ward = WARD) => isKept(page, `/${ward}/${url}`);
const bar = () => page.locator('.site-bar');
const asset = (start) => `assets/${readdirSync(path.join(root.out, WARD, 'assets')).find((name) => name.startsWith(start) && name.endsWith('.svg'))}`;

/** Waits until the device has asked for all that it wants to know: what it still asks would hear of the next change. */
async function quiet() {
  for (let before = -1; before < host.asked.length;) {
    before = host.asked.length;
    await page.waitForTimeout(300);
  }
}

/** Reads a page and waits until the device has it and everything else that it keeps. */
async function read(url, ward = WARD) {
  await page.goto(at(url, ward));
  await until(() => kept(url, ward), `${url} is kept`);
  if (ward === WARD) await until(() => kept('suc-khoe/thiet-yeu/'), 'lessons are kept');
  await quiet();
}

/** Opens a page that is gone and waits until the host's word for it shows: at once, or behind the copy on a busy machine. */
async function openGone(url) {
  await page.goto(at(url), { waitUntil: 'commit' });
  await until(async () => /^404/.test(await page.locator('body').textContent().catch(() => '')), `${url} is shown as gone`);
}

async function settled() {
  await page.evaluate(async () => (await navigator.serviceWorker.getRegistration()).update().catch(() => {}));
  await page.waitForTimeout(600);
}

describe('a page that is gone', () => {
  test('leaves the device at once, with the pictures that it alone showed', async () => {
    await read('tin/rut/');
    await read('tin/con-lai/');
    const [own, shared] = [asset('rieng.'), asset('chung.')];
    assert.ok(await kept(own) && await kept(shared));
    root.drop(`content/${WARD}/tin/rut.md`);
    root.build();
    await openGone('tin/rut/');
    assert.equal(await kept('tin/rut/'), false);
    await until(async () => !await kept(own), 'its picture goes');
    assert.ok(await kept(shared), 'a picture that another page shows stays');
    assert.ok(await kept('tin/con-lai/'), 'other pages stay');
    await host.cut();
    await page.goto(at('tin/rut/'));
    assert.match(await page.locator('h1').textContent(), /không có mạng/);
    await page.locator('#da_luu a', { hasText: 'Bài còn lại' }).waitFor(PATIENCE);
    assert.equal(await page.locator('#da_luu a', { hasText: 'Bài bị rút' }).count(), 0);
  });

  test('goes on 410 as on 404, and by its second name too', async () => {
    await read('tin/rut/');
    host.tamper = (name) => (/tin\/rut/.test(name) ? { status: 410, type: TYPES['.html'], body: Buffer.from('<p>Đã gỡ</p>') } : undefined);
    const answer = await page.goto(at('tin/rut/index.html'));
    assert.equal(answer.status(), 410);
    assert.match(await page.locator('body').textContent(), /Đã gỡ/);
    assert.equal(await kept('tin/rut/'), false);
  });

  test('goes when the host answers late', async () => {
    await read('tin/rut/');
    root.drop(`content/${WARD}/tin/rut.md`);
    root.build();
    const answer = host.answer.bind(host);
    host.answer = (request, response) => setTimeout(() => answer(request, response), /tin\/rut/.test(request.url) ? 2500 : 0);
    await openGone('tin/rut/');
    assert.equal(await kept('tin/rut/'), false);
  });

  test('that leads on to another page is not shown any more', async () => {
    await read('tin/rut/');
    host.tamper = (name) => (/tin\/rut/.test(name) ? { status: 301, headers: { location: `/${WARD}/tin/con-lai/` } } : undefined);
    await page.goto(at('tin/rut/'));
    assert.match(await page.locator('h1').textContent(), /Bài còn lại/);
    assert.equal(await kept('tin/rut/'), false);
  });

  test('goes from the pages that a version brings along', async () => {
    await read('tin/con-lai/');
    await page.goto(at('suc-khoe/thiet-yeu/'));
    const picture = asset('pha.');
    await until(() => kept(picture), 'its picture is kept');
    root.drop(`content/${WARD}/suc-khoe/thiet-yeu.md`);
    root.build();
    await openGone('suc-khoe/thiet-yeu/');
    assert.equal(await kept('suc-khoe/thiet-yeu/'), false);
    await until(async () => !await kept(picture), 'its picture goes');
    assert.ok(await kept('suc-khoe/o-lai/'), 'the other lesson stays');
    await settled();
    assert.equal(await kept('suc-khoe/thiet-yeu/'), false, 'it does not come back');
  });

  test('goes, and is found no more, when any page is opened', async () => {
    await read('tin/rut/');
    const hits = async () => {
      await page.goto(at('tim-kiem/?q=trang+khuyet'));
      await page.locator('#search-status', { hasText: /Có \d|Chưa có bài/ }).waitFor(PATIENCE);
      return page.locator('[data-hit]').count();
    };
    assert.equal(await hits(), 1);
    root.drop(`content/${WARD}/tin/rut.md`);
    root.build();
    await page.goto(at('tin/con-lai/'));
    await until(async () => !await kept('tin/rut/'), 'the page goes without being asked for');
    assert.equal(await hits(), 0);
  });

  test('is not the same as one that this device alone does not get', async () => {
    await read('tin/rut/');
    await read('tin/con-lai/');
    const portal = Buffer.from('<!doctype html><title>Wi-Fi</title><p>Đăng nhập mạng</p></html>');
    const answers = {
      'a sign-in page': () => ({ status: 200, type: TYPES['.html'], body: portal }),
      'the way to a sign-in page here': (name) => (name === '/dang-nhap' ? { status: 200, type: TYPES['.html'], body: portal }
        : { status: 302, headers: { location: '/dang-nhap' } }),
      'the way to a sign-in page elsewhere': () => ({ status: 302, headers: { location: 'http://127.0.0.1:9/' } }),
      'an error of the host': () => ({ status: 503, type: TYPES['.html'], body: Buffer.from('<p>503</p>') }),
      'a refusal': () => ({ status: 403, type: TYPES['.html'], body: Buffer.from('<p>403</p>') }),
    };
    for (const [what, tamper] of Object.entries(answers)) {
      host.tamper = tamper;
      await page.goto(at('tin/rut/'));
      assert.match(await page.locator('h1').textContent(), /Bài bị rút/, what);
      await page.waitForTimeout(300);
      assert.ok(await kept('tin/rut/'), what);
    }
  });

  test('of a host that has lost everything takes no other along', async () => {
    await read('tin/rut/');
    await read('tin/con-lai/');
    host.tamper = () => ({ status: 404, type: TYPES['.html'], body: Buffer.from('<p>404</p>') });
    await openGone('tin/rut/');
    await openGone('');
    await page.waitForTimeout(500);
    assert.ok(await kept('tin/con-lai/'), 'nobody asked for it');
    host.tamper = () => undefined;
    await read('tin/rut/');
    assert.match(await page.locator('h1').textContent(), /Bài bị rút/, 'the host was mended');
    await until(() => kept(''), 'the home page is kept again');
  });

  test('is not the home page while an upload goes on', async () => {
    await read('tin/rut/');
    host.tamper = (name) => (name === `/${WARD}/` ? { status: 404, type: TYPES['.html'], body: Buffer.from('<p>404</p>') } : undefined);
    assert.equal((await page.goto(at(''))).status(), 200);
    await page.waitForTimeout(300);
    assert.ok(await kept(''));
  });

  test('of one ward leaves another ward of the host alone', async () => {
    await read('tin/con-lai/', SECOND);
    await read('tin/rut/');
    root.drop(`content/${WARD}/tin/rut.md`);
    root.build();
    await page.goto(at('tin/rut/'));
    await settled();
    assert.ok(await kept('tin/con-lai/', SECOND));
  });
});

describe('a file that is gone', () => {
  test('leaves with the page that showed it, though the page stays', async () => {
    await read('tin/rut/');
    const own = asset('rieng.');
    root.edit(`content/${WARD}/tin/rut.md`, (text) => text.replace('![Riêng](rieng.svg)\n', ''));
    root.build();
    await page.goto(at('tin/rut/'));
    await until(async () => !await kept(own), 'the picture goes');
    assert.ok(await kept('tin/rut/'));
  });

  test('is not shown at its own address', async () => {
    await read('tin/rut/');
    const own = asset('rieng.');
    host.tamper = (name) => (name.endsWith(own) ? { status: 404, type: TYPES['.html'], body: Buffer.from('<p>404</p>') } : undefined);
    assert.equal((await page.goto(at(own))).status(), 404);
    assert.equal(await kept(own), false);
  });
});

describe('a device whose memory is full', () => {
  test('keeps the copy that it has, and shows the new page', async () => {
    await read('tin/con-lai/');
    await page.goto(at('tin/con-lai/'));
    const devtools = await context.newCDPSession(page);
    root.edit(`content/${WARD}/tin/con-lai.md`, (text) => `${text}\nCâu mới ${'thêm '.repeat(400)}\n`);
    root.build();
    await devtools.send('Storage.overrideQuotaForOrigin', { origin: host.origin, quotaSize: 1 });
    await page.goto(at('tin/con-lai/'));
    assert.match(await page.locator('main').textContent(), /Câu mới/);
    await page.waitForTimeout(1000);
    assert.ok(await kept('tin/con-lai/'), 'the old copy stays');
    await host.cut();
    await page.goto(at('tin/con-lai/'));
    assert.match(await page.locator('h1').textContent(), /Bài còn lại/);
  });
});

describe('a site that closes', () => {
  test('leaves the device, and other sites of the host stay', async () => {
    await read('tin/con-lai/', SECOND);
    await read('tin/rut/');
    await page.goto(at('tim-kiem/?q=rua+tay'));
    await page.locator('[data-hit]').first().waitFor(PATIENCE);
    await page.goto(at('tin/rut/'));
    root.loa('retire', '--ward', WARD, '--out', root.out, '--quiet');
    await page.goto(at(''));
    await until(async () => /đã đóng/.test(await page.locator('h1').textContent().catch(() => '')), 'the page that says so');
    const left = await page.evaluate(async (ward) => {
      const found = [];
      for (const name of await caches.keys()) {
        for (const { url } of await (await caches.open(name)).keys()) if (new URL(url).pathname.startsWith(`/${ward}/`)) found.push(url);
      }
      return found;
    }, WARD);
    assert.deepEqual(left, []);
    const workers = await page.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).map(({ scope }) => scope));
    assert.deepEqual(workers.filter((scope) => scope.includes(WARD)), []);
    assert.ok(await kept('tin/con-lai/', SECOND));
    await page.goto(at('tin/rut/'));
    assert.match(await page.locator('body').textContent(), /^404/);
  });
});

describe('a clock that was wrong', () => {
  const KEY = `loa-lien-lac /${WARD}/`;

  test('does not silence the age of a copy', async () => {
    await read('tin/con-lai/');
    await until(() => page.evaluate((key) => localStorage.getItem(key), KEY), 'contact');
    await host.cut();
    const day = 86_400_000;
    const set = (then) => page.evaluate(([key, time]) => localStorage.setItem(key, time), [KEY, then]);
    await set(Date.now() + 400 * day);
    await page.goto(at(''));
    await bar().waitFor(PATIENCE);
    assert.match(await bar().textContent(), /^Bản lưu trên máy, không rõ từ ngày nào/);
    await set(Date.now() - 12 * day - 1000);
    await page.goto(at(''));
    await bar().waitFor(PATIENCE);
    assert.match(await bar().textContent(), /12 ngày trước/);
    await set(Date.now() + 3_600_000);
    await page.goto(at(''));
    await page.waitForTimeout(1500);
    assert.equal(await bar().count(), 0, 'an hour is no matter');
  });

  test('does not keep a page that was read from being asked for again', async () => {
    await read('tin/con-lai/');
    await page.goto(at(''));
    await page.evaluate(async ([name, url, then]) => {
      const cache = await caches.open(name);
      const copy = await cache.match(url);
      const headers = new Headers(copy.headers);
      headers.set('loa-kept', then);
      await cache.put(url, new Response(await copy.text(), { headers }));
    }, [`loa /${WARD}/ đã đọc`, `/${WARD}/tin/con-lai/`, Date.now() + 4e10]);
    host.asked = [];
    await page.reload();
    await until(() => host.asked.includes(`/${WARD}/tin/con-lai/`), 'the page is asked for');
  });
});
