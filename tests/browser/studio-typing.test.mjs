// Vietnamese keyboards in every kind of field of the studio, on a phone and on a desktop, while the text is saved and shown:
// not one character is another. `tests/typing` types 1,000 words into each.
import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, test } from 'node:test';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { PNG } from 'pngjs';
import { PATIENCE, Root } from './device.mjs';
import { launch, watched } from './site.mjs';
import { WARD, begin, end, enter as comeIn } from './studio.mjs';
import { KEYBOARDS, text } from './vietnamese.mjs';

const WORDS = Number(process.env.LOA_TYPING ?? 0);
const SEED = Number(process.env.LOA_TYPING_SEED ?? 1);
/** With few words one keyboard a field, each in its turn; with many every one. */
const NAMES = Object.keys(KEYBOARDS);
let turn = SEED;
let typed = 0;

const RESOLUTION = `+++
title = "Nghị quyết"
date = 2026-11-20
draft = true
number = "12/NQ-HĐND"
issuer = "Hội đồng nhân dân phường"
document_kind = "Nghị quyết"
issued = 2026-11-18
+++

Chữ.
`;
const FORM = '/bai/phuong-thu/nghi-quyet/nq.md';

let browser;
let root;
let studio;
before(async () => { browser = await launch(); });
after(async () => {
  await browser.close();
  console.log(`${typed} characters typed`); // eslint-disable-line no-console
});
beforeEach(async () => {
  root = new Root();
  root.write('content/phuong-thu/ward.toml', WARD);
  root.write('content/phuong-thu/nghi-quyet/nq.md', RESOLUTION);
  studio = await begin(['--root', root.folder, '--port', '0']);
});
afterEach(async () => {
  await end(studio.server);
  root.remove();
});

/** Types into a field by one keyboard, or by each; what stands there is what was typed. */
async function types(page, field, where, most = Infinity) {
  const keyboards = WORDS ? NAMES : [NAMES[turn % NAMES.length]];
  for (const name of keyboards) {
    turn += 1;
    const said = text(WORDS || 14, turn).slice(0, most).trim();
    await field.fill('');
    await field.focus();
    await KEYBOARDS[name](page, said);
    assert.equal(await field.inputValue(), said, `${name} into ${where}`);
    typed += said.length;
  }
}

const saved = (page) => page.locator('#luu', { hasText: /^Đã lưu lúc/ }).waitFor(PATIENCE);

for (const width of [360, 1280]) {
  const viewport = { width, height: 800 };

  test(`every field of a form takes what is typed, ${width} wide, while it is saved and shown`, async () => {
    const { page, faults, close } = await comeIn(browser, studio, { viewport });
    await page.goto(studio.origin + FORM, PATIENCE);
    await page.locator('details.group').evaluateAll((all) => { for (const one of all) one.setAttribute('open', ''); });
    for (const list of await page.locator('[data-rows] [data-add]').all()) await list.click();
    const fields = page.locator('#bai :is(textarea, input:not([type], [type=checkbox], [type=date], [type=time], [type=file], [type=radio])):visible');
    const count = await fields.count();
    assert.ok(count >= 15, `${count} fields`);
    const kinds = new Set();
    for (let at = 0; at < count; at += 1) {
      const field = fields.nth(at);
      const { id, kind } = await field.evaluate((one) => ({ id: one.id, kind: `${one.tagName} ${one.dataset.shape} ${one.closest('[data-row]') ? 'row' : ''} ${one.getAttribute('inputmode')} ${one.id === 'chu'}` }));
      // With 1,000 words one of each kind, and the texts by name.
      if (WORDS && kinds.has(kind) && !/chu|title|tags|media|targets/.test(id)) continue;
      kinds.add(kind);
      await types(page, field, id);
    }
    await saved(page);
    const values = () => fields.evaluateAll((all) => all.map((one) => /** @type {HTMLTextAreaElement} */ (one).value));
    const before = await values();
    await page.reload();
    await page.locator('details.group').evaluateAll((all) => { for (const one of all) one.setAttribute('open', ''); });
    assert.deepEqual(await values(), before, 'what was kept is what was typed');
    assert.deepEqual(faults, []);
    await close();
  });

  test(`names, titles, descriptions and reasons take what is typed, ${width} wide`, async () => {
    const seen = await watched(browser, studio.origin, { viewport });
    const { page } = seen;
    await page.goto(studio.address, PATIENCE);
    await types(page, page.getByLabel('Tên của bạn'), 'a name', 60);
    await page.getByLabel('Tên của bạn').fill('cô Lan');
    await page.getByRole('button', { name: 'Bắt đầu' }).click();
    await page.waitForURL(`${studio.origin}/`, PATIENCE);
    await types(page, page.locator('input[name=q]'), 'the search of the first page');
    await page.goto(`${studio.origin}/moi`, PATIENCE);
    await types(page, page.getByLabel('Tiêu đề'), 'a title', 500);
    await page.goto(`${studio.origin}/nguoi`, PATIENCE);
    await page.locator('details').evaluateAll((all) => { for (const one of all) one.setAttribute('open', ''); });
    await types(page, page.locator('input[name=name]:visible').first(), 'the name of somebody who is added', 60);
    await page.goto(studio.origin + FORM, PATIENCE);
    const picture = PNG.sync.write(Object.assign(new PNG({ width: 64, height: 48 })));
    await page.setInputFiles('#tep-anh', { name: 'a.png', mimeType: 'image/png', buffer: picture });
    await types(page, page.locator('#mo-ta'), 'the description of a picture');
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Liên kết', exact: true }).click();
    await types(page, page.locator('#lien-ket-tim'), 'the search of a link');
    await page.keyboard.press('Escape');
    await page.locator('#chu').fill('Chữ khác.');
    await page.locator('[data-key="summary"]').fill('Tóm tắt.');
    await saved(page);
    await page.getByRole('button', { name: 'Gửi duyệt' }).click();
    await page.waitForURL('**/duyet/**', PATIENCE);
    await page.goto(`${studio.origin}/toi`, PATIENCE);
    await page.locator('#ten').fill('cô Lan');
    await page.goto(`${studio.origin}/duyet/phuong-thu/nghi-quyet/nq.md`, PATIENCE);
    const reason = page.getByLabel('Cần sửa gì?');
    await reason.evaluate((one) => { one.closest('details')?.setAttribute('open', ''); });
    await types(page, reason, 'a reason');
    await seen.close();
  });

  test(`the contacts of a ward take what is typed, ${width} wide`, async () => {
    const home = mkdtempSync(path.join(os.tmpdir(), 'loa-home-'));
    const begun = await begin(['--port', '0'], { cwd: home, env: { ...process.env, HOME: home, XDG_CONFIG_HOME: path.join(home, 'config') } });
    const seen = await watched(browser, begun.origin, { viewport });
    await seen.page.goto(begun.address, PATIENCE);
    await seen.page.locator('details').evaluateAll((all) => { for (const one of all) one.setAttribute('open', ''); });
    for (const [name, most] of [['name', 80], ['province', 80], ['hours', 200], ['address', 200]]) {
      await types(seen.page, seen.page.locator(`[name=${name}]`), String(name), Number(most));
    }
    await seen.close();
    await end(begun.server);
    rmSync(home, { recursive: true, force: true });
  });
}
