// A kiosk that has no site yet: says what the program says of a stick, and shows the site when there is one.
'use strict';

const first = ['title', 'text'].map((id) => document.getElementById(id).textContent);
const put = (id, text) => { document.getElementById(id).textContent = text; };
async function ask() {
  try {
    const notice = await (await fetch('/kiosk/stick', { cache: 'no-store' })).json();
    if (notice.release !== null && notice.stage === 'none') { location.replace('/'); return; }
    const [title, text] = notice.stage === 'none' ? first : [notice.title, notice.text];
    put('title', title);
    put('text', text);
    put('about', notice.about);
  } catch { /* The program starts again. */ }
  setTimeout(ask, 2000);
}
ask();
