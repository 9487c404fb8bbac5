// @ts-check
// What buttons put into the text: by the browser's own command, which keeps undo.

/**
 * Puts text in the place of what is chosen, and chooses the part of it that is to be replaced.
 * @param {HTMLTextAreaElement} area @param {string} text @param {string} [part]
 */
export function insert(area, text, part = '') {
  area.focus();
  const start = area.selectionStart;
  if (!document.execCommand('insertText', false, text)) {
    area.setRangeText(text, area.selectionStart, area.selectionEnd, 'end');
    area.dispatchEvent(new InputEvent('input', { bubbles: true }));
  }
  const at = part ? text.indexOf(part) : -1;
  if (at >= 0) area.setSelectionRange(start + at, start + at + part.length);
}

/** What is chosen, as places in the text. @param {HTMLTextAreaElement} area @returns {[number, number]} */
export const caret = (area) => [area.selectionStart, area.selectionEnd];

/**
 * Chooses it again: a dialog that closes gives the focus back, but sets the caret at the beginning.
 * @param {HTMLTextAreaElement} area @param {[number, number]} place
 */
export function back(area, place) {
  area.focus();
  area.setSelectionRange(...place);
}

/** What is chosen. @param {HTMLTextAreaElement} area */
const chosen = (area) => area.value.slice(area.selectionStart, area.selectionEnd);

/** Line ends so that what follows stands in a paragraph of its own. @param {HTMLTextAreaElement} area */
function gap(area) {
  const before = area.value.slice(0, area.selectionStart);
  if (before === '' || before.endsWith('\n\n')) return '';
  return before.endsWith('\n') ? '\n' : '\n\n';
}

/** @param {HTMLTextAreaElement} area @param {(line: string, at: number) => string} mark @param {string} sample */
function lines(area, mark, sample) {
  const text = chosen(area) || sample;
  const marked = text.split('\n').map((line, at) => (line.trim() ? mark(line, at) : line)).join('\n');
  insert(area, `${gap(area)}${marked}\n`, chosen(area) ? '' : sample);
}

/** What each button does. @type {Record<string, (area: HTMLTextAreaElement) => void>} */
export const TOOLS = {
  heading: (area) => lines(area, (line) => `## ${line}`, 'Đề mục'),
  list: (area) => lines(area, (line) => `- ${line}`, 'Điều thứ nhất'),
  steps: (area) => lines(area, (line, at) => `${at + 1}. ${line}`, 'Việc thứ nhất'),
  bold: (area) => insert(area, `**${chosen(area) || 'chữ đậm'}**`, chosen(area) ? '' : 'chữ đậm'),
  table: (area) => insert(area, `${gap(area)}| Việc | Khi nào |\n| --- | --- |\n| Việc thứ nhất | Sáng thứ Bảy |\n`, 'Việc thứ nhất'),
};

/** Puts a block into the text, and chooses what the writer replaces first. @param {HTMLTextAreaElement} area @param {string} name */
export function block(area, name) {
  const text = document.querySelector(`[data-block="${CSS.escape(name)}"]`).textContent;
  const first = /\n(?:- |1\. )?(.+)\n/.exec(text)?.[1] ?? '';
  insert(area, `${gap(area)}${text}\n\n`, first);
}

/** Puts a link into the text, over what is chosen. @param {HTMLTextAreaElement} area @param {string} to @param {string} title */
export function link(area, to, title) {
  const words = chosen(area).replace(/\s+/g, ' ') || title;
  insert(area, `[${words.replace(/[[\]]/g, '')}](${to})`, words);
}
