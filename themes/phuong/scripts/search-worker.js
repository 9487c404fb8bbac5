// @ts-check
// Runs the search engine: in a worker, or on the page itself where the browser allows no worker (file://).
// It fetches nothing but the engine's own script: search-engine.js hands over the module and the index.
(() => {
  'use strict';

  /* global wasm_bindgen */
  let engine;

  const tasks = {
    // In a worker alone; on the page search-engine.js adds the script itself.
    load({ script }) {
      self.importScripts(script);
    },
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
  self.onmessage = ({ data }) => {
    try {
      self.postMessage({ id: data.id, answer: tasks[data.task](data) });
    } catch (error) {
      self.postMessage({ id: data.id, error: String(error) });
    }
  };
})();
