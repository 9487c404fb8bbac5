// @ts-check
// Pictures for a text: from this machine or a phone, turned, cut, and never without a sentence that says what they show.
import { call, tell } from './call.js';
import { Cropper } from './crop.js';
import { Phone } from './phone.js';
import { back, caret, insert } from './tools.js';

/** @typedef {{ name: string, url: string, give: () => Promise<{ id: string }>, given?: Promise<{ id: string }> }} Picture */

/** Puts a text in the place of what a field holds. @param {HTMLTextAreaElement} field @param {string} text */
function fill(field, text) {
  field.focus();
  field.select();
  insert(field, text);
}

/** The picture as the server has it; asked again where that failed. @param {Picture} picture */
function given(picture) {
  picture.given ??= picture.give().catch((error) => {
    picture.given = undefined;
    throw error;
  });
  return picture.given;
}

/** The dialogs for pictures. @param {HTMLFormElement} form @param {HTMLTextAreaElement} body */
export function pictures(form, body) {
  const { path } = form.dataset;
  const file = /** @type {HTMLInputElement} */ (form.querySelector('#tep-anh'));
  const choice = /** @type {HTMLDialogElement} */ (document.querySelector('#chon-anh'));
  const refused = /** @type {HTMLElement} */ (choice.querySelector('.told'));
  const dialog = /** @type {HTMLDialogElement} */ (document.querySelector('#mo-ta-anh'));
  const words = /** @type {HTMLTextAreaElement} */ (dialog.querySelector('#mo-ta'));
  const wrong = /** @type {HTMLElement} */ (dialog.querySelector('#mo-ta-loi'));
  const cropper = new Cropper(dialog);
  /** Which field gets the picture; the text where there is none. @type {HTMLTextAreaElement | null} */
  let target = null;
  /** @type {Picture | null} */
  let picture = null;
  let place = caret(body);
  /** Pictures that came while another was described. @type {Picture[]} */
  const waiting = [];
  const phone = new Phone(choice.querySelector('#ma-anh'), path, ({ id, name }) => {
    waiting.push({ name, url: `/anh-vao/${id}`, give: () => Promise.resolve({ id }) });
    next();
  });

  function refuse(/** @type {unknown} */ told) {
    wrong.textContent = told instanceof Error ? told.message : String(told);
    wrong.hidden = false;
  }

  /** @param {Picture} one */
  function describe(one) {
    picture = one;
    cropper.load(one.url);
    const alt = /** @type {HTMLTextAreaElement | null} */ (form.querySelector('[data-key="cover_alt"]'));
    words.value = target ? alt?.value ?? '' : '';
    wrong.hidden = true;
    choice.close('anh');
    dialog.showModal();
    words.focus();
    given(one).catch((error) => { if (picture === one) refuse(error); });
  }

  function next() {
    if (!dialog.open && waiting.length > 0) describe(waiting.shift());
  }

  function choose() {
    refused.hidden = true;
    choice.returnValue = '';
    choice.showModal();
  }

  for (const button of /** @type {NodeListOf<HTMLElement>} */ (form.querySelectorAll('[data-picture]'))) {
    button.addEventListener('click', () => {
      target = /** @type {HTMLTextAreaElement} */ (document.getElementById(button.dataset.picture));
      choose();
    });
  }
  choice.querySelector('#tu-may').addEventListener('click', () => {
    file.value = '';
    file.click();
  });
  choice.querySelector('#tu-dien-thoai').addEventListener('click', async () => {
    refused.hidden = true;
    try { await phone.begin(); } catch (error) { tell(choice, error); }
  });
  choice.addEventListener('close', () => {
    if (choice.returnValue !== 'anh') phone.end();
  });
  file.addEventListener('change', () => {
    const [picked] = file.files;
    if (!picked) return;
    describe({ name: picked.name, url: URL.createObjectURL(picked), give: () => call(`intake?${new URLSearchParams({ path, name: picked.name })}`, picked) });
  });
  dialog.addEventListener('close', () => {
    if (picture?.url.startsWith('blob:')) URL.revokeObjectURL(picture.url);
    picture = null;
    if (waiting.length > 0) next();
    // A text takes as many as the phone sends; a field takes one.
    else if (phone.open && !target) choose();
    else phone.end();
  });
  dialog.querySelector('#mo-ta-xong').addEventListener('click', async () => {
    const said = words.value.replace(/\s+/g, ' ').trim();
    if (!said) {
      refuse('Viết một câu: ảnh cho thấy gì.');
      return;
    }
    try {
      const { id } = await given(picture);
      const { name } = await call('picture', { path, id, name: picture.name, ...cropper.edits() });
      dialog.close();
      if (target) {
        fill(target, name);
        fill(form.querySelector('[data-key="cover_alt"]'), said);
      } else {
        back(body, place);
        insert(body, `![${said.replace(/[[\]]/g, '')}](${name})`);
        place = caret(body);
      }
    } catch (error) { refuse(error); }
  });
  return () => {
    target = null;
    place = caret(body);
    choose();
  };
}
