// @ts-check
// What is typed is kept: in this browser at once, on the server's disk within a second. "Đã lưu" is said when it is there.
import { call, Refusal } from './call.js';

/** How long nobody types before a text is sent, and how long it waits at most, in milliseconds. */
const REST = 400;
const MOST = 1000;
/** How soon a text is in the browser's own store. */
const SOON = 200;
/** How long until a text that could not be saved is sent again. */
const AGAIN = 1000;

/** @typedef {import('./fields.js').State} State */
/** @typedef {{ id: string, others: number, moved: boolean }} Recorded */

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

function unique() {
  const bytes = crypto.getRandomValues(new Uint8Array(12));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Whether the window of this name is open no more. @param {string} window */
async function isGone(window) {
  if (!navigator.locks) return true;
  return navigator.locks.request(`loa-${window}`, { ifAvailable: true }, async (lock) => lock !== null);
}

/**
 * Sends what windows typed that ended before it was saved. Says whether there was any for this text.
 * @param {string} path
 */
export async function rescue(path) {
  let found = false;
  for (const typed of await store.all()) {
    if (typed.path !== path || !(await isGone(typed.window))) continue;
    await call('record', typed);
    await store.drop(typed.window);
    found = true;
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
    /** @type {Promise<boolean> | null} */
    this.work = null;
    this.timer = 0;
    this.local = 0;
    // Held as long as this window lives: so others know that its text is not left behind.
    navigator.locks?.request(`loa-${this.window}`, () => new Promise(() => {}));
    addEventListener('beforeunload', (event) => { if (this.isOpen()) event.preventDefault(); });
    document.addEventListener('visibilitychange', () => { if (document.hidden) this.flush(); });
  }

  /** Whether something was typed that is not on the disk. */
  isOpen() { return !this.closed && JSON.stringify(this.options.read()) !== this.saved; }

  /** What is sent of the text as it is now. */
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
      // The whole text that is on its way has the next number.
      if (this.isOpen()) store.put({ ...this.written(), seq: this.seq + (this.held ? 2 : 1) });
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

  async send() {
    clearTimeout(this.timer);
    while (this.isOpen()) {
      this.first = 0;
      this.seq += 1;
      const written = this.written();
      const text = JSON.stringify(written.state);
      try {
        const answer = await call('record', written);
        this.parent = answer.id;
        this.saved = text;
        this.failing = false;
        this.options.recorded(answer);
      } catch (error) {
        this.fail(error);
        return false;
      }
    }
    if (this.closed) return true;
    await store.drop(this.window);
    const time = new Date().toLocaleTimeString('vi-VN', { hour: '2-digit', minute: '2-digit', timeZone: 'Asia/Ho_Chi_Minh' });
    this.options.tell(this.parent ? `Đã lưu lúc ${time}` : 'Chưa có gì thay đổi', 'good');
    return true;
  }

  fail(error) {
    this.failing = true;
    const words = error instanceof Refusal ? error.message : String(error);
    this.options.tell(`Chưa lưu được. ${words}`, 'grave');
    store.put({ ...this.written(), seq: this.seq + 1 });
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
