// @ts-check
// The form of a post: typing is kept, shown and checked while it goes on.
import { call, leave, Refusal } from './call.js';
import { Preview } from './preview.js';
import { choose, count, days, isTyped, numbering, read, rowsOf, show } from './fields.js';
import { Keeper, rescue } from './keep.js';
import { dialogs } from './dialogs.js';
import { attend } from './presence.js';
import { insert } from './tools.js';

/** @type {HTMLFormElement} */
const form = document.querySelector('#bai');
/** @type {HTMLTextAreaElement} */
const body = form.querySelector('#chu');
/** @type {HTMLIFrameElement} */
const frame = document.querySelector('#khung');
const preview = /** @type {HTMLElement} */ (document.querySelector('#xem-thu'));
const status = /** @type {HTMLElement} */ (form.querySelector('#luu'));
const { path } = form.dataset;

// On a slow machine people type before this is there.
const early = isTyped(form);

for (const time of /** @type {NodeListOf<HTMLInputElement>} */ (form.querySelectorAll('input[data-whole]'))) {
  time.value = time.dataset.whole.split('T')[1] ?? '';
}

/** @param {string} words @param {string} kind */
function tell(words, kind) {
  if (status.textContent !== words) status.textContent = words;
  status.className = kind;
}

const two = /** @type {HTMLElement} */ (form.querySelector('#hai-ban'));
const newer = /** @type {HTMLElement} */ (form.querySelector('#moi-hon'));
/** Whether this window is doing something with the whole text. */
let pressed = false;

const keeper = new Keeper({
  path,
  base: form.dataset.base,
  parent: form.dataset.parent,
  read: () => read(form),
  tell,
  recorded: ({ others, moved }) => {
    two.hidden = others === 0 && !moved;
    newer.hidden = true;
    wrote();
  },
});

// Without this script nothing is kept, and the page does not say that anything is.
tell(keeper.parent ? 'Đã lưu' : 'Chưa có gì thay đổi', '');

// Showing.

const shown = new Preview({
  section: preview, frame, place: document.querySelector('#xem-loi'), written: () => keeper.written(), show: (told) => { show(form, told); },
});
const look = () => shown.look();

/** What is urgent may go to the site with one press of whoever may approve it. */
function rush() {
  const button = /** @type {HTMLElement | null} */ (form.querySelector('#dang-gap'));
  if (button) button.hidden = !/** @type {HTMLInputElement | null} */ (form.querySelector('[data-key="urgent"]'))?.checked;
}

function touched() {
  keeper.touch();
  count(form);
  days(form);
  rush();
  shown.touch();
}

form.addEventListener('input', touched);
form.addEventListener('submit', (event) => { event.preventDefault(); });
document.addEventListener('keydown', (event) => {
  if ((event.ctrlKey || event.metaKey) && event.code === 'KeyS') {
    event.preventDefault();
    keeper.flush();
  }
});

// Entries of lists.

for (const list of /** @type {NodeListOf<HTMLElement>} */ (form.querySelectorAll('[data-rows]'))) {
  const entries = list.querySelector('.entries');
  const template = list.querySelector('template');
  list.querySelector('[data-add]')?.addEventListener('click', () => {
    const made = /** @type {HTMLElement} */ (template.content.firstElementChild.cloneNode(true));
    const number = rowsOf(list).length + 1;
    made.setAttribute('aria-label', `Mục ${number}`);
    for (const part of made.querySelectorAll('[id], [for], [aria-describedby]')) {
      for (const name of ['id', 'for', 'aria-describedby']) {
        const old = part.getAttribute(name);
        if (old) part.setAttribute(name, old.split(' ').map((id) => `${id}-${number}`).join(' ').replace(/(-giup|-loi)(-\d+)/g, '$2$1'));
      }
    }
    entries.append(made);
    /** @type {HTMLElement} */ (made.querySelector('[data-cell]')).focus();
    touched();
  });
  list.addEventListener('click', (event) => {
    const button = /** @type {HTMLElement} */ (event.target);
    if (!button.matches('[data-drop]')) return;
    const row = /** @type {HTMLElement} */ (button.closest('[data-row]'));
    const dropped = row.toggleAttribute('data-dropped');
    button.textContent = dropped ? 'Lấy lại mục này' : 'Bỏ mục này';
    touched();
  });
}

// Topics that other posts have.

/** @type {string[]} */
const topics = JSON.parse(document.querySelector('#chu-de').textContent);
const plain = (text) => text.normalize('NFD').replace(/[\u0300-\u036f]/g, '').replace(/đ/g, 'd').toLowerCase();
for (const place of /** @type {NodeListOf<HTMLElement>} */ (form.querySelectorAll('[data-topics]'))) {
  const field = /** @type {HTMLTextAreaElement} */ (document.getElementById(place.dataset.topics));
  const offer = () => {
    const lines = field.value.split('\n');
    const has = lines.map(plain);
    const typed = plain(lines.at(-1) ?? '');
    const whole = topics.some((topic) => plain(topic) === typed);
    const fits = topics.filter((topic) => !has.includes(plain(topic)) && (whole || plain(topic).includes(typed)));
    place.replaceChildren(...fits.slice(0, 8).map((topic) => {
      const button = document.createElement('button');
      button.type = 'button';
      button.className = 'chip';
      button.textContent = topic;
      button.addEventListener('click', () => {
        const kept = (whole ? lines : lines.slice(0, -1)).filter((line) => line.trim());
        field.focus();
        field.select();
        insert(field, [...kept, topic].join('\n'));
      });
      return button;
    }));
  };
  field.addEventListener('input', offer);
  offer();
}

dialogs(form, body);

// Who else has this text open, and whether it is the newest.

const others = /** @type {HTMLElement} */ (form.querySelector('#cung-viet'));
/** @param {import('./presence.js').There[]} there */
function company(there) {
  others.hidden = there.length === 0;
  const told = there.map(({ name, self }) => (self ? 'Bạn đang mở bài này ở máy khác.' : `${name} đang mở bài này.`));
  const kept = there.every(({ self }) => self)
    ? 'Viết ở cả hai nơi thì không bản nào bị mất, nhưng sau đó phải so sánh.'
    : 'Cùng viết thì không bản nào bị mất, nhưng nên báo nhau một tiếng.';
  const words = `${told.join(' ')} ${kept}`;
  if (others.textContent !== words) others.textContent = words;
}

/** Whether somebody is about to type here. */
const busy = () => document.querySelector('dialog[open]') || document.activeElement?.matches('input, textarea, select');

/** Opens the text again, as it is now; nobody types into a page that goes. */
function reopen() {
  document.querySelector('main').inert = true;
  location.reload();
}

/** Whether nobody wrote here, or is about to: then there is nothing to lose. */
const untouched = () => keeper.seq === 0 && !keeper.isOpen() && !busy();

/** What is typed here is the newest text, or that is said. @param {import('./presence.js').Fresh} fresh */
function stand(fresh) {
  two.hidden = fresh !== 'two';
  const old = fresh === 'newer' || fresh === 'gone';
  if (fresh === 'newer' && untouched()) {
    reopen();
    return;
  }
  newer.hidden = !old;
  /** @type {HTMLElement} */ (newer.querySelector('button')).hidden = fresh !== 'newer';
  newer.querySelector('span').textContent = fresh === 'newer'
    ? 'Bài vừa được viết tiếp ở nơi khác. Đây là chữ cũ, bản xem thử cũng vậy.'
    : 'Tệp của bài này vừa bị xóa hoặc đổi chỗ ở ngoài Loa. Chữ ở đây vẫn còn.';
}
newer.querySelector('button').addEventListener('click', () => { location.reload(); });

const wrote = attend(path, ({ there, fresh, drawn }, asked) => {
  company(there);
  shown.among(drawn);
  const { base, parent } = keeper;
  const settled = !pressed && !keeper.closed && !keeper.work && !keeper.isOpen() && base === asked.base && parent === asked.parent;
  if (settled && fresh) stand(fresh);
}, () => ({ window: keeper.window, base: keeper.base, parent: keeper.parent }));

// What happens to the whole.

/** @param {unknown} error */
function refused(error) {
  if (error instanceof Refusal && error.reason === 'changed') two.hidden = false;
  tell(error instanceof Error ? error.message : String(error), 'grave');
  look();
}

/**
 * Does what a button says with the whole text. Nobody types into a page that goes; where it `stays`, what is typed meanwhile
 * is saved afterwards.
 * @param {string} id
 * @param {(written: ReturnType<Keeper['written']>) => Promise<void>} act
 */
function press(id, act, stays = false) {
  const button = /** @type {HTMLButtonElement | null} */ (form.querySelector(id));
  const main = document.querySelector('main');
  button?.addEventListener('click', async () => {
    if (!(await keeper.flush())) return;
    button.disabled = true;
    pressed = true;
    keeper.hold();
    main.inert = !stays;
    try {
      await act({ ...keeper.written(), seq: keeper.seq + 1 });
    } catch (error) {
      main.inert = false;
      refused(error);
    }
    button.disabled = false;
    pressed = false;
    keeper.release();
    wrote();
  });
}

async function save(written) {
  const text = JSON.stringify(written.state);
  const number = numbering(form);
  const { base } = await keeper.insist('save', written);
  const still = JSON.stringify(keeper.written().state) === text;
  number();
  keeper.settled({ base, seq: written.seq, text: still ? JSON.stringify(keeper.written().state) : text });
  if (still) tell('Đã lưu vào thư mục bài.', 'good');
}

press('#luu-nhap', save, true);
press('#luu-tep', async (written) => {
  await save(written);
  await keeper.close();
  location.reload();
});
press('#gui', async (written) => {
  const { address } = await keeper.insist('send', written);
  await keeper.close();
  location.assign(address);
});
for (const [id, action] of [['#dang', 'go'], ['#dang-gap', 'urgent']]) {
  press(id, async (written) => {
    tell('Đang đăng…', 'busy');
    await keeper.insist(action, written);
    await keeper.close();
    leave('xong');
    location.assign('/');
  });
}
press('#go-bai', async (written) => {
  tell('Đang gỡ…', 'busy');
  await keeper.insist('withdraw', written);
  await keeper.close();
  location.reload();
});
/** @type {HTMLElement} */ (form.querySelector('#bai-dau')).hidden = location.search !== '?dau';
form.querySelector('#da-xem')?.addEventListener('click', async () => {
  try {
    await call('shared', { path });
    form.querySelector('#bai-chung').remove();
  } catch (error) { refused(error); }
});
press('#bo', async (written) => {
  await keeper.insist('discard', written);
  await keeper.close();
  location.reload();
});

for (const button of /** @type {NodeListOf<HTMLButtonElement>} */ (form.querySelectorAll('[data-own]'))) {
  button.addEventListener('click', async () => {
    try {
      const { address } = await call('own', { path, ward: button.dataset.own });
      location.assign(address);
    } catch (error) { refused(error); }
  });
}

// A loudspeaker's text is listened to where the machine has a Vietnamese voice.
const voice = () => speechSynthesis.getVoices().find(({ lang }) => /^vi\b/.test(lang));
for (const button of /** @type {NodeListOf<HTMLButtonElement>} */ (form.querySelectorAll('[data-listen]'))) {
  const offer = () => { button.hidden = !voice(); };
  speechSynthesis.addEventListener('voiceschanged', offer);
  offer();
  button.addEventListener('click', () => {
    const speaking = speechSynthesis.speaking;
    speechSynthesis.cancel();
    if (speaking) return;
    const text = /** @type {HTMLTextAreaElement} */ (document.getElementById(button.dataset.listen)).value;
    const speech = new SpeechSynthesisUtterance(text);
    speech.voice = voice();
    speech.lang = 'vi-VN';
    speechSynthesis.speak(speech);
  });
}

const toggle = form.querySelector('#xem');
toggle.addEventListener('click', () => {
  const open = document.body.classList.toggle('looking');
  toggle.setAttribute('aria-expanded', String(open));
  toggle.textContent = open ? 'Viết tiếp' : 'Xem thử';
  scrollTo(0, 0);
  if (open) look();
});

// Where the window becomes wide enough the page stands beside the form.
matchMedia('(min-width: 68rem)').addEventListener('change', () => { look(); });

// The way here may name a field or a line.
const [what, where] = decodeURIComponent(location.hash.slice(1)).split('=');
if (what === 'dong') choose(body, Number(where));
if (what === 'o') {
  const key = where.replace(/\[\d+\].*/, '');
  const field = /** @type {HTMLElement | null} */ (form.querySelector(`[data-key="${CSS.escape(key)}"], [data-rows="${CSS.escape(key)}"]`));
  field?.closest('details')?.setAttribute('open', '');
  field?.scrollIntoView({ block: 'center' });
  field?.focus();
}

count(form);
days(form);
rush();
if (early) {
  keeper.saved = '';
  touched();
}
look();

// What a window before this one left behind comes first: nobody types into a text that is about to be another.
const main = document.querySelector('main');
const unwritten = () => keeper.seq === 0 && !keeper.isOpen() && !document.querySelector('dialog[open]');
rescue(path, () => { if (unwritten()) main.inert = true; }).then((found) => {
  if (found && unwritten()) reopen();
  else if (!pressed) main.inert = false;
});
