// Runs the search engine: in a worker where the browser allows one, else on the page itself (file://).
// Opens the pack once, fetches the parts that the engine asks for, several at a time, and asks again.
(() => {
  'use strict';

  /* global wasm_bindgen */
  const inWorker = typeof WorkerGlobalScope !== 'undefined' && self instanceof WorkerGlobalScope;

  async function bytesOf(url) {
    const response = await fetch(url);
    if (!response.ok) throw new Error(`${response.status} ${url}`);
    return new Uint8Array(await response.arrayBuffer());
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
    const module = fetch(config.engineWasm);
    // Whichever fails, `await` below tells; this keeps the other from being reported as unhandled.
    start.catch(() => {});
    module.catch(() => {});
    await loadScript(config.engineJs);
    await wasm_bindgen({ module_or_path: module });
    return new wasm_bindgen.Engine(await start);
  }

  self.loaSearch = (config) => {
    const opened = config.single ? openSingle(config) : openSplit(config);
    opened.catch(() => {});
    const coming = new Map();

    function part(engine, name) {
      if (!coming.has(name)) {
        const url = new URL(`${name}.wasm`, new URL(config.start, self.location.href));
        const arrived = bytesOf(url).then((bytes) => engine.provide(name, bytes));
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
