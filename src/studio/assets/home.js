// @ts-check
// The first page: what a check of everything found, when it has ended; and ending the program.
import { call, showLeft, tell } from './call.js';
import { attend } from './presence.js';

showLeft();

const place = document.querySelector('#van-de');

/** @param {string} tag @param {string} [text] @param {string} [kind] */
function make(tag, text = '', kind = '') {
  const made = document.createElement(tag);
  made.textContent = text;
  if (kind) made.className = kind;
  return made;
}

/** @param {{ title: string, to: string | null, grave: boolean, words: string, help: string }} told */
function line(told) {
  const item = make('li', '', told.grave ? 'grave' : '');
  const name = make(told.to ? 'a' : 'strong', told.title);
  if (told.to) name.setAttribute('href', told.to);
  item.append(name, ' ', make('span', told.words), ' ', make('span', told.help, 'quiet'));
  return item;
}

async function look() {
  const answer = await fetch('/api/check');
  if (!answer.ok) return;
  const found = await answer.json();
  if (!found.done) {
    setTimeout(look, 1000);
    return;
  }
  if (found.total === 0) {
    place.replaceChildren(make('p', 'Mọi bài đều ổn.', 'good'));
    return;
  }
  const grave = found.told.filter((told) => told.grave).length;
  const list = make('ul', '', 'books');
  list.append(...found.told.map(line));
  const words = grave > 0
    ? `${grave} lỗi phải sửa thì mới dựng được trang.`
    : `${found.total} điều nên xem lại. Trang vẫn dựng được.`;
  if (found.told.length > 5) {
    const more = make('details');
    more.append(make('summary', 'Xem từng điều'), list);
    place.replaceChildren(make('p', words), more);
  } else {
    place.replaceChildren(make('p', words), list);
  }
}

look().catch(() => { place.replaceChildren(make('p', 'Chưa kiểm tra được. Tải lại trang để thử lại.')); });

const others = /** @type {HTMLElement} */ (document.querySelector('#dang-mo'));
attend('', ({ there }) => {
  others.hidden = there.length === 0;
  others.querySelector('ul').replaceChildren(...there.map((one) => {
    const item = make('li');
    const name = make('a', one.title);
    name.setAttribute('href', one.address);
    item.append(name, ' ', make('span', one.self ? 'bạn đang mở ở máy khác' : `${one.name} đang mở`, 'quiet'));
    return item;
  }));
});

const main = document.querySelector('main');
main.querySelector('#dong-lai')?.addEventListener('click', async () => {
  try {
    await call('end', {});
    main.replaceChildren(make('h1', 'Loa đã đóng'), make('p', 'Đóng cửa sổ này được rồi. Lần sau mở lại chương trình Loa để viết tiếp.'));
    main.focus();
  } catch (error) { tell(main, error); }
});
