// @ts-check
// Links that bring a person's machine in: made on request, shown as a QR code, gone after some minutes.
import { call, tell } from './call.js';
import { drawing } from './qr.js';

/** @typedef {{ address: string, qr: { size: number, path: string } | null }} Link */

/** @param {Link} link @param {string} name */
function shown({ address, qr }, name) {
  const place = document.createElement('div');
  if (qr) place.append(drawing(qr, `Mã QR để ghép máy của ${name}`));
  const typed = document.createElement('p');
  const code = document.createElement('code');
  code.textContent = address;
  typed.append('Hoặc gõ địa chỉ này trên máy kia: ', code);
  place.append(typed);
  return place;
}

/** Makes the forms of this page that ask for such links do so. */
export function invitations() {
  for (const form of /** @type {NodeListOf<HTMLFormElement>} */ (document.querySelectorAll('form[data-invite]'))) {
    const place = form.querySelector('.link');
    let timer = 0;
    form.addEventListener('submit', async (event) => {
      event.preventDefault();
      const name = form.dataset.invite;
      try {
        const { links, minutes } = await call('invite', { name });
        /** @type {HTMLElement} */ (form.querySelector('.told')).hidden = true;
        const words = document.createElement('p');
        words.textContent = `Quét bằng máy ảnh của điện thoại, trong ${minutes} phút. Mã dùng được một lần, chỉ cho ${name}.`;
        place.replaceChildren(words, ...links.map((link) => shown(link, name)));
        clearTimeout(timer);
        timer = setTimeout(() => { place.textContent = 'Mã đã hết hạn. Bấm nút trên để tạo mã khác.'; }, minutes * 60_000);
      } catch (error) { tell(form, error); }
    });
  }
}
