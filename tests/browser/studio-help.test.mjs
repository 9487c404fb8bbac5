// Help inside the studio: the writers' page, examples of blocks, a first post by questions, and word of a changed shared post.
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { after, afterEach, before, beforeEach, test } from 'node:test';
import { PATIENCE, Root } from './device.mjs';
import { launch } from './site.mjs';
import { WARD, begin, end, enter as comeIn, everywhere, fits, reach as tabTo } from './studio.mjs';

const lesson = (text) => `+++\ntitle = "Ho"\ndate = 2026-01-01\nsummary = "Khi nào đi khám."\naudience = "Mọi người"\n\n[[sources]]\ntitle = "A"\npublisher = "B"\nyear = 2020\n+++\n\n${text}\n`;

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
  ({ server, origin, address } = await begin(['--root', root.folder, '--port', '0', '--today', '2026-11-22']));
});
afterEach(async () => {
  await end(server);
  root.remove();
});

const enter = () => comeIn(browser, { origin, address }, { alone: true });

const file = (name) => readFileSync(path.join(root.folder, name), 'utf8');
const body = (page) => page.getByLabel('Nội dung', { exact: true });

/** Answers the questions of the first post. */
async function answer(page) {
  await page.getByLabel('1. Có việc gì?').fill('Tiêm phòng cho trẻ\nsáng thứ Bảy');
  await page.getByLabel('2. Dành cho ai').fill('Trẻ dưới năm tuổi được tiêm tại trạm y tế.');
  await page.getByLabel('3. Khi nào').fill('Trạm mở cửa từ bảy giờ sáng thứ Bảy.');
  await page.getByLabel('4. Bà con cần làm gì?').fill('- Đem sổ tiêm chủng.\nĐến đúng giờ.');
}

test('four answers become a real draft, which is shown, changed and published as any other', async () => {
  const { page, faults, close } = await enter();
  await page.getByRole('link', { name: 'Viết bài đầu tiên, từng bước' }).click();
  await answer(page);
  await page.getByRole('button', { name: 'Xếp thành bài' }).click();
  await page.waitForURL('**/bai/phuong-thu/tin/tiem-phong-cho-tre-sang-thu-bay.md?dau', PATIENCE);
  await page.getByText('Bài đầu tiên của bạn đây.').waitFor(PATIENCE);
  const text = file('content/phuong-thu/tin/tiem-phong-cho-tre-sang-thu-bay.md');
  assert.match(text, /^draft = true$/m);
  assert.match(text, /^title = "Tiêm phòng cho trẻ sáng thứ Bảy"$/m);
  assert.match(text, /\n\+\+\+\n\nTrạm mở cửa từ bảy giờ sáng thứ Bảy\.\n\n## Bà con cần làm gì\n\n- Đem sổ tiêm chủng\.\n- Đến đúng giờ\.\n$/);
  await page.frameLocator('#khung').getByText('Đem sổ tiêm chủng.').waitFor(PATIENCE);
  await page.getByRole('button', { name: 'Đăng lên trang' }).click();
  await page.waitForURL(`${origin}/`, PATIENCE);
  assert.ok(existsSync(path.join(root.folder, 'public/phuong-thu/tin/tiem-phong-cho-tre-sang-thu-bay/index.html')));
  assert.equal(await page.getByText('Chưa có bài nào.').count(), 0);
  assert.deepEqual(faults, []);
  await close();
});

test('each block has an example, which goes into the text where the caret is, and which is shown as readers see it', async () => {
  root.write('content/phuong-thu/suc-khoe/ho.md', lesson('Ho thường tự khỏi.'));
  const { page, faults, close } = await enter();
  await page.goto(`${origin}/bai/phuong-thu/suc-khoe/ho.md`, PATIENCE);
  const names = await page.locator('select[data-tool] option').evaluateAll((all) => all.map((one) => one.getAttribute('value')).filter(Boolean));
  assert.equal(names.length, 8);
  for (const name of names) {
    await body(page).fill('Trước.');
    await page.getByRole('button', { name: 'Mẫu khung' }).click();
    await page.locator(`[data-put="${name}"]`).click();
    assert.match(await body(page).inputValue(), new RegExp(`^Trước\\.\\n\\n::: ${name}[^]*\\n:::\\n\\n$`));
    // What stands in the example is chosen, to be written over.
    const chosen = await body(page).evaluate((area) => {
      const { value, selectionStart, selectionEnd } = /** @type {HTMLTextAreaElement} */ (area);
      return value.slice(selectionStart, selectionEnd);
    });
    assert.ok(chosen.length > 5 && !chosen.includes('\n'), `${name}: ${chosen}`);
  }
  await page.goto(`${origin}/huong-dan/khung`);
  const shown = page.frameLocator('iframe');
  await shown.getByText('dấu hiệu nguy hiểm').waitFor(PATIENCE);
  await shown.getByText('Việc không nên làm.').waitFor(PATIENCE);
  assert.deepEqual(faults, []);
  await close();
});

test('the form of an own version tells what changed in the shared post since, until somebody has seen it', async () => {
  root.write('content/chung/suc-khoe/ho.md', lesson('Ho thường tự khỏi.'));
  const { page, close } = await enter();
  await page.goto(`${origin}/bai/chung/suc-khoe/ho.md`, PATIENCE);
  await page.getByText('Viết bản riêng cho một phường').click();
  await page.getByRole('button', { name: 'Phường Thử' }).click();
  const own = '**/bai/phuong-thu/suc-khoe/ho.md';
  await page.waitForURL(own, PATIENCE);
  const told = page.locator('#bai-chung');
  assert.equal(await told.count(), 0);
  root.write('content/chung/suc-khoe/ho.md', lesson('Ho trên ba tuần phải đi khám.'));
  await page.reload();
  await told.locator('summary').click();
  await told.locator('ins', { hasText: 'Ho trên ba tuần phải đi khám.' }).waitFor(PATIENCE);
  await told.locator('del', { hasText: 'Ho thường tự khỏi.' }).waitFor(PATIENCE);
  assert.match(file('content/phuong-thu/suc-khoe/ho.md'), /Ho thường tự khỏi/, 'the own version stays as it is');
  await page.getByRole('button', { name: 'Đã xem' }).click();
  await told.waitFor({ state: 'detached', ...PATIENCE });
  await page.reload();
  assert.equal(await told.count(), 0);
  await close();
});

test('the guide is in the studio; axe finds nothing on its pages, and the keyboard alone gets to an example', async () => {
  root.write('content/phuong-thu/suc-khoe/ho.md', lesson('Ho thường tự khỏi.'));
  const { page, close } = await enter();
  await page.getByRole('link', { name: 'Hướng dẫn' }).click();
  await page.getByRole('heading', { name: 'Khối :::' }).waitFor(PATIENCE);
  assert.ok(await page.locator('.guide pre').count() > 3);
  await everywhere(page, async (width) => {
    for (const url of ['/huong-dan', '/huong-dan/khung', '/bai-dau', '/bai/phuong-thu/suc-khoe/ho.md']) {
      await page.goto(origin + url);
      if (url.startsWith('/bai/')) await page.getByRole('button', { name: 'Mẫu khung' }).click();
      await fits(page, url, width, { iframes: false });
    }
  });
  await page.goto(`${origin}/bai/phuong-thu/suc-khoe/ho.md`);
  const reach = (/** @type {string} */ selector) => tabTo(page, selector, 80);
  await reach('[data-tool="samples"]');
  await page.keyboard.press('Enter');
  await reach('[data-put="lưu ý"]');
  await page.keyboard.press('Enter');
  assert.match(await body(page).inputValue(), /::: lưu ý\nĐiều cần lưu ý\.\n:::/);
  await close();
});
