// @ts-check
// A document is given, and what was recognised in it is kept, dropped or mended.
import { call, tell } from './call.js';
import { read } from './fields.js';

/** Largest document, in bytes. */
const LIMIT = 20 << 20;

/** @type {HTMLFormElement | null} */
const given = document.querySelector('#nhap');
/** @type {HTMLFormElement | null} */
const found = document.querySelector('#doc');

/** The page on which a document is given. @param {HTMLFormElement} form */
function giving(form) {
  const zone = form.querySelector('#tha');
  const status = form.querySelector('#dang-doc');
  const told = /** @type {HTMLElement} */ (form.querySelector('.told'));
  const input = /** @type {HTMLInputElement} */ (form.querySelector('#tep'));
  const pasted = /** @type {HTMLTextAreaElement} */ (form.querySelector('#dan'));

  /** @param {File | undefined} file */
  const send = async (file) => {
    if (!file) return;
    told.hidden = true;
    if (file.size > LIMIT) {
      tell(form, 'Văn bản lớn hơn 20 MB. Xin bản Word, hoặc bản PDF không phải ảnh chụp.');
      return;
    }
    status.textContent = `Đang đọc “${file.name}”…`;
    try {
      const ward = String(new FormData(form).get('ward'));
      const { address } = await call(`read?${new URLSearchParams({ ward, name: file.name })}`, file);
      location.assign(address);
    } catch (error) {
      status.textContent = '';
      tell(form, error);
    }
    input.value = '';
  };

  input.addEventListener('change', () => { send(input.files[0]); });
  form.querySelector('#doc-chu').addEventListener('click', () => {
    if (pasted.value.trim()) send(new File([pasted.value], 'Chữ đã dán.txt', { type: 'text/plain' }));
    else tell(form, 'Chưa có chữ nào. Chép chữ của văn bản rồi dán vào ô.');
  });
  form.addEventListener('submit', (event) => { event.preventDefault(); });
  zone.addEventListener('dragover', (event) => {
    event.preventDefault();
    zone.classList.add('over');
  });
  zone.addEventListener('dragleave', () => { zone.classList.remove('over'); });
  zone.addEventListener('drop', (event) => {
    event.preventDefault();
    zone.classList.remove('over');
    send(/** @type {DragEvent} */ (event).dataTransfer.files[0]);
  });
  // Beside the frame a file would take the place of the page.
  for (const name of ['dragover', 'drop']) addEventListener(name, (event) => { event.preventDefault(); });
}

/** The page on which it is looked at. @param {HTMLFormElement} form */
function looking(form) {
  form.addEventListener('click', (event) => {
    const button = /** @type {HTMLElement} */ (event.target);
    if (!button.matches('[data-drop]')) return;
    const row = /** @type {HTMLElement} */ (button.closest('[data-row]'));
    button.textContent = row.toggleAttribute('data-dropped') ? 'Lấy mục này' : 'Bỏ mục này';
  });
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    const sure = new FormData(form).get('sure');
    const asked = form.querySelector('#noi-khac');
    if (sure === 'no') {
      location.assign('/nhap');
      return;
    }
    if (asked && !sure) {
      asked.scrollIntoView({ block: 'center' });
      /** @type {HTMLElement} */ (asked.querySelector('input')).focus();
      tell(form, 'Trả lời câu hỏi về nơi ban hành ở đầu trang trước.');
      return;
    }
    const button = /** @type {HTMLButtonElement} */ (form.querySelector('[type=submit]'));
    button.disabled = true;
    try {
      const { reading, ward } = form.dataset;
      const { address } = await call('import', { reading, ward, sure: sure === 'yes', state: read(form) });
      location.assign(address);
    } catch (error) {
      tell(form, error);
      button.disabled = false;
    }
  });
}

if (given) giving(given);
if (found) looking(found);
