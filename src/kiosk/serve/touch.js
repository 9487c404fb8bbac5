// The test of a new kiosk: direction of the screen, touch in every corner, sound.
'use strict';

const places = [[8, 6], [50, 6], [92, 6], [8, 50], [92, 50], [8, 94], [50, 94], [92, 94]];
let left = places.length;
const said = document.getElementById('said');
const dot = document.getElementById('dot');
places.forEach(([x, y], at) => {
  const spot = document.createElement('button');
  spot.className = 'spot';
  spot.type = 'button';
  spot.textContent = String(at + 1);
  spot.style.left = `${x}%`;
  spot.style.top = `${y}%`;
  spot.addEventListener('pointerdown', () => {
    if (spot.classList.contains('touched')) return;
    spot.classList.add('touched');
    left -= 1;
    if (left === 0) said.textContent = 'Cảm ứng tốt: cả tám vòng đều nhận. Bấm nghe thử loa, rồi bấm Xong.';
  });
  document.querySelector('main').append(spot);
});
addEventListener('pointermove', show);
addEventListener('pointerdown', show);
function show(event) {
  dot.style.display = 'block';
  dot.style.left = `${event.clientX}px`;
  dot.style.top = `${event.clientY}px`;
}
document.getElementById('sound').addEventListener('click', () => {
  const audio = new AudioContext();
  const tone = audio.createOscillator();
  tone.frequency.value = 440;
  tone.connect(audio.destination);
  tone.start();
  tone.stop(audio.currentTime + 1);
});
// The voice that pages read with, and no other: Vietnamese read by a voice of another language is not understood.
const speech = globalThis.speechSynthesis;
const own = () => speech?.getVoices().find((one) => one.localService && /^vi[-_]VN$/i.test(one.lang));
function hear() {
  document.getElementById('voice').hidden = !own();
  document.getElementById('mute').hidden = Boolean(own());
}
hear();
speech?.addEventListener('voiceschanged', hear);
document.getElementById('voice').addEventListener('click', () => {
  const voice = own();
  if (!voice) return;
  const said = new SpeechSynthesisUtterance('Máy đọc được tiếng Việt.');
  Object.assign(said, { voice, lang: 'vi-VN', rate: 0.9 });
  speech.cancel();
  speech.speak(said);
});
// The screen is alive while this asks. What is said of a stick stands on the first page, and whoever left leaves that behind.
const REST = 120_000;
let touched = performance.now();
for (const kind of ['pointerdown', 'keydown']) addEventListener(kind, () => { touched = performance.now(); });
setInterval(async () => {
  try {
    const notice = await (await fetch('/kiosk/stick', { cache: 'no-store' })).json();
    if (notice.stage !== 'none' || performance.now() - touched > REST) location.replace('/');
  } catch { /* The program starts again. */ }
}, 2000);
