// @ts-check
// What the screen of a kiosk says to the person with the stick, over whatever page is open. The program of the kiosk says
// it; that this page asks every two seconds shows that program that the browser is alive.
(() => {
  'use strict';

  const PAUSE = 2000;
  // How long an answer stands that nobody touches: a stick that is left in does not close the screen to visitors.
  const STANDS = 90_000;

  const root = document.documentElement;
  const home = new URL(root.dataset.home || './', document.baseURI).href;

  /** @typedef {{ number: number, stage: 'none' | 'busy' | 'done' | 'refused', title: string, text: string, about: string }} Notice */

  /** @type {<K extends keyof HTMLElementTagNameMap>(name: K, className?: string) => HTMLElementTagNameMap[K]} */
  const element = (name, className = '') => Object.assign(document.createElement(name), { className });

  const dialog = element('dialog', 'kiosk-stick');
  const title = element('h2');
  const text = element('p');
  const about = element('p', 'kiosk-stick-about');
  const close = Object.assign(element('button', 'button'), { type: 'button', textContent: 'Đóng' });
  title.id = 'kiosk_usb';
  dialog.setAttribute('aria-labelledby', title.id);
  // What is said changes while it stands.
  text.setAttribute('role', 'status');
  dialog.append(title, text, close, about);
  document.body.append(dialog);

  /** @type {Notice | undefined} */
  let shown;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let standing;

  async function shut() {
    clearTimeout(standing);
    if (dialog.open) dialog.close();
    if (!shown) return;
    try {
      await fetch('/kiosk/stick', { method: 'POST', body: String(shown.number), keepalive: true });
    } catch {
      // Then it is said again.
    }
    // The pages behind it are of the release before.
    if (shown.stage === 'done') location.replace(home);
  }

  close.addEventListener('click', shut);
  dialog.addEventListener('cancel', (event) => event.preventDefault());

  /** @param {Notice} notice */
  function show(notice) {
    if (notice.number === shown?.number && notice.stage === shown.stage) return;
    shown = notice;
    clearTimeout(standing);
    if (notice.stage === 'none') {
      if (dialog.open) dialog.close();
      return;
    }
    dialog.dataset.stage = notice.stage;
    title.textContent = notice.title;
    text.textContent = notice.text;
    about.textContent = notice.about;
    close.hidden = notice.stage === 'busy';
    if (!dialog.open) dialog.showModal();
    if (notice.stage !== 'busy') standing = setTimeout(shut, STANDS);
  }

  async function ask() {
    try {
      const answer = await fetch('/kiosk/stick', { cache: 'no-store', signal: AbortSignal.timeout(5000) });
      // Served by something else than the kiosk's program: nobody there waits for sticks.
      if (!answer.ok) return;
      show(await answer.json());
    } catch {
      // The program starts again.
    }
    setTimeout(ask, PAUSE);
  }

  if (location.protocol !== 'file:') ask();
})();
