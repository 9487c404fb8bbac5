// @ts-check
// A version from before: brought back under the pen.
import { call, tell } from './call.js';

const place = /** @type {HTMLElement | null} */ (document.querySelector('#cu'));

place?.querySelector('#lay-lai').addEventListener('click', async () => {
  const { path, version } = place.dataset;
  try {
    const { address } = await call('revive', { path, version });
    location.assign(address);
  } catch (error) { tell(place, error); }
});
