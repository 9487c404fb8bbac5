// @ts-check
// What buttons and dialogs put into the text: blocks, links to posts, pictures.
import { pictures } from './pictures.js';
import { TOOLS, back, block, caret, link } from './tools.js';

/** How long nobody types before posts are looked for, in milliseconds. */
const REST = 150;

/** The dialog that asks where a link leads. @param {HTMLFormElement} form @param {HTMLTextAreaElement} body */
function links(form, body) {
  const dialog = /** @type {HTMLDialogElement} */ (document.querySelector('#lien-ket'));
  const query = /** @type {HTMLInputElement} */ (dialog.querySelector('#lien-ket-tim'));
  const web = /** @type {HTMLInputElement} */ (dialog.querySelector('#lien-ket-web'));
  const list = dialog.querySelector('#lien-ket-bai');
  let timer = 0;
  let place = caret(body);
  const put = (to, title) => {
    dialog.close();
    back(body, place);
    link(body, to, title);
  };
  const look = async () => {
    const answer = await fetch(`/api/find?${new URLSearchParams({ path: form.dataset.path, q: query.value })}`);
    if (!answer.ok) return;
    const found = await answer.json();
    list.replaceChildren(...found.map((post) => {
      const item = document.createElement('li');
      const button = document.createElement('button');
      button.type = 'button';
      button.textContent = `${post.title} · ${post.label}`;
      button.addEventListener('click', () => { put(post.link, post.title); });
      item.append(button);
      return item;
    }));
  };
  // No button that submits: Enter in a field would press it.
  dialog.querySelector('#lien-ket-thoi').addEventListener('click', () => { dialog.close(); });
  query.addEventListener('input', () => {
    clearTimeout(timer);
    timer = setTimeout(look, REST);
  });
  dialog.querySelector('#lien-ket-xong').addEventListener('click', () => {
    const to = web.value.trim();
    if (to) put(to, 'chữ hiện ra');
  });
  return () => {
    query.value = '';
    web.value = '';
    place = caret(body);
    dialog.showModal();
    look();
  };
}

/** The dialog that shows an example of each block. @param {HTMLTextAreaElement} body */
function samples(body) {
  const dialog = /** @type {HTMLDialogElement | null} */ (document.querySelector('#mau-khung'));
  let place = caret(body);
  for (const button of /** @type {NodeListOf<HTMLElement>} */ (dialog?.querySelectorAll('[data-put]') ?? [])) {
    button.addEventListener('click', () => {
      dialog.close();
      back(body, place);
      block(body, button.dataset.put);
    });
  }
  return () => {
    place = caret(body);
    dialog?.showModal();
  };
}

/**
 * Makes the buttons above the text do what they say.
 * @param {HTMLFormElement} form @param {HTMLTextAreaElement} body
 */
export function dialogs(form, body) {
  const tools = { ...TOOLS, picture: pictures(form, body), link: links(form, body), samples: samples(body) };
  for (const button of /** @type {NodeListOf<HTMLElement>} */ (form.querySelectorAll('button[data-tool]'))) {
    button.addEventListener('click', () => { tools[button.dataset.tool](body); });
  }
  const blocks = /** @type {HTMLSelectElement | null} */ (form.querySelector('select[data-tool]'));
  blocks?.addEventListener('change', () => {
    if (blocks.value) block(body, blocks.value);
    blocks.value = '';
  });
}
