// @ts-check
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

  // Chromium at times lets a version wait that asked not to, as if the one before were busy for ever: a word to each, and it
  // goes on. A version that may wait does: it is not asked for ever.
  function hurry(registration, times) {
    const { active, waiting } = registration;
    if (!waiting || !times) return;
    active.postMessage({});
    waiting.postMessage({ hurry: true });
    setTimeout(hurry, 2000, registration, times - 1);
  }

  function offerWaiting(registration) {
    const ready = registration.waiting;
    if (!ready || !registration.active) return;
    setTimeout(hurry, 2000, registration, 5);
    offer(() => {
      const use = () => ready.state === 'activated' && location.reload();
      ready.addEventListener('statechange', use);
      ready.postMessage({ activate: true });
      use();
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

  // Times at which this page was known to be the newest: that of the last contact and, as a page that is kept only because it
  // was read may be older, that of the copy.
  async function times() {
    const names = (await caches.keys()).filter((name) => name.startsWith(`loa ${base} `));
    const copies = await Promise.all(names.map(async (name) => (await caches.open(name)).match(location.pathname)));
    const days = copies.filter(Boolean).map((copy) => Number(copy.headers.get('loa-kept') ?? Infinity));
    const copied = Math.max(...days);
    return [contact(), ...(copied > 0 && copied < Infinity ? [copied] : [])].filter(Boolean);
  }

  async function tellAge() {
    const all = await times();
    // A time that is still to come was told by a clock that was wrong: it says nothing.
    const known = all.filter((time) => time < Date.now() + DAY);
    const then = Math.min(...known);
    const days = Math.floor((Date.now() - then) / DAY);
    if (all.length && !known.length) {
      say('Bản lưu trên máy, không rõ từ ngày nào vì đồng hồ của máy từng sai. Máy chưa tải được bản mới.');
    } else if (known.length && days >= OLD_AFTER) {
      say(`Bản lưu từ ngày ${new Date(then).toLocaleDateString('vi-VN')}, ${days} ngày trước. Máy chưa tải được bản mới.`);
    }
  }

  // ----

  function isSparing() {
    const { saveData, effectiveType } = navigator.connection ?? {};
    return saveData || /2g/.test(effectiveType ?? '');
  }

  async function start() {
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

  // From the start: a word that comes before somebody listens is lost.
  workers.addEventListener('message', ({ data }) => {
    if (data === 'newer') offer(() => location.reload());
    if (data === 'gone') location.reload();
  });
  const whenIdle = window.requestIdleCallback ?? ((run) => setTimeout(run, 1000));
  if (document.readyState === 'complete') whenIdle(start);
  else addEventListener('load', () => whenIdle(start));
})();
