// What somebody changed beside the studio, on the page where the sites are built: named, held back, taken by name.
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { after, afterEach, before, beforeEach, test } from 'node:test';
import { PATIENCE, Root } from './device.mjs';
import { launch } from './site.mjs';
import { WARD, begin, end, enter, everywhere, fits } from './studio.mjs';

const OLD = 'content/phuong-thu/tin/a.md';
const post = (title, text) => `+++\ntitle = "${title}"\ndate = 2026-11-20\nsummary = "Tin."\n+++\n\n${text}\n`;

let browser;
let root;
let studio;
before(async () => { browser = await launch(); });
after(() => browser.close());
beforeEach(async () => {
  root = new Root();
  root.write('content/phuong-thu/ward.toml', WARD);
  root.write(OLD, post('Khai trương trạm', 'Bản đầu.'));
  studio = await begin(['--root', root.folder, '--port', '0', '--today', '2026-11-22']);
});
afterEach(async () => {
  await end(studio.server);
  root.remove();
});

const site = (name) => path.join(root.folder, `public/phuong-thu/tin/${name}/index.html`);

async function build(page) {
  await page.getByRole('button', { name: 'Dựng ngay' }).click();
  await page.getByText(/^Đã đăng/).waitFor(PATIENCE);
}

for (const alone of [true, false]) {
  test(`texts of another program are named and held back, ${alone ? 'and taken by name' : 'until another approves them'}`, async () => {
    const { page, faults, close } = await enter(browser, studio, { alone });
    await page.goto(`${studio.origin}/dang`, PATIENCE);
    await build(page);
    root.write(OLD, post('Khai trương trạm', 'Sửa bằng chương trình khác.'));
    root.write('content/phuong-thu/tin/b.md', post('Tin lạ', 'Mới.'));
    await page.reload();
    const list = page.locator('#ngoai');
    assert.deepEqual(await list.locator('li > a').allTextContents(), ['Khai trương trạm', 'Tin lạ']);
    assert.equal(await list.getByRole('checkbox').count(), alone ? 2 : 0);
    await everywhere(page, async (width) => {
      await fits(page, '/dang', width, { iframes: false });
      if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/beside-${alone}-${width}.png`, fullPage: true });
    });
    await build(page);
    await page.getByText('Còn 2 bài đổi ở ngoài Loa').waitFor(PATIENCE);
    assert.match(readFileSync(site('a'), 'utf8'), /Bản đầu/);
    assert.ok(!existsSync(site('b')));
    await list.getByRole('link', { name: 'Xem chỗ đổi' }).click();
    await page.locator('ins', { hasText: 'Bản đầu.' }).or(page.locator('del', { hasText: 'Sửa bằng chương trình khác.' })).first().waitFor(PATIENCE);
    await page.goBack();
    if (alone) {
      await list.getByLabel('Nhận bản này của “Khai trương trạm”').check();
      await build(page);
      assert.match(readFileSync(site('a'), 'utf8'), /Sửa bằng chương trình khác/);
      assert.ok(!existsSync(site('b')));
      assert.match(root.loa('studio', 'verify'), /còn nguyên/);
      await page.reload();
      assert.deepEqual(await list.locator('li > a').allTextContents(), ['Tin lạ']);
    }
    assert.deepEqual(faults, []);
    await close();
  });
}
