// @ts-check
// A new post: kind and title, then its form.
import { call, tell } from './call.js';

/** @type {HTMLFormElement} */
const form = document.querySelector('#moi');

form.addEventListener('submit', async (event) => {
  event.preventDefault();
  const sent = new FormData(form);
  try {
    const { address } = await call('new', {
      ward: sent.get('ward'), section: sent.get('section'), title: String(sent.get('title')).replace(/\s+/g, ' ').trim(),
    });
    location.assign(address);
  } catch (error) { tell(form, error); }
});
