// The keyboard on the screen of a kiosk: what fingers type on it becomes Vietnamese.
import assert from 'node:assert/strict';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { REPOSITORY } from './device.mjs';
import { accessible, SCREENS } from './kiosk.mjs';
import { launch } from './site.mjs';

const THEME = path.join(REPOSITORY, 'themes/phuong');
const PAGE = `<!doctype html><html lang="vi" class="kiosk"><head><title>Tìm kiếm</title></head><body><main><h1>Tìm kiếm</h1>
  <p style="height: 1400px">Bài viết.</p>
  <form><label for="q">Cần tìm gì?</label> <input id="q" type="search" name="q"></form></main></body></html>`;

let browser;
before(async () => { browser = await launch(); });
after(() => browser.close());

async function opened(viewport) {
  const context = await browser.newContext({ viewport, hasTouch: true, locale: 'vi-VN', colorScheme: 'light' });
  const page = await context.newPage();
  await page.setContent(PAGE);
  for (const file of ['styles/10-tokens.css', 'styles/20-base.css', 'files/kiosk.css', 'files/kiosk-keyboard.css']) {
    await page.addStyleTag({ path: path.join(THEME, file) });
  }
  await page.evaluate(() => {
    Object.assign(globalThis, { inputs: 0, sent: [] });
    const heard = /** @type {any} */ (globalThis);
    document.addEventListener('input', () => { heard.inputs += 1; });
    document.addEventListener('submit', (event) => {
      event.preventDefault();
      heard.sent.push(/** @type {HTMLInputElement} */ (document.querySelector('#q')).value);
    });
  });
  await page.addScriptTag({ path: path.join(THEME, 'scripts/kiosk-keyboard.js') });
  const key = (name) => page.getByRole('button', { name, exact: true });
  const field = page.locator('#q');
  const keys = async (text) => {
    for (const one of text) await key(one === ' ' ? 'dấu cách' : one).tap();
  };
  return { page, key, field, keys, heard: (name) => page.evaluate((asked) => globalThis[asked], name), close: () => context.close() };
}

test('letters compose by Telex, and what is no Vietnamese stays as it is typed', async () => {
  const { page, close } = await opened(SCREENS[0]);
  const made = (typed) => page.evaluate((text) => {
    const { type } = /** @type {any} */ (globalThis).loaTelex;
    return text.split(' ').map((word) => [...word].reduce((before, key) => type(before, key), '')).join(' ');
  }, typed);
  const expected = {
    'suc khoe': 'suc khoe', 'suwcs khoer': 'sức khỏe', dduwowngf: 'đường', nuwowcs: 'nước', nuocws: 'nước', nuwocs: 'nước',
    hoaf: 'hòa', hofa: 'hòa', hofan: 'hoàn', thuyr: 'thủy', quys: 'quý', gias: 'giá', nguwowif: 'người', khuya: 'khuya',
    muaw: 'mưa', hoawcj: 'hoặc', quawnf: 'quằn', tieengs: 'tiếng', Vieetj: 'Việt', gif: 'gì', giuwowngf: 'giường', ruwowuj: 'rượu',
    huwu: 'hưu', nguyeenx: 'nguyễn', hoax: 'hõa', hoaxz: 'hoa', ass: 'as', aaa: 'aa', ddd: 'dd', uww: 'uw', tesst: 'test',
    covid: 'covid', wifi: 'wifi', show: 'show', bacs: 'bác', bacf: 'bacf', xooong: 'xoong', thuowr: 'thuở', thuowngf: 'thường', huowng: 'hương', vietes: 'viết', dauaf: 'dầu', tiengse: 'tiếng', tiengees: 'tienges', toio: 'tôi',
    muono: 'muôn', thuyenef: 'thuyền', dungd: 'đung', dungdd: 'dungd', duongdwf: 'đường', test: 'tét', video: 'video', zalo: 'zalo', uow: 'ươ', muoiwf: 'mười', xuaan: 'xuân',
  };
  for (const [typed, wanted] of Object.entries(expected)) assert.equal(await made(typed), wanted, typed);
  const tone = (word, name) => page.evaluate(([given, asked]) => /** @type {any} */ (globalThis).loaTelex.tone(given, asked), [word, name]);
  assert.equal(await tone('khoe', 'hỏi'), 'khỏe');
  assert.equal(await tone('hoàn', 'xóa dấu'), 'hoan');
  assert.equal(await tone('covid', 'sắc'), 'covid');
  await close();
});

test('what became another word is written as it was typed, with one touch or the key once more', async () => {
  for (const viewport of SCREENS) {
    const { page, key, field, keys, close } = await opened(viewport);
    await field.tap();
    await keys('xn te');
    assert.equal(await page.locator('.keyboard-typed').count(), 0, 'nothing became another word');
    await keys('s');
    assert.equal(await field.inputValue(), 'xn té');
    await keys('t');
    await key('Viết “test”').tap();
    assert.equal(await field.inputValue(), 'xn test');
    assert.equal(await page.locator('.keyboard-typed').count(), 0);
    assert.equal(await page.evaluate(() => document.activeElement?.id), 'q');
    await keys(' tess');
    assert.equal(await field.inputValue(), 'xn test tes');
    assert.equal(await page.locator('.keyboard-typed').count(), 0, 'it is undone already');
    // It goes with the word, and is as large as the other keys.
    await keys(' ddi');
    assert.equal(await field.inputValue(), 'xn test tes đi');
    const box = await page.locator('.keyboard-typed').boundingBox();
    assert.ok(box && box.height >= 64 && box.width >= 64 && box.x >= 0 && box.x + box.width <= viewport.width, JSON.stringify(box));
    await keys(' ');
    assert.equal(await page.locator('.keyboard-typed').count(), 0);
    await close();
  }
});

for (const viewport of SCREENS) {
  const size = `${viewport.width}×${viewport.height}`;

  test(`${size}: fingers type, put tones, correct and search`, async () => {
    const { page, key, field, keys, heard, close } = await opened(viewport);
    assert.equal(await field.getAttribute('inputmode'), 'none');
    assert.equal(await field.getAttribute('autocomplete'), 'off');
    await field.tap();
    const covered = await page.evaluate(() => document.querySelector('#q').getBoundingClientRect().bottom
      - document.querySelector('.keyboard').getBoundingClientRect().top);
    assert.ok(covered <= 0, `the keyboard covers ${covered} px of the field`);
    await keys('suwcs khoe');
    assert.equal(await field.inputValue(), 'sức khoe');
    assert.equal(await heard('inputs'), 10);
    await key('hỏi').tap();
    assert.equal(await field.inputValue(), 'sức khỏe');
    assert.equal(await page.evaluate(() => document.activeElement.id), 'q');
    await key('Tìm').tap();
    assert.deepEqual(await heard('sent'), ['sức khỏe']);
    assert.equal(await page.locator('.keyboard').isVisible(), false);

    await field.tap();
    await field.evaluate((input) => /** @type {HTMLInputElement} */ (input).setSelectionRange(3, 3));
    await keys('1');
    await key('xóa một chữ').tap();
    await key('xóa một chữ').tap();
    assert.equal(await field.inputValue(), 'sứ khỏe');
    assert.equal(await field.evaluate((input) => /** @type {HTMLInputElement} */ (input).selectionStart), 2);
    await key('Xóa hết').tap();
    assert.equal(await field.inputValue(), '');
    await keys('đơn 2');
    await page.keyboard.type('ss');
    assert.equal(await field.inputValue(), 'đơn 2ss');
    await key('Ẩn bàn phím').tap();
    assert.equal(await page.locator('.keyboard').isVisible(), false);
    await close();
  });

  test(`${size}: a long press writes once, a click without a finger writes too`, async () => {
    const { page, key, field, close } = await opened(viewport);
    await field.tap();
    const { x, y, width, height } = await key('k').boundingBox();
    await page.mouse.move(x + width / 2, y + height / 2);
    await page.mouse.down();
    await page.waitForTimeout(900);
    await page.mouse.up();
    assert.equal(await field.inputValue(), 'k');
    await key('h').evaluate((/** @type {HTMLElement} */ button) => button.click());
    assert.equal(await field.inputValue(), 'kh');
    await close();
  });

  test(`${size}: keys are large and on the screen, and axe-core objects to nothing`, async () => {
    const { page, field, close } = await opened(viewport);
    await field.tap();
    const wrong = await page.locator('.keyboard button').evaluateAll((buttons) => buttons.flatMap((button) => {
      const box = button.getBoundingClientRect();
      const fits = box.width >= 64 && box.height >= 64 && box.left >= 0 && box.right <= innerWidth && box.bottom <= innerHeight
        && button.scrollWidth <= button.clientWidth;
      return fits ? [] : [`${button.textContent} ${box.width}×${box.height}`];
    }));
    assert.deepEqual(wrong, []);
    await accessible(page);
    if (process.env.LOA_SHOTS) await page.screenshot({ path: path.join(process.env.LOA_SHOTS, `keyboard-${viewport.width}.png`) });
    await close();
  });
}
