// @ts-check
// Notes of what was done in units, on a device without a network: kept in IndexedDB, mended by further notes, given away as
// one file in the form of the log. A note is named here, so that a file that is taken in twice adds nothing.
(() => {
  'use strict';

  const place = /** @type {HTMLElement | null} */ (document.getElementById('ghi_nhan'));
  if (!place) return;

  const COLUMNS = ['id', 'date', 'unit', 'channel', 'post', 'kind', 'people', 'women', 'role', 'evidence', 'corrects'];
  const KEPT = ['date', 'unit', 'channel', 'post', 'people', 'women', 'role', 'evidence'];
  const { base, ward } = place.dataset;
  const at = (/** @type {string} */ id) => /** @type {any} */ (document.getElementById(id));
  const form = /** @type {HTMLFormElement} */ (at('ghi'));
  const field = (/** @type {string} */ name) => /** @type {any} */ (form.elements.namedItem(name));
  let id = name();
  let corrects = '';
  let shown = [];

  function name() {
    const bytes = crypto.getRandomValues(new Uint8Array(12));
    return `m${[...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('')}`;
  }

  // ---- what the device keeps

  /** @type {Promise<IDBDatabase>} */
  const opened = new Promise((done, failed) => {
    // Sites of several wards may live on one host.
    const asked = indexedDB.open(`loa ghi nhận ${base}`, 1);
    asked.onupgradeneeded = () => {
      asked.result.createObjectStore('rows', { keyPath: 'id' });
      asked.result.createObjectStore('draft');
    };
    asked.onsuccess = () => done(asked.result);
    asked.onerror = () => failed(asked.error);
  });

  // Tells when it is on the device, not when it was asked for.
  async function change(store, work) {
    const database = await opened;
    await new Promise((done, failed) => {
      const change = database.transaction(store, 'readwrite', { durability: 'strict' });
      work(change.objectStore(store));
      change.oncomplete = () => done(undefined);
      change.onerror = () => failed(change.error);
      change.onabort = () => failed(change.error);
    });
  }

  async function read(store, ask) {
    const database = await opened;
    return new Promise((done, failed) => {
      const asked = ask(database.transaction(store).objectStore(store));
      asked.onsuccess = () => done(asked.result);
      asked.onerror = () => failed(asked.error);
    });
  }

  // ---- the form

  const today = () => {
    const now = new Date();
    return new Date(now.getTime() - now.getTimezoneOffset() * 60_000).toISOString().slice(0, 10);
  };
  const reach = () => form.querySelector('[name=channel]:checked')?.getAttribute('data-reach');
  const label = (key, value) => {
    const input = form.querySelector(`[name=${key}][value="${CSS.escape(value)}"]`) ?? form.querySelector(`[name=${key}] [value="${CSS.escape(value)}"]`);
    return input?.closest('label')?.textContent.trim() ?? input?.textContent ?? value;
  };
  const fit = () => { at('khong_noi').hidden = reach() !== 'direct'; };

  /** Puts a value into a field, whichever kind it is. */
  function fill(key, value) {
    const input = field(key);
    if (input instanceof HTMLInputElement && input.type === 'radio') input.checked = input.value === value;
    else if (input instanceof RadioNodeList) input.forEach((one) => { /** @type {any} */ (one).checked = /** @type {any} */ (one).value === value; });
    else input.value = value;
  }

  const typed = () => Object.fromEntries(KEPT.map((key) => [key, String(new FormData(form).get(key) ?? '').trim()]));

  // Leaves what the next note most likely has too.
  function next() {
    id = name();
    corrects = '';
    at('dang_sua').hidden = true;
    for (const key of ['unit', 'people', 'women', 'evidence']) fill(key, '');
    field('exposed').checked = false;
  }

  const state = () => ({ ...typed(), id, corrects, exposed: field('exposed').checked });
  const keepDraft = () => change('draft', (store) => store.put(state(), 'form'));

  function wrong(said) {
    if (!said.unit) return 'Chọn tổ dân phố hoặc thôn.';
    if (!said.channel) return 'Chọn cách đã làm, như họp hoặc loa.';
    if (!said.date) return 'Chọn ngày.';
    if (said.date > today()) return 'Ngày này chưa tới: chỉ ghi việc đã làm.';
    if (![said.people, said.women].every((count) => /^\d{0,5}$/.test(count))) return 'Số người: chỉ gõ chữ số, như 45.';
    if (said.women && Number(said.women) > Number(said.people || said.women)) return 'Số nữ nhiều hơn số người.';
    if (/(?:\d[ .-]?){9}/.test(said.evidence)) return 'Minh chứng có vẻ có số điện thoại: chỉ ghi số biên bản hoặc tên tệp.';
    return '';
  }

  async function note(event) {
    event.preventDefault();
    const said = typed();
    const told = wrong(said);
    at('loi').textContent = told;
    at('loi').hidden = !told;
    at('xong').textContent = '';
    if (told) return;
    const kind = reach() === 'direct' && !field('exposed').checked ? 'direct' : 'exposed';
    await keep({ ...said, id, corrects, kind, time: Date.now() }, corrects ? 'Đã sửa: dòng mới thay dòng cũ.' : 'Đã ghi vào máy này.');
  }

  async function keep(row, words) {
    try {
      await change('rows', (store) => store.put(row));
    } catch (error) {
      at('loi').textContent = `Máy không giữ được dòng này (${error?.message ?? error}). Xem máy còn chỗ không; chữ vẫn còn ở đây.`;
      at('loi').hidden = false;
      return;
    }
    next();
    at('xong').textContent = words;
    await keepDraft();
    await show();
  }

  // ---- what was noted

  const words = (row) => {
    const [year, month, day] = row.date.split('-');
    const people = row.people ? ` · ${row.people} người` : '';
    return `${day}/${month}/${year} · ${label('unit', row.unit)} · ${label('channel', row.channel)}${people}`;
  };

  function make(tag, text, more = {}) {
    return Object.assign(document.createElement(tag), { textContent: text }, more);
  }

  function mend(row) {
    next();
    corrects = row.id;
    KEPT.forEach((key) => fill(key, row[key]));
    fit();
    field('exposed').checked = reach() === 'direct' && row.kind === 'exposed';
    at('dang_sua').querySelector('span').textContent = `Đang sửa: ${words(row)}.`;
    at('dang_sua').hidden = false;
    at('dang_sua').scrollIntoView({ block: 'center' });
    field('people').focus({ preventScroll: true });
  }

  function item(row) {
    const line = make('li', '');
    const text = words(row);
    const mends = make('button', 'Sửa', { type: 'button', onclick: () => mend(row) });
    const undoes = make('button', 'Hủy', { type: 'button' });
    undoes.onclick = () => {
      if (undoes.textContent === 'Hủy') {
        undoes.textContent = 'Bấm lần nữa để hủy';
        return;
      }
      const { date, unit, channel, post } = row;
      keep({ date, unit, channel, post, id: name(), corrects: row.id, kind: 'withdrawn', people: '', women: '', role: '', evidence: '', time: Date.now() }, 'Đã hủy dòng ấy.');
    };
    mends.setAttribute('aria-label', `Sửa: ${text}`);
    undoes.setAttribute('aria-describedby', `dong_${row.id}`);
    line.append(make('span', text, { id: `dong_${row.id}` }), mends, undoes);
    return line;
  }

  async function show() {
    shown = await read('rows', (store) => store.getAll());
    shown.sort((a, b) => b.time - a.time);
    const mended = new Set(shown.map((row) => row.corrects));
    const standing = shown.filter((row) => row.kind !== 'withdrawn' && !mended.has(row.id));
    at('da_ghi').hidden = shown.length === 0;
    at('da_ghi').querySelector('ul').replaceChildren(...standing.map(item));
    const unsent = shown.filter((row) => !row.sent).length;
    at('dem').textContent = unsent ? `${unsent} dòng chưa gửi.` : 'Mọi dòng đã gửi hoặc đã tải.';
  }

  // ---- the file

  // A cell that no spreadsheet computes, as RFC 4180 writes it.
  function cell(text) {
    const harmless = /^'*[=+\-@\t\r\n＝＋－＠]/.test(text) ? `'${text}` : text;
    return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
  }

  function file() {
    const rows = [...shown].reverse().map((row) => COLUMNS.map((key) => cell(String(row[key] ?? ''))).join(','));
    const text = `${[COLUMNS.join(','), ...rows].join('\n')}\n`;
    return new File([text], `ghi-nhan-${ward}-${today()}.csv`, { type: 'text/csv' });
  }

  async function sent() {
    const rows = shown.map((row) => ({ ...row, sent: row.sent ?? Date.now() }));
    await change('rows', (store) => rows.forEach((row) => store.put(row)));
    await show();
  }

  async function share() {
    try {
      await navigator.share({ files: [file()] });
      await sent();
    } catch (error) {
      if (error?.name !== 'AbortError') at('xong').textContent = 'Máy này không gửi được tệp. Bấm “Tải tệp CSV”.';
    }
  }

  async function download() {
    const given = file();
    const link = make('a', '', { href: URL.createObjectURL(given), download: given.name });
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
    await sent();
  }

  // ---- the beginning

  async function begin() {
    const draft = await read('draft', (store) => store.get('form'));
    field('date').max = today();
    fill('date', today());
    // A row that is on the device already is mended by another, never written over.
    if (draft && !await read('rows', (store) => store.get(draft.id))) {
      ({ id, corrects } = draft);
      KEPT.filter((key) => key !== 'date' || draft.unit || draft.people).forEach((key) => fill(key, draft[key] || (key === 'date' ? today() : '')));
      field('exposed').checked = draft.exposed;
      if (corrects) {
        at('dang_sua').querySelector('span').textContent = 'Đang sửa một dòng.';
        at('dang_sua').hidden = false;
      }
    }
    fit();
    form.hidden = false;
    at('gui').hidden = !navigator.canShare?.({ files: [new File([''], 'a.csv', { type: 'text/csv' })] });
    form.addEventListener('submit', note);
    form.addEventListener('input', () => { keepDraft().catch(() => {}); });
    form.addEventListener('change', fit);
    at('thoi_sua').addEventListener('click', () => {
      next();
      keepDraft().catch(() => {});
    });
    at('gui').addEventListener('click', share);
    at('tai').addEventListener('click', download);
    await show();
    // Browsers may clear what they were not asked to keep.
    await navigator.storage?.persist?.();
  }

  begin().catch((error) => {
    at('khong_giu').textContent = `Trình duyệt này không giữ được dòng nào (${error?.message ?? error}). Tắt chế độ ẩn danh, hoặc dùng phiếu giấy.`;
    at('khong_giu').hidden = false;
  });
})();
