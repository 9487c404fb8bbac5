// @ts-check
// Building the sites, and saying what changed.
import { call, tell } from './call.js';

/** @param {{ written: number, removed: number, wards: number, folder: string, waits?: string, unapproved: number }} done */
export function outcome(done) {
  const others = done.unapproved
    ? ` Còn ${done.unapproved} bài đổi ở ngoài Loa, chưa ai duyệt nên không đem theo: xem ở “Dựng trang”.`
    : '';
  if (done.waits) return `Đã hẹn: từ ngày ${done.waits} bài tự lên trang.${others}`;
  const changed = done.written + done.removed;
  return changed === 0
    ? `Đã đăng. Trang không khác gì lần dựng trước.${others}`
    : `Đã đăng: ${done.written} tệp mới hoặc đổi, ${done.removed} tệp bỏ, trong thư mục ${done.folder}.${others}`;
}

const back = /** @type {HTMLButtonElement | null} */ (document.querySelector('#hoan-tac'));
back?.addEventListener('click', async () => {
  const { time } = /** @type {HTMLElement} */ (document.querySelector('#lan-dang')).dataset;
  back.disabled = true;
  try {
    await call('undo', { time });
    location.reload();
  } catch (error) {
    tell(document.querySelector('main'), error);
    back.disabled = false;
  }
});

const right = /** @type {HTMLButtonElement | null} */ (document.querySelector('#dung-ngay'));
right?.addEventListener('click', async () => {
  right.disabled = true;
  try {
    await call('clock', { day: right.dataset.day });
    location.reload();
  } catch (error) {
    tell(document.querySelector('main'), error);
    right.disabled = false;
  }
});

/** @type {HTMLButtonElement | null} */
const button = document.querySelector('#dung');
button?.addEventListener('click', async () => {
  const main = document.querySelector('main');
  button.disabled = true;
  main.querySelector('.done').textContent = 'Đang dựng…';
  try {
    const seen = /** @type {HTMLInputElement[]} */ ([...main.querySelectorAll('[data-take]:checked')]);
    const take = seen.map(({ dataset }) => ({ path: dataset.take, version: dataset.version }));
    main.querySelector('.done').textContent = outcome(await call('build', { take }));
    for (const one of seen) one.closest('li').remove();
  } catch (error) {
    main.querySelector('.done').textContent = '';
    tell(main, error);
  }
  button.disabled = false;
});
