// Lets the device keep the site: registers the service worker, tells it what is being read, says when a newer version is
// ready and when the page shown is an old one. All of it after the page is there.
(() => {
  'use strict';

  const { worker: address, base } = document.currentScript.dataset;
  const workers = navigator.serviceWorker;
  if (!workers) return;

  const OLD_AFTER = 7;
  const DAY = 86_400_000;
  const CONTACT = `loa-lien-lac ${base}`;

  // A line at the foot of the window; it takes no focus and covers nothing that cannot be scrolled into sight.
  function say(text, action) {
    document.querySelector('.site-bar')?.remove();
    const bar = document.createElement('div');
    bar.className = 'site-bar';
    bar.setAttribute('role', 'status');
    document.body.append(bar);
    const words = document.createElement('p');
    words.textContent = text;
    bar.append(words);
    if (!action) return;
    const button = document.createElement('button');
    button.type = 'button';
    button.textContent = 'Tải lại';
    button.addEventListener('click', action);
    bar.append(button);
  }

  const offer = (action) => say('Có bản mới.', action);

  function offerWaiting(registration) {
    const ready = registration.waiting;
    if (!ready || !registration.active) return;
    offer(() => {
      ready.addEventListener('statechange', () => {
        if (ready.state === 'activated') location.reload();
      });
      ready.postMessage({ activate: true });
    });
  }

  function watch(registration) {
    offerWaiting(registration);
    registration.addEventListener('updatefound', () => {
      registration.installing?.addEventListener('statechange', () => offerWaiting(registration));
    });
    // Another window took the new version.
    workers.addEventListener('controllerchange', () => {
      if (document.hidden) location.reload();
      else if (!document.querySelector('.site-bar')) offer(() => location.reload());
    });
  }

  // ---- how old the page is

  function contact(now) {
    try {
      if (now) localStorage.setItem(CONTACT, now);
      return Number(localStorage.getItem(CONTACT));
    } catch {
      // Storage may be switched off; then nobody can tell.
      return 0;
    }
  }

  // The last day on which this page was known to be the newest: that of the last contact, but a page that is kept only
  // because it was read may be older.
  async function asOf() {
    const names = (await caches.keys()).filter((name) => name.startsWith(`loa ${base} `));
    const copies = await Promise.all(names.map(async (name) => (await caches.open(name)).match(location.pathname)));
    const days = copies.filter(Boolean).map((copy) => Number(copy.headers.get('loa-kept') ?? Infinity));
    return Math.min(contact(), ...(days.length ? [Math.max(...days)] : []));
  }

  async function tellAge() {
    const then = await asOf();
    const days = Math.floor((Date.now() - then) / DAY);
    if (!then || days < OLD_AFTER) return;
    say(`Bản lưu từ ngày ${new Date(then).toLocaleDateString('vi-VN')}, ${days} ngày trước. Máy chưa có mạng để tải bản mới.`);
  }

  // ----

  function isSparing() {
    const { saveData, effectiveType } = navigator.connection ?? {};
    return saveData || /2g/.test(effectiveType ?? '');
  }

  async function start() {
    workers.addEventListener('message', ({ data }) => {
      if (data === 'newer') offer(() => location.reload());
    });
    try {
      const registration = await workers.register(address, { scope: base, updateViaCache: 'none' });
      watch(registration);
      const { active } = await workers.ready;
      active.postMessage({ read: location.pathname, more: !isSparing() });
      await registration.update();
      contact(Date.now());
    } catch {
      await tellAge();
    }
  }

  const whenIdle = window.requestIdleCallback ?? ((run) => setTimeout(run, 1000));
  if (document.readyState === 'complete') whenIdle(start);
  else addEventListener('load', () => whenIdle(start));
})();
