// @ts-check
// The keyboard on the screen of a kiosk, which has no other: letters compose by Telex, and the tones have keys with names.
(() => {
  'use strict';

  // ---- Telex: a word and a key make a word

  const TONES = { sắc: '\u0301', huyền: '\u0300', hỏi: '\u0309', ngã: '\u0303', nặng: '\u0323', 'xóa dấu': '' };
  const TONE_KEYS = { s: 'sắc', f: 'huyền', r: 'hỏi', x: 'ngã', j: 'nặng', z: 'xóa dấu' };
  const TONE = /[\u0300\u0301\u0303\u0309\u0323]/g;
  const NUCLEI = new Set(('a ă â e ê i o ô ơ u ư y ai ao au âu ay ây eo êu ia iê iêu iu oa oai oao oay oă oe oeo oi ôi ơi oo '
    + 'ua uâ uây uê ui uô uôi uơ uy uya uyê uyu ưa ưi ươ ươi ươu ưu yê yêu').split(' '));
  const plain = (text) => text.normalize('NFD').replace(/\p{M}/gu, '').replace(/đ/gu, 'd').replace(/Đ/gu, 'D');
  const PLAIN_NUCLEI = new Set([...NUCLEI].map(plain));
  const VOWELS = 'aăâeêioôơuưy';
  // The u of "qu" and the i of "gi" belong to the consonant if a vowel follows.
  const SYLLABLE = new RegExp(
    `^(ngh|ng|nh|gh|gi(?=[${VOWELS}])|kh|ph|qu|th|tr|ch|[bcdđghklmnprstvx]|)([${VOWELS}]+)(ch|ng|nh|[cmnpt]|)$`);

  const toneless = (word) => word.normalize('NFD').replace(TONE, '').normalize('NFC');
  const toneOf = (word) => word.normalize('NFD').match(TONE)?.[0] ?? '';

  function parts(bare) {
    const found = SYLLABLE.exec(bare.toLowerCase());
    if (!found || !PLAIN_NUCLEI.has(plain(found[2]))) return null;
    return { initial: found[1], nucleus: found[2], final: found[3] };
  }

  // The word with the tone where it is written: hòa, hoàn, khỏe, quý, giá, người. Nothing if it is no syllable.
  function place(bare, tone) {
    const syllable = parts(bare);
    if (!syllable) return null;
    if (!tone) return bare;
    const { initial, nucleus, final } = syllable;
    // What ends in a stop has two tones alone.
    if (/^(ch|[cpt])$/.test(final) && tone !== TONES.sắc && tone !== TONES.nặng) return null;
    const marked = Math.max(...[...'ăâêôơư'].map((vowel) => nucleus.lastIndexOf(vowel)));
    const open = nucleus.length > 2 ? 1 : 0;
    const at = initial.length + (marked >= 0 ? marked : final ? nucleus.length - 1 : open);
    return (bare.slice(0, at + 1) + tone + bare.slice(at + 1)).normalize('NFC');
  }

  // The same letter with or without its mark, as large as it was.
  const as = (letter, like) => (like === like.toLowerCase() ? letter : letter.toUpperCase());

  function hook(bare) {
    const syllable = parts(bare);
    if (!syllable) return null;
    const { initial, nucleus, final } = syllable;
    const start = initial.length;
    // "thuở" and "huơ" are written so; what follows makes it "thương" and "hương".
    const both = /^(h|kh|th)$/.test(initial) && nucleus === 'uo' && !final ? 'uơ' : 'ươ';
    for (const [from, to] of Object.entries({ uo: both, ưo: 'ươ', uơ: 'ươ', u: 'ư', o: 'ơ', a: 'ă' })) {
      const changed = nucleus.replace(from, to);
      if (changed === nucleus || !NUCLEI.has(changed)) continue;
      const letters = [...changed].map((letter, at) => as(letter, bare[start + at])).join('');
      return bare.slice(0, start) + letters + bare.slice(start + nucleus.length);
    }
    return null;
  }

  // What a key that marks a letter makes of a word without tone; nothing if the key is a letter here.
  function mark(bare, key) {
    const last = bare.at(-1);
    const small = last.toLowerCase();
    if (key === 'w') {
      if (/[ăơư]/i.test(bare)) return null;
      return hook(bare);
    }
    const made = { a: 'â', e: 'ê', o: 'ô' }[key];
    if (key === 'd' && /^d/i.test(bare)) return bare.length === 1 || parts(bare) ? as('đ', bare[0]) + bare.slice(1) : null;
    if (!made) return null;
    const at = small === key ? bare.length - 1 : late(bare, key);
    if (at < 0) return null;
    const whole = bare.slice(0, at) + as(made, bare[at]) + bare.slice(at + 1);
    const syllable = parts(whole);
    return syllable && NUCLEI.has(syllable.nucleus) ? whole : null;
  }

  // Where the vowel is that a key means which comes behind the rest of the syllable: vietes, dauaf.
  function late(bare, letter) {
    const syllable = parts(bare);
    const at = syllable?.nucleus.lastIndexOf(letter) ?? -1;
    return at < 0 ? -1 : syllable.initial.length + at;
  }

  // The same mark once more takes it away and leaves the letter.
  function unmark(bare, key) {
    const last = bare.at(-1);
    if (key === 'w') {
      if (/ưo/i.test(bare)) return hook(bare);
      const without = bare.replace(/[ăơư]/gi, plain);
      return without === bare || !parts(bare) ? null : without + key;
    }
    const made = { a: 'â', e: 'ê', o: 'ô', d: 'đ' }[key];
    const at = made ? bare.toLowerCase().lastIndexOf(made) : -1;
    if (at < 0 || (last !== bare[at] && !parts(bare))) return null;
    return bare.slice(0, at) + as(key, bare[at]) + bare.slice(at + 1) + key;
  }

  function type(word, key) {
    const written = word.normalize('NFC');
    if (!written) return key;
    const bare = toneless(written);
    const tone = toneOf(written);
    if (key in TONE_KEYS) {
      const asked = TONES[TONE_KEYS[key]];
      if (tone && tone === asked) return bare + key;
      if (asked || tone) return place(bare, asked) ?? written + key;
      return written + key;
    }
    const changed = mark(bare, key) ?? unmark(bare, key);
    if (changed) return place(changed, tone) ?? changed;
    // One w is enough for both letters of ươ.
    const longer = /[cmnptiu]/.test(key) ? bare.replace(/ưo$|uơ$/, 'ươ') : bare;
    return (tone || longer !== bare) && parts(longer + key) ? place(longer + key, tone) ?? written + key : written + key;
  }

  function tone(word, name) {
    return place(toneless(word), TONES[name]) ?? word;
  }

  // For tests: `type` gives the word after a key, `tone` the word with the tone of that name.
  Object.assign(self, { loaTelex: { type, tone } });

  // ---- the field

  const fields = /** @type {NodeListOf<HTMLInputElement>} */ (
    document.querySelectorAll('input[type="search"], input[type="text"], input:not([type])'));
  if (!fields.length) return;

  /** @type {HTMLInputElement} */
  let field = fields[0];
  let pressed;

  function write(text, from, to) {
    const longest = field.maxLength;
    if (longest >= 0 && field.value.length - (to - from) + text.length > longest && text.length > to - from) return;
    field.setRangeText(text, from, to, 'end');
    const inputType = text ? 'insertText' : 'deleteContentBackward';
    field.dispatchEvent(new InputEvent('input', { bubbles: true, inputType, data: text || null }));
  }

  const wordBefore = (end) => /[\p{L}\p{M}]*$/u.exec(field.value.slice(0, end))[0];

  // The word before the cursor and the keys that made it, for who wants those.
  let made = { word: '', keys: '' };

  function letter(key) {
    const { selectionStart: from, selectionEnd: to } = field;
    const word = from === to ? wordBefore(from) : '';
    const keys = (word && word === made.word ? made.keys : word) + key;
    write(type(word, key), from - word.length, to);
    made = { word: wordBefore(field.selectionStart), keys };
    propose();
  }

  // What was typed may be no Vietnamese: the same key once more undoes its mark, a touch here undoes all of them.
  function propose() {
    const end = field.selectionStart;
    // Without any mark the word is what somebody wants who has undone one.
    const known = made.word !== plain(made.word) && made.word !== made.keys && end === field.selectionEnd && wordBefore(end) === made.word;
    if (known) {
      asTyped.textContent = `Viết “${made.keys}”`;
      board.prepend(asTyped);
    } else if (asTyped.isConnected) {
      if (asTyped === document.activeElement) field.focus({ preventScroll: true });
      asTyped.remove();
    }
  }

  function writeAsTyped() {
    const end = field.selectionStart;
    if (wordBefore(end) === made.word) write(made.keys, end - made.word.length, end);
    made = { word: '', keys: '' };
    propose();
  }

  function insert(text) {
    write(text, field.selectionStart, field.selectionEnd);
  }

  function erase() {
    const { selectionStart: from, selectionEnd: to } = field;
    const last = [...new Intl.Segmenter('vi').segment(field.value.slice(0, from))].at(-1)?.segment ?? '';
    if (from !== to || last) write('', from === to ? from - last.length : from, to);
  }

  // A tone may come after the space.
  function addTone(name) {
    const end = field.selectionEnd;
    const spaces = /\s*$/.exec(field.value.slice(0, end))[0];
    const word = wordBefore(end - spaces.length);
    const made = word && tone(word, name);
    if (made && made !== word) write(made + spaces, end - spaces.length - word.length, end);
  }

  // ---- the keys

  const asTyped = key({ label: '', kind: 'keyboard-typed', act: writeAsTyped });

  const board = Object.assign(document.createElement('div'), { className: 'keyboard', hidden: true });
  board.setAttribute('role', 'group');
  board.setAttribute('aria-label', 'Bàn phím');

  /** @param {{ label: string, act: () => void, spoken?: string, sign?: string, kind?: string, isLate?: boolean }} given */
  function key({ label, act, spoken, sign, kind = '', isLate = false }) {
    const button = Object.assign(document.createElement('button'), { type: 'button', textContent: label });
    button.className = `keyboard-key ${kind}`.trim();
    if (spoken) button.setAttribute('aria-label', spoken);
    if (sign) {
      const drawn = Object.assign(document.createElement('span'), { className: 'keyboard-sign', textContent: sign });
      drawn.ariaHidden = 'true';
      button.prepend(drawn, ' ');
    }
    button.addEventListener('pointerdown', (event) => {
      event.preventDefault();
      if (isLate || event.button !== 0) return;
      pressed = button;
      act();
      field.focus({ preventScroll: true });
    });
    // Other keyboards and screen readers send a click alone.
    button.addEventListener('click', (event) => {
      const done = event.detail !== 0 && pressed === button;
      pressed = null;
      if (!done) act();
    });
    return button;
  }

  function row(kind, keys) {
    const made = Object.assign(document.createElement('div'), { className: `keyboard-row ${kind}`.trim() });
    made.append(...keys.map(key));
    board.append(made);
  }

  function show() {
    board.hidden = false;
    document.documentElement.classList.add('has-keyboard');
    document.documentElement.style.setProperty('--keyboard', `${board.offsetHeight}px`);
    field.scrollIntoView({ block: 'nearest', behavior: 'instant' });
  }

  function hide() {
    const within = board.contains(document.activeElement);
    if (within) field.focus({ preventScroll: true });
    board.hidden = true;
    document.documentElement.classList.remove('has-keyboard');
  }

  const SIGNS = { sắc: '´', huyền: '`', hỏi: 'ˀ', ngã: '~', nặng: '.' };
  const letters = (text) => [...text].map((label) => ({ label, act: () => letter(label) }));
  row('is-digits', [...'1234567890'].map((label) => ({ label, act: () => insert(label) })));
  row('', letters('qwertyuiop'));
  row('', letters('asdfghjkl'));
  row('', [...letters('zxcvbnm'), { label: '⌫', spoken: 'xóa một chữ', kind: 'is-wide', act: erase }]);
  row('is-marked', letters('ăâđêôơư'));
  row('is-tones', Object.keys(TONES).map((name) => ({ label: name, sign: SIGNS[name], act: () => addTone(name) })));
  // Hiding before the finger leaves would touch what lies below.
  row('is-last', [
    { label: 'Ẩn', spoken: 'Ẩn bàn phím', act: hide, isLate: true },
    { label: 'Xóa hết', act: () => write('', 0, field.value.length) },
    { label: 'dấu cách', kind: 'is-space', act: () => insert(' ') },
    { label: 'Tìm', kind: 'is-main', isLate: true, act: () => { field.form?.requestSubmit(); hide(); } },
  ]);
  (document.querySelector('main') ?? document.body).append(board);

  document.addEventListener('selectionchange', propose);
  document.addEventListener('input', propose);

  for (const one of fields) {
    one.inputMode = 'none';
    one.autocomplete = 'off';
    const open = () => {
      field = one;
      show();
    };
    one.addEventListener('focus', (event) => {
      if (event.relatedTarget instanceof Node && board.contains(event.relatedTarget)) return;
      open();
    });
    one.addEventListener('click', open);
    if (one === document.activeElement) open();
  }
})();
