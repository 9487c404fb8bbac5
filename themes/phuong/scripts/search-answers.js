// What the search page says besides its hits: what to do in an emergency, and whom to ask where there is no post yet.
// Gives `self.loaSearchAnswers` to search.js.
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
    return location.protocol === 'file:' ? element('strong', { className: 'button call' }, label)
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
  const WAY = /\b(so dien thoai|dien thoai|sdt|so dt|dia chi|lien he|lien lac|goi so|o dau|cho nao|gio lam viec|mo cua)\b/u;
  const PLACE = /\b(tram y te|tram xa|tyt|uy ban|ubnd|cong an|mot cua|phuong|xa)\b/u;

  // Whether the reader looks for a place's telephone or address and not for a post.
  function asksForContact(query) {
    const folded = fold(query);
    return WAY.test(folded) && PLACE.test(folded);
  }

  self.loaSearchAnswers = { urgent, asksForContact };
  self.dispatchEvent(new Event('loa-search-answers'));
})();
