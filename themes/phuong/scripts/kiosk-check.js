// @ts-check
// A kiosk's first page looks at itself. After an update the new release is on trial: when this page is shown and the search
// answers, the kiosk is told, and keeps it; after three failed checks it shows the release before. While nobody is there it
// also notices that a new release came.
(() => {
  'use strict';

  const STATUS = '/kiosk/status';
  const CHECK = '/kiosk/check';
  // Whatever it finds: a small ward may have nothing about it.
  const QUESTION = 'suc khoe';
  // Seconds until the first look, and between looks.
  const FIRST = 1;
  const EACH = 20;

  /** @typedef {{ trial: boolean, release: { number: number } | null }} Status */

  const script = /** @type {HTMLScriptElement | null} */ (document.currentScript);
  const search = script?.dataset.search ?? '';
  const root = document.documentElement;

  /** @returns {Promise<Status>} */
  async function status() {
    const answer = await fetch(STATUS, { cache: 'no-store' });
    if (!answer.ok) throw new Error(STATUS);
    return answer.json();
  }

  // A ward without lessons has no tiles.
  function isShown() {
    const home = document.querySelector('.kiosk-home');
    const tiles = [...document.querySelectorAll('.tiles a')];
    return home !== null && home.getBoundingClientRect().height >= 64
      && tiles.every((tile) => tile.getBoundingClientRect().height >= 64);
  }

  /** @param {string} src @returns {Promise<unknown>} */
  function load(src) {
    return new Promise((onload, onerror) => {
      document.head.append(Object.assign(document.createElement('script'), { src, onload, onerror }));
    });
  }

  // The engine is what the search page names, so that page is looked at too.
  let opened = false;
  async function isAnswering() {
    if (!opened) {
      const answer = await fetch(search, { cache: 'no-store' });
      if (!answer.ok) return false;
      const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
      const config = page.getElementById('search-config');
      const engine = page.querySelector('script[src*="search-engine"]')?.getAttribute('src');
      if (!config || !engine) return false;
      document.body.append(document.adoptNode(config));
      await load(engine);
      opened = true;
    }
    const request = { query: QUESTION, kind: '', limit: 1, asTyped: false, typing: false };
    const found = await self.loaSearch.search(request, () => false);
    return Array.isArray(found.hits);
  }

  /** @param {number} release */
  async function check(release) {
    let found = false;
    try {
      found = isShown() && await isAnswering();
    } catch {
      // Whatever it was, the search did not answer.
    }
    await fetch(CHECK, { method: 'POST', body: `${found ? 'ok' : 'failed'} ${release}` });
  }

  /** @type {number | undefined} */
  let shown;

  async function look() {
    try {
      const { trial, release } = await status();
      shown ??= release?.number;
      if (release && release.number !== shown) {
        // Whoever reads this page is not disturbed.
        if (root.dataset.touched === undefined && !document.querySelector('.kiosk-stick[open]')) location.reload();
      } else if (release && trial) await check(release.number);
    } catch {
      // The kiosk's program starts anew; it is asked again.
    }
    setTimeout(look, EACH * 1000);
  }

  setTimeout(look, FIRST * 1000);
})();
