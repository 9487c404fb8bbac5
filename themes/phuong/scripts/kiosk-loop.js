// @ts-check
// What turns on the home page of a kiosk while nobody is there: urgent notices, posters, drawings, days. Any touch ends it, and
// touches nothing else. The slides stand on the page; only which one is seen changes.
(() => {
  'use strict';

  // Seconds that the home page is left alone before the first slide, and that each slide is seen.
  const REST = 30;
  const EACH = 12;
  // Days from the build on that the clock is believed.
  const BELIEVED = 400;

  const found = /** @type {HTMLDialogElement | null} */ (document.querySelector('.kiosk-loop'));
  const slides = /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll('.kiosk-slide'));
  if (!found || !slides.length) return;
  const loop = found;

  let at = -1;
  let rested = performance.now();

  /** Today in Vietnam; nothing where the clock cannot be right. */
  function today() {
    const built = document.documentElement.dataset.built ?? '';
    const day = new Date(Date.now() + 7 * 3_600_000).toISOString().slice(0, 10);
    const days = (Date.parse(day) - Date.parse(built)) / 86_400_000;
    return days >= 0 && days <= BELIEVED ? day : '';
  }

  /** @param {HTMLElement} slide @param {string} day */
  const isOver = (slide, day) => Boolean(day && slide.dataset.to && slide.dataset.to < day);

  function turn() {
    const day = today();
    const next = [...slides.keys()].map((step) => (at + 1 + step) % slides.length)
      .find((index) => !isOver(slides[index], day));
    if (next === undefined) return;
    if (at >= 0) slides[at].hidden = true;
    at = next;
    const { from = '' } = slides[at].dataset;
    for (const mark of /** @type {NodeListOf<HTMLElement>} */ (slides[at].querySelectorAll('[data-today]'))) {
      mark.hidden = !day || from > day;
    }
    slides[at].hidden = false;
  }

  function begin() {
    turn();
    if (at >= 0) loop.showModal();
  }

  function end() {
    rested = performance.now();
    if (loop.open) loop.close();
  }

  // kiosk.js notes when somebody touches the page, and makes it new when they have gone.
  let turned = 0;
  setInterval(() => {
    const now = performance.now();
    if (!loop.open) {
      // What is said to the person with a stick comes first.
      if (document.querySelector('dialog[open]')) rested = now;
      if (document.documentElement.dataset.touched !== undefined || now - rested < REST * 1000) return;
      begin();
      turned = now;
    } else if (now - turned >= EACH * 1000) {
      turn();
      turned = now;
    }
  }, 1000);

  // A finger that leaves would click on what lies below, so the loop ends when all of that is over.
  loop.addEventListener('touchend', (event) => {
    // A swipe clicks on nothing, and cannot be cancelled.
    if (event.cancelable) event.preventDefault();
    end();
  }, { passive: false });
  loop.addEventListener('touchcancel', end);
  loop.addEventListener('click', (event) => {
    event.preventDefault();
    end();
  });
  loop.addEventListener('keydown', (event) => {
    event.preventDefault();
    end();
  });
})();
