// @ts-check
// Compares days on the page with today in Vietnam, which has +07:00 all year: what is over leaves, what is overdue says so.
// Without this script nothing false is said: each day stands there in words. Where nobody sets the clock, as on a kiosk, it
// is believed from the day of the build on for 400 days.
(() => {
  const today = new Date(Date.now() + 7 * 3600000).toISOString().slice(0, 10);
  const { built } = document.documentElement.dataset;
  const age = built ? (Date.parse(today) - Date.parse(built)) / 86400000 : 0;
  if (age < 0 || age > 400) return;
  for (const due of document.querySelectorAll('.review-due')) {
    if (due.dateTime >= today) continue;
    const review = due.closest('.review');
    review.classList.add('review-late');
    review.querySelector('.review-overdue').hidden = false;
  }
  for (const item of document.querySelectorAll('[data-until]')) item.hidden = item.dataset.until < today;
  for (const mark of document.querySelectorAll('[data-past]')) mark.hidden = mark.dataset.past >= today;
  const past = document.querySelector('[data-past]:not([hidden])');
  for (const note of document.querySelectorAll('[data-past-note]')) note.hidden = !past;
  for (const group of document.querySelectorAll('[data-dated]')) {
    group.hidden = !group.querySelector('[data-until]:not([hidden])');
  }

  // Whether a place is open in a usual week: nobody tells the device of holidays.
  const DAYS = ['thứ Hai', 'thứ Ba', 'thứ Tư', 'thứ Năm', 'thứ Sáu', 'thứ Bảy', 'Chủ nhật'];
  const now = new Date(Date.now() + 7 * 3600000);
  const minute = now.getUTCHours() * 60 + now.getUTCMinutes();
  const weekday = (now.getUTCDay() + 6) % 7;
  const clock = (/** @type {number} */ at) => `${Math.floor(at / 60)} giờ${at % 60 ? ` ${at % 60}` : ''}`;
  for (const place of document.querySelectorAll('[data-opening]')) {
    const week = place.dataset.opening.split(';').map((day) => day.split(',').filter(Boolean).map((one) => one.split('-').map(Number)));
    const open = week[weekday].find(([from, to]) => from <= minute && minute < to);
    const start = (/** @type {number} */ days) => week[(weekday + days) % 7].find(([from]) => days || from > minute)?.[0];
    const ahead = [0, 1, 2, 3, 4, 5, 6, 7].findIndex((days) => start(days) !== undefined);
    const day = ['', ' ngày mai'][ahead] ?? ` ${DAYS[(weekday + ahead) % 7]}`;
    place.querySelector('strong').textContent = open ? `Mở cửa đến ${clock(open[1])}.` : `Mở lại ${clock(start(ahead))}${day}.`;
  }
})();
