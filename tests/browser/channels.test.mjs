// A post on other ways than the screen: printed, as a poster, read aloud, shared, copied.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import jsQR from 'jsqr';
import { PNG } from 'pngjs';
import { lessons, launch, PUBLIC, serve, speaker, watched } from './site.mjs';

const WARD = 'le-chan';
const LESSON = '/suc-khoe/sot-o-tre/';

let browser;
let site;
let folder;
before(async () => {
  browser = await launch();
  site = await serve(path.join(PUBLIC, WARD));
  folder = mkdtempSync(path.join(tmpdir(), 'loa-print-'));
});
after(async () => {
  await browser.close();
  site.close();
  rmSync(folder, { recursive: true });
});

/** Prints the page as a reader would; gives its text, its number of pages and pictures of them. */
async function printed(page) {
  const pdf = path.join(folder, 'page.pdf');
  writeFileSync(pdf, await page.pdf({ preferCSSPageSize: true, printBackground: true }));
  const info = execFileSync('pdfinfo', [pdf], { encoding: 'utf8' });
  execFileSync('pdftoppm', ['-r', '100', '-png', pdf, path.join(folder, 'page')]);
  const pages = Number(/Pages:\s+(\d+)/.exec(info)[1]);
  const name = (number) => path.join(folder, `page-${String(number).padStart(String(pages).length, '0')}.png`);
  return {
    pages,
    size: /Page size:\s+([\d.]+) x ([\d.]+)/.exec(info).slice(1).map(Number),
    text: execFileSync('pdftotext', [pdf, '-'], { encoding: 'utf8' }).normalize('NFC'),
    codes: Array.from({ length: pages }, (_, at) => decoded(name(at + 1))).filter(Boolean),
  };
}

/** What the QR code on a picture says. */
function decoded(file) {
  const { data, width, height } = PNG.sync.read(readFileSync(file));
  // @ts-expect-error Its types are those of another module format.
  return jsQR(new Uint8ClampedArray(data), width, height)?.data;
}

const words = (text) => text.normalize('NFC').match(/[\p{L}\d]+/gu) ?? [];

describe('on paper', () => {
  test('a lesson prints on A4 with all its marks, its QR code and without navigation', async () => {
    const { page, close } = await watched(browser, site.origin);
    await page.goto(site.origin + LESSON);
    const canonical = await page.locator('link[rel=canonical]').getAttribute('href');
    const body = await page.locator('.body').evaluate((shown) => {
      // Words for those who hear the page are not for paper.
      const seen = shown.cloneNode(true);
      for (const heard of seen.querySelectorAll('.visually-hidden')) heard.remove();
      return seen.textContent;
    });
    const paper = await printed(page);
    assert.deepEqual(paper.size.map(Math.round), [595, 842]);
    assert.deepEqual(paper.codes, [canonical]);
    const onPaper = new Set(words(paper.text));
    const lost = words(body).filter((word) => !onPaper.has(word));
    assert.deepEqual(lost, [], 'words of the lesson are missing or lost marks on paper');
    for (const navigation of ['Trang chủ', 'Bài liên quan', 'Gửi qua Zalo']) {
      assert.ok(!paper.text.includes(navigation), `"${navigation}" is printed`);
    }
    await close();
  });

  test('every lesson is one sheet to hand out, with its ward, its code and its sources', async () => {
    const { page, close } = await watched(browser, site.origin);
    const faults = [];
    const all = lessons(WARD);
    for (const [at, lesson] of all.entries()) {
      await page.goto(site.origin + lesson);
      const pdf = path.join(folder, 'sheet.pdf');
      writeFileSync(pdf, await page.pdf({ preferCSSPageSize: true, printBackground: true }));
      const pages = Number(/Pages:\s+(\d+)/.exec(execFileSync('pdfinfo', [pdf], { encoding: 'utf8' }))[1]);
      if (pages !== 1) faults.push(`${lesson}: ${pages} pages`);
      // Reading the code of a picture takes long: one in ten stands for all.
      if (at % 10) continue;
      const sheet = await printed(page);
      const canonical = await page.locator('link[rel=canonical]').getAttribute('href');
      if (sheet.codes[0] !== canonical) faults.push(`${lesson}: the code says ${sheet.codes}`);
      for (const part of ['Phường Lê Chân', 'Nguồn', 'Đăng ngày', '115']) {
        if (!sheet.text.includes(part)) faults.push(`${lesson}: no “${part}”`);
      }
    }
    assert.ok(all.length > 80);
    assert.deepEqual(faults, []);
    await close();
  });

  test('a strip is one sheet of A4 on its side, twice the same', async () => {
    const { page, faults, close } = await watched(browser, site.origin);
    await page.goto(`${site.origin}${LESSON}ap-phich/#dai`);
    const line = await page.getByRole('heading', { level: 1 }).textContent();
    const sheet = await printed(page);
    assert.equal(sheet.pages, 1);
    assert.deepEqual(sheet.size.map(Math.round), [842, 595]);
    assert.equal(sheet.text.replace(/\s+/gu, ' ').split(line).length, 3);
    assert.deepEqual(faults, []);
    await close();
  });

  for (const [paper, address, size] of [['A4', 'ap-phich/', [595, 842]], ['A3', 'ap-phich/#a3', [842, 1191]]]) {
    test(`a poster is one sheet of ${paper} and its QR code leads to the lesson`, async () => {
      const { page, faults, close } = await watched(browser, site.origin);
      await page.goto(site.origin + LESSON);
      const canonical = await page.locator('link[rel=canonical]').getAttribute('href');
      await page.goto(site.origin + LESSON + address);
      const sheet = await printed(page);
      assert.equal(sheet.pages, 1);
      assert.deepEqual(sheet.size.map(Math.round), size);
      assert.deepEqual(sheet.codes, [canonical]);
      assert.match(sheet.text, /Gọi 115 ngay nếu trẻ/);
      assert.deepEqual(faults, []);
      await close();
    });
  }

  test('posters are read from three metres: a drawing, at most five signs, nothing of them below 28 points', async () => {
    const { page, close } = await watched(browser, site.origin, { viewport: { width: 1000, height: 1200 } });
    const faults = [];
    for (const lesson of lessons(WARD)) {
      for (const strip of [false, true]) {
        await page.goto(`${site.origin}${lesson}ap-phich/#${strip ? 'dai' : 'a4'}`);
        await page.emulateMedia({ media: 'print' });
        faults.push(...await page.evaluate((isStrip) => {
          const found = [];
          const within = isStrip ? '.strips' : '.sheet';
          const sheet = document.querySelector(within).getBoundingClientRect();
          // A point is 1/72 of an inch, a pixel 1/96.
          const points = (element) => parseFloat(getComputedStyle(element).fontSize) * 0.75;
          const seen = [...document.querySelectorAll(`${within} .sheet_line, ${within} .sheet_card h2, ${within} li`)];
          const least = Math.min(...seen.map(points));
          if (least < (isStrip ? 24 : 28)) found.push(`${least} points`);
          const signs = document.querySelectorAll(`${within} li`).length;
          if (isStrip ? signs : signs < 1 || signs > 5) found.push(`${signs} signs`);
          const drawing = document.querySelector(`${within} .sheet_drawing`)?.getBoundingClientRect();
          if (!drawing || drawing.height < sheet.height * (isStrip ? 0.38 : 0.33)) found.push(`drawing of ${drawing?.height} px`);
          const bottoms = [...document.querySelectorAll(`${within} *`)].map((one) => one.getBoundingClientRect());
          if (bottoms.some(({ bottom, right }) => bottom > sheet.bottom + 1 || right > sheet.right + 1)) found.push('runs out of the sheet');
          if (!isStrip) {
            const foot = document.querySelector('.sheet_foot');
            if (foot.previousElementSibling.getBoundingClientRect().bottom > foot.getBoundingClientRect().top) found.push('runs into the foot');
          }
          for (const part of ['.sheet_number', '.qr', '.sheet_small']) if (!document.querySelector(`${within} ${part}`)) found.push(`no ${part}`);
          return found;
        }, strip).then((found) => found.map((fault) => `${lesson}${strip ? '#dai' : ''}: ${fault}`)));
      }
    }
    assert.deepEqual(faults, []);
    await close();
  });

  test('on every poster the text fits above the foot of the sheet', async () => {
    const { page, close } = await watched(browser, site.origin, { viewport: { width: 1000, height: 1200 } });
    const crowded = [];
    for (const lesson of lessons(WARD)) {
      await page.goto(`${site.origin}${lesson}ap-phich/`);
      const fits = await page.evaluate(() => {
        const sheet = document.querySelector('.sheet');
        const foot = document.querySelector('.sheet_foot').getBoundingClientRect();
        const above = document.querySelector('.sheet_foot').previousElementSibling.getBoundingClientRect();
        return above.bottom <= foot.top && foot.bottom <= sheet.getBoundingClientRect().bottom + 1
          && sheet.scrollWidth <= sheet.clientWidth;
      });
      if (!fits) crowded.push(lesson);
    }
    assert.deepEqual(crowded, []);
    await close();
  });
});

describe('reading aids', () => {
  const settings = (voices) => async (page) => page.addInitScript(speaker, voices);

  /** @param {(page: import('playwright-core').Page) => Promise<unknown>} prepare */
  async function lesson(prepare = async () => {}, options = {}) {
    const watch = await watched(browser, site.origin, options);
    await prepare(watch.page);
    await watch.page.goto(site.origin + LESSON);
    return watch;
  }

  const open = (page) => page.locator('.aids > summary').click();

  test('a Vietnamese voice of the device reads the lesson, block by block', async () => {
    const { page, faults, close } = await lesson(settings([
      { lang: 'en-US', localService: true }, { lang: 'vi_VN', localService: true },
    ]));
    const button = page.locator('[data-tool=listen]');
    await open(page);
    await button.click();
    await page.waitForFunction(() => globalThis.said.length === 4);
    const said = await page.evaluate(() => globalThis.said);
    assert.equal(said[0], await page.locator('h1').textContent());
    assert.equal(await page.locator('.being-read').count(), 1);
    assert.equal(await button.textContent(), 'Tạm dừng');
    await button.click();
    assert.equal(await button.textContent(), 'Đọc tiếp');
    await page.locator('[data-tool=stop]').click();
    assert.equal(await button.textContent(), 'Nghe đọc');
    assert.equal(await page.locator('.being-read').count(), 0);
    assert.deepEqual(faults, []);
    await close();
  });

  for (const [what, voices] of [
    ['no voice at all', []],
    ['no Vietnamese voice', [{ lang: 'en-US', localService: true }]],
    ['only a voice that sends the text elsewhere', [{ lang: 'vi-VN', localService: false }]],
  ]) {
    test(`a device with ${what} says why it does not read aloud`, async () => {
      const { page, close } = await lesson(settings(voices));
      await open(page);
      await page.locator('[data-tool=listen]').click();
      await page.getByText('Máy này chưa có giọng đọc tiếng Việt').waitFor();
      assert.deepEqual(await page.evaluate(() => globalThis.said), []);
      assert.equal(await page.locator('[data-tool=listen]').textContent(), 'Nghe đọc');
      assert.equal(await page.locator('[data-tool=stop]').isVisible(), false);
      await close();
    });
  }

  test('the size of text and the contrast chosen hold on the next page', async () => {
    const { page, faults, close } = await lesson();
    const size = () => page.evaluate(() => parseFloat(getComputedStyle(document.querySelector('.body')).fontSize));
    const before = await size();
    await open(page);
    await page.locator('[data-tool=larger]').click();
    await page.locator('[data-tool=contrast]').click();
    const larger = await size();
    assert.ok(larger > before);
    await page.goto(`${site.origin}/suc-khoe/dot-quy/`);
    assert.equal(await size(), larger);
    assert.equal(await page.locator('[data-tool=contrast]').getAttribute('aria-pressed'), 'true');
    await open(page);
    await page.locator('[data-tool=smaller]').click();
    assert.equal(await size(), before);
    assert.deepEqual(faults, []);
    await close();
  });

  test('sharing goes through the device where it can, and through links where it cannot', async () => {
    const { page, close } = await lesson((page) => page.addInitScript(() => {
      navigator.share = async (what) => { globalThis.shared = what; };
    }));
    await page.locator('[data-tool=share]').click();
    const shared = await page.evaluate(() => globalThis.shared);
    assert.equal(shared.url, await page.locator('link[rel=canonical]').getAttribute('href'));
    await close();

    const without = await lesson((page) => page.addInitScript(() => { navigator.share = undefined; }));
    assert.equal(await without.page.locator('[data-tool=share]').isVisible(), false);
    const zalo = new URL(await without.page.getByText('Gửi qua Zalo').getAttribute('href'));
    assert.deepEqual(JSON.parse(Buffer.from(zalo.searchParams.get('d'), 'base64').toString()), { url: shared.url });
    const facebook = new URL(await without.page.getByText('Đăng lên Facebook').getAttribute('href'));
    assert.equal(facebook.searchParams.get('u'), shared.url);
    await without.close();
  });

  test('a link and the text for the loudspeaker can be copied', async () => {
    const { page, faults, close } = await lesson(undefined, { permissions: ['clipboard-read', 'clipboard-write'] });
    const clipboard = () => page.evaluate(() => navigator.clipboard.readText());
    await page.getByText('Chép liên kết').click();
    await page.getByText('Đã chép.').waitFor();
    assert.equal(await clipboard(), await page.locator('link[rel=canonical]').getAttribute('href'));
    await page.goto(`${site.origin}${LESSON}truyen-thong/`);
    await page.locator('[data-copy=ban_doc]').click();
    await page.getByText('Đã chép.').waitFor();
    assert.deepEqual(words(await clipboard()), words(await page.locator('#ban_doc').innerText()));
    assert.deepEqual(faults, []);
    await close();
  });

  test('without scripts no control is shown that would do nothing', async () => {
    const { page, close } = await lesson(undefined, { javaScriptEnabled: false });
    await open(page);
    assert.ok(await page.getByText('Phóng to chữ bằng hai ngón tay').isVisible());
    assert.equal(await page.locator('button[data-tool]:visible').count(), 0);
    assert.ok(await page.getByText('Gửi qua Zalo').isVisible());
    assert.ok(await page.getByText('Áp phích để treo').isVisible());
    await close();
  });
});
