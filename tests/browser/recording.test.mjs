// Recordings of posts: played without scripts, fetched when the reader asks and not before, kept on the device on request.
import assert from 'node:assert/strict';
import path from 'node:path';
import { after, before, beforeEach, describe, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { Host, PATIENCE, Root, isKept, until } from './device.mjs';
import { kioskOf, SCREENS } from './kiosk.mjs';
import { launchWhole, speaker } from './site.mjs';

const WARD = 'phuong-thu';
const POST = `/${WARD}/suc-khoe/bai/`;

/** Silence as MP3: MPEG 2, layer III, 8 kbit/s, 24 kHz, one channel; 24 ms a frame, of `size` frames. */
function mp3(frames) {
  const frame = Buffer.alloc(24);
  frame.set([0xff, 0xf3, 0x14, 0xc4]);
  return Buffer.concat(Array.from({ length: frames }, () => frame));
}

/** A page of Ogg (RFC 3533). */
function page(flags, position, number, packets) {
  const head = Buffer.alloc(27 + packets.length);
  head.write('OggS');
  head[5] = flags;
  head.writeBigUInt64LE(BigInt(position), 6);
  head.writeUInt32LE(7, 14);
  head.writeUInt32LE(number, 18);
  head[26] = packets.length;
  packets.forEach((packet, at) => { head[27 + at] = packet.length; });
  const bytes = Buffer.concat([head, ...packets]);
  let sum = 0;
  for (const byte of bytes) {
    sum ^= byte << 24;
    for (let bit = 0; bit < 8; bit += 1) sum = sum < 0 ? (sum << 1) ^ 0x04c11db7 : sum << 1;
  }
  bytes.writeInt32LE(sum | 0, 22);
  return bytes;
}

/** Silence as Opus in Ogg, 20 ms a packet. */
function opus(packets) {
  const silence = Array.from({ length: packets }, () => Buffer.from([0xf8, 0xff, 0xfe]));
  return Buffer.concat([
    page(2, 0, 0, [Buffer.from('OpusHead\x01\x01\x38\x01\x80\xbb\0\0\0\0\0', 'latin1')]),
    page(0, 0, 1, [Buffer.from('OpusTags\x04\0\0\0test\x01\0\0\0\x05\0\0\0A=Mau', 'latin1')]),
    page(4, 312 + packets * 960, 2, silence),
  ]);
}

const text = (title, recording) => `+++\ntitle = "${title}"\ndate = 2026-01-15\n${recording ? `recording = "${recording}"\n` : ''}audience = "Mọi nhà"\n[[sources]]\ntitle = "T"\npublisher = "WHO"\nyear = 2024\n+++\n\n- một\n- hai\n`;

let root;
function makeRoot() {
  root = new Root();
  root.write(`content/${WARD}/ward.toml`, `name = "Phường Thử"\nshort_name = "Thử"\nprovince = "Tỉnh Thử"\nbase_url = "http://localhost/${WARD}/"\n`);
  root.write(`content/${WARD}/suc-khoe/bai.md`, text('Bài có bản thu', 'doc-bai.mp3'));
  root.write(`content/${WARD}/suc-khoe/doc-bai.mp3`, mp3(250));
  root.write(`content/${WARD}/suc-khoe/opus.md`, text('Bài có bản thu Opus', 'doc.opus'));
  root.write(`content/${WARD}/suc-khoe/doc.opus`, opus(100));
  root.write(`content/${WARD}/suc-khoe/khong.md`, text('Bài không có bản thu'));
  root.build();
}

let browser;
let host;
let context;
let reader;
before(async () => {
  browser = await launchWhole(['--autoplay-policy=no-user-gesture-required']);
  makeRoot();
});
beforeEach(async () => {
  await context?.close();
  await host?.cut().catch(() => {});
  host = new Host(root.out);
  await host.start();
  context = await browser.newContext({ locale: 'vi-VN' });
  reader = await context.newPage();
});
after(async () => {
  await context?.close();
  await host?.cut().catch(() => {});
  await browser.close();
  root.remove();
});

const isSound = (name) => /\.(mp3|ogg)$/.test(name);
const asked = () => host.asked.filter(isSound);
const player = () => reader.locator('.recording audio');
const sound = () => reader.locator('.recording a[download]').evaluate((link) => new URL(link.href).pathname);

/** Plays to the end; the length in seconds. */
const played = () => player().evaluate(async (one) => {
  one.playbackRate = 8;
  const end = new Promise((ended, failed) => {
    one.onended = ended;
    one.onerror = () => failed(new Error(one.error.message));
  });
  await one.play();
  await end;
  return one.duration;
});

describe('a recording', () => {
  test('says how long and how large it is, and is not fetched before somebody asks, with scripts and without', async () => {
    for (const javaScriptEnabled of [true, false]) {
      const one = await browser.newContext({ javaScriptEnabled });
      const visited = await one.newPage();
      await visited.goto(host.origin + POST, { waitUntil: 'networkidle' });
      await visited.getByRole('heading', { name: 'Nghe bản thu, 6 giây, 6 kB' }).waitFor();
      assert.ok(await visited.locator('.recording audio[controls]').isVisible());
      assert.deepEqual(asked(), []);
      await visited.locator('.recording audio').focus();
      await visited.keyboard.press('Space');
      await until(() => asked().length > 0, 'it is fetched');
      await one.close();
      host.asked.length = 0;
    }
  });

  test('may be loaded on its own page alone', async () => {
    const policy = async (url) => {
      await reader.goto(`${host.origin}/${WARD}/${url}`);
      return reader.locator('meta[http-equiv=Content-Security-Policy]').getAttribute('content');
    };
    assert.match(await policy('suc-khoe/bai/'), /; media-src 'self'/);
    for (const url of ['', 'suc-khoe/', 'suc-khoe/khong/', 'tim-kiem/']) assert.doesNotMatch(await policy(url), /media-src/);
  });

  test('plays, as MP3 and as Opus', async () => {
    for (const [url, seconds] of /** @type {[string, number][]} */ ([['bai/', 6], ['opus/', 2]])) {
      await reader.goto(`${host.origin}/${WARD}/suc-khoe/${url}`);
      assert.ok(Math.abs(await played() - seconds) < 0.2, url);
    }
  });

  test('plays from a stick', async () => {
    const out = path.join(root.folder, 'portable');
    root.loa('build', '--portable', '--out', out, '--today', '2026-11-22', '--quiet');
    await reader.goto(pathToFileURL(path.join(out, WARD, 'suc-khoe/bai/index.html')).href);
    assert.ok(await played() > 5);
  });

  test('is played where the device has no voice, and stops when the voice begins', async () => {
    await reader.addInitScript(speaker, []);
    await reader.goto(host.origin + POST);
    await reader.locator('.aids > summary').click();
    await reader.locator('[data-tool=listen]').click();
    await reader.getByText('đang phát bản thu của bài').waitFor();
    await reader.waitForFunction(() => !(/** @type {HTMLAudioElement} */ (document.querySelector('.recording audio')).paused));
    await reader.goto(`${host.origin}/${WARD}/suc-khoe/khong/`);
    await reader.locator('.aids > summary').click();
    await reader.locator('[data-tool=listen]').click();
    await reader.getByText('chưa có bản thu').waitFor();
  });
});

describe('on the device', () => {
  const button = () => reader.locator('[data-recording]');

  async function hold() {
    await reader.goto(host.origin + POST);
    await button().getByText(/^Giữ trên máy để nghe khi không có mạng \(\d kB\)$/).click(PATIENCE);
    await reader.getByText('Đã giữ').waitFor(PATIENCE);
  }

  test('a page that was read is kept without its recording', async () => {
    await reader.goto(host.origin + POST);
    await until(() => isKept(reader, POST), 'the page is kept');
    assert.deepEqual(asked(), []);
    assert.equal(await isKept(reader, await sound()), false);
  });

  test('a recording that was asked for plays without a network, from any place in it', async () => {
    await hold();
    await host.cut();
    await reader.goto(`http://localhost:${host.port}${POST}`);
    await until(() => player().evaluate((one) => one.src.startsWith('blob:')), 'it is the copy');
    assert.ok(await played() > 5);
    assert.ok(await player().evaluate((one) => one.seekable.end(0)) > 5, 'and its middle can be heard first');
  });

  test('a recording is fetched whole or not kept', async () => {
    await reader.route(isSound, (route) => route.fulfill({ status: 200, contentType: 'audio/mpeg', body: 'half' }));
    await reader.goto(host.origin + POST);
    await button().click(PATIENCE);
    await reader.getByText('Chưa tải được. Hãy thử lại khi có mạng.').waitFor(PATIENCE);
    assert.equal(await isKept(reader, await sound()), false);
    await reader.unroute(isSound);
    await button().click(PATIENCE);
    await reader.getByText('Đã giữ').waitFor(PATIENCE);
  });

  test('it is let go when the reader says so', async () => {
    await hold();
    const address = await sound();
    await button().getByText('Bỏ bản thu khỏi máy').click();
    await reader.getByText('Đã bỏ').waitFor(PATIENCE);
    assert.equal(await isKept(reader, address), false);
    assert.equal(await isKept(reader, POST), true, 'the page stays');
  });

  test('a recording that takes its place is kept too', async () => {
    await hold();
    const before = await sound();
    root.write(`content/${WARD}/suc-khoe/doc-bai.mp3`, mp3(300));
    root.build();
    await reader.goto(host.origin + POST);
    await until(async () => {
      await reader.goto(host.origin + POST);
      const now = await sound();
      return now !== before && await isKept(reader, now) && !await isKept(reader, before);
    }, 'the new one is kept, the old one is not');
  });

  test('a page with a recording that was asked for is not let go for others that were read', async () => {
    await hold();
    await reader.evaluate(async (ward) => {
      const read = await caches.open(`loa /${ward}/ đã đọc`);
      const copy = await read.match(location.pathname);
      const other = await copy.text();
      for (let at = 0; at < 80; at += 1) {
        const headers = { 'content-type': 'text/html', 'loa-kept': String(Date.now() + at) };
        await read.put(`/${ward}/khac-${at}/`, new Response(other.replaceAll(/\/assets\/[^"]+/g, ''), { headers }));
      }
    }, WARD);
    await reader.goto(`${host.origin}/${WARD}/suc-khoe/khong/`);
    await until(() => isKept(reader, `/${WARD}/suc-khoe/khong/`), 'the next page is kept');
    await until(async () => !await isKept(reader, `/${WARD}/khac-0/`), 'the oldest of the others is let go');
    assert.ok(await isKept(reader, POST));
  });

  test('a recording goes with a page that is withdrawn', async () => {
    const url = `/${WARD}/suc-khoe/opus/`;
    await reader.goto(host.origin + url);
    await button().click(PATIENCE);
    await reader.getByText('Đã giữ').waitFor(PATIENCE);
    const address = await sound();
    await until(() => isKept(reader, url), 'the page is kept');
    root.drop(`content/${WARD}/suc-khoe/opus.md`);
    root.build();
    await reader.goto(host.origin + url);
    await until(async () => !await isKept(reader, url) && !await isKept(reader, address), 'nothing of it is left');
  });
});

describe('on a kiosk', () => {
  test('a recording plays, counts as somebody being there, and stops when the visitor leaves', async () => {
    const kiosk = await kioskOf(WARD, root.folder);
    const visitor = await browser.newContext({ viewport: SCREENS[0], hasTouch: true });
    reader = await visitor.newPage();
    await reader.goto(`${kiosk.origin}/suc-khoe/bai/`);
    assert.ok(await played() > 5);
    assert.equal(await reader.locator('.recording a, .recording button').count(), 0, 'no way to take it along');
    await reader.clock.install();
    await reader.goto(`${kiosk.origin}/suc-khoe/bai/`);
    const plays = (is) => player().evaluate((one, playing) => {
      Object.defineProperty(one, 'paused', { value: !playing, configurable: true });
    }, is);
    const asked = () => reader.locator('.kiosk-idle').evaluate((/** @type {HTMLDialogElement} */ dialog) => dialog.open);
    await plays(true);
    await reader.clock.runFor(200_000);
    assert.equal(await asked(), false, 'somebody listens');
    await plays(false);
    await reader.clock.runFor(95_000);
    assert.equal(await asked(), true, 'nobody listens');
    await reader.clock.runFor(30_000);
    await reader.waitForURL(`${kiosk.origin}/`);
    await visitor.close();
    kiosk.close();
  });
});
