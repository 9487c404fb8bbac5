// @ts-check
// What buttons and dialogs put into the text: blocks, links to posts, pictures with their description.
import { call } from './call.js';
import { TOOLS, block, insert, link } from './tools.js';

/** How long nobody types before posts are looked for, in milliseconds. */
const REST = 150;

/** Puts a text in the place of what a field holds. @param {HTMLTextAreaElement} field @param {string} text */
function fill(field, text) {
  field.focus();
  field.select();
  insert(field, text);
}

/** The dialog that asks where a link leads. @param {HTMLFormElement} form @param {HTMLTextAreaElement} body */
function links(form, body) {
  const dialog = /** @type {HTMLDialogElement} */ (document.querySelector('#lien-ket'));
  const query = /** @type {HTMLInputElement} */ (dialog.querySelector('#lien-ket-tim'));
  const web = /** @type {HTMLInputElement} */ (dialog.querySelector('#lien-ket-web'));
  const list = dialog.querySelector('#lien-ket-bai');
  let timer = 0;
  const put = (to, title) => {
    dialog.close();
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
    dialog.showModal();
    look();
  };
}

/** The dialog that asks what a picture shows. @param {HTMLFormElement} form @param {HTMLTextAreaElement} body */
function pictures(form, body) {
  const { path } = form.dataset;
  const file = /** @type {HTMLInputElement} */ (form.querySelector('#tep-anh'));
  const dialog = /** @type {HTMLDialogElement} */ (document.querySelector('#mo-ta-anh'));
  const words = /** @type {HTMLTextAreaElement} */ (dialog.querySelector('#mo-ta'));
  const wrong = /** @type {HTMLElement} */ (dialog.querySelector('#mo-ta-loi'));
  const shown = /** @type {HTMLImageElement} */ (dialog.querySelector('#mo-ta-hinh'));
  /** Which field gets the picture; the text where there is none. @type {HTMLTextAreaElement | null} */
  let target = null;

  /** @param {string | null} id */
  function take(id) {
    target = id === null ? null : /** @type {HTMLTextAreaElement} */ (document.getElementById(id));
    file.value = '';
    file.click();
  }

  for (const button of /** @type {NodeListOf<HTMLElement>} */ (form.querySelectorAll('[data-picture]'))) {
    button.addEventListener('click', () => { take(button.dataset.picture); });
  }
  file.addEventListener('change', () => {
    if (!file.files[0]) return;
    URL.revokeObjectURL(shown.src);
    shown.src = URL.createObjectURL(file.files[0]);
    const alt = /** @type {HTMLTextAreaElement | null} */ (form.querySelector('[data-key="cover_alt"]'));
    words.value = target ? alt?.value ?? '' : '';
    wrong.hidden = true;
    dialog.showModal();
  });

  /** @param {string} told */
  function refuse(told) {
    wrong.textContent = told;
    wrong.hidden = false;
  }

  dialog.querySelector('#mo-ta-xong').addEventListener('click', async () => {
    const said = words.value.replace(/\s+/g, ' ').trim();
    if (!said) {
      refuse('Viết một câu: ảnh cho thấy gì.');
      return;
    }
    const picked = file.files[0];
    try {
      const { name } = await call(`picture?${new URLSearchParams({ path, name: picked.name })}`, picked);
      dialog.close();
      if (target) {
        fill(target, name);
        fill(form.querySelector('[data-key="cover_alt"]'), said);
      } else {
        insert(body, `![${said.replace(/[[\]]/g, '')}](${name})`);
      }
    } catch (error) { refuse(error instanceof Error ? error.message : String(error)); }
  });
  return () => { take(null); };
}

/** The dialog that shows an example of each block. @param {HTMLTextAreaElement} body */
function samples(body) {
  const dialog = /** @type {HTMLDialogElement | null} */ (document.querySelector('#mau-khung'));
  for (const button of /** @type {NodeListOf<HTMLElement>} */ (dialog?.querySelectorAll('[data-put]') ?? [])) {
    button.addEventListener('click', () => {
      dialog.close();
      block(body, button.dataset.put);
    });
  }
  return () => { dialog?.showModal(); };
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
