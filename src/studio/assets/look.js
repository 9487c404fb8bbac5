// @ts-check
// What was published in haste: it stands, or leaves the site. The hash says which bytes were seen.
import { call, tell } from './call.js';

/** @type {HTMLElement} */
const place = document.querySelector('#xem-lai');
const { path, sha256 } = place.dataset;

for (const button of /** @type {NodeListOf<HTMLButtonElement>} */ (place.querySelectorAll('[data-act]'))) {
  button.addEventListener('click', async () => {
    const reason = /** @type {HTMLTextAreaElement | null} */ (place.querySelector('#ly-do'))?.value ?? '';
    const done = place.querySelector('.done');
    button.disabled = true;
    done.textContent = button.dataset.act === 'pull' ? 'Đang gỡ…' : '';
    try {
      await call(button.dataset.act, { path, sha256, reason });
      location.assign('/');
    } catch (error) {
      done.textContent = '';
      tell(place, error);
      button.disabled = false;
    }
  });
}
