// @ts-check
// Pictures from a phone: a QR code whose page sends them, and asking whether any came.
import { call } from './call.js';
import { drawing } from './qr.js';

const EVERY = 1500;

/** @typedef {{ id: string, name: string }} Came */

/** A link by which a phone sends pictures to this form. */
export class Phone {
  /**
   * @param {HTMLElement} place where the code is shown
   * @param {string} path the text that gets the pictures
   * @param {(came: Came) => void} came
   */
  constructor(place, path, came) {
    this.place = place;
    this.path = path;
    this.came = came;
    this.seen = 0;
    this.code = '';
    this.timer = 0;
  }

  get open() { return this.code !== ''; }

  async begin() {
    const { code, links, minutes, most } = await call('phone', { path: this.path });
    this.code = code;
    this.seen = 0;
    this.say(`Quét bằng máy ảnh của điện thoại, trong ${minutes} phút. Gửi được nhiều nhất ${most} ảnh.`);
    for (const { qr, address } of links) {
      if (qr) this.place.append(drawing(qr, 'Mã QR để gửi ảnh từ điện thoại'));
      const typed = document.createElement('p');
      const shown = document.createElement('code');
      shown.textContent = address;
      typed.append('Hoặc gõ địa chỉ này trên điện thoại: ', shown);
      this.place.append(typed);
    }
    clearTimeout(this.timer);
    this.ask(code);
  }

  /** @param {string} words */
  say(words) {
    const line = document.createElement('p');
    line.textContent = words;
    this.place.replaceChildren(line);
  }

  /** Asks until the link ends. @param {string} code */
  async ask(code) {
    try {
      const { came } = await call('phone-came', { code, seen: this.seen });
      if (code !== this.code) return;
      this.seen += came.length;
      came.forEach(this.came);
    } catch (error) {
      if (code !== this.code) return;
      this.code = '';
      this.say(error instanceof Error ? error.message : String(error));
      return;
    }
    this.timer = setTimeout(() => { this.ask(code); }, EVERY);
  }

  /** The phone can send no more. */
  end() {
    if (!this.open) return;
    this.code = '';
    clearTimeout(this.timer);
    this.place.replaceChildren();
    call('phone-end', {}).catch(() => {});
  }
}
