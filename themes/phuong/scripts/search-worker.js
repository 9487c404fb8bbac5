// Runs the search engine: in a worker where the browser allows one, else on the page itself (file://).
// Opens the pack once, fetches the parts that the engine asks for, several at a time, and asks again.
(() => {
  'use strict';

  /* global wasm_bindgen */
  const inWorker = typeof WorkerGlobalScope !== 'undefined' && self instanceof WorkerGlobalScope;

  // The names of engine and pack follow from their contents, so what was fetched once stays right. Many static
  // hosts let browsers keep files for minutes only; the cache of the Cache API is ours to keep.
  const CACHE = 'loa-tim-kiem';
  const KEPT_MOST = 400;

  async function openCache() {
    try {
      const cache = await self.caches.open(CACHE);
      const keys = await cache.keys();
      // The oldest come first.
      await Promise.all(keys.slice(0, Math.max(0, keys.length - KEPT_MOST)).map((key) => cache.delete(key)));
      return cache;
    } catch {
      // No cache on file://, in some private windows and on insecure hosts; then everything is fetched.
      return null;
    }
  }

  const cacheOpened = openCache();
  const storing = new Map();

  async function get(url) {
    const cache = await cacheOpened;
    // The service worker may have kept it in a cache of its own.
    const kept = cache && await self.caches.match(url).catch(() => undefined);
    if (kept) return kept;
    const response = await fetch(url);
    if (!response.ok) throw new Error(`${response.status} ${url}`);
    // A full disk is no reason not to search.
    if (cache) storing.set(url, cache.put(url, response.clone()).catch(() => {}));
    return response;
  }

  async function forget(url) {
    await storing.get(url);
    await (await cacheOpened)?.delete(url);
  }

  async function bytesOf(url) {
    return new Uint8Array(await (await get(url)).arrayBuffer());
  }

  function loadScript(url) {
    if (inWorker) {
      self.importScripts(url);
      return Promise.resolve();
    }
    return new Promise((loaded, failed) => {
      const script = document.createElement('script');
      script.src = url;
      script.onload = () => loaded();
      script.onerror = () => failed(new Error(url));
      document.head.append(script);
    });
  }

  function decodeBase64(text) {
    const binary = atob(text);
    const bytes = new Uint8Array(binary.length);
    for (let at = 0; at < binary.length; at += 1) bytes[at] = binary.charCodeAt(at);
    return bytes;
  }

  // One file for everything: the engine's module with the pack in its custom sections.
  async function openSingle(config) {
    await loadScript(config.single);
    const file = decodeBase64(self.loaSearchFile);
    self.loaSearchFile = undefined;
    wasm_bindgen.initSync({ module: await WebAssembly.compile(file) });
    return new wasm_bindgen.Engine(file);
  }

  async function openSplit(config) {
    const start = bytesOf(config.start);
    const module = get(config.engineWasm);
    // Whichever fails, `await` below tells; this keeps the other from being reported as unhandled.
    start.catch(() => {});
    module.catch(() => {});
    await loadScript(config.engineJs);
    await wasm_bindgen({ module_or_path: module });
    try {
      return new wasm_bindgen.Engine(await start);
    } catch (error) {
      await forget(config.start);
      throw error;
    }
  }

  self.loaSearch = (config) => {
    const opened = config.single ? openSingle(config) : openSplit(config);
    opened.catch(() => {});
    const coming = new Map();

    function part(engine, name) {
      if (!coming.has(name)) {
        const url = new URL(`${name}.wasm`, new URL(config.start, self.location.href));
        const arrived = bytesOf(url.href).then(async (bytes) => {
          try {
            engine.provide(name, bytes);
          } catch (error) {
            await forget(url.href);
            throw error;
          }
        });
        coming.set(name, arrived);
        // A part that failed may be asked for again.
        arrived.then(() => coming.delete(name), () => coming.delete(name));
      }
      return coming.get(name);
    }

    // Answers, or gives up with null when `isStale()` says that nobody waits any longer.
    async function search(request, isStale) {
      const engine = await opened;
      for (;;) {
        if (isStale()) return null;
        const { query, kind, limit, asTyped, typing } = request;
        const answer = JSON.parse(engine.search(query, kind, limit, asTyped, typing));
        if (!answer.need) return answer;
        await Promise.all(answer.need.map((name) => part(engine, name)));
      }
    }

    return { opened, search };
  };

  if (inWorker) {
    let engine;
    let latest = 0;
    self.onmessage = async ({ data }) => {
      if (data.config) {
        engine = self.loaSearch(data.config);
        return;
      }
      latest = data.id;
      try {
        const answer = await engine.search(data, () => data.id !== latest);
        self.postMessage({ id: data.id, answer });
      } catch (error) {
        self.postMessage({ id: data.id, error: String(error) });
      }
    };
  }
})();
