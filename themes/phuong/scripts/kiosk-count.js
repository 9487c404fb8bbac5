// @ts-check
// How often pages of a kiosk are opened, and what is looked for in vain. Numbers alone: the program of the kiosk keeps
// neither who nor when, and drops whatever may be about somebody.
(() => {
  'use strict';

  if (location.protocol === 'file:') return;

  /** @param {string} what */
  const tell = (what) => navigator.sendBeacon('/kiosk/count', what);

  // Whoever stands before it is told.
  const note = document.createElement('p');
  note.className = 'quiet';
  note.textContent = 'Màn hình này đếm số lần mở mỗi trang và những điều tìm chưa thấy. Không ghi ai xem, không ghi giờ xem.';

  // The first page comes back by itself, every night and behind every visitor: it is opened when somebody touches it.
  /** @param {() => void} then */
  function whenSeen(then) {
    const home = new URL(document.documentElement.dataset.home || './', document.baseURI);
    if (location.pathname !== home.pathname) return then();
    const seen = new AbortController();
    const first = () => {
      seen.abort();
      then();
    };
    for (const kind of ['pointerdown', 'keydown']) addEventListener(kind, first, { capture: true, passive: true, signal: seen.signal });
  }

  // Served by something else than the kiosk's program, nothing is counted.
  fetch('/kiosk/status').then((answer) => {
    if (!answer.ok) return;
    document.querySelector('footer > :last-child')?.append(note);
    const [came] = /** @type {PerformanceNavigationTiming[]} */ (performance.getEntriesByType('navigation'));
    // What stands in the place of a page that there is not is no page.
    if (came?.responseStatus !== 404) whenSeen(() => tell(`page ${decodeURI(location.pathname)}`));
  }).catch(() => {});

  const input = /** @type {HTMLInputElement | null} */ (document.getElementById('search-input'));
  const list = document.getElementById('search-results');
  const fallback = document.getElementById('search-fallback');
  if (!input || !list || !fallback) return;

  let opened = false;
  addEventListener('click', (event) => {
    const hit = event.target instanceof Element && event.target.closest('[data-hit], .search-urgent a');
    if (hit) opened = true;
  }, { capture: true });

  // What stands in the field when the page is left was meant; what was typed on the way to it was not.
  addEventListener('pagehide', () => {
    const asked = input.value.trim();
    // The card of an emergency is an answer without being opened.
    if (!asked || opened || document.querySelector('#search-urgent > *')) return;
    tell(`${fallback.hidden && list.querySelector('[data-hit]') ? 'passed' : 'missed'} ${asked.slice(0, 120)}`);
  });
})();
