// @ts-check
// The search page: results as the reader types, grouped and filtered by section, and what to do when nothing is
// found. search-engine.js loads the engine when the reader goes to search.
(() => {
  'use strict';

  const LIMIT = 10;
  const PAUSE = 120;
  // A pasted page is no query, and its words would fill the address and the screen.
  const LONGEST = 200;
  // How long hits of the query before may stand while the next one is looked for.
  const STALE = 500;
  // How long the engine may take before titles alone answer, and how many of them.
  const SLOW = 250;
  const FIRST_MOST = 3;
  // How long the reader must have stopped typing before the number of results is spoken.
  const QUIET = 1000;
  const RECENT_KEY = 'loa-tim-gan-day';
  const RECENT_MOST = 6;

  /** @type {<E extends HTMLElement>(id: string) => E | null} */
  const byId = (id) => document.getElementById(id);
  const form = byId('search-form');
  /** @type {HTMLInputElement | null} */
  const input = byId('search-input');
  const status = byId('search-status');
  const spoken = byId('search-spoken');
  const filters = byId('search-filters');
  const list = byId('search-results');
  const fallback = byId('search-fallback');
  const config = byId('search-config')?.dataset;
  const contacts = byId('search-contacts');
  const card = byId('search-urgent');
  if (!form || !input || !status || !spoken || !filters || !list || !fallback || !config || !contacts || !card) return;

  const state = { kind: '', limit: LIMIT, asTyped: false, shown: '' };

  function element(name, properties, ...children) {
    const made = Object.assign(document.createElement(name), properties);
    made.append(...children);
    return made;
  }

  // Shown at once. A screen reader hears it when the reader pauses, not at each key.
  let speaking;
  function say(text, pause = 0) {
    status.textContent = text;
    clearTimeout(speaking);
    speaking = setTimeout(() => { spoken.textContent = text; }, pause);
  }

  // What readers do not see, such as the soft hyphens of a word that was copied, is no part of a question.
  const asked = () => input.value.replace(/[\p{DI}\p{Cc}]/gu, '').trim().slice(0, LONGEST).trim();

  // search-engine.js may arrive later.
  const engine = self.loaSearch ? Promise.resolve(self.loaSearch) : new Promise((resolve) => {
    self.addEventListener('loa-search', () => resolve(self.loaSearch), { once: true });
  });

  // What the page says besides hits comes with the first query; without it there are hits all the same.
  let answers;
  let coming;
  let answered = false;
  const loadAnswers = () => {
    coming ??= new Promise((done) => {
      setTimeout(done, 3000);
      document.head.append(element('script', { src: config.answers, onload: done, onerror: done }));
    }).then(() => { answers = self.loaSearchAnswers; });
    return coming;
  };

  const notes = element('div', { className: 'search-notes' });
  status.after(notes);

  // ---- searching

  let timer;
  let settling;
  let run = 0;

  async function search({ typing }) {
    clearTimeout(timer);
    clearTimeout(settling);
    clearTimeout(speaking);
    const query = asked();
    const pause = typing ? QUIET : 0;
    const mine = ++run;
    if (!query) {
      showNothing();
      return;
    }
    if (!list.children.length) {
      say('Đang tìm…', QUIET);
      // Sections would look like an answer. The style sheet draws what will come.
      fallback.hidden = true;
    }
    loadAnswers();
    const waiting = setTimeout(() => {
      if (mine === run && query !== state.shown) draw(() => { if (!showTitles(query)) showWaiting(query); });
    }, answered ? STALE : SLOW);
    try {
      const { kind, limit, asTyped } = state;
      const request = { query, kind, limit, asTyped, typing };
      const answer = await (await engine).search(request, () => mine !== run);
      await loadAnswers();
      answered = true;
      if (answer && mine === run) draw(() => show(query, answer, pause));
    } catch (error) {
      if (mine === run) draw(() => showFailure(query, error, pause));
    } finally {
      clearTimeout(waiting);
    }
  }

  function address(query) {
    const url = new URL(location.href);
    if (query) url.searchParams.set('q', query);
    else url.searchParams.delete('q');
    if (query && state.kind) url.searchParams.set('muc', state.kind);
    else url.searchParams.delete('muc');
    try {
      history.replaceState(null, '', url);
    } catch {
      // Some browsers refuse this on file://; the search works without.
    }
  }

  // What had the focus may be drawn anew or be gone; the reader must not be sent back to the top of the page.
  function draw(change) {
    const before = document.activeElement;
    const part = [notes, filters, list].find((one) => one.contains(before));
    change();
    if (!part || before.isConnected) return;
    const hits = /** @type {HTMLAnchorElement[]} */ ([...list.querySelectorAll('[data-hit]')]);
    const { pathname } = /** @type {HTMLAnchorElement} */ (before);
    // A title that answered first has the page of its hit in common, and nothing else.
    const next = hits.find((hit) => hit.pathname === pathname)
      ?? part.querySelector('[aria-pressed="true"]') ?? hits[0] ?? notes.querySelector('button') ?? input;
    next.focus();
  }

  // ---- results

  function marked(pieces) {
    return pieces.map((piece, at) => (at % 2 ? element('mark', {}, piece) : piece));
  }

  function pageOf(url) {
    const base = new URL(config.base || './', document.baseURI);
    const page = location.protocol === 'file:' && (url === '' || url.endsWith('/')) ? `${url}index.html` : url;
    return new URL(page, base);
  }

  // Each hit is a heading, so that a screen reader goes from one to the next; `level` is below what stands above it.
  function result(hit, level) {
    const url = pageOf(hit.url);
    if (hit.anchor) url.hash = hit.anchor;
    const link = element('a', { className: 'search-hit', href: url.href }, ...marked(hit.title));
    link.dataset.hit = hit.url;
    const about = [hit.label, hit.date?.split('-').reverse().join('/'), hit.heading];
    return element('li', { className: 'search-result' },
      element(`h${level}`, {}, link),
      element('p', { className: 'search-excerpt' },
        element('span', { className: 'search-about' }, about.filter(Boolean).join(' · ')), ' ', ...marked(hit.excerpt)));
  }

  function results(hits, level = 3) {
    return element('ol', { className: 'search-list' }, ...hits.map((hit) => result(hit, level)));
  }

  function show(query, answer, pause) {
    address(query);
    state.shown = query;
    clearTimeout(settling);
    const missing = answers && (answers.asksForContact(query)
      || (!state.asTyped && !state.kind && (answer.weak || !answer.total) && !answer.urgent));
    showUrgent(answer.urgent);
    const place = answers?.isPlace(query) && contacts.querySelector('.contact');
    contacts.hidden = !(missing || place) || pause > 0;
    if (!contacts.hidden) answers.ordered(query, contacts);
    if (missing && !pause) {
      filters.replaceChildren();
      fallback.hidden = false;
      showNotes(query, answer);
      say(answers.missing(query, list, answer.hits, results));
      return;
    }
    // A word half typed is found nowhere: the reader is told so once the keys rest.
    if (missing || place) settling = setTimeout(draw, pause, () => show(query, answer, 0));
    const shown = answer.hits.length;
    // Below the card there is room for hits, not for sorting them.
    const several = answers && !state.kind && !answer.urgent && answer.kinds.length > 1;
    list.replaceChildren(...(several ? answers.groups(answer, results, choose) : shown ? [results(answer.hits, 2)] : []));
    fallback.hidden = shown > 0;
    answers?.filters(filters, answer, state.kind, choose);
    showNotes(query, answer);
    const inKind = answer.kinds.find((kind) => kind.slug === state.kind);
    const count = state.kind ? inKind?.count ?? 0 : answer.total;
    const where = several ? `, trong ${answer.kinds.length} mục` : inKind ? `, trong mục ${inKind.label}` : '';
    const elsewhere = state.kind && answer.total ? ` trong mục đã chọn; các mục khác có ${answer.total} bài` : '';
    const found = count ? `Có ${count} kết quả cho “${query}”${where}.`
      : `Không tìm thấy bài nào cho “${query}”${elsewhere}.`;
    const call = answer.urgent && `Khẩn cấp: gọi ${answer.urgent.call.split(' ')[0]}. ${found}`;
    say(call || (answer.corrected && !state.asTyped ? `Đang tìm: ${answer.corrected}. ${found}` : found), pause);
    if (answers && count > shown) {
      list.append(answers.more(list, () => {
        state.limit += LIMIT;
        return search({ typing: false });
      }));
    }
  }

  function showUrgent(urgent) {
    card.replaceChildren(...(urgent && answers ? [answers.urgent(urgent, pageOf(urgent.url).href)] : []));
  }

  async function choose(kind) {
    Object.assign(state, { kind, limit: LIMIT });
    await search({ typing: false });
    if (document.activeElement !== input) filters.querySelector('[aria-pressed="true"]')?.focus();
  }

  function tryButton(label, action) {
    const button = element('button', { type: 'button', className: 'search-try' }, label);
    button.addEventListener('click', action);
    return button;
  }

  function tryQuery(query) {
    return tryButton(query, () => {
      input.value = query;
      start({ typing: false });
      input.focus();
    });
  }

  function showNotes(query, answer) {
    const parts = [];
    if (answer.corrected && !state.asTyped) {
      parts.push(tryButton(`Tìm đúng như đã gõ: “${query}”`, () => {
        state.asTyped = true;
        search({ typing: false });
      }));
    }
    if (!answer.hits.length && state.kind && answer.total) {
      parts.push(tryButton('Tìm trong tất cả các mục', () => choose('')));
    } else if (!answer.hits.length && answer.suggestions.length) {
      parts.push(element('p', {}, 'Có phải bạn muốn tìm:'), ...answer.suggestions.map(tryQuery));
    }
    notes.replaceChildren(...parts);
  }

  const folded = (text) => text.normalize('NFD').replace(/[\u0300-\u036f]/g, '').toLowerCase().replaceAll('đ', 'd');
  const wordsOf = (text) => folded(text).match(/[\p{L}\p{N}]+/gu) ?? [];
  let titles;

  // On a slow network the engine takes seconds: until it has answered once, titles with all words of the query do.
  // Says whether there are any.
  function showTitles(query) {
    if (answered || state.kind) return false;
    /** @type {HTMLTemplateElement | null} */
    const all = byId('search-titles');
    titles ??= [...all?.content.querySelectorAll('a') ?? []]
      .map((link) => ({ link, words: ` ${wordsOf(link.textContent).join(' ')} ` }));
    const wanted = wordsOf(query);
    const together = ` ${wanted.join(' ')} `;
    const found = titles.filter(({ words }) => wanted.length && wanted.every((word) => words.includes(` ${word} `)));
    // Titles that begin so come first, then those where the words stand together, and of these the short ones.
    const rank = ({ words }) => (words.startsWith(together) ? 0 : words.includes(together) ? 1000 : 2000) + words.length;
    const hits = found.sort((a, b) => rank(a) - rank(b)).slice(0, FIRST_MOST).map(({ link }) => element('li', { className: 'search-result' },
      element('h2', {}, element('a', { className: 'search-hit', href: new URL(link.getAttribute('href'), document.baseURI).href }, link.textContent)),
      element('p', { className: 'search-excerpt' }, link.parentElement.title)));
    if (!hits.length) return false;
    notes.replaceChildren();
    list.replaceChildren(element('ol', { className: 'search-list' }, ...hits));
    say('Đang tìm thêm…', QUIET);
    return true;
  }

  // Nobody is to take what was found before for an answer to this.
  function showWaiting(query) {
    clear();
    notes.replaceChildren();
    say(`Đang tìm “${query}”…`, QUIET);
  }

  function showNothing() {
    address('');
    clear();
    fallback.hidden = false;
    say('');
    showRecent();
  }

  function clear() {
    state.shown = '';
    list.replaceChildren();
    filters.replaceChildren();
    fallback.hidden = true;
    showUrgent();
    contacts.hidden = true;
  }

  function showFailure(query, error, pause) {
    address(query);
    clear();
    showTitles(query);
    notes.replaceChildren(tryButton('Thử lại', () => search({ typing: false })));
    fallback.hidden = false;
    if (error.status === 404 || error.status === 410) {
      notes.prepend(tryButton('Tải lại trang', reload));
      say('Chưa tìm được: trang web vừa có bản mới, trang đang mở là bản cũ. Bạn hãy tải lại trang để tìm tiếp.', pause);
    } else {
      say('Chưa tìm được: không tải được dữ liệu tìm kiếm, hoặc dữ liệu bị hỏng. '
        + 'Bạn hãy kiểm tra mạng rồi thử lại, tải lại trang, hoặc xem các mục bên dưới.', pause);
    }
  }

  // The service worker would give the old page again, so its new version is taken first.
  async function reload() {
    const again = () => location.reload();
    try {
      const registration = await navigator.serviceWorker?.getRegistration();
      await registration?.update();
      const worker = registration?.installing ?? registration?.waiting;
      if (!worker) return again();
      const take = () => {
        if (worker.state === 'installed') worker.postMessage({ activate: true });
        else if (worker.state !== 'installing' && worker.state !== 'activating') again();
      };
      worker.addEventListener('statechange', take);
      take();
    } catch {
      again();
    }
  }

  // ---- recent searches, kept on this device alone; none on file:// or a kiosk, where the next visitor would read them

  const keeps = location.protocol !== 'file:' && !document.documentElement.classList.contains('kiosk');

  function recent() {
    if (!keeps) return [];
    try {
      const kept = JSON.parse(localStorage.getItem(RECENT_KEY) ?? '[]');
      return Array.isArray(kept) ? kept.filter((query) => typeof query === 'string') : [];
    } catch {
      return [];
    }
  }

  function keep(queries) {
    try {
      if (queries.length) localStorage.setItem(RECENT_KEY, JSON.stringify(queries));
      else localStorage.removeItem(RECENT_KEY);
    } catch {
      // Storage may be switched off; then nothing is kept.
    }
  }

  function remember(query) {
    if (query && keeps) keep([query, ...recent().filter((old) => old !== query)].slice(0, RECENT_MOST));
  }

  function showRecent() {
    const queries = recent();
    if (!queries.length) {
      notes.replaceChildren();
      return;
    }
    notes.replaceChildren(
      element('p', {}, 'Bạn đã tìm gần đây (chỉ lưu trên máy này):'),
      ...queries.map(tryQuery),
      tryButton('Xóa các lần tìm này', () => {
        keep([]);
        showRecent();
        input.focus();
      }),
    );
  }

  // ---- keys and events

  function start(options) {
    Object.assign(state, { limit: LIMIT, asTyped: false });
    search(options);
  }

  let composing = false;
  function begin() {
    input.addEventListener('compositionstart', () => { composing = true; });
    input.addEventListener('compositionend', () => { composing = false; });
    input.addEventListener('focus', () => engine.then(({ open }) => open()).catch(() => {}), { once: true });
    input.addEventListener('input', () => {
      clearTimeout(timer);
      clearTimeout(speaking);
      timer = setTimeout(() => start({ typing: true }), composing ? PAUSE * 2 : PAUSE);
    });
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      clearTimeout(timer);
      const query = asked();
      remember(query);
      // Enter on results that are already there goes to the first, and once more opens it.
      if (query && query === state.shown && list.firstElementChild && document.activeElement === input) {
        list.querySelector('[data-hit]')?.focus();
        return;
      }
      start({ typing: false });
    });
    list.addEventListener('click', (event) => {
      if (event.target.closest('[data-hit]')) remember(asked());
    });
    document.addEventListener('keydown', (event) => answers?.move(event, input, list));
    fromAddress();
  }

  function fromAddress() {
    const given = new URLSearchParams(location.search);
    // On a slow network the reader may have typed before this script came.
    if (!input.value || document.activeElement !== input) input.value = given.get('q') ?? input.value;
    state.kind = given.get('muc') ?? '';
    if (asked()) search({ typing: false });
    else showRecent();
  }

  if (typeof WebAssembly !== 'object') {
    say('Trình duyệt này chưa hỗ trợ tìm kiếm. Bạn có thể xem các mục bên dưới.');
    return;
  }
  begin();
})();
