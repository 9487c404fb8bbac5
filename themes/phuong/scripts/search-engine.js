// @ts-check
// Opens the search: fetches engine and index, starts the worker meanwhile, and brings the parts of the index that
// a query asks for, several at a time. Gives `self.loaSearch` to search.js.
(() => {
  'use strict';

  const config = document.getElementById('search-config')?.dataset;
  if (!config || typeof WebAssembly !== 'object') return;

  // A server that accepts a request and never answers must not leave the reader waiting for ever.
  const LONGEST_WAIT = 60_000;
  // A worker may end without a word, or never come to an end. What it is asked takes milliseconds; opening, a second or two.
  const LONGEST_WORK = 8000;
  const within = (time, promise) => Promise.race([promise, new Promise((_, reject) => {
    setTimeout(() => reject(new Error('no answer')), time);
  })]);

  // ---- files

  // The names of engine and index follow from their contents, so what was fetched once stays right. Many static
  // hosts let browsers keep files for minutes only; the cache of the Cache API is ours to keep.
  const CACHE = 'loa-tim-kiem';
  const KEPT_MOST = 400;

  async function openCache() {
    try {
      // A damaged profile may leave this waiting for ever.
      const cache = await within(2000, self.caches.open(CACHE));
      const keys = await cache.keys();
      // The oldest come first.
      await Promise.all(keys.slice(0, Math.max(0, keys.length - KEPT_MOST)).map((key) => cache.delete(key)));
      return cache;
    } catch {
      // No cache on file://, in some private windows and on insecure hosts; then everything is fetched.
      return null;
    }
  }

  let cacheOpened;
  const storing = new Map();

  async function get(url) {
    cacheOpened ??= openCache();
    const cache = await cacheOpened;
    // The service worker may have kept it in a cache of its own.
    const kept = cache && await self.caches.match(url).catch(() => undefined);
    if (kept) return kept;
    const response = await fetch(url, { signal: AbortSignal.timeout?.(LONGEST_WAIT) });
    if (!response.ok) throw Object.assign(new Error(url), { status: response.status });
    // A full disk is no reason not to search.
    if (cache) storing.set(url, cache.put(url, response.clone()).catch(() => {}));
    return response;
  }

  // Runs `use`, and drops the file from the cache when that fails: it may be damaged, unless it was the worker that ended.
  async function using(url, use) {
    try {
      return await use();
    } catch (error) {
      await storing.get(url);
      if (error.message !== 'worker') await (await cacheOpened)?.delete(url);
      throw error;
    }
  }

  async function bytesOf(url) {
    return new Uint8Array(await (await get(url)).arrayBuffer());
  }

  async function compile(url) {
    const response = await get(url);
    const streams = WebAssembly.compileStreaming && response.headers.get('content-type') === 'application/wasm';
    return streams ? WebAssembly.compileStreaming(response) : WebAssembly.compile(await response.arrayBuffer());
  }

  function loadScript(src) {
    return new Promise((onload, onerror) => {
      document.head.append(Object.assign(document.createElement('script'), { src, onload, onerror }));
    });
  }

  const absolute = (url) => new URL(url, document.baseURI).href;

  // ---- the worker, or the page in its place

  function inWorker() {
    const worker = new Worker(absolute(config.worker));
    const waiting = new Map();
    let id = 0;
    worker.onmessage = ({ data }) => {
      const { resolve, reject } = waiting.get(data.id) ?? {};
      waiting.delete(data.id);
      if (data.error === undefined) resolve?.(data.answer);
      else reject?.(new Error(data.error));
    };
    function end() {
      worker.terminate();
      waiting.forEach(({ reject }) => reject(new Error('worker')));
      waiting.clear();
    }
    // Its scripts did not load, or the browser ended it.
    worker.onerror = end;
    function ask(task, data, longest) {
      return new Promise((resolve, reject) => {
        id += 1;
        const timer = setTimeout(end, longest);
        const done = (settle) => (value) => {
          clearTimeout(timer);
          settle(value);
        };
        waiting.set(id, { resolve: done(resolve), reject: done(reject) });
        worker.postMessage({ ...data, task, id });
      });
    }
    return { run: (task, data = {}, longest = LONGEST_WORK) => ask(task, data, longest), end };
  }

  async function onPage(engineScript) {
    await Promise.all([loadScript(absolute(config.worker)), loadScript(absolute(engineScript))]);
    return { run: async (task, data) => self.loaSearchTasks[task](data), end: () => {} };
  }

  // ---- opening

  // One file for everything: the engine's module with the index in its custom sections.
  async function openSingle() {
    const engine = await onPage(config.single);
    const binary = atob(self.loaSearchFile);
    const start = Uint8Array.from(binary, (character) => character.charCodeAt(0));
    await engine.run('open', { module: await WebAssembly.compile(start), start });
    return engine;
  }

  async function openSplit() {
    const [startUrl, moduleUrl] = [absolute(config.start), absolute(config.engineWasm)];
    const start = bytesOf(startUrl);
    const module = compile(moduleUrl);
    // Whichever fails, `await` below tells; this keeps the other from being reported as unhandled.
    start.catch(() => {});
    let engine;
    let loaded;
    try {
      engine = inWorker();
      // The worker loads the engine's script while the rest is on its way.
      loaded = engine.run('load', { script: absolute(config.engineJs) }, LONGEST_WAIT);
      loaded.catch(() => {});
    } catch {
      // This browser has no workers, or forbids this one.
      engine = await onPage(config.engineJs);
    }
    try {
      const opening = { module: await using(moduleUrl, () => module), start: await start };
      await using(startUrl, () => (async () => {
        await loaded;
        await engine.run('open', opening);
      })().catch(async (error) => {
        if (error.message !== 'worker' && error.name !== 'DataCloneError') throw error;
        engine = await onPage(config.engineJs);
        await engine.run('open', opening);
      }));
      return engine;
    } catch (error) {
      engine.end();
      throw error;
    }
  }

  let opened;
  function open() {
    opened ??= config.single && (location.protocol === 'file:' || !config.start) ? openSingle() : openSplit();
    opened.catch(() => { opened = undefined; });
    return opened;
  }

  // ---- searching

  const coming = new Map();

  // A part that did not come says nothing about the engine.
  function away(error) {
    throw Object.assign(error, { isAway: true });
  }

  function part(engine, name) {
    if (!coming.has(name)) {
      const url = new URL(`${name}.wasm`, absolute(config.start)).href;
      const arrived = bytesOf(url).catch(away)
        .then((bytes) => using(url, () => engine.run('provide', { name, bytes })));
      coming.set(name, arrived);
      // A part that failed may be asked for again.
      arrived.then(() => coming.delete(name), () => coming.delete(name));
    }
    return coming.get(name);
  }

  // Answers, or gives up with null when `isStale()` says that nobody waits any longer.
  async function answer(engine, request, isStale) {
    let before = '';
    for (;;) {
      if (isStale()) return null;
      const found = await engine.run('search', request);
      if (!found.need) return found;
      const asked = found.need.join(' ');
      if (asked === before) throw new Error('the same parts again');
      before = asked;
      // All are waited for, so that after a failure no damaged one is left in the cache.
      const parts = await Promise.allSettled(found.need.map((name) => part(engine, name)));
      const failed = parts.find(({ status }) => status === 'rejected');
      if (failed) throw failed.reason;
    }
  }

  async function search(request, isStale, isSecond = false) {
    const opening = open();
    const engine = await opening;
    try {
      return await answer(engine, request, isStale);
    } catch (error) {
      // It may have ended in the middle of its work, so it is opened anew. Without a network what it has still answers.
      if (!error.isAway && opened === opening) {
        engine.end();
        opened = undefined;
        coming.clear();
      }
      if (error.message === 'worker' && !isSecond) return isStale() ? null : search(request, isStale, true);
      throw error;
    }
  }

  self.loaSearch = { open, search };
  if (new URLSearchParams(location.search).get('q')?.trim()) open().catch(() => {});
  self.dispatchEvent(new Event('loa-search'));
})();
