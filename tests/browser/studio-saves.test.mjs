// Two browsers write the same posts and others, reload, close a tab in mid-word, save, while the program is killed and files
// change beside it: whatever was said to be saved is in the form or told as a second text, and nobody is at odds with themselves.
// `tests/saves` makes 500 saves in each browser.
import assert from 'node:assert/strict';
import { readFileSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { Root } from './device.mjs';
import { launch } from './site.mjs';
import { WARD, begin, end } from './studio.mjs';

const SAVES = Number(process.env.LOA_SAVES ?? 12);
const SEED = Number(process.env.LOA_SAVES_SEED ?? 1);
const PATIENCE = { timeout: 60_000 };

const POSTS = ['mot', 'hai', 'ba'];
const file = (post) => `content/phuong-thu/tin/${post}.md`;
const form = (post) => `/bai/phuong-thu/tin/${post}.md`;
const compare = (post) => `/so-sanh/phuong-thu/tin/${post}.md`;
const beginning = (post) => `+++\ntitle = "Bài ${post}" # của tổ\ndate = 2026-11-20\ndraft = true\nsummary = "Tóm tắt."\n+++\n\nChữ.\n`;

/** Every word that is typed is another, and none is the beginning of another. @param {string} text @returns {Set<string>} */
const words = (text) => new Set(text.match(/\btu\d+x/g));
const minus = (some, others) => new Set([...some].filter((one) => !others.has(one)));

/** Numbers below a limit, the same for the same seed. */
class Dice {
  constructor(seed) { this.state = (Math.imul(seed, 2654435761) + 1) >>> 0; }

  throw(limit) {
    this.state = (Math.imul(this.state, 1664525) + 1013904223) >>> 0;
    return Math.floor((this.state / 2 ** 32) * limit);
  }

  of(all) { return all[this.throw(all.length)]; }
}

const dice = new Dice(SEED);
const counts = { saves: [0, 0], files: 0, reloads: 0, closed: 0, killed: 0, outside: 0, told: 0, settled: 0, typed: 0, one: 0, two: 0 };
let count = 0;
let root;
let studio;
/** @type {Writer[]} */
let all = [];
/** On which page a window was heard of first. */
const windows = new Map();

/** What is known of a post: the words that must be found, and who changed it when. */
class Post {
  live = new Set();
  ever = new Set();
  changes = [];
  two = false;
  /** How many changes there were when somebody saw one text last: two may come of any behind them, also of one from before a page was opened. */
  one = 0;

  constructor(name) { this.name = name; }

  changed(by, found) {
    this.changes.push(by);
    for (const word of found) { this.live.add(word); this.ever.add(word); }
  }
}
const posts = new Map(POSTS.map((name) => [name, new Post(name)]));

/** One browser with one tab. */
class Writer {
  page = null;
  /** @type {Post} */
  post = null;
  /** How many changes of a post there were when its text was opened. */
  since = {};
  /** The same for the tab before, whose last words may come after its end. */
  before = {};
  /** The words that were typed into a post. */
  typed = {};
  /** How often a page was opened. */
  opened = 0;

  constructor(number, context) {
    this.number = number;
    this.context = context;
  }

  /** Opens a post. What was typed there and is not confirmed began where the tab before it did. */
  async open(post) {
    const open = minus(this.typed[post.name] ?? new Set(), post.ever);
    note(this.number, 'opens', post.name, post.changes.length, open.size);
    this.before[post.name] = this.since[post.name] ?? 0;
    if (open.size === 0) this.since[post.name] = post.changes.length;
    this.typed[post.name] = new Set();
    this.post = post;
    if (!this.page || this.page.isClosed()) {
      this.page = await this.context.newPage();
      // Whoever leaves a page that is not saved reads the question first.
      this.page.on('dialog', (dialog) => { setTimeout(() => { dialog.accept().catch(() => {}); }, 500); });
      this.page.on('response', (answer) => { this.answered(answer); });
      this.page.on('framenavigated', (frame) => { if (frame === frame.page().mainFrame()) this.opened += 1; });
    }
    await this.go(form(post.name));
    // Where the program was killed before the page had its scripts, it says so: whoever sees that loads it again.
    const ready = this.page.locator('#luu').filter({ hasNotText: 'Đang mở…' });
    for (let tries = 1; ; tries += 1) {
      const there = await ready.waitFor({ timeout: 10_000, state: 'attached' }).then(() => true, () => false);
      if (there) return;
      assert.ok(tries < 6, 'the page opens');
      await this.go(form(post.name));
    }
  }

  /** Goes to a page; a form that opens itself anew in the same moment may come between. */
  async go(address) {
    for (let tries = 1; ; tries += 1) {
      try {
        await this.page.goto(studio.origin + address, PATIENCE);
        return;
      } catch (error) {
        if (tries === 6 || !/interrupted by another navigation|ERR_ABORTED/.test(String(error))) throw error;
        await new Promise((wait) => { setTimeout(wait, 500); });
      }
    }
  }

  /** The program says that it has something. */
  answered(answer) {
    const action = /\/api\/(record|save)$/.exec(answer.url())?.[1];
    if (!action || !answer.ok()) return;
    const { path: where, state, window } = answer.request().postDataJSON();
    const post = posts.get(path.basename(where, '.md'));
    const page = `${this.number} ${this.opened}`;
    if (!windows.has(window)) windows.set(window, page);
    const found = words(JSON.stringify(state));
    note(this.number, 'heard', action, post.name, window.slice(0, 12), answer.request().postDataJSON().seq);
    // What a window left behind comes again after a later page was opened. Of its words those may have been put aside meanwhile
    // that the program had already.
    post.changed(this.number, windows.get(window) === page ? found : minus(found, post.ever));
    if (action === 'record') counts.saves[this.number] += 1;
    else counts.files += 1;
  }

  /** Types a word at the end of the text, or now and then of another field; gives it where the page took it. */
  async type() {
    const field = this.page.locator(dice.throw(5) === 0 ? '[data-key="summary"]' : '#chu');
    count += 1;
    counts.typed += 1;
    const word = `tu${count}x`;
    note(this.number, 'types', word, this.post.name);
    (this.typed[this.post.name] ??= new Set()).add(word);
    try {
      await field.focus({ timeout: 5000 });
      await this.page.keyboard.press('Control+End');
      await this.page.keyboard.type(` ${word}`, { delay: dice.throw(30) });
    } catch { return null; }
    return word;
  }

  /** Waits until a word is confirmed, or is not on the page any more, which was opened anew. */
  async confirmed(word) {
    const last = Date.now() + PATIENCE.timeout;
    while (!this.post.ever.has(word)) {
      const there = await this.page.locator('form#bai').evaluate((one, wanted) => (
        [...one.querySelectorAll('textarea, input')].some((field) => /** @type {HTMLInputElement} */ (field).value.includes(wanted))), word).catch(() => true);
      if (!there) return;
      if (Date.now() > last && await this.page.locator('#luu', { hasText: 'Đang mở…' }).count() > 0) {
        await this.open(this.post);
        return;
      }
      assert.ok(Date.now() < last, `${word} was never saved: ${await this.page.locator('#luu').textContent()}`);
      await new Promise((wait) => { setTimeout(wait, 50); });
    }
  }

  async text(address) {
    const answer = await this.context.request.get(studio.origin + address, PATIENCE);
    assert.equal(answer.status(), 200, address);
    return answer.text();
  }

  /** What a form shows, and what stands beside it where there are two texts. */
  async shown(post) {
    const shown = await this.text(form(post.name));
    const two = !/id="hai-ban"[^>]*hidden/.test(shown);
    return { found: words(shown), two, beside: words(two ? await this.text(compare(post.name)) : '') };
  }

  /** Everything that was confirmed is there or told; two texts have two writers. */
  async check(post) {
    for (let tries = 1; ; tries += 1) {
      const wanted = new Set(post.live);
      const known = post.changes.length;
      const { found, two, beside } = await this.shown(post);
      const missing = minus(wanted, new Set([...found, ...beside]));
      const since = Math.min(this.since[post.name] ?? 0, this.before[post.name] ?? 0);
      note(this.number, 'sees', post.name, two ? 'two' : 'one', post.two ? 'told' : '', since);
      // Of three texts two are compared, and the third with what becomes of them.
      const lost = !two && missing.size > 0;
      const alone = two && !post.two && post.changes.slice(Math.min(since, post.one)).every((by) => by === this.number);
      if (!lost && !alone) {
        counts[post.two ? 'two' : 'one'] += 1;
        if (!two) post.one = known;
        counts.told += Number(two && !post.two);
        post.two = two;
        return;
      }
      // The other browser may have written between two questions, or tell of it late.
      if (tries < 4) { await heard(); continue; }
      assert.fail(`${post.name}, browser ${this.number}: ${lost ? `lost ${[...missing].join(' ')}` : 'at odds with itself'}\n${tale(post)}`);
    }
  }

  /** Chooses between two texts. */
  async settle(post) {
    note(this.number, 'settles', post.name);
    await this.go(compare(post.name));
    const sides = this.page.locator('#so fieldset');
    for (let at = 0; at < await sides.count(); at += 1) await sides.nth(at).locator('input').nth(dice.throw(2)).check();
    const offered = words(await this.page.locator('#so').innerText());
    if (await this.page.locator('#so button').count() === 0) return;
    await this.page.locator('#so button').click();
    const done = await Promise.race([
      this.page.waitForURL(`**${form(post.name)}*`, PATIENCE).then(() => true),
      this.page.locator('#so .told:not([hidden])').waitFor(PATIENCE).then(() => false, () => false),
    ]);
    if (!done) return;
    counts.settled += 1;
    const { found, two } = await this.shown(post);
    await heard();
    // What was not chosen is put aside.
    post.live = minus(post.live, minus(offered, found));
    post.two = two;
    post.changed(this.number, []);
  }
}

/** What was done lately, for whoever asks why. */
const done = [];
const note = (...words) => { done.push(`${new Date().toISOString().slice(11, 23)} ${words.join(' ')}`); };

/** The last of that, and of the records of a post. @param {Post} post */
function tale(post) {
  const folder = path.join(root.folder, '.loa/studio/work');
  const journal = readdirSync(folder).find((name) => name.startsWith(`${post.name}md.`));
  const lines = readFileSync(path.join(folder, journal), 'utf8').trim().split('\n').slice(-40).map((line) => {
    const [name, , ...rest] = line.split(' ');
    const { window, seq, parents, base, into, time, state } = JSON.parse(rest.join(' '));
    const typed = state ? [...words(JSON.stringify(state))].slice(-4).join(' ') : 'ended';
    return `${time.slice(11, 23)} ${name.slice(0, 6)} ${window.slice(0, 12)} ${seq} [${parents.map((one) => one.slice(0, 6))}] ${base?.slice(0, 6)} ${into ? `into ${into.slice(0, 6)}` : ''} ${typed}`;
  });
  return [...done.filter((one) => one.includes(post.name) || one.endsWith('killed')).slice(-60), '', ...lines].join('\n');
}

/** Waits until what the program answered before is known here: a browser tells of it when it comes to it. */
async function heard() {
  await new Promise((wait) => { setTimeout(wait, 500); });
  await Promise.all(all.map(({ page }) => (page?.isClosed() ? null : page?.evaluate(() => 0).catch(() => {}))));
}

/** The program is gone and comes back; the first browser comes in again, and the other with it. */
async function restart(writers) {
  counts.killed += 1;
  note('killed');
  await end(studio.server, dice.throw(2) ? 'SIGKILL' : 'SIGTERM');
  await new Promise((wait) => { setTimeout(wait, dice.throw(1500)); });
  studio = await begin(['--root', root.folder, '--port', new URL(studio.origin).port]);
  await enter(writers);
}

async function enter(writers) {
  const [first, second] = writers;
  const page = await first.context.newPage();
  await page.goto(studio.address, PATIENCE);
  await page.getByLabel('Tên của bạn').fill('cô Lan');
  await page.getByRole('button', { name: 'Bắt đầu' }).click();
  await page.waitForURL(`${studio.origin}/`, PATIENCE);
  await page.close();
  await second.context.addCookies(await first.context.cookies());
}

/** Somebody adds a word to a file beside the studio. */
function outside() {
  const post = posts.get(dice.of(POSTS));
  count += 1;
  const word = `tu${count}x`;
  note('outside', post.name, word);
  root.edit(file(post.name), (text) => `${text.trimEnd()} ${word}\n`);
  post.changed('outside', [word]);
  counts.outside += 1;
}

/** One thing that a person does. */
async function step(writers) {
  const writer = dice.of(writers.filter((one) => counts.saves[one.number] < SAVES));
  const what = dice.throw(100);
  if (!writer.page || writer.page.isClosed()) {
    await writer.open(posts.get(dice.of(POSTS)));
  } else if (writer.post.two && what % 3 === 0) {
    // Whoever is told of two texts chooses soon: only where there is one can somebody be at odds with themselves.
    const { post } = writer;
    await writer.settle(post);
    await writer.open(post);
  } else if (what < 62) {
    const word = await writer.type();
    // Mostly somebody waits for “Đã lưu”.
    if (word && dice.throw(10) < 7) await writer.confirmed(word);
  } else if (what < 70) {
    counts.reloads += 1;
    await writer.open(writer.post);
  } else if (what < 77) {
    counts.closed += 1;
    note(writer.number, 'closes', writer.post.name);
    await writer.type();
    await new Promise((wait) => { setTimeout(wait, dice.throw(700)); });
    await writer.page.close();
    await writer.open(dice.throw(2) ? writer.post : posts.get(dice.of(POSTS)));
  } else if (what < 86) {
    await writer.open(posts.get(dice.of(POSTS)));
  } else if (what < 93) {
    note(writer.number, 'saves', writer.post.name);
    await writer.page.locator('#luu-nhap').click({ timeout: 5000 }).catch(() => {});
  } else if (what < 95) {
    outside();
  } else if (what < 96) {
    await restart(writers);
  }
  // What somebody sees before they go on.
  await new Promise((wait) => { setTimeout(wait, dice.throw(300)); });
  await writer.check(writer.post);
}

/** The texts of all files below a folder. */
function texts(folder) {
  const entries = readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => path.join(folder, name));
  return entries.filter((name) => statSync(name).isFile()).map((name) => readFileSync(name, 'utf8')).join('\n');
}

test(`two browsers, ${SAVES} saves in each: nothing confirmed is lost, and nobody is at odds with themselves`, async () => {
  const browsers = await Promise.all([launch(), launch()]);
  root = new Root();
  root.write('content/phuong-thu/ward.toml', WARD);
  for (const post of POSTS) root.write(file(post), beginning(post));
  studio = await begin(['--root', root.folder, '--port', '0']);
  try {
    const writers = await Promise.all(browsers.map(async (browser, number) => new Writer(number, await browser.newContext({ locale: 'vi-VN' }))));
    all = writers;
    await enter(writers);
    while (counts.saves.some((saves) => saves < SAVES)) await step(writers);
    // Everybody goes home; then one looks at every post until there is one text of each.
    for (const { page } of writers) await page?.close();
    const [last] = writers;
    for (const post of posts.values()) {
      await last.open(post);
      await last.page.waitForTimeout(1000);
      // Each choice makes one text of two; windows that were closed in mid-word may have left many.
      for (let sides = 0; (await last.shown(post)).two; sides += 1) {
        assert.ok(sides < 60, 'two texts become one');
        await last.settle(post);
      }
      const { found } = await last.shown(post);
      assert.deepEqual([...minus(post.live, found)], [], `${post.name} in the end`);
      const kept = words(texts(path.join(root.folder, '.loa')) + texts(path.join(root.folder, 'content')));
      assert.deepEqual([...minus(post.ever, kept)], [], `what was put aside of ${post.name} is kept`);
    }
  } finally {
    const ever = [...posts.values()].reduce((sum, post) => sum + post.ever.size, 0);
    console.log(JSON.stringify({ ...counts, confirmed: ever })); // eslint-disable-line no-console
    await Promise.all(browsers.map((browser) => browser.close()));
    await end(studio.server);
    root.remove();
  }
});
