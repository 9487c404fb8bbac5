// @ts-check
// Two texts side by side: which side counts for each key.
import { call, tell } from './call.js';

/** @type {HTMLFormElement} */
const form = document.querySelector('#so');

form.addEventListener('submit', async (event) => {
  event.preventDefault();
  const chosen = /** @type {HTMLInputElement[]} */ ([...form.querySelectorAll('input:checked')]);
  const take = chosen.filter((input) => input.value === 'theirs').map((input) => input.dataset.key);
  const { path, mine, theirs } = form.dataset;
  try {
    const { address } = await call('settle', { path, mine, theirs, take });
    location.assign(address);
  } catch (error) { tell(form, error); }
});
