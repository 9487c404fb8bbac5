// The studio with text twice as large as browsers show it, on a phone and on a desktop: nothing is wider than the window,
// nothing is cut, every press has room.
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { PNG } from 'pngjs';
import { PATIENCE, Root } from './device.mjs';
import { launch, watched } from './site.mjs';
import { WARD, begin, end, enter, fits } from './studio.mjs';

const POST = '+++\ntitle = "Trạm y tế tiêm phòng cho trẻ dưới năm tuổi và người cao tuổi của phường"\ndate = 2026-11-20\nsummary = "Trạm mở cửa."\ntags = ["trạm y tế"]\n+++\n\nMời bà con đến dự.\n';
const NEWS = 'phuong-thu/tin/khai-truong.md';
const CREW = `[[person]]\nname = "cô Lan"\nroles = { "*" = ["viet", "duyet", "dang", "y-te", "quan-tri"] }
[[person]]\nname = "chú Minh"\nroles = { "*" = ["viet", "duyet"] }\n`;
/** Where pictures of the pages go, for people to look at. */
const SHOTS = process.env.LOA_SHOTS;

let browser;
const programs = [];
const start = async (given, options = {}) => {
  const begun = await begin(given, options);
  programs.push(begun.server);
  return begun;
};
before(async () => { browser = await launch(['--blink-settings=defaultFontSize=32']); });
after(async () => {
  await browser.close();
  for (const program of programs) await end(program);
});

/** Nothing of the page is wider than the window or cut, and axe-core objects to nothing. */
async function readable(page, name) {
  for (const width of [360, 1280]) {
    await page.setViewportSize({ width, height: 800 });
    await fits(page, `${name} in large letters`, width, { iframes: false });
    const cut = await page.evaluate(() => {
      const shown = [...document.querySelectorAll('h1, h2, h3, p, a, button, label, legend, summary, input, select, li, dt, dd, td, th')];
      return shown.filter((one) => {
        const box = one.getBoundingClientRect();
        const style = getComputedStyle(one);
        if (!box.width || one.closest('.visually-hidden, .skip, iframe, [hidden]')) return false;
        const beyond = box.right > innerWidth + 1 || box.left < -1;
        const narrow = style.overflowX !== 'visible' && one.scrollWidth > one.clientWidth + 1 && !one.matches('input, select');
        const inside = one.matches('button, a.button') && one.scrollWidth > Math.ceil(box.width) + 1;
        return (beyond && !one.closest('pre, .wide')) || narrow || inside;
      }).map((one) => `${one.tagName} ${one.textContent.trim().slice(0, 40)}`);
    });
    assert.deepEqual(cut, [], `${name} at ${width}`);
    const foot = await page.evaluate(() => {
      const bar = document.querySelector('.bar');
      return bar && getComputedStyle(bar).position === 'sticky' ? bar.clientHeight : 0;
    });
    assert.ok(foot < 800 / 3, `what always stands at the foot of ${name} is ${foot} high at ${width}`);
    if (SHOTS) {
      mkdirSync(SHOTS, { recursive: true });
      await page.screenshot({ path: path.join(SHOTS, `${name}-${width}.png`), fullPage: true });
    }
  }
}

test('the first start and the way in', async () => {
  const home = mkdtempSync(path.join(os.tmpdir(), 'loa-home-'));
  const begun = await start(['--port', '0'], { cwd: home, env: { ...process.env, HOME: home, XDG_CONFIG_HOME: path.join(home, 'config') } });
  const { page, close } = await watched(browser, begun.origin);
  await page.goto(begun.address, PATIENCE);
  await page.locator('details').evaluateAll((all) => { for (const one of all) one.setAttribute('open', ''); });
  await readable(page, 'start');
  await close();
  await end(begun.server);
  rmSync(home, { recursive: true, force: true });
});

test('all screens and their states', async () => {
  const root = new Root();
  root.write('content/phuong-thu/ward.toml', WARD);
  root.write(`content/${NEWS}`, POST);
  root.write('content/phuong-thu/nghi-quyet/nq.md', '+++\ntitle = "Nghị quyết"\ndate = 2026-11-20\ndraft = true\nnumber = "12/NQ-HĐND"\nissuer = "Hội đồng nhân dân phường"\ndocument_kind = "Nghị quyết"\nissued = 2026-11-18\n+++\n\nChữ.\n');
  const studio = await start(['--root', root.folder, '--port', '0']);
  const { origin } = studio;
  const seen = await watched(browser, origin);
  await seen.page.goto(studio.address, PATIENCE);
  await readable(seen.page, 'name');
  await seen.close();
  await end(studio.server);
  const again = await start(['--root', root.folder, '--port', '0']);
  const { page, close } = await enter(browser, again);
  const open = async (name, address) => {
    await page.goto(again.origin + address, PATIENCE);
    await page.locator('details').evaluateAll((all) => { for (const one of all) one.setAttribute('open', ''); });
    await readable(page, name);
  };
  for (const [name, address] of [['home', '/'], ['new', '/moi'], ['people', '/nguoi'], ['publishing', '/dang'], ['help', '/huong-dan'], ['blocks', '/huong-dan/khung'], ['import', '/nhap'], ['resolution', '/bai/phuong-thu/nghi-quyet/nq.md'], ['form', `/bai/${NEWS}`]]) {
    await open(name, address);
  }
  // Dialogs, what is wrong beside its field, two texts.
  await page.getByRole('button', { name: 'Liên kết', exact: true }).click();
  await readable(page, 'link');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Mẫu khung' }).click();
  await readable(page, 'samples');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Ảnh', exact: true }).click();
  await readable(page, 'picture');
  await page.keyboard.press('Escape');
  await page.locator('[data-key="date"]').fill('2099-12-31');
  await page.locator('#chu').fill('Chữ **lỗi** [liên kết](khong-co.md).');
  await page.locator('#luu', { hasText: /^Đã lưu lúc/ }).waitFor(PATIENCE);
  await page.locator('#chu-loi:not(:empty)').waitFor(PATIENCE);
  await readable(page, 'problems');
  root.edit(`content/${NEWS}`, (text) => text.replace('Mời bà con đến dự.', 'Sửa ở ngoài.'));
  await open('two', `/bai/${NEWS}`);
  await open('compare', `/so-sanh/${NEWS}`);
  await page.getByRole('button', { name: 'Dùng lựa chọn này' }).click();
  await page.waitForURL(`**/bai/${NEWS}`, PATIENCE);
  await page.locator('[data-key="date"]').fill('2026-11-20');
  await page.locator('#chu').fill('Chữ khác.');
  await page.locator('#luu', { hasText: /^Đã lưu lúc/ }).waitFor(PATIENCE);
  await page.getByRole('button', { name: 'Gửi duyệt' }).click();
  await page.waitForURL('**/duyet/**', PATIENCE);
  await readable(page, 'review');
  await close();
  await end(again.server);
  root.remove();
});

test('the phone that sends pictures, the way in over the network, and the pages there', async () => {
  const root = new Root();
  root.write('content/phuong-thu/ward.toml', WARD);
  root.write(`content/${NEWS}`, POST);
  const studio = await start(['--root', root.folder, '--port', '0', '--today', '2026-11-22', '--lan=127.0.0.2']);
  const far = studio.origin.replace('127.0.0.1', '127.0.0.2');
  const { page, close } = await enter(browser, studio);
  await page.goto(`${studio.origin}/nguoi`, PATIENCE);
  const fresh = page.locator('form[data-fresh][data-ward="phuong-thu"]');
  await fresh.getByLabel('Tên').fill('chú Nguyễn Văn Minh, tổ trưởng tổ dân phố số 12');
  await fresh.getByLabel('viết', { exact: true }).check();
  await Promise.all([page.waitForEvent('load', PATIENCE), fresh.getByRole('button', { name: 'Thêm' }).click()]);
  const invitation = page.locator('form[data-invite^="chú Nguyễn"]');
  await invitation.getByRole('button').click();
  await invitation.locator('svg.qr').waitFor(PATIENCE);
  await readable(page, 'invitation');
  const link = await invitation.locator('code').textContent();

  const other = await watched(browser, far);
  await other.page.goto(`${far}/`, PATIENCE);
  await readable(other.page, 'sign-in');
  await other.page.getByLabel('Tên của bạn').fill('chú Nguyễn Văn Minh, tổ trưởng tổ dân phố số 12');
  await other.page.getByLabel('Mật khẩu', { exact: true }).fill('không phải thế');
  await other.page.getByRole('button', { name: 'Vào', exact: true }).click();
  await other.page.getByText('Tên hoặc mật khẩu không đúng.').waitFor(PATIENCE);
  await readable(other.page, 'sign-in-refused');
  await other.page.goto(link, PATIENCE);
  await readable(other.page, 'password');
  await other.page.getByLabel('Mật khẩu mới').fill('hoa sữa đầu phố');
  await other.page.getByLabel('Gõ lại mật khẩu').fill('hoa sữa đầu');
  await other.page.getByRole('button', { name: 'Đặt mật khẩu và vào' }).click();
  await other.page.getByText('Hai lần gõ mật khẩu khác nhau.').waitFor(PATIENCE);
  await readable(other.page, 'password-refused');
  await other.page.getByLabel('Gõ lại mật khẩu').fill('hoa sữa đầu phố');
  await other.page.getByRole('button', { name: 'Đặt mật khẩu và vào' }).click();
  await other.page.waitForURL(`${far}/`, PATIENCE);
  for (const [name, address] of [['far-home', '/'], ['far-name', '/toi'], ['far-form', `/bai/${NEWS}`], ['far-refused', '/dang']]) {
    await other.page.goto(far + address, PATIENCE);
    await readable(other.page, name);
  }
  await other.page.goto(link, PATIENCE);
  await other.page.getByText('Mã ghép này đã hết hạn hoặc đã dùng.').waitFor(PATIENCE);
  await readable(other.page, 'link-used-up');

  await page.goto(`${studio.origin}/bai/${NEWS}`, PATIENCE);
  await page.getByRole('button', { name: 'Ảnh', exact: true }).click();
  await page.getByRole('button', { name: 'Ảnh từ điện thoại' }).click();
  await page.locator('#chon-anh svg.qr').waitFor(PATIENCE);
  await readable(page, 'code-for-a-phone');
  await other.page.goto(await page.locator('#ma-anh code').textContent(), PATIENCE);
  await readable(other.page, 'phone');
  const picture = PNG.sync.write(new PNG({ width: 64, height: 48 }));
  const heic = Buffer.from('\0\0\0\x18ftypheic\0\0\0\0', 'latin1');
  await other.page.setInputFiles('#anh', [{ name: 'a.png', mimeType: 'image/png', buffer: picture }, { name: 'a.heic', mimeType: 'image/heic', buffer: heic }]);
  await other.page.getByText('Ảnh 1: đã gửi.').waitFor(PATIENCE);
  await other.page.getByText('Ảnh này là HEIC của iPhone').waitFor(PATIENCE);
  await readable(other.page, 'phone-sent');
  await page.locator('#mo-ta-anh[open]').waitFor(PATIENCE);
  await readable(page, 'description');
  await page.getByRole('button', { name: 'Cắt ảnh' }).click();
  await page.locator('.cut [data-x="left"]').first().waitFor(PATIENCE);
  await readable(page, 'cut');
  await other.close();
  await close();
  await end(studio.server);
  root.remove();
});

test('old versions, a second look, an approval, and what was changed beside the studio', async () => {
  const root = new Root();
  const today = (/** @type {number} */ days) => new Date(Date.now() + (7 + days * 24) * 3_600_000).toISOString().slice(0, 10);
  root.write('content/phuong-thu/ward.toml', WARD);
  root.write(`content/${NEWS}`, POST);
  root.write('.loa/studio/people.toml', CREW);
  root.write('content/phuong-thu/tin/bao.md', `+++\ntitle = "Bão gần bờ, bà con các tổ dân phố ven sông chằng chống nhà cửa"\ndate = ${today(0)}\nsummary = "Bão."\nurgent = true\nexpires = ${today(9)}\ndraft = true\n+++\n\nỞ trong nhà.\n`);
  const first = await start(['--root', root.folder, '--port', '0', '--today', today(0)]);
  const minh = await enter(browser, first, { name: 'chú Minh' });
  await minh.page.goto(`${first.origin}/bai/phuong-thu/tin/bao.md`, PATIENCE);
  await readable(minh.page, 'urgent-form');
  await minh.page.getByRole('button', { name: 'Đăng gấp ngay' }).click();
  await minh.page.waitForURL(`${first.origin}/`, PATIENCE);
  await minh.page.goto(`${first.origin}/bai/${NEWS}`, PATIENCE);
  await minh.page.locator('#chu').fill('Trạm mở cửa lúc bảy giờ sáng các ngày trong tuần.');
  await minh.page.locator('#luu', { hasText: /^Đã lưu lúc/ }).waitFor(PATIENCE);
  await minh.page.getByRole('button', { name: 'Gửi duyệt' }).click();
  await minh.page.waitForURL('**/duyet/**', PATIENCE);
  await minh.close();
  await end(first.server);

  const next = await start(['--root', root.folder, '--port', '0', '--today', today(1)]);
  const { page, close } = await enter(browser, next, { name: 'cô Lan' });
  const open = async (name, address) => {
    await page.goto(next.origin + address, PATIENCE);
    await page.locator('details').evaluateAll((all) => { for (const one of all) one.setAttribute('open', ''); });
    await readable(page, name);
  };
  await open('second-look', '/xem-lai/phuong-thu/tin/bao.md');
  await page.getByRole('button', { name: 'Gỡ bài khỏi trang' }).click();
  await page.getByText('Chưa ghi lý do gỡ bài.').waitFor(PATIENCE);
  await readable(page, 'second-look-without-a-reason');
  await open('approval', `/duyet/${NEWS}`);
  await page.getByRole('button', { name: 'Duyệt đúng bản này' }).click();
  await page.waitForURL(`${next.origin}/`, PATIENCE);
  await open('approved', `/duyet/${NEWS}`);
  await page.getByRole('button', { name: 'Đăng lên trang' }).click();
  await page.getByText(/^Đã đăng:/).waitFor(PATIENCE);
  await readable(page, 'published');
  await open('versions', `/cu/${NEWS}`);
  await page.getByRole('link', { name: /^Trước khi/ }).first().click();
  await page.locator('#lay-lai').waitFor(PATIENCE);
  await readable(page, 'old-version');
  root.edit(`content/${NEWS}`, (text) => text.replace('bảy giờ', 'sáu giờ'));
  await open('beside', '/dang');
  await close();
  await end(next.server);
  root.remove();
});
