// @ts-check
// On a copy that no server renews: tells its age once that matters. `loaBuilt`, the day it was built, stands before this.
(() => {
  'use strict';

  const OLD_AFTER = 30;
  const [year, month, day] = self.loaBuilt.split('-').map(Number);
  // @ts-expect-error A day that is subtracted is a number.
  const days = Math.floor((Date.now() - new Date(year, month - 1, day)) / 86_400_000);
  const main = document.querySelector('main');
  // A day before the build: the clock is wrong, as on machines without a battery, and would hide any age.
  const isWrong = days < -1;
  if ((days <= OLD_AFTER && !isWrong) || !main) return;
  const note = document.createElement('p');
  note.className = 'copy-age wrap';
  const age = isWrong ? 'đồng hồ của máy này sai nên không rõ đã bao lâu' : `${days} ngày trước`;
  note.textContent = `Bản lưu từ ngày ${day}/${month}/${year}, ${age}. Hỏi cán bộ phường, xã để có bản mới.`;
  main.prepend(note);
})();
