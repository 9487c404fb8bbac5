// @ts-check
// A first post: four answers become a draft.
import { call, tell } from './call.js';

/** @type {HTMLFormElement} */
const form = document.querySelector('#bai-dau');

form.addEventListener('submit', async (event) => {
  event.preventDefault();
  const sent = new FormData(form);
  /** @param {string} name */
  const line = (name) => String(sent.get(name)).replace(/\s+/g, ' ').trim();
  const steps = String(sent.get('steps')).split('\n').map((step) => step.replace(/^\s*[-*+]\s*/, '').trim()).filter(Boolean);
  const parts = [String(sent.get('story')).trim()];
  if (steps.length > 0) parts.push('## Bà con cần làm gì', steps.map((step) => `- ${step}`).join('\n'));
  const button = /** @type {HTMLButtonElement} */ (form.querySelector('[type=submit]'));
  button.disabled = true;
  try {
    const { address } = await call('new', {
      ward: sent.get('ward'), section: 'tin', title: line('title'), summary: line('summary'), body: parts.join('\n\n'),
    });
    location.assign(`${address}?dau`);
  } catch (error) {
    tell(form, error);
    button.disabled = false;
  }
});
