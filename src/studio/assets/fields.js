// @ts-check
// The form as data, and what is wrong with it beside its fields. Fields are only read here: whoever types is not disturbed.

/** @typedef {{ from: number | null, cells: Record<string, string> }} Row */
/** @typedef {{ fields: Record<string, string>, rows: Record<string, Row[]>, body: string }} State */
/** @typedef {{ key: string, line?: number, grave: boolean, words: string, help: string }} Told */

/** @typedef {HTMLTextAreaElement | HTMLInputElement | HTMLSelectElement} Control */

/** A line that is one line stays one line, whatever was pasted. @param {Control} control */
function line(control) {
  const several = control instanceof HTMLTextAreaElement && control.defaultValue.includes('\n');
  return several || control.dataset.shape !== 'text' ? control.value : control.value.replace(/\s*\n\s*/g, ' ');
}

/** What a field holds, as text. @param {HTMLElement} field */
function valueOf(field) {
  const inputs = /** @type {NodeListOf<HTMLInputElement>} */ (field.querySelectorAll('input'));
  switch (field.dataset.shape) {
    case 'choices': return [...inputs].filter((input) => input.checked).map((input) => input.value).join('\n');
    case 'yes': return /** @type {HTMLInputElement} */ (field).checked ? 'true' : '';
    case 'moment': {
      const [day, time] = [...inputs].map((input) => input.value);
      return day && time ? `${day}T${time}` : day;
    }
    default: return line(/** @type {Control} */ (field));
  }
}

/** Whether a control holds something else than the page brought. @param {Control} control */
function differs(control) {
  if (control instanceof HTMLSelectElement) {
    const chosen = [...control.options].findIndex((option) => option.defaultSelected);
    return control.selectedIndex !== Math.max(0, chosen);
  }
  if (control instanceof HTMLInputElement) {
    if (['checkbox', 'radio'].includes(control.type)) return control.checked !== control.defaultChecked;
    // Browsers empty a day that is none, and take ends of lines out.
    if (control.type !== 'text' && !control.value) return false;
    return control.value !== control.defaultValue.replace(/[\r\n]/g, '');
  }
  return control.value !== control.defaultValue.replace(/\r\n?/g, '\n');
}

/** Whether somebody typed before the scripts were there. @param {HTMLFormElement} form */
export function isTyped(form) {
  const controls = /** @type {NodeListOf<Control>} */ (form.querySelectorAll('input, textarea, select'));
  return [...controls].some((control) => (control === form.body || control.closest('[data-key], [data-cell]')) && differs(control));
}

/** @param {HTMLElement} list */
export const rowsOf = (list) => /** @type {HTMLElement[]} */ ([...list.querySelectorAll('[data-row]')]);

/** Everything that the form holds. @param {HTMLFormElement} form @returns {State} */
export function read(form) {
  /** @type {State} */
  const state = { fields: {}, rows: {}, body: form.body?.value ?? '' };
  for (const field of /** @type {NodeListOf<HTMLElement>} */ (form.querySelectorAll('[data-key]'))) {
    const text = valueOf(field);
    if (text !== '') state.fields[field.dataset.key] = text;
  }
  for (const list of /** @type {NodeListOf<HTMLElement>} */ (form.querySelectorAll('[data-rows]:not([data-odd])'))) {
    const rows = rowsOf(list).filter((row) => !('dropped' in row.dataset)).map((row) => {
      const cells = /** @type {Record<string, string>} */ ({});
      for (const cell of /** @type {NodeListOf<HTMLElement>} */ (row.querySelectorAll('[data-cell]'))) {
        const text = valueOf(cell);
        if (text !== '') cells[cell.dataset.cell] = text;
      }
      return { from: row.dataset.from === '' ? null : Number(row.dataset.from), cells };
    });
    if (rows.length > 0) state.rows[list.dataset.rows] = rows;
  }
  return state;
}

/**
 * Numbers entries as they will stand in the file of the text as it is now; what this gives does so once the text is there.
 * @param {HTMLFormElement} form
 */
export function numbering(form) {
  /** @type {[HTMLElement, string][]} */
  const numbers = [];
  for (const list of /** @type {NodeListOf<HTMLElement>} */ (form.querySelectorAll('[data-rows]'))) {
    let number = 0;
    for (const row of rowsOf(list)) {
      const cells = /** @type {HTMLElement[]} */ ([...row.querySelectorAll('[data-cell]')]);
      const empty = cells.every((cell) => valueOf(cell).trim() === '');
      if ('dropped' in row.dataset || empty) {
        numbers.push([row, '']);
        continue;
      }
      numbers.push([row, String(number)]);
      number += 1;
    }
  }
  return () => { for (const [row, from] of numbers) row.dataset.from = from; };
}

/** The place for what is wrong at a key. @param {HTMLFormElement} form @param {string} key */
function place(form, key) {
  const entry = /^([^[.]+)\[(\d+)\](?:\.(.+))?$/.exec(key);
  if (!entry) return form.querySelector(`[data-told="${CSS.escape(key)}"]`);
  const list = /** @type {HTMLElement | null} */ (form.querySelector(`[data-rows="${CSS.escape(entry[1])}"]`));
  const rows = list ? rowsOf(list).filter((row) => !('dropped' in row.dataset)) : [];
  const cell = entry[3] && rows[Number(entry[2])]?.querySelector(`[data-told="${CSS.escape(entry[3])}"]`);
  return cell || list?.querySelector('[data-told]');
}

/** @param {Told} told */
function sentence(told) {
  const made = document.createElement('p');
  made.className = told.grave ? 'grave' : 'mild';
  made.textContent = [told.words, told.help].filter(Boolean).join(' ');
  return made;
}

/**
 * Shows what is wrong, each thing at its field, lines of the text below that.
 * @param {HTMLFormElement} form @param {Told[]} all
 */
export function show(form, all) {
  /** @type {Map<Element, Node[]>} */
  const found = new Map();
  const lines = [];
  for (const told of all) {
    if (told.line) {
      const item = document.createElement('li');
      const button = document.createElement('button');
      button.type = 'button';
      button.textContent = `Dòng ${told.line}`;
      button.addEventListener('click', () => choose(form.body, told.line));
      item.append(button, sentence(told));
      lines.push(item);
      continue;
    }
    const where = place(form, told.key) ?? form.querySelector('#chung');
    found.set(where, [...(found.get(where) ?? []), sentence(told)]);
  }
  for (const where of form.querySelectorAll('[data-told]')) {
    const words = found.get(where) ?? [];
    const same = where.textContent === words.map((word) => word.textContent).join('');
    if (!same) where.replaceChildren(...words);
    const id = where.id.replace(/-loi$/, '');
    if (where.id) document.getElementById(id)?.setAttribute('aria-invalid', String(words.length > 0));
    if (words.length > 0) where.closest('details')?.setAttribute('open', '');
  }
  form.querySelector('#chu-loi').replaceChildren(...lines);
}

/** Goes to a line of the text. @param {HTMLTextAreaElement} area @param {number} number */
export function choose(area, number) {
  const lines = area.value.split('\n');
  const start = lines.slice(0, number - 1).reduce((sum, text) => sum + text.length + 1, 0);
  area.focus();
  area.setSelectionRange(start, start + (lines[number - 1] ?? '').length);
}

/** How long the texts are that may not be longer. @param {HTMLFormElement} form */
export function count(form) {
  for (const place of /** @type {NodeListOf<HTMLElement>} */ (form.querySelectorAll('[data-counter]'))) {
    const field = /** @type {HTMLTextAreaElement | null} */ (document.getElementById(place.dataset.counter));
    if (!field) continue;
    const words = field.value.split(/\s+/).filter(Boolean).length;
    const { characters: most, words: below } = field.dataset;
    const length = [...field.value].length;
    const over = (most && length > Number(most)) || (below && words >= Number(below));
    if (most) place.textContent = `${length} trên ${most} ký tự`;
    else if (below) place.textContent = `${words} chữ, cần dưới ${below}; đọc khoảng ${Math.max(1, Math.round((words / 125) * 60))} giây`;
    else place.textContent = `${words} chữ`;
    place.classList.toggle('grave', Boolean(over));
  }
}

const WORDS = new Intl.DateTimeFormat('vi-VN', { weekday: 'long', day: 'numeric', month: 'numeric', year: 'numeric', timeZone: 'UTC' });

/** Days in words: browsers show them in the order of their own language. @param {HTMLFormElement} form */
export function days(form) {
  for (const input of /** @type {NodeListOf<HTMLInputElement>} */ (form.querySelectorAll('input[type="date"]'))) {
    let place = input.nextElementSibling;
    if (!place?.matches('.day')) {
      place = document.createElement('span');
      place.className = 'day quiet';
      input.after(place);
    }
    place.textContent = input.valueAsDate ? WORDS.format(input.valueAsDate) : '';
  }
}
