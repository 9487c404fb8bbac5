// @ts-check
// Who sits before the screen.
import { call, tell } from './call.js';

/** @type {HTMLFormElement} */
const form = document.querySelector('#ai');
/** @type {HTMLInputElement} */
const name = form.querySelector('#ten');

for (const button of form.querySelectorAll('[data-name]')) {
  button.addEventListener('click', () => { name.value = button.textContent; name.focus(); });
}

form.addEventListener('submit', async (event) => {
  event.preventDefault();
  try {
    const alone = new FormData(form).get('alone') === 'yes';
    await call('name', { name: name.value, alone });
    location.assign('/');
  } catch (error) { tell(form, error); }
});
