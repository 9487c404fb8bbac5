// The studio with text twice as large as browsers show it, on a phone and on a desktop: nothing is wider than the window,
// nothing is cut, every press has room.
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { PATIENCE, Root } from './device.mjs';
import { launch, watched } from './site.mjs';
import { WARD, begin, end, enter, fits } from './studio.mjs';

const POST = '+++\ntitle = "Trạm y tế tiêm phòng cho trẻ dưới năm tuổi và người cao tuổi của phường"\ndate = 2026-11-20\nsummary = "Trạm mở cửa."\ntags = ["trạm y tế"]\n+++\n\nMời bà con đến dự.\n';
const NEWS = 'phuong-thu/tin/khai-truong.md';
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
