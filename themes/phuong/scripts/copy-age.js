// On a copy that no server renews: tells its age once that matters. `loaBuilt`, the day it was built, stands before this.
(() => {
  'use strict';

  const OLD_AFTER = 30;
  const [year, month, day] = self.loaBuilt.split('-').map(Number);
  const days = Math.floor((Date.now() - new Date(year, month - 1, day)) / 86_400_000);
  const main = document.querySelector('main');
  if (days <= OLD_AFTER || !main) return;
  const note = document.createElement('p');
  note.className = 'copy-age wrap';
  note.textContent = `Bản lưu từ ngày ${day}/${month}/${year}, ${days} ngày trước. Hỏi cán bộ phường, xã để có bản mới.`;
  main.prepend(note);
})();
