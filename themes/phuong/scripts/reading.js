// @ts-check
// Reading aids: size of text, contrast, sharing, copying, printing; aloud.js reads aloud. The page holds the
// controls, hidden; each is shown only where the device can do what it says.
(() => {
  'use strict';

  const KEY = 'loa-doc';
  const SIZES = 3;
  const root = document.documentElement;
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];

  // ---- size and contrast, kept on this device

  const settings = { size: 0, contrast: false };
  try {
    Object.assign(settings, JSON.parse(localStorage.getItem(KEY)));
  } catch { /* Nothing kept, or nothing may be. */ }

  function apply() {
    // @ts-expect-error The browser makes it text.
    root.dataset.size = settings.size;
    root.dataset.contrast = settings.contrast ? 'more' : '';
    for (const button of all('[data-tool=smaller]')) button.disabled = settings.size <= 0;
    for (const button of all('[data-tool=larger]')) button.disabled = settings.size >= SIZES;
    for (const button of all('[data-tool=contrast]')) button.setAttribute('aria-pressed', settings.contrast);
  }

  function set(change) {
    Object.assign(settings, change);
    apply();
    try {
      localStorage.setItem(KEY, JSON.stringify(settings));
    } catch { /* A private window: the choice holds for this page. */ }
  }

  settings.size = Math.min(Math.max(Number(settings.size) || 0, 0), SIZES);
  apply();

  // ---- saying what happened

  function say(button, text) {
    const status = button.closest('[data-tools]')?.querySelector('[role=status]');
    if (status) status.textContent = text;
  }

  // ---- copying

  async function copied(text) {
    if (navigator.clipboard) {
      try {
        await navigator.clipboard.writeText(text);
        return true;
      } catch { /* Not allowed here: the older way may be. */ }
    }
    const field = Object.assign(document.createElement('textarea'), { value: text, className: 'visually-hidden' });
    document.body.append(field);
    field.select();
    const done = document.execCommand('copy');
    field.remove();
    return done;
  }

  async function copy(button) {
    const source = document.getElementById(button.dataset.copy);
    const text = source ? source.innerText.trim() : button.dataset.address;
    say(button, await copied(text) ? 'Đã chép.' : 'Máy này không cho chép. Hãy bôi đen rồi chép bằng tay.');
  }

  // ---- reading aloud: what does it comes when the buttons are opened, so that the press itself starts the voice

  const { aloud } = document.currentScript.dataset;
  let reader;

  function fetchReader() {
    if (reader || !aloud) return;
    reader = Object.assign(document.createElement('script'), { src: aloud, onerror: () => { reader = undefined; } });
    document.head.append(reader);
  }

  // Pressed before it was there: it begins as soon as it is.
  function listen(button) {
    fetchReader();
    if (reader && !self.loaAloud) reader.dataset.now = '';
    else if (!reader) say(button, 'Chưa tải được phần đọc.');
  }

  // ---- what opens from the head closes by itself when the reader goes elsewhere

  const folds = all('.drop');

  function leave({ type, target }) {
    const within = type === 'click' && target.closest?.('a') ? null : target.closest?.('.drop');
    for (const fold of folds) if (fold !== within && !root.dataset.reading) fold.open = false;
  }

  for (const kind of ['click', 'focusin']) document.addEventListener(kind, leave);
  document.addEventListener('keydown', ({ key }) => {
    const open = key === 'Escape' && folds.find((fold) => fold.open);
    if (!open) return;
    open.open = false;
    open.firstElementChild.focus();
  });
  for (const fold of all('.aids')) fold.addEventListener('toggle', fetchReader);

  // ---- printing: what is folded up on the screen is on paper

  let folded = [];
  addEventListener('beforeprint', () => {
    folded = all('details:not([open])');
    for (const one of folded) one.open = true;
  });
  addEventListener('afterprint', () => {
    for (const one of folded) one.open = false;
  });

  // ---- what each control does, and whether this device can

  const tools = {
    smaller: () => set({ size: settings.size - 1 }),
    larger: () => set({ size: settings.size + 1 }),
    contrast: () => set({ contrast: !settings.contrast }),
    listen,
    copy,
    print: () => window.print(),
    share: (button) => navigator.share({ title: document.title, url: button.dataset.address }).catch(() => {}),
  };
  const able = { stop: () => root.dataset.reading, share: () => navigator.share };

  function show() {
    for (const button of all('[data-tool]')) {
      const can = able[button.dataset.tool];
      button.hidden = can ? !can() : false;
    }
    for (const group of all('[data-tools]')) group.hidden = false;
    for (const advice of all('[data-without-tools]')) advice.hidden = true;
  }

  document.addEventListener('click', ({ target }) => {
    const button = target.closest?.('button[data-tool]');
    if (button) tools[button.dataset.tool]?.(button);
  });
  show();
})();
