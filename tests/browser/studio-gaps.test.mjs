// What people looked for on touch screens and did not find, on the first page of the studio.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { launch } from './site.mjs';
import { WARD, begin, end, enter } from './studio.mjs';

let browser;
let root;
let studio;

/** A file as a kiosk writes it to a stick. */
function counts(/** @type {string[]} */ lines) {
  const head = ['loa-feedback 1', 'ward thu', 'kiosk 00000001', 'release 7', 'day 2026-11-29', 'program 0.1.0', 'today -', 'rest 2'];
  const tally = ['run 0123456789abcdef', 'updates 1', 'dropped 0', 'segment 1'];
  const body = `${[...head, ...tally, ...lines].join('\n')}\n`;
  return `${body}end ${createHash('sha256').update(body).digest('hex')}\n`;
}

before(async () => {
  root = mkdtempSync(path.join(tmpdir(), 'loa-test-'));
  mkdirSync(path.join(root, 'content/thu'), { recursive: true });
  writeFileSync(path.join(root, 'content/thu/ward.toml'), WARD);
  mkdirSync(path.join(root, 'phan-hoi'));
  studio = await begin(['--root', root, '--port', '0']);
  browser = await launch();
});
after(async () => {
  await browser?.close();
  if (studio) await end(studio.server);
  rmSync(root, { recursive: true, force: true });
});

test('a gap leads to a post with its title filled in; what gives somebody away is not shown', async () => {
  const { page, faults, close } = await enter(browser, studio, { alone: true });
  assert.equal(await page.getByText('Người dân tìm ở màn hình chạm').count(), 0);
  const lines = ['missed 4 anh nam sđt 0987 654 321', 'missed 12 quai bị & "thủy đậu" <b>', 'missed 5 zona'];
  writeFileSync(path.join(root, 'phan-hoi/dem-thu-00000001.txt'), counts(lines));
  writeFileSync(path.join(root, 'phan-hoi/dem-thu-00000002.txt'), 'something else');
  await page.reload();
  const list = page.locator('section', { has: page.getByRole('heading', { name: 'Người dân tìm ở màn hình chạm mà chưa thấy' }) });
  assert.deepEqual(await list.locator('li a').allTextContents(), ['Quai bị & "thủy đậu" <b>', 'Zona']);
  assert.match(await list.locator('li').first().textContent() ?? '', /12 lần, ở 1 máy/);
  if (process.env.LOA_PICTURES) {
    await page.setViewportSize({ width: 360, height: 800 });
    await list.scrollIntoViewIfNeeded();
    await page.screenshot({ path: path.join(process.env.LOA_PICTURES, 'gaps.png') });
  }
  await list.locator('li a').first().click();
  await page.waitForURL(/\/moi\?/);
  assert.equal(await page.getByLabel('Tiêu đề').inputValue(), 'Quai bị & "thủy đậu" <b>');
  assert.deepEqual(faults, []);
  await close();
});
