// @ts-check
// The page of a phone that sends pictures: one button, and how far each picture is.

const place = /** @type {HTMLElement} */ (document.querySelector('#gui'));
const file = /** @type {HTMLInputElement} */ (place.querySelector('#anh'));
const list = place.querySelector('#da-gui');
/** @type {HTMLMetaElement} */
const token = document.querySelector('meta[name="token"]');
let number = 0;
/** One after the other: a phone has little air. */
let work = Promise.resolve();

/** What the server said. @param {XMLHttpRequest} sent */
function words(sent) {
  try {
    const told = JSON.parse(sent.responseText);
    return `${told.words} ${told.help}`;
  } catch { return 'Không gửi được: mạng đứt, hoặc máy kia đã đóng Loa.'; }
}

/** Sends a picture; says whether it came. @param {File} picture @param {HTMLProgressElement} bar */
function send(picture, bar) {
  return /** @type {Promise<void>} */ (new Promise((done, failed) => {
    const sent = new XMLHttpRequest();
    sent.open('POST', `/api/phone-picture?${new URLSearchParams({ code: place.dataset.code, name: picture.name })}`);
    sent.setRequestHeader('x-loa-token', token.content);
    sent.setRequestHeader('content-type', 'application/octet-stream');
    sent.upload.addEventListener('progress', (event) => { if (event.lengthComputable) bar.value = event.loaded / event.total; });
    sent.addEventListener('loadend', () => {
      if (sent.status === 200) done();
      else failed(new Error(words(sent)));
    });
    sent.send(picture);
  }));
}

/** @param {File} picture */
function add(picture) {
  number += 1;
  const item = document.createElement('li');
  const told = document.createElement('span');
  const bar = document.createElement('progress');
  bar.setAttribute('aria-label', `Ảnh ${number} đã gửi được`);
  const again = document.createElement('button');
  again.type = 'button';
  again.textContent = 'Gửi lại';
  item.append(told, bar, again);
  list.append(item);
  const name = `Ảnh ${number}`;
  async function attempt() {
    again.hidden = true;
    bar.hidden = false;
    bar.value = 0;
    item.className = '';
    told.textContent = `${name}: đang gửi…`;
    try {
      await send(picture, bar);
      told.textContent = `${name}: đã gửi. Xem trên máy đang viết bài.`;
      item.className = 'good';
    } catch (error) {
      told.textContent = `${name}: ${error.message}`;
      item.className = 'grave';
      again.hidden = false;
    }
    bar.hidden = true;
  }
  const queue = () => { work = work.then(attempt); };
  again.addEventListener('click', queue);
  told.textContent = `${name}: chờ gửi…`;
  bar.hidden = true;
  again.hidden = true;
  queue();
}

file.addEventListener('change', () => {
  for (const picture of file.files) add(picture);
  file.value = '';
});
