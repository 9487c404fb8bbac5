// @ts-check
// Who else has a text open: asked every ten seconds while somebody looks at this page.
import { call } from './call.js';

const EVERY = 10_000;

/** @typedef {{ name: string, self: boolean, title: string, address: string }} There */

/**
 * Tells who else has the text at `path` open, or any text where there is no path; says at the server that it is open here.
 * @param {string} path @param {(there: There[]) => void} tell
 */
export function attend(path, tell) {
  async function ask() {
    if (document.hidden) return;
    try { tell((await call('here', { path })).there); } catch { /* Whoever saves a text is told why; this can wait. */ }
  }
  setInterval(ask, EVERY);
  document.addEventListener('visibilitychange', ask);
  ask();
}
