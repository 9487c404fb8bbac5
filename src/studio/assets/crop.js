// @ts-check
// A picture that is turned by quarters and cut to a rectangle: with a finger, a mouse or the arrow keys. The server does the same
// with the whole picture.

/** @typedef {{ left: number, top: number, right: number, bottom: number }} Part */

/** Longest side of what is drawn here, in pixels: more is not seen. */
const SIDE = 1200;
/** Least width and height that is kept, in parts of the picture. */
const LEAST = 0.05;
const STEP = 0.01;
/** @returns {Part} */
const whole = () => ({ left: 0, top: 0, right: 1, bottom: 1 });

/** The picture in a dialog, and what is to be done with it. */
export class Cropper {
  /** @param {HTMLElement} dialog */
  constructor(dialog) {
    this.canvas = dialog.querySelector('canvas');
    this.cut = /** @type {HTMLElement} */ (dialog.querySelector('.cut'));
    this.shade = /** @type {HTMLElement} */ (dialog.querySelector('.shade'));
    this.hole = /** @type {HTMLElement} */ (dialog.querySelector('.hole'));
    this.button = /** @type {HTMLButtonElement} */ (dialog.querySelector('#cat'));
    this.help = /** @type {HTMLElement} */ (dialog.querySelector('#cat-giup'));
    this.words = /** @type {HTMLElement} */ (dialog.querySelector('#cat-con'));
    this.image = new Image();
    this.turns = 0;
    this.part = whole();
    dialog.querySelector('#xoay').addEventListener('click', () => { this.turn(); });
    this.button.addEventListener('click', () => { this.open(this.button.getAttribute('aria-pressed') === 'false'); });
    this.canvas.addEventListener('click', (event) => { this.tap(event); });
    for (const corner of /** @type {NodeListOf<HTMLElement>} */ (this.cut.querySelectorAll('button'))) this.listen(corner);
  }

  /** Begins with another picture. @param {string} url */
  async load(url) {
    this.turns = 0;
    this.open(false);
    this.canvas.width = 0;
    const image = new Image();
    this.image = image;
    image.src = url;
    // What no browser can show is refused by the server, in words.
    await image.decode().catch(() => {});
    if (this.image === image) this.draw();
  }

  /** What is to be done with it. */
  edits() {
    const { left, top, right, bottom } = this.part;
    return { turns: this.turns, part: this.cut.hidden ? null : [left, top, right, bottom] };
  }

  draw() {
    const { naturalWidth: width, naturalHeight: height } = this.image;
    const scale = Math.min(1, SIDE / Math.max(width, height, 1));
    const [w, h] = [Math.round(width * scale), Math.round(height * scale)];
    const lies = this.turns % 2 === 1;
    this.canvas.width = lies ? h : w;
    this.canvas.height = lies ? w : h;
    if (w === 0) return;
    const paper = this.canvas.getContext('2d');
    paper.translate(this.canvas.width / 2, this.canvas.height / 2);
    paper.rotate((this.turns * Math.PI) / 2);
    paper.drawImage(this.image, -w / 2, -h / 2, w, h);
  }

  turn() {
    this.turns = (this.turns + 1) % 4;
    const { left, top, right, bottom } = this.part;
    this.part = { left: 1 - bottom, top: left, right: 1 - top, bottom: right };
    this.draw();
    this.show();
    this.words.textContent = `Đã xoay ${this.turns * 90} độ.`;
  }

  /** @param {boolean} on */
  open(on) {
    this.part = on ? { left: 0.1, top: 0.1, right: 0.9, bottom: 0.9 } : whole();
    for (const part of [this.cut, this.shade, this.help]) part.hidden = !on;
    this.button.setAttribute('aria-pressed', String(on));
    this.button.textContent = on ? 'Thôi cắt' : 'Cắt ảnh';
    this.words.textContent = '';
    this.show();
  }

  show() {
    const percent = (/** @type {number} */ part) => `${part * 100}%`;
    for (const { style } of [this.cut, this.hole]) {
      style.left = percent(this.part.left);
      style.top = percent(this.part.top);
      style.right = percent(1 - this.part.right);
      style.bottom = percent(1 - this.part.bottom);
    }
  }

  /** Moves a corner to a place. @param {HTMLElement} corner @param {number} x @param {number} y */
  move(corner, x, y) {
    const { part } = this;
    const within = (/** @type {number} */ at, /** @type {number} */ least, /** @type {number} */ most) => Math.min(Math.max(at, least), most);
    if (corner.dataset.x === 'left') part.left = within(x, 0, part.right - LEAST);
    else part.right = within(x, part.left + LEAST, 1);
    if (corner.dataset.y === 'top') part.top = within(y, 0, part.bottom - LEAST);
    else part.bottom = within(y, part.top + LEAST, 1);
    this.show();
  }

  tell() {
    const { left, top, right, bottom } = this.part;
    const percent = (/** @type {number} */ part) => Math.round(part * 100);
    this.words.textContent = `Giữ ${percent(right - left)} phần trăm chiều ngang, ${percent(bottom - top)} phần trăm chiều cao.`;
  }

  /** Where on the picture something happened. @param {MouseEvent} event @returns {[number, number]} */
  place(event) {
    const box = this.canvas.getBoundingClientRect();
    return [(event.clientX - box.left) / box.width, (event.clientY - box.top) / box.height];
  }

  /** The nearest corner goes where somebody touched the picture: who cannot drag cuts so. @param {MouseEvent} event */
  tap(event) {
    if (this.cut.hidden) return;
    const [x, y] = this.place(event);
    const { part } = this;
    const side = [x < (part.left + part.right) / 2 ? 'left' : 'right', y < (part.top + part.bottom) / 2 ? 'top' : 'bottom'];
    this.move(this.cut.querySelector(`[data-x="${side[0]}"][data-y="${side[1]}"]`), x, y);
    this.tell();
  }

  /** @param {HTMLElement} corner */
  listen(corner) {
    corner.addEventListener('pointerdown', (event) => { corner.setPointerCapture(event.pointerId); });
    corner.addEventListener('pointermove', (event) => {
      if (corner.hasPointerCapture(event.pointerId)) this.move(corner, ...this.place(event));
    });
    corner.addEventListener('pointerup', () => { this.tell(); });
    corner.addEventListener('keydown', (event) => {
      const by = STEP * (event.shiftKey ? 5 : 1);
      const [x, y] = { ArrowLeft: [-by, 0], ArrowRight: [by, 0], ArrowUp: [0, -by], ArrowDown: [0, by] }[event.key] ?? [0, 0];
      if (x === 0 && y === 0) return;
      event.preventDefault();
      this.move(corner, this.part[corner.dataset.x] + x, this.part[corner.dataset.y] + y);
      this.tell();
    });
  }
}
