// @ts-check
// The list of units, and tasks of documents that become plans.
import { call, tell } from './call.js';

/** @param {string} text a whole number, or nothing @returns {number | null} */
function count(text) {
  const digits = text.trim().replaceAll('.', '');
  if (!digits) return null;
  if (!/^\d{1,6}$/.test(digits)) throw new Error(`“${text}” không phải số.`);
  return Number(digits);
}

/** Does something when a form is sent, and says how that went. @param {HTMLFormElement} form @param {() => Promise<string | void>} work */
function onSend(form, work) {
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    const button = /** @type {HTMLButtonElement} */ (form.querySelector('[type=submit]'));
    /** @type {HTMLElement} */ (form.querySelector('.told')).hidden = true;
    button.disabled = true;
    try {
      const done = await work();
      if (done) form.querySelector('.done').textContent = done;
    } catch (error) { tell(form, error); }
    button.disabled = false;
  });
}

/** @type {HTMLFormElement | null} */
const units = document.querySelector('#them');
if (units) {
  /** @param {string} id @returns {HTMLInputElement} */
  const at = (id) => units.querySelector(`#${id}`);
  units.querySelector('#danh-so').addEventListener('click', () => {
    const [from, to] = [Number(at('tu').value), Number(at('den').value)];
    if (!(from >= 0 && to >= from && to - from < 300)) {
      tell(units, 'Ghi số đầu và số cuối, như từ 1 đến 12.');
      return;
    }
    const kind = at('loai').value;
    const begin = kind.charAt(0).toUpperCase() + kind.slice(1);
    const names = Array.from({ length: to - from + 1 }, (_, number) => `${begin} số ${from + number}`);
    at('dong').value = [at('dong').value.trim(), ...names].filter(Boolean).join('\n');
    at('dong').focus();
  });
  onSend(units, async () => {
    await call('units', { ward: units.dataset.ward, kind: at('loai').value, lines: at('dong').value });
    location.reload();
  });
}

for (const form of /** @type {NodeListOf<HTMLFormElement>} */ (document.querySelectorAll('form.unit'))) {
  onSend(form, async () => {
    const given = new FormData(form);
    const { ward, unit } = form.dataset;
    await call('unit', { ward, unit, households: count(String(given.get('households'))), people: count(String(given.get('people'))) });
    return 'Đã ghi.';
  });
}

/** @type {HTMLFormElement | null} */
const tasks = document.querySelector('#viec');
if (tasks) {
  onSend(tasks, async () => {
    const picked = [...tasks.querySelectorAll('.task')].filter((task) => task.querySelector('[data-pick]:checked'));
    if (!picked.length) throw new Error('Chưa chọn việc nào.');
    const plans = picked.map((task) => {
      const { document: name, sentence } = /** @type {HTMLElement} */ (task).dataset;
      const keys = [...task.querySelectorAll('[data-key]')].map((field) => [
        field.getAttribute('data-key'), /** @type {HTMLInputElement} */ (field).value,
      ]);
      return { document: name, sentence, ...Object.fromEntries(keys) };
    });
    const { ward } = tasks.dataset;
    await call('plans', { ward, plans });
    location.assign(`/do-phu?${new URLSearchParams({ ward })}`);
  });
}
