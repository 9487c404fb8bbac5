// @ts-check
// Keeps the recording of a page on this device when the reader asks for it, plays it from there, and gives its room back. A page
// that is kept without being asked for leaves its recording, which is far larger, where it is. The service worker deletes a
// recording together with its page.
(async () => {
  'use strict';

  const button = /** @type {HTMLButtonElement | null} */ (document.querySelector('[data-recording]'));
  const status = button?.parentElement?.querySelector('[role=status]');
  const player = /** @type {HTMLAudioElement | null} */ (document.querySelector('.recording audio'));
  if (!button || !status || !player || !navigator.serviceWorker || !('caches' in window)) return;

  const { recording = '', size, base } = button.dataset;
  const address = new URL(recording, location.href).pathname;
  // Its name holds the beginning of its hash.
  const [, hash = ''] = /\.([0-9a-f]{32})\.\w+$/.exec(address) ?? [];
  const WISH = `loa-ban-thu ${location.pathname}`;
  // Of a name that the service worker knows: it clears away there what no page names any more.
  const cache = await caches.open(`loa ${base} bản thu`);
  let kept = false;

  // Whether the reader asked for this page's recording, also for the one that took its place since.
  /** @param {string} [now] */
  function wish(now) {
    try {
      if (now !== undefined) localStorage.setItem(WISH, now);
      return localStorage.getItem(WISH) === 'yes';
    } catch {
      // Storage may be switched off: then what is kept is kept, and what takes its place is asked for anew.
      return false;
    }
  }

  // A player needs parts of the file, which a copy gives only by an address of its own.
  async function playFromCopy() {
    const copy = await cache.match(address);
    kept = Boolean(copy);
    if (copy && player?.paused && !player.currentTime) player.src = URL.createObjectURL(await copy.blob());
  }

  function show() {
    if (!button) return;
    button.textContent = kept ? 'Bỏ bản thu khỏi máy' : `Giữ trên máy để nghe khi không có mạng (${size})`;
    button.disabled = false;
    button.hidden = false;
  }

  // Fetches the whole recording, and keeps it if it is the one that the page means.
  async function fetchWhole() {
    const response = await fetch(address);
    const bytes = await response.clone().arrayBuffer();
    const digest = [...new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))];
    if (!response.ok || !digest.map((byte) => byte.toString(16).padStart(2, '0')).join('').startsWith(hash)) {
      throw new Error(`damaged ${address}`);
    }
    // The page without which nobody would find it.
    const { active } = await navigator.serviceWorker.ready;
    active?.postMessage({ read: location.pathname });
    await cache.put(address, response);
  }

  /** What came of keeping it, in words. */
  async function hold() {
    try {
      await fetchWhole();
      wish('yes');
      return 'Đã giữ: nghe được cả khi không có mạng.';
    } catch (error) {
      const isFull = error instanceof DOMException && error.name === 'QuotaExceededError';
      return isFull ? 'Máy không còn đủ chỗ.' : 'Chưa tải được. Hãy thử lại khi có mạng.';
    }
  }

  async function drop() {
    wish('no');
    await cache.delete(address);
    return 'Đã bỏ.';
  }

  button.addEventListener('click', async () => {
    button.disabled = true;
    status.textContent = kept ? '' : 'Đang tải bản thu…';
    const told = await (kept ? drop() : hold());
    await playFromCopy();
    show();
    status.textContent = told;
  });

  await navigator.serviceWorker.ready;
  await playFromCopy();
  if (!kept && wish()) {
    await fetchWhole().catch(() => {});
    await playFromCopy();
  }
  show();
})();
