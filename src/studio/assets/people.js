// @ts-check
// Who may do what in each ward, and whether one person may do everything.
import { call, tell } from './call.js';
import { invitations } from './invite.js';

for (const form of /** @type {NodeListOf<HTMLFormElement>} */ (document.querySelectorAll('form[data-act]'))) {
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    const filled = new FormData(form);
    const { act, ward, session } = form.dataset;
    const sent = {
      role: { ward, name: filled.get('name'), roles: filled.getAll('role') },
      alone: { ward, alone: filled.get('alone') === 'yes' },
      'end-session': { session },
    }[act];
    const done = form.querySelector('.done');
    done.textContent = '';
    try {
      await call(act, sent);
      /** @type {HTMLElement} */ (form.querySelector('.told')).hidden = true;
      if (session) form.closest('li').textContent = 'Đã kết thúc.';
      else if (form.dataset.fresh === undefined) done.textContent = 'Đã ghi vào sổ.';
      else location.reload();
    } catch (error) { tell(form, error); }
  });
}

invitations();
