// Fingers walk through a kiosk from its first page: a page of each shape, and from none of them is there no way on.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { accessible, SCREENS, standing, touchable } from './kiosk.mjs';

// Pages that look alike: of each section, list and register one page is walked to, and two of posts.
const MOST_OF_SHAPE = 2;

const stand = standing();
const { opened } = stand;

/** `/suc-khoe/bong/` and `/suc-khoe/sot/` have one shape. */
function shape(/** @type {string} */ path) {
  const [first, ...rest] = path.split('/').filter(Boolean);
  return [first ?? '', ...rest.map((part) => (/^(trang|\d+)$/.test(part) ? part : '*'))].join('/');
}

/** The links of a page that a finger reaches: their place in the document, and where they lead. */
function links(/** @type {import('playwright-core').Page} */ page) {
  return page.locator('a[href]').evaluateAll((all) => all.flatMap((link, at) => {
    // Links of drawings have no pathname of their own.
    const { pathname, search, hash } = new URL(link.getAttribute('href') ?? '', document.baseURI);
    const isSeen = link.checkVisibility({ visibilityProperty: true }) && link.getBoundingClientRect().width > 1;
    return isSeen && !hash && !link.matches('[data-kiosk-home]') ? [{ at, pathname, search }] : [];
  }));
}

for (const viewport of SCREENS) {
  test(`${viewport.width}×${viewport.height}: from each page that fingers come to they go on, back and to the beginning`, async () => {
    const { page, faults, close } = await opened({ viewport });
    /** @type {Map<string, number>} */
    const shapes = new Map([['', 1]]);
    const waiting = ['/'];
    let walked = 0;
    for (let from = waiting.shift(); from; from = waiting.shift()) {
      await page.goto(stand.origin + from);
      for (const { at, pathname, search } of await links(page)) {
        const kind = shape(pathname) + (search ? '?' : '');
        const met = shapes.get(kind) ?? 0;
        if (met >= MOST_OF_SHAPE || pathname === from) continue;
        shapes.set(kind, met + 1);
        await page.goto(stand.origin + from);
        await page.locator('a[href]').nth(at).tap();
        await page.waitForURL((url) => url.pathname === pathname);
        walked += 1;
        const covered = await page.evaluate(() => ['[data-kiosk-home]', '[data-kiosk-back]'].filter((way) => {
          const button = document.querySelector(way);
          const box = button?.getBoundingClientRect();
          const top = box && document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
          return !box || box.top < innerHeight * 0.4 || box.height < 64 || !button?.contains(top ?? null);
        }));
        assert.deepEqual(covered, [], `${pathname} from ${from}`);
        assert.ok((await links(page)).length > 0, `${pathname} leads nowhere`);
        assert.equal(await page.locator('main h1').count(), 1, pathname);
        await touchable(page, pathname);
        if (met === 0) await accessible(page, pathname);
        await page.locator('[data-kiosk-back]').tap();
        await page.waitForURL(stand.origin + from);
        if (!waiting.includes(pathname)) waiting.push(pathname);
      }
    }
    assert.ok(walked > 25 && shapes.size > 15, `${walked} pages of ${shapes.size} shapes`);
    // An address that there is not has the way to the beginning too.
    await page.goto(`${stand.origin}/khong-co/`);
    await page.locator('[data-kiosk-home]').tap();
    await page.waitForURL(`${stand.origin}/`);
    // The browser itself says that such a page was not found.
    assert.deepEqual(faults.filter((fault) => !/404/.test(fault)), []);
    await close();
  });
}

test('no lesson is wider than a screen that stands upright', async () => {
  const { page, faults, close } = await opened({ viewport: SCREENS.find(({ width, height }) => width < height) });
  await page.goto(`${stand.origin}/a-z/`);
  await page.locator('details').evaluateAll((/** @type {HTMLDetailsElement[]} */ all) => { for (const one of all) one.open = true; });
  const lessons = new Set((await links(page)).map(({ pathname }) => pathname).filter((path) => /^\/suc-khoe\/[^/]+\/$/.test(path)));
  assert.ok(lessons.size > 70, `${lessons.size} lessons`);
  const wide = [];
  for (const lesson of lessons) {
    await page.goto(stand.origin + lesson);
    if (await page.evaluate(() => document.documentElement.scrollWidth > innerWidth)) wide.push(lesson);
  }
  assert.deepEqual(wide, []);
  assert.deepEqual(faults, []);
  await close();
});
