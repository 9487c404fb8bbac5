// @ts-check
// Asking the server for something: what it answers, or why it did not.

/** @returns {HTMLMetaElement} */
const holder = () => document.querySelector('meta[name="token"]');

/** What the server refused, in its words; `gone` where it did not answer at all. */
export class Refusal extends Error {
  /** @param {{ words?: string, help?: string, reason?: string }} told @param {number} status */
  constructor(told, status) {
    super([told.words, told.help].filter(Boolean).join(' ') || 'Chương trình không làm được việc này.');
    this.reason = told.reason ?? '';
    this.status = status;
  }

  get gone() { return this.status === 0; }

  /** Whether the server answered the request itself: else it may have done what was asked, and is asked the same again. */
  get answers() { return !this.gone && (this.reason === 'role' || (this.status !== 401 && this.status !== 403)); }
}

/** A name that no other window and no other request has. */
export function unique() {
  const bytes = crypto.getRandomValues(new Uint8Array(12));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** What is only looked at, or counted by its window: it needs no name. */
const PLAIN = ['record', 'preview', 'here'];

/** The names of requests whose answers were not heard, by what they ask for: who asks again is told what was done. */
const unheard = new Map();

/** The program was started again and this window has the cookie of its new session: so it may have its token too. */
async function renew() {
  const answer = await fetch('/api/session');
  if (!answer.ok) return false;
  const { token, who } = await answer.json();
  const changed = token !== holder().content;
  holder().content = token;
  return changed && who !== '';
}

/** What an answer says. @param {string} text */
function told(text) {
  try { return JSON.parse(text); } catch { return { words: text }; }
}

/**
 * Sends something to be done. `body` is data, or a file. What is asked again, for no answer came, is not done again.
 * @param {string} action @param {any} body @returns {Promise<any>}
 */
export async function call(action, body) {
  if (body instanceof Blob || body.once || PLAIN.includes(action)) return send(action, body instanceof Blob ? body : JSON.stringify(body));
  const asked = `${action} ${JSON.stringify(body)}`;
  const once = unheard.get(asked) ?? unique();
  unheard.set(asked, once);
  try {
    const answer = await send(action, JSON.stringify({ ...body, once }));
    unheard.delete(asked);
    return answer;
  } catch (error) {
    if (error instanceof Refusal && error.answers) unheard.delete(asked);
    throw error;
  }
}

/** @param {string} action @param {string | Blob} body */
async function send(action, body) {
  const ask = () => fetch(`/api/${action}`, {
    method: 'POST', body, headers: { 'x-loa-token': holder().content, 'content-type': 'application/octet-stream' },
  });
  let answer;
  let text;
  try {
    answer = await ask();
    if ((answer.status === 401 || (answer.status === 403 && !answer.headers.get('content-type')?.includes('json'))) && await renew()) answer = await ask();
    text = await answer.text();
    if (answer.ok) return JSON.parse(text);
  } catch {
    throw new Refusal({ words: 'Không liên lạc được với chương trình Loa.', help: document.documentElement.dataset.far === undefined ? 'Mở lại chương trình; chữ vẫn còn ở trang này.' : 'Xem máy ấy còn mở Loa và cùng mạng không; chữ vẫn còn ở trang này.' }, 0);
  }
  if ((answer.status === 401 || answer.status === 403) && told(text).reason !== 'role') {
    if (document.documentElement.dataset.far !== undefined) {
      throw new Refusal({ words: 'Phiên làm việc đã kết thúc.', help: 'Mở trang đầu ở cửa sổ khác để vào lại, rồi quay lại trang này; chữ vẫn còn ở đây.' }, answer.status);
    }
    throw new Refusal({ words: 'Chương trình Loa đã được mở lại.', help: 'Mở địa chỉ mới mà chương trình in ra, rồi quay lại trang này; chữ vẫn còn ở đây.' }, answer.status);
  }
  throw new Refusal(told(text), answer.status);
}

/**
 * Shows why something was not done, where the page has a place for it.
 * @param {ParentNode} where @param {unknown} error
 */
export function tell(where, error) {
  /** @type {HTMLElement} */
  const place = where.querySelector('.told[role="alert"]');
  place.textContent = error instanceof Error ? error.message : String(error);
  place.hidden = false;
}

/** Where a page keeps what the next one of its window says. */
const LEFT = 'loa-left';

/** Has the next page of this window show an element, once: what was just done. @param {string} id */
export function leave(id) {
  // A browser that keeps nothing says nothing: what was done is done.
  try { sessionStorage.setItem(LEFT, id); } catch { /* see above */ }
}

/** Shows what was left for this page. */
export function showLeft() {
  let id;
  try {
    id = sessionStorage.getItem(LEFT);
    sessionStorage.removeItem(LEFT);
  } catch { return; }
  const place = id && /** @type {HTMLElement | null} */ (document.querySelector(`#${CSS.escape(id)}`));
  if (place) place.hidden = false;
}
