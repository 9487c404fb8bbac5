// Vietnamese keyboards, as a page meets them. Programs such as UniKey, EVKey and OpenKey send Backspaces and letters, all at
// once, for Telex and for VNI; phones and IBus send a composition that changes until it is ended.

const TONES = /[\u0300\u0301\u0303\u0309\u0323]/g;

/** A letter without its tone. @param {string} letter */
const toneless = (letter) => letter.normalize('NFD').replace(TONES, '').normalize('NFC');

/** A letter without anything. @param {string} letter */
const bare = (letter) => letter.normalize('NFD').replace(/[\u0300-\u036f]/g, '').replace('đ', 'd').replace('Đ', 'D');

/** What stands there after each key of a word by Telex: marks of letters at once (`dd`, `aa`, `ow`), the tone at the end. @param {string} word */
function telexed(word) {
  const states = [];
  let shown = '';
  for (const letter of word) {
    states.push(shown + bare(letter));
    shown += toneless(letter);
    states.push(shown);
  }
  return [...states, word];
}

/** The same by VNI, where all marks and the tone are digits behind the word. @param {string} word */
function vnied(word) {
  const letters = [...word];
  const states = letters.map((_, at) => letters.slice(0, at + 1).map(bare).join(''));
  letters.forEach((_, at) => { states.push(letters.map((letter, place) => (place <= at ? toneless(letter) : bare(letter))).join('')); });
  return [...states, word];
}

/** Words with what is behind them, so that nothing is lost. @param {string} text */
const words = (text) => text.match(/[\p{L}\p{M}]+|[^\p{L}\p{M}]+/gu) ?? [];

/** Sends the keys of a program that mends what stands before the caret; a word's keys come as one burst. */
async function burst(page, text, keyed) {
  const device = await page.context().newCDPSession(page);
  const key = { key: 'Backspace', code: 'Backspace', windowsVirtualKeyCode: 8 };
  for (const part of words(text)) {
    const sent = [];
    let shown = '';
    for (const state of /[\p{L}\p{M}]/u.test(part) ? keyed(part) : part.split(/(?=\n)/).map((_, at, all) => all.slice(0, at + 1).join(''))) {
      const [from, to] = [[...shown], [...state]];
      let same = 0;
      while (same < from.length && from[same] === to[same]) same += 1;
      for (let back = from.length; back > same; back -= 1) {
        sent.push(device.send('Input.dispatchKeyEvent', { ...key, type: 'rawKeyDown', commands: ['DeleteBackward'] }), device.send('Input.dispatchKeyEvent', { ...key, type: 'keyUp' }));
      }
      const added = to.slice(same).join('');
      if (added) sent.push(device.send('Input.insertText', { text: added }));
      shown = state;
    }
    await Promise.all(sent);
  }
  await device.detach();
}

export const telex = (page, text) => burst(page, text, telexed);
export const vni = (page, text) => burst(page, text, vnied);

/** What phones and IBus send. */
export async function compose(page, text) {
  const device = await page.context().newCDPSession(page);
  for (const word of text.split(/(?<=\s)/)) {
    const sent = [];
    for (let end = 1; end <= word.length; end += 1) {
      const shown = [...word.slice(0, end)].map(bare).join('');
      sent.push(device.send('Input.imeSetComposition', { text: shown, selectionStart: shown.length, selectionEnd: shown.length }));
    }
    sent.push(device.send('Input.insertText', { text: word }));
    await Promise.all(sent);
  }
  await device.detach();
}

export const KEYBOARDS = { telex, vni, compose };

const SAID = 'Đường Nguyễn Huệ khuyến khích người cao tuổi khám sức khỏe định kỳ, tiêm vắc-xin đúng lịch và giữ nếp sống lành mạnh. Ủy ban nhân dân phường mời bà con đến trạm y tế lúc 7 giờ 30, mang theo sổ tiêm chủng, thẻ bảo hiểm và giấy tờ tùy thân. Ở nhà có trẻ nhỏ: rửa tay bằng xà phòng, ngủ màn, diệt lăng quăng, đậy kín lu nước; sốt cao quá hai ngày thì đưa trẻ tới cơ sở y tế ngay. Những ngõ hẹp, ẩm ướt dễ có muỗi vằn. Tổ trưởng tổ dân phố ghi danh từng hộ, nhắc nhở nhau giữ vệ sinh, quét dọn đường ngõ, khơi thông cống rãnh. Ai cũng đọc, cũng hiểu, cũng làm được.'
  .split(' ');

/** A text of so many words, another for every seed. @param {number} count @param {number} seed */
export function text(count, seed) {
  let state = seed * 2654435761 + 1;
  const said = [];
  for (let at = 0; at < count; at += 1) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    said.push(SAID[state % SAID.length]);
  }
  return said.join(' ');
}
