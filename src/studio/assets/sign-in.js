// @ts-check
// The way in over the network: a name and a password, or the password that somebody sets.
import { Refusal, tell } from './call.js';

/** @type {HTMLFormElement} */
const form = document.querySelector('#vao');
/** @type {NodeListOf<HTMLInputElement>} */
const secrets = form.querySelectorAll('input[type="password"]');
const shown = /** @type {HTMLInputElement} */ (form.querySelector('#hien'));

shown.addEventListener('change', () => {
  for (const secret of secrets) secret.type = shown.checked ? 'text' : 'password';
});

/** What the server answers, or why it did not. @param {string} act @param {object} sent */
async function ask(act, sent) {
  /** @type {HTMLMetaElement} */
  const token = document.querySelector('meta[name="token"]');
  const answer = await fetch(`/api/${act}`, {
    method: 'POST', body: JSON.stringify(sent), headers: { 'x-loa-token': token.content, 'content-type': 'application/json' },
  });
  const text = await answer.text();
  if (answer.ok) return JSON.parse(text);
  // A page from before the program was started again has a token that is good no more.
  if (!answer.headers.get('content-type')?.includes('json')) throw new Refusal({ words: 'Trang này đã cũ.', help: 'Tải lại trang rồi gõ lại.' }, answer.status);
  throw new Refusal(JSON.parse(text), answer.status);
}

form.addEventListener('submit', async (event) => {
  event.preventDefault();
  const filled = new FormData(form);
  const { act, code } = form.dataset;
  const button = form.querySelector('button');
  if (code && filled.get('password') !== filled.get('again')) {
    tell(form, 'Hai lần gõ mật khẩu khác nhau. Gõ lại cho giống.');
    return;
  }
  button.disabled = true;
  try {
    const password = filled.get('password');
    const { address } = await ask(act, code ? { code, password } : { name: filled.get('name'), password });
    location.replace(address);
  } catch (error) {
    tell(form, error instanceof Refusal ? error : 'Không liên lạc được với máy đang chạy Loa. Xem máy ấy còn mở Loa không, rồi thử lại.');
    button.disabled = false;
  }
});
