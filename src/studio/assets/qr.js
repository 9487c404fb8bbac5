// @ts-check
// A QR code as the server wrote it: a drawing with its quiet zone.

const SVG = 'http://www.w3.org/2000/svg';

/** @param {{ size: number, path: string }} code @param {string} words what it says to those who do not see it */
export function drawing(code, words) {
  const svg = document.createElementNS(SVG, 'svg');
  svg.setAttribute('viewBox', `0 0 ${code.size} ${code.size}`);
  svg.setAttribute('role', 'img');
  svg.setAttribute('aria-label', words);
  svg.setAttribute('class', 'qr');
  const path = document.createElementNS(SVG, 'path');
  path.setAttribute('d', code.path);
  svg.append(path);
  return svg;
}
