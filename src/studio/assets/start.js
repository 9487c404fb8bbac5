// @ts-check
// The first start: a ward and its folder are asked for, and the studio goes on.
import { call, tell } from './call.js';

/** @type {HTMLFormElement} */
const form = document.querySelector('#bat-dau');
const [name, id, folder] = ['#ten', '#ma', '#thu-muc'].map((field) => /** @type {HTMLInputElement} */ (form.querySelector(field)));
const words = form.querySelector('#cho-chu');

/** A name as an address has it. @param {string} text */
const plain = (text) => text.normalize('NFD').replace(/[\u0300-\u036f]/g, '').replace(/[đĐ]/g, 'd').toLowerCase()
  .replace(/[^a-z0-9]+/g, '-').replace(/^-|-$/g, '');

/** How the commune is called where its name says so too, as many write it: “Xã Bình Minh”. */
function named() {
  const kinds = /** @type {HTMLInputElement[]} */ ([...form.querySelectorAll('[name="kind"]')]);
  const typed = name.value.trimStart().normalize('NFC').toLowerCase();
  return kinds.find(({ value }) => typed.startsWith(`${value.toLowerCase()} `));
}

/** The name alone. */
const short = () => name.value.trimStart().normalize('NFC').slice(named()?.value.length ?? 0).trim();

let suggested = '';
name.addEventListener('input', () => {
  const kind = named();
  if (kind) kind.checked = true;
  // What somebody chose stays.
  if (id.value === suggested) id.value = plain(short());
  suggested = plain(short());
});
folder.addEventListener('input', () => {
  words.textContent = folder.value.split(/[\\/]/).filter(Boolean).slice(-3).join(' › ');
});

/** @param {string} action @param {object} sent */
async function go(action, sent) {
  const buttons = /** @type {NodeListOf<HTMLButtonElement>} */ (form.querySelectorAll('button'));
  for (const button of buttons) button.disabled = true;
  try {
    const { address } = await call(action, sent);
    location.assign(address);
  } catch (error) {
    tell(form, error);
    for (const button of buttons) button.disabled = false;
  }
}

form.addEventListener('submit', (event) => {
  event.preventDefault();
  go('begin', { ...Object.fromEntries(new FormData(form)), name: short() });
});
form.querySelector('#mo').addEventListener('click', () => { go('open', { folder: folder.value }); });
