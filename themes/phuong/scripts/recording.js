// @ts-check
// Keeps the recording of a page on this device when the reader asks for it, and gives its room back. The service worker does
// the keeping: a page that is kept without being asked for leaves its recording, which is far larger, where it is.
(async () => {
  'use strict';

  const button = /** @type {HTMLButtonElement | null} */ (document.querySelector('[data-recording]'));
  const status = button?.parentElement?.querySelector('[role=status]');
  const workers = navigator.serviceWorker;
  if (!button || !status || !workers || !('caches' in window)) return;

  const address = new URL(button.dataset.recording ?? '', location.href).pathname;
  const size = button.dataset.size;
  let kept = false;

  async function show() {
    kept = Boolean(await caches.match(address));
    button.textContent = kept ? 'Bỏ bản thu khỏi máy' : `Giữ trên máy để nghe khi không có mạng (${size})`;
    button.disabled = false;
    button.hidden = false;
  }

  /** What the worker answers; nothing where none answers. */
  function ask(message) {
    return new Promise((answered) => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = ({ data }) => answered(data);
      workers.ready.then(({ active }) => active?.postMessage(message, [port2]));
    });
  }

  button.addEventListener('click', async () => {
    const wanted = kept ? 'drop' : 'hold';
    button.disabled = true;
    status.textContent = kept ? '' : 'Đang tải bản thu…';
    const answer = await ask({ recording: address, page: location.pathname, wanted });
    await show();
    if (wanted === 'drop') status.textContent = kept ? 'Chưa bỏ được.' : 'Đã bỏ.';
    else if (kept) status.textContent = 'Đã giữ: nghe được cả khi không có mạng.';
    else status.textContent = answer === 'full' ? 'Máy không còn đủ chỗ.' : 'Chưa tải được. Hãy thử lại khi có mạng.';
  });

  await workers.ready;
  await show();
})();
