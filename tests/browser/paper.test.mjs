// Paper: black on white at one size, whatever the reader chose for the screen, with all that the text says.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import { Root } from './device.mjs';
import { launch, serve } from './site.mjs';

const WARD = 'phuong-thu';
const HEAD = 'date = 2026-01-15\n';
const columns = ['Ngày tiêm', 'Địa điểm', 'Đối tượng', 'Vắc xin', 'Người phụ trách', 'Điện thoại', 'Ghi chú', 'Giờ'];
const cells = columns.map((name, at) => `02253850${at}${at}${at} ${name.toLowerCase()}`);

function makeRoot() {
  const root = new Root();
  root.write(`content/${WARD}/ward.toml`, `name = "Phường Thử"\nshort_name = "Thử"\nprovince = "Tỉnh Thử"\nbase_url = "http://localhost/"\n`);
  root.write(`content/${WARD}/suc-khoe/bai.md`, `+++\ntitle = "Bài sức khỏe"\n${HEAD}audience = "Mọi nhà"\n[[sources]]\ntitle = "T"\npublisher = "WHO"\nyear = 2024\n[media]\nloudspeaker = "Đây là lời phát loa để thử."\nzalo = "Lời nhắn để thử."\n+++\n\n::: khẩn cấp\n- Khó thở\n:::\n\n- một\n- hai\n\n![Hình](hinh.svg)\n`);
  root.write(`content/${WARD}/suc-khoe/hinh.svg`, '<svg xmlns="http://www.w3.org/2000/svg" width="400" height="30"><rect width="400" height="9"/></svg>');
  root.write(`content/${WARD}/tin/gap.md`, `+++\ntitle = "Bài có phần gập"\n${HEAD}+++\n\n<details><summary>Cách pha</summary>\n\nPha một gói với một lít nước.\n\n<details><summary>Phần trong</summary>\n\nUống từng ngụm.\n\n</details>\n\n</details>\n`);
  const markdown = `| ${columns.join(' | ')} |\n|${'---|'.repeat(columns.length)}\n| ${cells.join(' | ')} |`;
  const html = `<table><caption>Lịch</caption><tr>${columns.map((name) => `<th>${name}</th>`).join('')}</tr><tr>${cells.map((cell) => `<td>${cell}</td>`).join('')}</tr></table>`;
  const long = `https://vi-du.example.vn/${'mot-duong-dan-rat-dai-'.repeat(8)}`;
  root.write(`content/${WARD}/tin/rong.md`, `+++\ntitle = "Bài rộng ${'dài'.repeat(30)}"\n${HEAD}+++\n\n${markdown}\n\n${html}\n\n<blockquote>${html}</blockquote>\n\n- mục\n  - mục con\n\n    ${html}\n\n<details open><summary>Bảng</summary>${html}</details>\n\n<table><tr><td>${html}</td><td>Bên cạnh</td></tr></table>\n\n${long}\n\n> > - - ${'Chữ'.repeat(60)}\n\n\`\`\`\n${'mã '.repeat(80)}${'x'.repeat(200)}\n\`\`\`\n\n<pre>${'y'.repeat(200)}</pre>\n\n<dl><dt>${'thuật'.repeat(20)}</dt><dd>${long}</dd></dl>\n\nChữ \`${'z'.repeat(120)}\` và <kbd>${'k'.repeat(90)}</kbd>.\n\n![Hình](hinh.svg)\n`);
  root.write(`content/${WARD}/tin/hinh.svg`, '<svg xmlns="http://www.w3.org/2000/svg" width="4000" height="30"><rect width="4000" height="9"/></svg>');
  root.build();
  return root;
}

let browser;
let root;
let site;
before(async () => {
  browser = await launch();
  root = makeRoot();
  site = await serve(path.join(root.out, WARD));
});
after(async () => {
  await browser.close();
  site.close();
  root.remove();
});

/** A page of a reader who chose the largest text, high contrast and a dark screen. */
async function chosen(url, options = {}) {
  const context = await browser.newContext({ locale: 'vi-VN', colorScheme: 'dark', ...options });
  const page = await context.newPage();
  await page.goto(`${site.origin}/`);
  if (options.javaScriptEnabled !== false) {
    await page.evaluate(() => localStorage.setItem('loa-doc', '{"size":3,"contrast":true}'));
  }
  assert.equal((await page.goto(`${site.origin}${url}`)).status(), 200, url);
  return { page, close: () => context.close() };
}

/** What of a page is neither dark on white nor white on a colour that print keeps; and the size of its text. */
const looks = (page) => page.evaluate(() => {
  const style = getComputedStyle(document.body);
  const pale = [...document.querySelectorAll('main p, main li, main h1, main h2, main td, main th, main a, main summary')]
    .filter((one) => one.checkVisibility()).filter((one) => {
      const [r, g, b] = getComputedStyle(one).color.match(/\d+/g).map(Number);
      return r + g + b > 480 && !one.closest('.block-title, .sheet_ward, .sheet_number, .sheet_card h2, .button');
    }).map((one) => one.textContent.trim().slice(0, 40));
  return { ground: style.backgroundColor, size: getComputedStyle(document.documentElement).fontSize, pale, scheme: getComputedStyle(document.documentElement).colorScheme };
});

/** The text of a page printed, as it would lie on the table. */
async function printed(page) {
  const file = path.join(root.folder, 'in.pdf');
  writeFileSync(file, await page.pdf({ format: 'A4', preferCSSPageSize: true }));
  return execFileSync('pdftotext', ['-layout', file, '-'], { encoding: 'utf8' });
}

describe('the reader\'s settings', () => {
  for (const url of ['/', '/suc-khoe/', '/suc-khoe/bai/', '/suc-khoe/bai/ap-phich/#a3', '/suc-khoe/bai/truyen-thong/', '/suc-khoe/bai/ap-phich/', '/tin/gap/', '/chu-de/', '/tim-kiem/', '/404.html']) {
    test(`stay on the screen: ${url}`, async () => {
      for (const forcedColors of ['none', 'active']) {
        const { page, close } = await chosen(url, { forcedColors });
        if (!/ap-phich/.test(url) && forcedColors === 'none') {
          assert.equal((await looks(page)).size, '28px', 'on the screen they hold');
        }
        await page.emulateMedia({ media: 'print', forcedColors });
        const { ground, size, pale, scheme } = await looks(page);
        assert.deepEqual({ ground, size, pale, scheme }, { ground: 'rgb(255, 255, 255)', size: '14px', pale: [], scheme: 'light' }, forcedColors);
        await close();
      }
    });
  }

  test('make no more pages of it', async () => {
    const plain = await browser.newPage();
    await plain.goto(`${site.origin}/suc-khoe/bai/`);
    const { page, close } = await chosen('/suc-khoe/bai/');
    assert.equal(await printed(page), await printed(plain));
    await close();
    await plain.close();
  });
});

describe('what is folded up', () => {
  for (const javaScriptEnabled of [true, false]) {
    test(`is on paper, ${javaScriptEnabled ? 'with' : 'without'} scripts`, async () => {
      const { page, close } = await chosen('/tin/gap/', { javaScriptEnabled });
      const text = await printed(page);
      for (const part of ['Cách pha', 'Pha một gói với một lít nước', 'Phần trong', 'Uống từng ngụm']) assert.ok(text.includes(part), part);
      if (javaScriptEnabled) {
        await page.evaluate(() => { dispatchEvent(new Event('beforeprint')); });
        assert.equal(await page.locator('.body details[open]').count(), 2, 'browsers that know no ::details-content');
        await page.evaluate(() => { dispatchEvent(new Event('afterprint')); });
      }
      assert.equal(await page.locator('.body details[open]').count(), 0, 'as it was on the screen');
      await close();
    });
  }
});

describe('what is wide', () => {
  test('scrolls in its own box on a phone, which the keyboard reaches', async () => {
    for (const width of [320, 280]) {
      const { page, close } = await chosen('/tin/rong/', { viewport: { width, height: 640 } });
      const wide = await page.evaluate(() => document.documentElement.scrollWidth);
      assert.ok(wide <= width, `${wide} at ${width}`);
      const boxes = await page.locator('.body table').evaluateAll((tables) => tables.filter((table) => !table.parentElement.closest('table')).map((table) => {
        const box = table.parentElement;
        return [box.className, box.tabIndex, box.getAttribute('role'), Boolean(box.getAttribute('aria-label')), box.scrollWidth > box.clientWidth];
      }));
      assert.equal(boxes.length, 6);
      for (const box of boxes.slice(0, 5)) assert.deepEqual(box, ['table-scroll', 0, 'region', true, true]);
      await close();
    }
  });

  test('is on paper whole', async () => {
    const { page, close } = await chosen('/tin/rong/');
    const text = await printed(page);
    for (const cell of cells) assert.ok(text.split(cell.slice(0, 11)).length > 6, `${cell} in each table`);
    await close();
  });
});
