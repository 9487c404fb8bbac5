// @ts-check
// What was sent: approved, sent back, published. The hash says which bytes were seen.
import { call, tell } from './call.js';
import { outcome } from './publishing.js';

/** @type {HTMLElement} */
const place = document.querySelector('#duyet');
const { path, sha256 } = place.dataset;

for (const button of /** @type {NodeListOf<HTMLButtonElement>} */ (place.querySelectorAll('[data-act]'))) {
  button.addEventListener('click', async () => {
    /** @type {HTMLTextAreaElement | null} */
    const reason = document.querySelector('#ly-do');
    const day = /** @type {HTMLInputElement | null} */ (place.querySelector('#hen-ngay'));
    const field = (id) => /** @type {HTMLInputElement | null} */ (place.querySelector(id))?.value ?? '';
    button.disabled = true;
    try {
      const done = await call(button.dataset.act, {
        path, sha256, reason: reason?.value ?? '', reviewed_by: field('#duyet-boi'), review_due: field('#duyet-lai'),
        ...(day && { publish_on: day.value }),
      });
      if (done.address) location.assign(done.address);
      else place.querySelector('.done').textContent = outcome(done);
    } catch (error) {
      tell(place, error);
      button.disabled = false;
    }
  });
}
