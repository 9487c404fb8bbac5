// Every template at every width, colour scheme and size of text: nothing wider than the screen, nothing on
// top of something else, nothing too small to touch, nothing that axe-core objects to.
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import { launch, PUBLIC, serve, watched } from './site.mjs';
import { examples, PAGES, SCHEMES, TEXT_SIZES, WIDTHS } from './templates.mjs';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const WARD = 'le-chan';
/** A site built with drafts, which holds the example pages of components. */
const DRAFTS = path.resolve(process.env.LOA_DRAFTS ?? 'public-drafts', WARD);

let browser;
before(async () => { browser = await launch(); });
after(() => browser.close());

/** Sets the text to a multiple of the theme's size, as a reader's own setting does. */
async function enlarge(page, times) {
  await page.evaluate((factor) => {
    document.documentElement.style.fontSize = '';
    const size = parseFloat(getComputedStyle(document.documentElement).fontSize);
    document.documentElement.style.fontSize = factor === 1 ? '' : `${size * factor}px`;
  }, times);
}

/** What is wrong with the layout as it stands, in words. */
function faultsOfLayout() {
  const faults = [];
  const root = document.documentElement;
  if (root.scrollWidth > innerWidth) {
    const wide = [...document.querySelectorAll('body *')].filter((element) => {
      const { right, width } = element.getBoundingClientRect();
      return width && right > innerWidth + 1 && !element.closest('.visually-hidden, .table-scroll');
    });
    const named = wide.slice(-1).map((element) => `${element.tagName}.${element.className}`);
    faults.push(`scrolls sideways: ${root.scrollWidth} px, ${named}`);
  }

  // The lines of text that are seen, each with its box and its block.
  const lines = [];
  // What is cut away to nothing is for those who hear the page.
  const heard = (element) => element && (getComputedStyle(element).clipPath === 'inset(50%)' || heard(element.parentElement));
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = /** @type {Text} */ (walker.currentNode);
    const parent = node.parentElement;
    if (!node.data.trim() || parent.closest('.skip, script, noscript, svg, details:not([open]) > :not(summary)')) continue;
    if (!parent.checkVisibility({ visibilityProperty: true }) || heard(parent)) continue;
    // Neither are the lines that an excerpt of so many lines cuts away.
    let clamp = parent;
    while (clamp && getComputedStyle(clamp).webkitLineClamp === 'none') clamp = clamp.parentElement;
    const end = clamp ? clamp.getBoundingClientRect().bottom : Infinity;
    const range = document.createRange();
    range.selectNodeContents(node);
    const size = parseFloat(getComputedStyle(parent).fontSize);
    for (const { left, right, top, bottom } of range.getClientRects()) {
      // The letters themselves, without the room that the line leaves around them.
      const middle = (top + bottom) / 2;
      if (middle > end) continue;
      lines.push({ left, right, top: middle - size * 0.42, bottom: middle + size * 0.42, text: node.data.trim(), cut: clamp && node });
    }
  }
  lines.sort((a, b) => a.top - b.top);
  for (const [at, line] of lines.entries()) {
    for (const other of lines.slice(at + 1)) {
      if (other.top >= line.bottom) break;
      // Chromium gives the line that ends in an ellipsis twice: with it, and as it would be whole.
      if (line.cut && line.cut === other.cut) continue;
      const width = Math.min(line.right, other.right) - Math.max(line.left, other.left);
      const height = Math.min(line.bottom, other.bottom) - other.top;
      if (width > 2 && height > 2) faults.push(`"${line.text.slice(0, 40)}" and "${other.text.slice(0, 40)}" overlap`);
    }
  }

  // What is touched: 44 px, save links inside running text (WCAG 2.5.5).
  for (const target of document.querySelectorAll('a[href], button, summary, input, select')) {
    if (!target.checkVisibility({ visibilityProperty: true }) || target.closest('.skip') || heard(target)) continue;
    const inText = target.matches('a') && getComputedStyle(target).display === 'inline';
    const { width, height } = target.getBoundingClientRect();
    if (!inText && width && (width < 44 || height < 44)) {
      faults.push(`${target.tagName} "${(target.textContent || target.name).trim().slice(0, 30)}" is ${Math.round(width)} × ${Math.round(height)} px`);
    }
  }
  return [...new Set(faults)].slice(0, 8);
}

async function look(page, where) {
  const faults = [];
  for (const scheme of SCHEMES) {
    await page.emulateMedia({ colorScheme: scheme });
    for (const width of WIDTHS) {
      await page.setViewportSize({ width, height: 800 });
      for (const times of TEXT_SIZES) {
        await enlarge(page, times);
        const found = await page.evaluate(faultsOfLayout);
        faults.push(...found.map((fault) => `${where}, ${width} px, ${scheme}, text × ${times}: ${fault}`));
      }
      await enlarge(page, 1);
    }
  }
  return faults;
}

async function axe(page, where) {
  const faults = [];
  for (const [width, scheme] of [[390, 'light'], [1280, 'dark']]) {
    await page.emulateMedia({ colorScheme: scheme });
    await page.setViewportSize({ width, height: 800 });
    // The page's policy lets nobody else's script in: the debugger may.
    await page.evaluate(AXE);
    const { violations } = await page.evaluate(() => globalThis.axe.run());
    for (const { id, nodes } of violations) {
      faults.push(`${where}, ${width} px, ${scheme}: ${id}: ${nodes.map((node) => node.html.slice(0, 120)).slice(0, 3).join(' ')}`);
    }
  }
  return faults;
}

function inspect(folder, pages) {
  let site;
  before(async () => { site = await serve(folder); });
  after(() => site.close());
  for (const [what, address] of pages) {
    test(`${what}: fits, does not overlap, can be touched, passes axe-core`, async () => {
      const { page, close } = await watched(browser, site.origin);
      const answer = await page.goto(site.origin + address);
      assert.equal(answer.status(), what === 'unknown address' ? 404 : 200, address);
      if (address.startsWith('/tim-kiem/')) await page.locator('[data-hit]').first().waitFor({ timeout: 15_000 });
      assert.deepEqual([...await look(page, address), ...await axe(page, address)], []);
      await close();
    });
  }
}

describe('templates', () => inspect(path.join(PUBLIC, WARD), Object.entries(PAGES)));

describe('examples of components', () => {
  assert.ok(existsSync(DRAFTS), 'the site with drafts is not built');
  inspect(DRAFTS, examples(DRAFTS).map((address) => [address, address]));
});
