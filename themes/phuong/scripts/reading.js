// @ts-check
// Reading aids: size of text, contrast, reading aloud, sharing, copying, printing. The page holds the
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

  // ---- reading aloud, with a voice of the device itself: others would send the text to a stranger

  const speech = window.speechSynthesis;
  const BLOCKS = 'h1, h2, h3, h4, p, li, dt, dd, th, td';
  // Whoever maintains no screen checks no voice: a kiosk takes only what is surely Vietnamese.
  const tongue = document.documentElement.classList.contains('kiosk') ? /^vi[-_]VN$/i : /^vi(\b|_)/i;
  let queue = [];
  let spoken;

  function voice() {
    return speech?.getVoices().find((one) => one.localService && tongue.test(one.lang));
  }

  // The texts to read, each with its element: the smallest blocks, long ones cut between sentences.
  function texts() {
    const parts = all('[data-read]').flatMap((part) => (part.matches(BLOCKS) ? [part] : all(BLOCKS, part)));
    const leaves = parts.filter((part) => part.offsetParent && !part.querySelector('p, li, h2, h3, h4'));
    return leaves.flatMap((element) => {
      const sentences = element.textContent.trim().match(/[^.!?…]+[.!?…]*\s*/g) ?? [];
      return sentences.map((text) => ({ element, text: text.trim() })).filter(({ text }) => /[\p{L}\d]/u.test(text));
    });
  }

  function mark(element) {
    if (spoken === element) return;
    spoken?.classList.remove('being-read');
    spoken = element;
    element?.classList.add('being-read');
    element?.scrollIntoView({ block: 'nearest' });
  }

  function next() {
    const part = queue.shift();
    mark(part?.element);
    if (!part) {
      state('');
      return;
    }
    // Voices go as they come: without this one the device would read Vietnamese with any that it has.
    const own = voice();
    if (!own) {
      stop();
      show();
      return;
    }
    const utterance = new SpeechSynthesisUtterance(part.text);
    Object.assign(utterance, { voice: own, lang: 'vi-VN', rate: 0.9, onend: next });
    utterance.onerror = ({ error }) => {
      if (error !== 'interrupted' && error !== 'canceled') stop();
    };
    speech.speak(utterance);
  }

  function state(name) {
    root.dataset.reading = name;
    for (const button of all('[data-tool=listen]')) {
      button.textContent = { on: 'Tạm dừng', paused: 'Đọc tiếp' }[name] ?? 'Nghe đọc';
    }
    for (const button of all('[data-tool=stop]')) button.hidden = !name;
  }

  function stop() {
    queue = [];
    speech.cancel();
    mark();
    state('');
  }

  function listen() {
    const now = root.dataset.reading;
    if (now === 'on') {
      speech.pause();
      state('paused');
    } else if (now === 'paused') {
      speech.resume();
      state('on');
    } else {
      queue = texts();
      state('on');
      next();
    }
  }

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
    stop,
    copy,
    print: () => window.print(),
    share: (button) => navigator.share({ title: document.title, url: button.dataset.address }).catch(() => {}),
  };
  const able = {
    listen: () => voice(),
    stop: () => root.dataset.reading,
    share: () => navigator.share,
  };

  function show() {
    for (const button of all('[data-tool]')) {
      const can = able[button.dataset.tool];
      button.hidden = can ? !can() : false;
    }
    for (const group of all('[data-tools]')) group.hidden = false;
  }

  document.addEventListener('click', ({ target }) => {
    const button = target.closest?.('button[data-tool]');
    if (button) tools[button.dataset.tool]?.(button);
  });
  show();
  // Voices arrive late on many devices.
  speech?.addEventListener?.('voiceschanged', show);
  addEventListener('pagehide', () => { if (root.dataset.reading) stop(); });
})();
