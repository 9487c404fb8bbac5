// @ts-check
// What was done is noted, mended by another row, and taken in from other devices.
import { call, tell } from './call.js';

/** @type {HTMLFormElement | null} */
const form = document.querySelector('#ghi');

/** Names a row. A row that is sent again, because no answer came, keeps its name and is one row. */
function name() {
  const bytes = crypto.getRandomValues(new Uint8Array(12));
  return `s${[...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('')}`;
}

/** @param {string} text */
const count = (text) => (/^\d{1,5}$/.test(text) ? Number(text) : null);

/** Shows the list of rows as it is now. */
async function refresh() {
  const answer = await fetch(location.href);
  if (!answer.ok) return;
  const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
  document.querySelector('#da-ghi').replaceWith(page.querySelector('#da-ghi'));
}

/** The form of a row. @param {HTMLFormElement} form */
function noting(form) {
  const told = /** @type {HTMLElement} */ (form.querySelector('.told'));
  const done = form.querySelector('.done');
  const mending = /** @type {HTMLElement} */ (form.querySelector('#dang-sua'));
  const button = /** @type {HTMLButtonElement} */ (form.querySelector('[type=submit]'));
  const unspoken = /** @type {HTMLElement} */ (form.querySelector('#khong-noi'));
  const dialog = /** @type {HTMLDialogElement} */ (document.querySelector('#hoi-huy'));
  let id = name();
  let corrects = '';

  /** @param {string} key @returns {any} */
  const field = (key) => form.elements.namedItem(key);
  const reach = () => form.querySelector('[name=channel]:checked')?.getAttribute('data-reach');
  const fit = () => { unspoken.hidden = reach() !== 'direct'; };

  /** Leaves what the next row most likely has too. */
  const next = () => {
    id = name();
    corrects = '';
    mending.hidden = true;
    for (const key of ['people', 'women', 'evidence']) field(key).value = '';
    field('exposed').checked = false;
    const units = field('unit');
    if (units instanceof RadioNodeList) for (const unit of /** @type {any} */ (units)) unit.checked = false;
    else if (units.type === 'radio') units.checked = false;
    else units.value = '';
  };

  const filled = () => {
    const given = new FormData(form);
    /** @param {string} key */
    const text = (key) => String(given.get(key) ?? '').trim();
    for (const [key, label] of [['people', 'Số người'], ['women', 'Số nữ']]) {
      if (text(key) && count(text(key)) === null) throw new Error(`${label}: chỉ gõ chữ số, như 45.`);
    }
    return {
      ward: form.dataset.ward, id, corrects, date: text('date'), unit: text('unit'), channel: text('channel'), post: text('post'),
      kind: reach() === 'direct' && !given.has('exposed') ? 'direct' : 'exposed',
      people: count(text('people')), women: count(text('women')), role: text('role'), evidence: text('evidence'),
    };
  };

  form.addEventListener('change', (event) => {
    const changed = /** @type {HTMLInputElement} */ (event.target);
    if (changed.name === 'channel') fit();
    if (changed.id === 'tep' && changed.files[0]) field('evidence').value = changed.files[0].name.slice(0, 120);
  });
  form.addEventListener('click', (event) => {
    const pressed = /** @type {HTMLElement} */ (event.target);
    if (pressed.dataset.day) field('date').value = pressed.dataset.day;
    if (pressed.id === 'thoi-sua') {
      next();
      button.focus();
    }
  });
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    told.hidden = true;
    done.textContent = '';
    button.disabled = true;
    try {
      const sent = filled();
      const answer = await call('note', sent);
      const again = answer.known ? 'Dòng này đã có trong sổ.' : 'Đã ghi vào sổ.';
      done.textContent = [corrects ? 'Đã sửa: dòng mới thay dòng cũ.' : again, ...answer.told].join(' ');
      next();
      await refresh();
    } catch (error) { tell(form, error); }
    button.disabled = false;
  });

  /** Fills the form with a row that is to be mended. @param {HTMLElement} row */
  const mend = (row) => {
    next();
    corrects = row.dataset.row;
    for (const key of ['date', 'post', 'people', 'women', 'role', 'evidence', 'unit', 'channel']) {
      const at = field(key);
      // What the lists do not offer any more is kept as it stands.
      if (at instanceof HTMLSelectElement && ![...at.options].some((option) => option.value === row.dataset[key])) {
        at.append(new Option(row.dataset[key], row.dataset[key]));
      }
      at.value = row.dataset[key];
    }
    if (row.dataset.evidence) field('evidence').closest('details').open = true;
    fit();
    field('exposed').checked = reach() === 'direct' && row.dataset.kind === 'exposed';
    mending.querySelector('span').textContent = `Đang sửa: ${row.querySelector('strong').textContent}.`;
    mending.hidden = false;
    mending.scrollIntoView({ block: 'center' });
    field('people').focus({ preventScroll: true });
  };

  /** Asks, then takes a row back. @param {HTMLElement} row */
  const undo = (row) => {
    const own = name();
    dialog.querySelector('p').textContent = row.querySelector('strong').textContent;
    /** @type {HTMLElement} */ (dialog.querySelector('[data-yes]')).onclick = async () => {
      dialog.close();
      try {
        const { row: target, ...cells } = row.dataset;
        await call('note', {
          ward: form.dataset.ward, id: own, corrects: target, kind: 'withdrawn',
          date: cells.date, unit: cells.unit, channel: cells.channel,
        });
        done.textContent = 'Đã hủy dòng ấy.';
        await refresh();
      } catch (error) { tell(form, error); }
    };
    dialog.showModal();
  };

  dialog.querySelector('[data-no]').addEventListener('click', () => { dialog.close(); });
  document.querySelector('main').addEventListener('click', (event) => {
    const pressed = /** @type {HTMLElement} */ (event.target);
    const row = /** @type {HTMLElement | null} */ (pressed.closest('[data-row]'));
    if (row && pressed.matches('[data-mend]')) mend(row);
    if (row && pressed.matches('[data-undo]')) undo(row);
  });
  fit();
}

if (form) noting(form);

/** @type {HTMLFormElement} */
const lists = document.querySelector('#nhap-danh-sach');
const input = /** @type {HTMLInputElement} */ (lists.querySelector('#danh-sach'));
lists.addEventListener('submit', (event) => { event.preventDefault(); });
input.addEventListener('change', async () => {
  const file = input.files[0];
  if (!file) return;
  const status = lists.querySelector('.done');
  const refused = /** @type {HTMLElement} */ (lists.querySelector('#khong-nhan'));
  /** @type {HTMLElement} */ (lists.querySelector('.told')).hidden = true;
  refused.hidden = true;
  status.textContent = '';
  try {
    const taken = await call(`list?${new URLSearchParams({ ward: lists.dataset.ward, name: file.name })}`, file);
    status.textContent = `Đã nhập ${taken.taken} dòng mới; ${taken.known} dòng đã có; ${taken.refused} dòng không nhận.`;
    if (taken.beside) {
      const link = refused.querySelector('a');
      URL.revokeObjectURL(link.href);
      link.href = URL.createObjectURL(new Blob([taken.beside], { type: 'text/csv' }));
      refused.hidden = false;
    }
    await refresh();
  } catch (error) { tell(lists, error); }
  input.value = '';
});
