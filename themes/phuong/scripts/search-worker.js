// Runs the search engine: in a worker, or on the page itself where the browser allows no worker (file://).
// It fetches nothing but the engine's own script: search-engine.js hands over the module and the index.
(() => {
  'use strict';

  /* global wasm_bindgen */
  let engine;

  const tasks = {
    open({ module, start }) {
      wasm_bindgen.initSync({ module });
      engine = new wasm_bindgen.Engine(start);
    },
    provide({ name, bytes }) {
      engine.provide(name, bytes);
    },
    search({ query, kind, limit, asTyped, typing }) {
      return JSON.parse(engine.search(query, kind, limit, asTyped, typing));
    },
  };

  if (typeof WorkerGlobalScope === 'undefined' || !(self instanceof WorkerGlobalScope)) {
    self.loaSearchTasks = tasks;
    return;
  }
  // The page names the engine's script behind the worker's own address, so that it loads at once.
  self.importScripts(self.location.hash.slice(1));
  self.onmessage = ({ data }) => {
    try {
      self.postMessage({ id: data.id, answer: tasks[data.task](data) });
    } catch (error) {
      self.postMessage({ id: data.id, error: String(error) });
    }
  };
})();
