// @ts-check
// Who sits before the screen.
import { call, tell } from './call.js';
import { invitations } from './invite.js';

/** @type {HTMLFormElement | null} */
const form = document.querySelector('#ai');
/** @type {HTMLInputElement | null} */
const name = document.querySelector('#ten');

for (const button of document.querySelectorAll('[data-name]')) {
  button.addEventListener('click', () => { name.value = button.textContent; name.focus(); });
}

form?.addEventListener('submit', async (event) => {
  event.preventDefault();
  try {
    const alone = new FormData(form).get('alone') === 'yes';
    await call('name', { name: name.value, alone });
    location.assign('/');
  } catch (error) { tell(form, error); }
});

/** @type {HTMLFormElement | null} */
const leave = document.querySelector('#roi');
leave?.addEventListener('submit', async (event) => {
  event.preventDefault();
  try {
    const { address } = await call('leave', {});
    location.replace(address);
  } catch (error) { tell(leave, error); }
});

invitations();
