// @ts-check
// What is typed is kept: in this browser at once, on the server's disk within a second. "Đã lưu" is said when it is there. A request
// whose answer did not come is sent again as it was, before anything newer: so it is answered as the first time, whoever wrote
// meanwhile, and nobody is at odds with themselves.
import { call, Refusal, unique } from './call.js';

/** How long nobody types before a text is sent, and how long it waits at most, in milliseconds. */
const REST = 400;
const MOST = 1000;
/** How soon a text is in the browser's own store. */
const SOON = 200;
/** How long until a text that could not be saved is sent again. */
const AGAIN = 1000;
/** How long the browser's own store, and other windows, are waited for. */
const PATIENCE = 300;

/** @typedef {import('./fields.js').State} State */
/** @typedef {{ id: string, others: number, moved: boolean }} Recorded */
/** @typedef {{ path: string, window: string, seq: number, parent: string | null, base: string | null, state: State, once?: string }} Written */
/** @typedef {{ action: string, written: Written }} Pending a request whose answer has not come */
/** @typedef {{ path: string, window: string, pending: Pending | null, typed: Written | null }} Noted */

/** @param {number} time in milliseconds */
const rest = (time) => new Promise((done) => { setTimeout(done, time); });

/** The browser's own store; without one the page itself is all there is. */
class Store {
  constructor() {
    this.opened = new Promise((done) => {
      const request = indexedDB.open('loa-studio', 1);
      request.onupgradeneeded = () => { request.result.createObjectStore('typed'); };
      request.onsuccess = () => { done(request.result); };
      request.onerror = () => { done(null); };
      request.onblocked = () => { done(null); };
    });
  }

  /** @param {IDBTransactionMode} mode @param {(store: IDBObjectStore) => IDBRequest} use */
  async use(mode, use) {
    const base = await this.opened;
    if (!base) return undefined;
    return new Promise((done) => {
      try {
        const work = base.transaction('typed', mode, { durability: 'strict' });
        const request = use(work.objectStore('typed'));
        work.oncomplete = () => { done(request.result); };
        work.onerror = () => { done(undefined); };
        work.onabort = () => { done(undefined); };
      } catch { done(undefined); }
    });
  }

  put(value) { return this.use('readwrite', (store) => store.put(value, value.window)); }

  drop(window) { return this.use('readwrite', (store) => store.delete(window)); }

  async all() { return (await this.use('readonly', (store) => store.getAll())) ?? []; }
}

const store = new Store();

/** Windows ask each other by name whether they are there. */
const windows = new BroadcastChannel('loa-windows');

/** Whether the window of this name is open no more. One that closes in this moment holds its name a while, and says nothing. @param {string} window */
async function isGone(window) {
  const there = new Promise((done) => {
    windows.addEventListener('message', ({ data }) => { if (data.here === window) done(false); });
    windows.postMessage({ ask: window });
  });
  const free = navigator.locks?.request(`loa-${window}`, { ifAvailable: true }, async (lock) => lock !== null)
    .then((known) => known || rest(PATIENCE).then(() => true));
  return Promise.race([there, free ?? rest(PATIENCE).then(() => true)]);
}

/**
 * Rows as they are numbered in the file after a text went there: what was typed behind it counts from that.
 * @param {State} state @param {State} gone
 */
function renumbered(state, gone) {
  const rows = Object.entries(state.rows).map(([key, list]) => {
    const whole = (gone.rows[key] ?? []).filter(({ cells }) => Object.values(cells).some((text) => text.trim() !== ''));
    return [key, list.map(({ from, cells }) => {
      const at = from === null ? -1 : whole.findIndex((row) => row.from === from);
      return { from: at === -1 ? null : at, cells };
    })];
  });
  return { ...state, rows: Object.fromEntries(rows) };
}

/** Asks again what a window asked that is gone; gives what was typed there behind it, as that goes on. @param {Noted} noted */
async function again({ pending, typed }) {
  if (!pending || !['record', 'save'].includes(pending.action)) return typed;
  const { action, written } = pending;
  try {
    const answer = await call(action, written);
    if (action === 'record') return typed && { ...typed, parent: answer.id };
    return typed && { ...typed, parent: null, base: answer.base, state: renumbered(typed.state, written.state) };
  } catch (error) {
    // What did not go into its file is as it was: what was typed goes on from there.
    if (action === 'save' && error instanceof Refusal && error.answers) return typed;
    throw error;
  }
}

/** What an earlier version of this page noted is what was typed. @param {any} noted @returns {Noted} */
const read = (noted) => (noted.state ? { path: noted.path, window: noted.window, pending: null, typed: noted } : noted);

/**
 * Sends what windows typed that ended before it was saved. Says whether there was any for this text; `begin` is called where
 * there may be.
 * @param {string} path @param {() => void} begin
 */
export async function rescue(path, begin) {
  let found = false;
  for (const noted of (await store.all()).map(read)) {
    if (noted.path !== path) continue;
    begin();
    if (!(await isGone(noted.window))) continue;
    try {
      const typed = await again(noted);
      if (typed) await call('record', { ...typed, left: true });
      await store.drop(noted.window);
      found = true;
    } catch { /* It stays in this browser, and is sent when the text is opened next. */ }
  }
  return found;
}

/** Keeps one text. */
export class Keeper {
  /**
   * @param {{ path: string, base: string, parent: string, read: () => State,
   *   tell: (words: string, kind: string) => void, recorded: (answer: Recorded) => void }} options
   */
  constructor(options) {
    this.options = options;
    this.base = options.base || null;
    this.parent = options.parent || null;
    this.window = unique();
    this.seq = 0;
    this.saved = JSON.stringify(options.read());
    this.first = 0;
    this.failing = false;
    this.closed = false;
    /** Whether the whole text is on its way somewhere: what is typed meanwhile waits. */
    this.held = false;
    /** @type {Pending | null} */
    this.pending = null;
    /** @type {Promise<boolean> | null} */
    this.work = null;
    this.timer = 0;
    this.local = 0;
    // Held as long as this window lives: so others know that its text is not left behind.
    navigator.locks?.request(`loa-${this.window}`, () => new Promise(() => {}));
    windows.addEventListener('message', ({ data }) => { if (data.ask === this.window) windows.postMessage({ here: this.window }); });
    addEventListener('beforeunload', (event) => { if (this.isOpen()) event.preventDefault(); });
    document.addEventListener('visibilitychange', () => { if (document.hidden) this.flush(); });
  }

  /** Whether something was typed, or asked, of which nobody knows that it is on the disk. */
  isOpen() { return !this.closed && (this.pending !== null || JSON.stringify(this.options.read()) !== this.saved); }

  /** What is sent of the text as it is now. @returns {Written} */
  written() {
    const { path, read } = this.options;
    return { path, window: this.window, seq: this.seq, parent: this.parent, base: this.base, state: read() };
  }

  /** Something was typed. */
  touch() {
    if (this.closed) return;
    const now = performance.now();
    this.first ||= now;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => { this.flush(); }, Math.max(0, Math.min(REST, this.first + MOST - now)));
    this.local ||= setTimeout(() => {
      this.local = 0;
      if (this.isOpen()) this.note();
    }, SOON);
    if (!this.failing) this.options.tell('Đang lưu…', 'busy');
  }

  /** Sends nothing until it is released; the browser's own store still takes what is typed. */
  hold() { this.held = true; }

  release() {
    this.held = false;
    if (this.isOpen()) this.touch();
  }

  /** Saves what was typed; says whether all of it is on the disk. @returns {Promise<boolean>} */
  flush() {
    if (this.held) return Promise.resolve(false);
    this.work ??= this.send().finally(() => { this.work = null; });
    return this.work;
  }

  /** Notes in this browser what is on its way, and what was typed behind it: the window may end at any moment. */
  note() {
    const { pending, window, options: { path } } = this;
    const typed = { ...this.written(), seq: this.seq + 1 };
    const known = pending ? JSON.stringify(pending.written.state) : this.saved;
    return store.put({ path, window, pending, typed: JSON.stringify(typed.state) === known ? null : typed });
  }

  /**
   * Asks for something; where no answer comes, what is asked next is this again. Only one request is on its way.
   * @param {string} action @param {Written} written
   */
  async ask(action, written) {
    this.seq = written.seq;
    this.pending ??= { action, written };
    // A browser that cannot keep it must not keep it from the server.
    await Promise.race([this.note(), rest(PATIENCE)]);
    try {
      const answer = await call(action, written);
      this.pending = null;
      this.failing = false;
      return answer;
    } catch (error) {
      if (error instanceof Refusal && error.answers) this.pending = null;
      throw error;
    }
  }

  /** The same, until there is an answer. @param {string} action @param {Written} written */
  async insist(action, written) {
    const asked = { ...written, once: unique() };
    for (;;) {
      try {
        return await this.ask(action, asked);
      } catch (error) {
        if (!this.pending) throw error;
        this.tellFailing(error);
        await rest(AGAIN);
      }
    }
  }

  async send() {
    clearTimeout(this.timer);
    for (;;) {
      if (this.closed) return true;
      if (!this.isOpen()) {
        await store.drop(this.window);
        if (!this.isOpen()) break;
      }
      this.first = 0;
      const { written } = this.pending ?? { written: { ...this.written(), seq: this.seq + 1 } };
      try {
        const answer = await this.ask('record', written);
        this.parent = answer.id;
        this.saved = JSON.stringify(written.state);
        this.options.recorded(answer);
      } catch (error) {
        this.fail(error);
        return false;
      }
    }
    const time = new Date().toLocaleTimeString('vi-VN', { hour: '2-digit', minute: '2-digit', timeZone: 'Asia/Ho_Chi_Minh' });
    this.options.tell(this.parent ? `Đã lưu lúc ${time}` : 'Chưa có gì thay đổi', 'good');
    return true;
  }

  /** @param {unknown} error */
  tellFailing(error) {
    this.failing = true;
    const words = error instanceof Refusal ? error.message : String(error);
    this.options.tell(`Chưa lưu được. ${words}`, 'grave');
  }

  /** @param {unknown} error */
  fail(error) {
    this.tellFailing(error);
    this.note();
    this.timer = setTimeout(() => { this.flush(); }, AGAIN);
  }

  /**
   * A text went into its file, which holds `base` since; `seq` is the count under which it was sent. What was typed meanwhile
   * is still to be saved, and continues that file.
   * @param {{ base: string, seq: number, text: string }} gone
   */
  settled({ base, seq, text }) {
    this.base = base;
    this.parent = null;
    this.seq = Math.max(this.seq, seq);
    this.saved = text;
  }

  /** The text went on its way: this window keeps it no more. */
  close() {
    this.closed = true;
    clearTimeout(this.timer);
    return store.drop(this.window);
  }
}
