// @ts-check
// The screen of a kiosk, which everyone uses and nobody maintains: "Về đầu" and "Quay lại", no way out of the site, and
// a screen as new for whoever comes next.
(() => {
  'use strict';

  // Seconds without a touch until it is asked whether somebody is there, and until all is made new.
  const ASK = 90;
  const RESET = 120;
  const TRAIL_KEY = 'loa-kiosk-trail';
  const TRAIL_MOST = 50;

  const root = document.documentElement;
  const home = new URL(root.dataset.home || './', document.baseURI).href;
  const back = /** @type {HTMLButtonElement | null} */ (document.querySelector('[data-kiosk-back]'));
  const dialog = /** @type {HTMLDialogElement | null} */ (document.querySelector('.kiosk-idle'));
  const seconds = document.querySelector('[data-kiosk-seconds]');

  // ---- going from page to page: the browser keeps no list of them, so that none is left for the next visitor

  /** @typedef {[address: string, y: number]} Step */

  /** @returns {Step[]} */
  function trail() {
    try {
      const kept = JSON.parse(sessionStorage.getItem(TRAIL_KEY) ?? '[]');
      return Array.isArray(kept) ? kept : [];
    } catch {
      return [];
    }
  }

  /** @param {Step[]} steps */
  function keep(steps) {
    try {
      sessionStorage.setItem(TRAIL_KEY, JSON.stringify(steps.slice(-TRAIL_MOST)));
    } catch {
      // Without it there is no way back but "Về đầu".
    }
  }

  /** @param {string} address */
  function go(address) {
    keep([...trail(), [location.href, scrollY]]);
    location.replace(address);
  }

  const bare = (/** @type {string} */ address) => address.split('#')[0];

  addEventListener('click', (event) => {
    const link = event.target instanceof Element && event.target.closest('a[href]');
    if (event.defaultPrevented || !link) return;
    // Links of drawings have an address too, and no words for its parts.
    const href = link.getAttribute('href') ?? '';
    const to = URL.canParse(href, document.baseURI) ? new URL(href, document.baseURI) : undefined;
    const isHome = link.matches('[data-kiosk-home]');
    const isHere = bare(to?.href ?? '') === bare(location.href);
    if (isHere && !to?.hash && !isHome) return;
    event.preventDefault();
    // Files of a stick have no origin to compare.
    if (to?.protocol !== location.protocol || to.host !== location.host || link.hasAttribute('download')) return;
    if (isHome) {
      makeNew();
    } else if (!isHere) {
      go(to.href);
    } else {
      const part = document.getElementById(decodeURIComponent(to.hash.slice(1)));
      part?.scrollIntoView();
      part?.focus({ preventScroll: true });
    }
  });

  addEventListener('submit', (event) => {
    const form = event.target;
    if (event.defaultPrevented || !(form instanceof HTMLFormElement)) return;
    event.preventDefault();
    const address = new URL(form.action);
    for (const [name, value] of new FormData(form)) address.searchParams.set(name, String(value));
    go(address.href);
  });

  if (back) {
    back.disabled = trail().length === 0;
    back.addEventListener('click', () => {
      const steps = trail();
      const last = steps.pop();
      if (!last) return;
      keep([...steps, ['', last[1]]]);
      location.replace(last[0]);
    });
  }

  // The step without an address is the page that was gone back to, and how far down it was read.
  const arrived = trail();
  const here = arrived.at(-1);
  if (here && here[0] === '') {
    keep(arrived.slice(0, -1));
    if (back) back.disabled = arrived.length === 1;
    addEventListener('load', () => scrollTo(0, here[1]), { once: true });
  }

  // ---- nobody there

  let used = performance.now();
  let touched = false;

  // The other scripts of the page ask whether somebody is there.
  function touch() {
    touched = true;
    root.dataset.touched = '';
  }

  function use() {
    used = performance.now();
    touch();
  }

  // Any touch says that somebody is there. It ends with the question: what lies under it was not meant.
  addEventListener('click', (event) => {
    if (!dialog?.open) return;
    event.preventDefault();
    event.stopPropagation();
    dialog.close();
  }, { capture: true });

  const players = () => [.../** @type {NodeListOf<HTMLAudioElement>} */ (document.querySelectorAll('audio'))];

  function makeNew() {
    for (const player of players()) player.pause();
    try {
      speechSynthesis.cancel();
    } catch {
      // No voice, nothing to stop.
    }
    for (const form of document.forms) form.reset();
    for (const storage of ['localStorage', 'sessionStorage']) {
      try {
        self[/** @type {'localStorage'} */ (storage)].clear();
      } catch {
        // Nothing was kept there.
      }
    }
    location.replace(home);
  }

  for (const kind of ['pointerdown', 'keydown', 'input', 'wheel', 'scroll']) {
    addEventListener(kind, use, { capture: true, passive: true });
  }
  // Scrolling to where somebody read before is no touch.
  addEventListener('load', () => setTimeout(() => {
    if (arrived.length > 0 || bare(location.href) !== bare(home)) touch();
  }));

  setInterval(() => {
    // Somebody listens, until the end.
    const isHeard = self.speechSynthesis?.speaking || players().some((player) => !player.paused && !player.ended);
    if (isHeard) used = performance.now();
    const idle = (performance.now() - used) / 1000;
    if (!touched || idle < ASK) return;
    if (idle >= RESET) {
      makeNew();
      return;
    }
    if (seconds) seconds.textContent = String(Math.ceil(RESET - idle));
    if (dialog && !dialog.open) dialog.showModal();
  }, 1000);

  // ---- no way out

  for (const kind of ['contextmenu', 'dragstart', 'selectstart', 'gesturestart']) {
    addEventListener(kind, (event) => {
      if (!(event.target instanceof HTMLInputElement)) event.preventDefault();
    });
  }
  addEventListener('wheel', (event) => { if (event.ctrlKey) event.preventDefault(); }, { passive: false });
})();
