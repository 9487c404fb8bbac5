// “Nhập văn bản” in a browser: a document is read and looked at before anything is written, and becomes a text under the pen.
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { after, afterEach, before, beforeEach, test } from 'node:test';
import { PATIENCE, REPOSITORY, Root } from './device.mjs';
import { launch } from './site.mjs';
import { begin, end, enter as comeIn, everywhere, fits, reach as tabTo } from './studio.mjs';

const ward = (name) => `name = "Xã ${name}"\nshort_name = "${name}"\nprovince = "Tỉnh Ví Dụ"\nbase_url = "https://vi-du.example.vn/"\n`;
const DOCUMENTS = path.join(REPOSITORY, 'tests/testsuite/import');
const PLAN = path.join(DOCUMENTS, 'dang-uy.txt');

let browser;
let root;
let server;
let origin;
let address;
before(async () => { browser = await launch(); });
after(() => browser.close());
beforeEach(async () => {
  root = new Root();
  root.write('content/an-gia/ward.toml', ward('An Giả'));
  ({ server, origin, address } = await begin(['--root', root.folder, '--port', '0', '--today', '2026-11-22']));
});
afterEach(async () => {
  await end(server);
  root.remove();
});

/** Comes in, and goes to where documents are given. */
async function enter() {
  const seen = await comeIn(browser, { origin, address }, { alone: true });
  await seen.page.getByRole('link', { name: 'Nhập văn bản' }).click();
  await seen.page.waitForURL('**/nhap', PATIENCE);
  return seen;
}

/** Gives a document, and waits until it was read. */
async function give(page, file) {
  await page.getByLabel('Chọn văn bản').setInputFiles(file);
  await page.waitForURL('**/nhap/*?ward=*', PATIENCE);
}

const written = () => readdirSync(path.join(root.folder, 'content'), { recursive: true }).map(String).filter((name) => /\.\w+$/.test(name)).sort();
const file = (name) => readFileSync(path.join(root.folder, name), 'utf8');

test('a document is read, each thing beside its sentence; what is kept is under the pen, and in no file until it is published', async () => {
  const { page, faults, close } = await enter();
  await give(page, PLAN);
  assert.deepEqual(written(), ['an-gia/ward.toml'], 'nothing was written');
  assert.equal(await page.getByLabel('Số, ký hiệu').inputValue(), '12-KH/ĐU');
  await page.locator('.found', { has: page.getByLabel('Số, ký hiệu') }).getByText('Số 12-KH/ĐU').waitFor(PATIENCE);
  assert.equal(await page.locator('#noi-khac').count(), 0, 'it is of this commune');
  const target = page.getByRole('group', { name: 'Chỉ tiêu 1', exact: true });
  await target.getByText(/trên 95% người dân có sổ sức khỏe điện tử/).waitFor(PATIENCE);
  await target.getByText(/^dòng \d+$/).waitFor(PATIENCE);
  // One is mended, one dropped.
  await target.getByText('Sửa').click();
  await target.locator('[data-cell="value"]').fill('96');
  const tasks = page.locator('[data-rows="tasks"] [data-row]:not([data-dropped])');
  const count = await tasks.count();
  assert.ok(count > 0);
  await tasks.first().getByRole('button', { name: 'Bỏ mục này' }).click();
  await page.getByLabel('Trích yếu').fill('Chăm sóc sức khỏe Nhân dân');
  await page.getByRole('button', { name: 'Viết bài từ văn bản này' }).click();
  await page.waitForURL('**/bai/an-gia/nghi-quyet/*', PATIENCE);
  assert.deepEqual(written().filter((name) => name.endsWith('.md')), [], 'the text is in no file');
  const [original] = written().filter((name) => name.endsWith('.txt'));
  assert.equal(file(`content/${original}`), readFileSync(PLAN, 'utf8'));
  assert.equal(await page.locator('[data-key="subject"]').inputValue(), 'Chăm sóc sức khỏe Nhân dân');
  assert.equal(await page.locator('[data-rows="targets"] [data-cell="value"]').first().inputValue(), '96');
  assert.equal(await page.locator('[data-rows="tasks"] [data-row]').count(), count - 1);
  // It goes on as every text: kept, saved, published.
  await page.goto(`${origin}/`);
  await page.locator('#viet-do ~ .books a').first().click();
  await page.locator('[data-key="summary"]').fill('Xã chăm lo sức khỏe cho mọi nhà.');
  await page.getByLabel('Nội dung', { exact: true }).fill('::: với bạn\n- Mỗi nhà có người biết sơ cứu.\n:::\n');
  await page.locator('#luu', { hasText: /^Đã lưu lúc/ }).waitFor(PATIENCE);
  await page.frameLocator('#khung').getByText('Mỗi nhà có người biết sơ cứu.').waitFor(PATIENCE);
  await page.getByRole('button', { name: 'Đăng lên trang' }).click();
  await page.waitForURL(`${origin}/`, PATIENCE);
  const [post] = written().filter((name) => name.endsWith('.md'));
  const text = file(`content/${post}`);
  assert.match(text, /^number = "12-KH\/ĐU"$/m);
  assert.match(text, /^value = 96$/m);
  assert.doesNotMatch(text, /draft/);
  assert.deepEqual(faults, []);
  await close();
});

test('a document of another commune is asked about, and is imported only on a clear answer', async () => {
  root.write('content/an-gia/ward.toml', ward('Khác'));
  const { page, close } = await enter();
  await give(page, PLAN);
  await page.getByText('Văn bản này của nơi khác?').waitFor(PATIENCE);
  await page.getByRole('button', { name: 'Viết bài từ văn bản này' }).click();
  await page.getByText('Trả lời câu hỏi về nơi ban hành').waitFor(PATIENCE);
  // The server asks too.
  const answer = await page.evaluate(async () => {
    const { dataset } = /** @type {HTMLElement} */ (document.querySelector('#doc'));
    const token = /** @type {HTMLMetaElement} */ (document.querySelector('meta[name=token]')).content;
    const sent = await fetch('/api/import', { method: 'POST', headers: { 'x-loa-token': token }, body: JSON.stringify({ reading: dataset.reading, ward: dataset.ward, state: {} }) });
    return sent.status;
  });
  assert.equal(answer, 409);
  assert.deepEqual(written(), ['an-gia/ward.toml']);
  await page.getByLabel('Tôi chọn nhầm').check();
  await page.getByRole('button', { name: 'Viết bài từ văn bản này' }).click();
  await page.waitForURL('**/nhap', PATIENCE);
  await give(page, PLAN);
  await page.getByLabel('Đúng ý tôi').check();
  await page.getByRole('button', { name: 'Viết bài từ văn bản này' }).click();
  await page.waitForURL('**/bai/an-gia/nghi-quyet/*', PATIENCE);
  await close();
});

test('a PDF is read; what cannot be read is refused in words, and nothing is written', async () => {
  const { page, faults, close } = await enter();
  const told = page.locator('.told[role="alert"]');
  const bytes = (text) => Buffer.from(text, 'latin1');
  for (const [name, buffer, words] of /** @type {[string, Buffer, RegExp][]} */ ([
    ['cu.doc', bytes('\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1xxxx'), /Word đời cũ/],
    ['hong.docx', bytes('PK\x03\x04khong phai zip'), /hỏng/],
    ['nhac.mp3', bytes('ID3\x03\x00\x00\x00\x00\x00\x00'), /không phải Word/],
    ['anh.jpg', bytes('\xFF\xD8\xFF\xE0\x00\x10JFIF'), /hỏng/],
    ['rong.txt', bytes(''), /không phải Word|không có chữ/],
    ['hong.pdf', bytes('%PDF-1.7 gi do'), /hỏng|không có chữ/],
    ['to.pdf', Buffer.alloc((20 << 20) + 1, 65), /lớn hơn 20 MB/],
  ])) {
    await page.getByLabel('Chọn văn bản').setInputFiles({ name, mimeType: 'application/octet-stream', buffer });
    await told.getByText(words).waitFor(PATIENCE);
    assert.equal(new URL(page.url()).pathname, '/nhap', name);
  }
  // A program may send what the page does not.
  const status = await page.evaluate(async () => {
    const token = /** @type {HTMLMetaElement} */ (document.querySelector('meta[name=token]')).content;
    const sent = await fetch('/api/read?name=to.txt&ward=an-gia', { method: 'POST', headers: { 'x-loa-token': token }, body: new Uint8Array((20 << 20) + 1) });
    return sent.status;
  });
  assert.equal(status, 413);
  await give(page, path.join(DOCUMENTS, 'ke-hoach.pdf'));
  await page.getByText(/^trang 1, dòng/).first().waitFor(PATIENCE);
  assert.deepEqual(written(), ['an-gia/ward.toml']);
  await page.goto(`${origin}/nhap/${'0'.repeat(64)}?ward=an-gia`);
  await page.getByText('Máy không còn giữ văn bản này').waitFor(PATIENCE);
  await page.goto(`${origin}/nhap`);
  // Words from elsewhere are pasted.
  await page.getByRole('button', { name: 'Đọc chữ đã dán' }).click();
  await page.getByText('Chưa có chữ nào').waitFor(PATIENCE);
  await page.getByLabel('Hoặc dán chữ của văn bản').fill('ỦY BAN NHÂN DÂN\nPHƯỜNG VÍ DỤ\nSố: 7/KH-UBND\n\nKẾ HOẠCH\nKhám sức khỏe\n\nI. MỤC TIÊU\n1. Tỷ lệ người dân được khám đạt 95%.\n');
  await page.getByRole('button', { name: 'Đọc chữ đã dán' }).click();
  await page.getByText(/^dòng \d/).first().waitFor(PATIENCE);
  await page.goto(`${origin}/nhap`);
  assert.deepEqual(faults.filter((fault) => !/status of 4/.test(fault)), []);
  await close();
});

/** A Word document of these paragraphs: a ZIP file of parts that are stored as they are. @param {string[]} paragraphs */
function docx(paragraphs) {
  const word = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main';
  const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument';
  const parts = {
    '[Content_Types].xml': '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>',
    '_rels/.rels': `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="${office}" Target="word/document.xml"/></Relationships>`,
    'word/document.xml': `<w:document xmlns:w="${word}"><w:body>${paragraphs.map((text) => `<w:p><w:r><w:t>${text}</w:t></w:r></w:p>`).join('')}</w:body></w:document>`,
  };
  const crc = (bytes) => {
    let sum = ~0;
    for (const byte of bytes) {
      sum ^= byte;
      for (let bit = 0; bit < 8; bit += 1) sum = sum & 1 ? (sum >>> 1) ^ 0xedb88320 : sum >>> 1;
    }
    return ~sum >>> 0;
  };
  const [files, entries] = [[], []];
  let at = 0;
  for (const [name, text] of Object.entries(parts)) {
    const [path_, bytes] = [Buffer.from(name), Buffer.from(text)];
    const head = Buffer.alloc(26);
    head.writeUInt16LE(20, 0);
    head.writeUInt32LE(crc(bytes), 10);
    head.writeUInt32LE(bytes.length, 14);
    head.writeUInt32LE(bytes.length, 18);
    head.writeUInt16LE(path_.length, 22);
    const file = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), head, path_, bytes]);
    const rest = Buffer.alloc(14);
    rest.writeUInt32LE(at, 10);
    entries.push(Buffer.concat([Buffer.from('PK\x01\x02\x14\x00', 'latin1'), head, rest, path_]));
    files.push(file);
    at += file.length;
  }
  const list = Buffer.concat(entries);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(entries.length, 4);
  end.writeUInt16LE(entries.length, 6);
  end.writeUInt32LE(list.length, 8);
  end.writeUInt32LE(at, 12);
  return Buffer.concat([...files, list, Buffer.from('PK\x05\x06', 'latin1'), end]);
}

test('a Word document that is dropped is read, and markup in it stays text', async () => {
  const { page, faults, close } = await enter();
  const words = ['ỦY BAN NHÂN DÂN XÃ AN GIẢ', 'Số: 30/KH-UBND', 'KẾ HOẠCH', 'Tiêm phòng cho trẻ', 'I. Mục tiêu',
    'Đến năm 2027, trên 96% trẻ dưới năm tuổi được tiêm đủ &lt;img src=x onerror=alert(1)&gt; vắc-xin.'];
  const bytes = [...docx(words)];
  const transfer = await page.evaluateHandle((all) => {
    const data = new DataTransfer();
    data.items.add(new File([new Uint8Array(all)], 'ke hoach.docx'));
    return data;
  }, bytes);
  await page.dispatchEvent('#tha', 'drop', { dataTransfer: transfer });
  await page.waitForURL('**/nhap/*?ward=*', PATIENCE);
  assert.equal(await page.getByLabel('Số, ký hiệu').inputValue(), '30/KH-UBND');
  await page.getByText(/^đoạn 6$/).first().waitFor(PATIENCE);
  assert.equal(await page.locator('main img').count(), 0);
  await page.getByRole('button', { name: 'Viết bài từ văn bản này' }).click();
  await page.waitForURL('**/bai/an-gia/nghi-quyet/*', PATIENCE);
  assert.ok(written().some((name) => name.endsWith('.docx')));
  assert.deepEqual(faults, []);
  await close();
});

test('the same document twice becomes two posts; axe finds nothing, nothing is wider than a phone, and keys reach all', async () => {
  const { page, close } = await enter();
  const addresses = new Set();
  for (let time = 0; time < 2; time += 1) {
    await page.goto(`${origin}/nhap`);
    await give(page, PLAN);
    await page.getByRole('button', { name: 'Viết bài từ văn bản này' }).click();
    await page.waitForURL('**/bai/an-gia/nghi-quyet/*', PATIENCE);
    addresses.add(page.url());
  }
  assert.equal(addresses.size, 2);
  await page.goto(`${origin}/nhap`);
  await give(page, PLAN);
  const looked = page.url();
  await everywhere(page, async (width) => {
    for (const url of [`${origin}/nhap`, looked]) {
      await page.goto(url);
      await page.evaluate(() => { for (const one of document.querySelectorAll('details')) one.open = true; });
      await fits(page, url, width);
    }
  });
  await page.reload();
  const reach = (/** @type {string} */ selector) => tabTo(page, selector, 200);
  await reach('[data-rows="targets"] summary');
  await page.keyboard.press('Enter');
  await reach('[data-rows="targets"] [data-drop]');
  await page.keyboard.press('Enter');
  assert.equal(await page.locator('[data-rows="targets"] [data-dropped]').count(), 1);
  await reach('[type=submit]');
  await page.keyboard.press('Enter');
  await page.waitForURL('**/bai/an-gia/nghi-quyet/*', PATIENCE);
  assert.equal(await page.locator('[data-rows="targets"] [data-row]').count(), 0);
  await close();
});
