// @ts-check
// Who else has a text open, and whether it is the newest: asked every few seconds while somebody looks at this page, and at once
// when another window of this browser wrote.
import { call } from './call.js';

const EVERY = 5000;

/** @typedef {{ name: string, self: boolean, title: string, address: string }} There */
/** @typedef {'same' | 'newer' | 'two' | 'gone'} Fresh */
/** @typedef {{ there: There[], fresh: Fresh | null, drawn: string }} Answer */

/**
 * Tells who else has the text at `path` open, or any text where there is no path; says at the server that it is open here, and
 * what is shown of it. Gives a function that tells the other windows of this browser that this one wrote.
 * @template {object} Shown
 * @param {string} path @param {(answer: Answer, shown: Shown) => void} tell @param {() => Shown} [shows]
 */
export function attend(path, tell, shows = () => /** @type {Shown} */ ({})) {
  async function ask() {
    if (document.hidden) return;
    const shown = shows();
    try { tell(await call('here', { path, ...shown }), shown); } catch { /* Whoever saves a text is told why; this can wait. */ }
  }
  const windows = new BroadcastChannel('loa-studio');
  windows.addEventListener('message', ask);
  setInterval(ask, EVERY);
  document.addEventListener('visibilitychange', ask);
  ask();
  return () => { windows.postMessage(path); };
}
