// @ts-check
// Reads a page aloud, with a voice of the device itself: others would send the text to a stranger. Where there is none, the
// page's recording is played, and where there is no recording either it says so. reading.js fetches this when the reader opens the buttons.
(() => {
  'use strict';

  const root = document.documentElement;
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const speech = window.speechSynthesis;
  const BLOCKS = 'h1, h2, h3, h4, p, li, dt, dd, th, td';
  // Whoever maintains no screen checks no voice: a kiosk takes only what is surely Vietnamese.
  const isKiosk = root.classList.contains('kiosk');
  const tongue = isKiosk ? /^vi[-_]VN$/i : /^vi(\b|_)/i;
  const recording = /** @type {HTMLAudioElement | null} */ (document.querySelector('.recording audio'));
  const NONE = 'Máy này chưa có giọng đọc tiếng Việt, và trang này chưa có bản thu, nên chưa nghe được.';
  const PLAYED = 'Máy này chưa có giọng đọc tiếng Việt: đang phát bản thu của bài.';
  let queue = [];
  let spoken;

  function voice() {
    return speech?.getVoices().find((one) => one.localService && tongue.test(one.lang));
  }

  // The texts to read, each with its element: the smallest blocks, long ones cut between sentences.
  function texts() {
    const marked = all('[data-read]');
    const parts = (marked.length ? marked : all('main')).flatMap((part) => (part.matches(BLOCKS) ? [part] : all(BLOCKS, part)));
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
      offer();
      playInstead();
      return;
    }
    const utterance = new SpeechSynthesisUtterance(part.text);
    Object.assign(utterance, { voice: own, lang: 'vi-VN', rate: 0.9, onend: next });
    utterance.onerror = ({ error }) => {
      if (error !== 'interrupted' && error !== 'canceled') stop();
    };
    speech.speak(utterance);
  }

  // A person's voice, where the device has none. What cannot be fetched or played is said by the player itself.
  function playInstead() {
    say(recording ? PLAYED : NONE);
    recording?.scrollIntoView({ block: 'nearest' });
    recording?.play().catch(() => {});
  }

  function say(text) {
    for (const status of all('.aids [role=status]')) status.textContent = text;
  }

  // Whoever stands before a kiosk can add no voice to it: there the button goes.
  function offer() {
    for (const button of all('[data-tool=listen]')) button.hidden = isKiosk && !voice();
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
    } else if (voice()) {
      recording?.pause();
      say('');
      queue = texts();
      state('on');
      next();
    } else {
      offer();
      playInstead();
    }
  }

  document.addEventListener('click', ({ target }) => {
    const tool = target.closest?.('button[data-tool]')?.dataset.tool;
    if (tool === 'listen') listen();
    if (tool === 'stop') stop();
  });
  // Two voices at once are none.
  recording?.addEventListener('play', () => { if (root.dataset.reading) stop(); });
  addEventListener('pagehide', () => { if (root.dataset.reading) stop(); });
  // Many devices bring their voices late, and only when they have been asked for once.
  offer();
  speech?.addEventListener?.('voiceschanged', offer);
  self.loaAloud = true;
  if (document.currentScript.dataset.now !== undefined) listen();
})();
