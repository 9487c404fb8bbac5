// @ts-check
// Who may do what in each ward, and whether one person may do everything.
import { call, tell } from './call.js';

for (const form of /** @type {NodeListOf<HTMLFormElement>} */ (document.querySelectorAll('form[data-act]'))) {
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    const filled = new FormData(form);
    const { act, ward } = form.dataset;
    const sent = act === 'role'
      ? { ward, name: filled.get('name'), roles: filled.getAll('role') }
      : { ward, alone: filled.get('alone') === 'yes' };
    const done = form.querySelector('.done');
    done.textContent = '';
    try {
      await call(act, sent);
      /** @type {HTMLElement} */ (form.querySelector('.told')).hidden = true;
      if (form.dataset.fresh === undefined) done.textContent = 'Đã ghi vào sổ.';
      else location.reload();
    } catch (error) { tell(form, error); }
  });
}
