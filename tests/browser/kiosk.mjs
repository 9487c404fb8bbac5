// A kiosk for tests: real bundles, taken and served by the real program.
import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const LOA = path.resolve(process.env.LOA ?? 'target/release/loa');
const KIOSK = path.join(path.dirname(LOA), 'loa-kiosk');

/** The screens of kiosks, upright and lying. */
export const SCREENS = [{ width: 1080, height: 1920 }, { width: 1920, height: 1080 }];

/** A kiosk of a ward that shows the site of `root`, the repository's where none is given. */
export async function kioskOf(/** @type {string} */ ward, root = '') {
  const folder = mkdtempSync(path.join(tmpdir(), 'loa-test-'));
  const at = (/** @type {string} */ name) => path.join(folder, name);
  const run = (/** @type {string} */ program, /** @type {string[]} */ ...given) => execFileSync(program, given, { stdio: 'pipe' });
  const state = ['--state', at('state')];
  let bundles = 0;
  /** Brings the site of a root on a stick; the kiosk takes it while it is served. */
  function bring(from = '') {
    bundles += 1;
    const file = at(`${bundles}.loa`);
    run(LOA, 'bundle', ...(from ? ['--root', from] : []), '--ward', ward, '--keys', at('keys'), '--out', file);
    run(KIOSK, 'import', file, ...state);
  }
  run(LOA, 'keys', 'new', '--out', at('keys'), '--no-password');
  run(KIOSK, 'init', ...state, '--ward', ward, '--root-key', at('keys/root.pub'));
  bring(root);
  const program = spawn(KIOSK, ['serve', ...state, '--port', '0'], { stdio: ['ignore', 'pipe', 'inherit'] });
  /** @type {string} */
  const origin = await new Promise((ready) => {
    program.stdout.on('data', (said) => {
      const address = /http:\/\/127\.0\.0\.1:\d+/.exec(String(said));
      if (address) ready(address[0]);
    });
  });
  return {
    origin,
    bring,
    status: async () => (await fetch(`${origin}/kiosk/status`)).json(),
    close: () => {
      program.kill();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
