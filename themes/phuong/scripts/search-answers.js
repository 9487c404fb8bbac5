// @ts-check
// What stands around the hits of the search page: what to do in an emergency, whom to ask where there is no post yet,
// sections and filters. search.js loads it with the first query, as `self.loaSearchAnswers`, and shows bare hits without.
(() => {
  'use strict';

  // For calls that do not say what has happened. The ward's pages say the same.
  const ANY_CALL = {
    heading: 'Khi gọi, nói rõ',
    points: [
      'Ở đâu: số nhà, đường, tổ dân phố.',
      'Chuyện gì, mấy người bị, còn tỉnh và còn thở không.',
      'Nghe và làm theo lời hướng dẫn, chưa tắt máy.',
    ],
    numbers: 'Cấp cứu 115 · Cháy, cứu nạn 114 · Công an 113 · Bảo vệ trẻ em 111',
  };

  function element(name, properties, ...children) {
    const made = Object.assign(document.createElement(name), properties);
    made.append(...children);
    return made;
  }

  // A copy on a stick or in a kiosk cannot call.
  function call(number) {
    const label = `Gọi ${number}`;
    const mute = location.protocol === 'file:' || document.documentElement.classList.contains('kiosk');
    return mute ? element('strong', { className: 'button call' }, label)
      : element('a', { className: 'button call', href: `tel:${number}` }, label);
  }

  // The red card. `href` leads to the lesson; there is none where the query only calls for help.
  function urgent({ call: calls, advice, url, title }, href) {
    const any = !url;
    const numbers = calls.split(' ');
    // As the document stores it: `+` before the heading of steps, `-` before that of signs.
    const [first, ...points] = advice.split('\n');
    const steps = first.startsWith('+');
    const heading = first.slice(1);
    const list = element(any || !steps ? 'ul' : 'ol', {}, ...(any ? ANY_CALL.points : points)
      .map((point) => element('li', {}, point)));
    const card = element('section', { className: 'care care-emergency search-urgent' },
      element('h2', { className: 'visually-hidden', id: 'search-urgent-title' }, 'Khẩn cấp'),
      element('p', { className: 'search-calls' }, ...numbers.map(call), ...(any ? [] : [
        element('a', { className: 'button', href }, 'Đọc cả bài',
          element('span', { className: 'visually-hidden' }, `: ${title}`))])),
      element('p', { className: 'search-urgent-heading' }, any ? ANY_CALL.heading : heading),
      list,
      ...(any ? [element('p', {}, ANY_CALL.numbers)] : []));
    card.setAttribute('aria-labelledby', 'search-urgent-title');
    return card;
  }

  const fold = (text) => text.toLowerCase().normalize('NFD').replace(/\p{M}/gu, '').replace(/đ/gu, 'd');
  const WAY = /\b(dien thoai|sdt|so dt|hotline|goi so|lien (he|lac)|dia chi|o dau|cho nao|(may|gio) (gio|nao)|luc nao|gio (mo|kham|lam viec)|(mo|dong) cua)\b/u;
  const PLACE = /\b(tram (y te|xa)|tyt|uy ban|ubnd|cong an|mot cua|phuong|xa(?! hoi))\b/u;
  const ONLY_PLACE = /^(tram (y te|xa)|tyt|uy ban( nhan dan)?|ubnd|cong an)( phuong| xa)?$/u;

  // Whether the reader looks for a place's telephone, address or hours and not for a post.
  function asksForContact(query) {
    const folded = fold(query);
    return WAY.test(folded) && PLACE.test(folded);
  }

  // Whether the reader names a place and nothing else.
  const isPlace = (query) => ONLY_PLACE.test(fold(query));

  // The place that was asked for stands first.
  function ordered(query, contacts) {
    const folded = fold(query);
    const role = /tram|tyt/u.test(folded) ? 'tram' : /uy ban|ubnd|mot cua/u.test(folded) ? 'uy ban' : '';
    contacts.querySelector('ul')?.prepend(...[...contacts.querySelectorAll('li')].filter((place) => fold(place.textContent).includes(role)));
  }

  // Weak hits are offered, not asserted: so many, below who can help.
  const WEAK_MOST = 3;

  // Nothing on the site is surely about this: puts what may help into the list, and gives what to say.
  function missing(query, list, hits, results) {
    const section = element('section', { className: 'search-group' },
      element('h2', { id: 'co_the_can' }, 'Có thể bạn cần'), results(hits.slice(0, WEAK_MOST)));
    section.setAttribute('aria-labelledby', 'co_the_can');
    list.replaceChildren(...(hits.length ? [section] : []));
    return asksForContact(query) ? 'Nơi giúp bạn:'
      : `Chưa có bài về “${query}”. Bạn hãy hỏi trạm y tế, hoặc xem các mục bên dưới.`;
  }

  // A button for each section, in `row`. Below the card there is room for hits, not for sorting them.
  function filters(row, answer, chosen, choose) {
    const all = { slug: '', label: 'Tất cả', count: answer.total };
    const kinds = chosen || (answer.kinds.length > 1 && !answer.urgent) ? [all, ...answer.kinds] : [];
    row.replaceChildren(...kinds.map((kind) => {
      const button = element('button', { type: 'button' }, `${kind.label} (${kind.count})`);
      button.setAttribute('aria-pressed', String(kind.slug === chosen));
      button.addEventListener('click', () => choose(kind.slug));
      return button;
    }));
    const pressed = chosen && row.querySelector('[aria-pressed="true"]');
    if (pressed) row.scrollLeft = pressed.offsetLeft - row.offsetLeft;
    // They say how many there are: on a phone that is enough, unless there is more to say.
    row.classList.toggle('search-counts', answer.hits.length > 0 && !answer.urgent && !answer.corrected);
  }

  // The best hits by section, the section of the very best first.
  function groups(answer, results, choose) {
    const bySection = new Map();
    answer.hits.forEach((hit) => bySection.set(hit.kind, [...bySection.get(hit.kind) ?? [], hit]));
    return [...bySection].map(([slug, hits], at) => {
      const kind = answer.kinds.find((one) => one.slug === slug);
      const id = `nhom_${at}`;
      const group = element('section', { className: 'search-group' },
        element('h2', { id }, hits[0].label || 'Bài khác'), results(hits));
      group.setAttribute('aria-labelledby', id);
      if (kind && kind.count > hits.length) {
        const more = element('button', { type: 'button', className: 'search-try' }, `Xem cả ${kind.count} bài trong mục ${kind.label}`);
        more.addEventListener('click', () => choose(slug));
        group.append(more);
      }
      return group;
    });
  }

  // More hits below those in `list`, on request; the first of them is where the keyboard goes on.
  function more(list, load) {
    const button = element('button', { type: 'button', className: 'search-more' }, 'Xem thêm kết quả');
    button.addEventListener('click', async () => {
      const links = () => [...list.querySelectorAll('[data-hit]')];
      const before = new Set(links().map((link) => link.dataset.hit));
      await load();
      if (document.activeElement?.tagName !== 'INPUT') links().find((link) => !before.has(link.dataset.hit))?.focus();
    });
    return element('p', { className: 'search-rest' }, button);
  }

  // The arrows go from hit to hit, Escape back to the field.
  function move(event, input, list) {
    if (event.key === 'Escape' && list.contains(document.activeElement)) {
      input.focus();
      return;
    }
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    // While a word is composed the arrows choose among the keyboard's own proposals.
    if (!step || event.isComposing || event.altKey || event.ctrlKey || event.metaKey) return;
    const stops = [input, ...list.querySelectorAll('[data-hit]')];
    const at = stops.indexOf(document.activeElement);
    const next = stops[at + step];
    if (at < 0 || !next) return;
    event.preventDefault();
    next.focus();
  }

  self.loaSearchAnswers = { urgent, asksForContact, isPlace, ordered, missing, filters, groups, more, move };
})();
