// Keeps the site on the reader's device. The build puts `const SITE = {…}` before this text: the version, the files that
// are there at once or not at all, and the file that lists what is fetched later, in peace.
'use strict';

/* global SITE */
const BASE = new URL('./', self.location).pathname;
// The site's own caches; other sites may live on the same host.
const OWN = `loa ${BASE} `;
// Files of this version, each just as the build made it.
const CACHE = OWN + SITE.version;
// Pages that were read, each with the files it shows. It outlives versions.
const READ = `${OWN}đã đọc`;
const READ_MOST = 60;
// How long a page that was read under an older version is asked for anew, before the old one must do.
const PATIENCE = 2000;
const DAY = 86_400_000;

const listed = (url) => SITE.files.some(([path]) => BASE + path === url);

// ---- what may be kept

// Sign-in pages of public networks, errors and cut-off answers are refused.
function sound(response, url) {
  const isPage = (response.headers.get('content-type') ?? '').startsWith('text/html');
  const wantsPage = url.endsWith('/') || url.endsWith('.html');
  if (!response.ok || response.redirected || response.type !== 'basic' || isPage !== wantsPage) {
    throw new Error(`${response.status} ${url}`);
  }
  return response;
}

async function hasHash(response, hash) {
  const digest = await crypto.subtle.digest('SHA-256', await response.clone().arrayBuffer());
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('').startsWith(hash);
}

// A file with the hash that its list gives: from any cache, else from the network, where a browser may hold an old one.
async function exact(url, hash) {
  const kept = await caches.match(url);
  if (kept && await hasHash(kept, hash)) return kept;
  for (const cache of ['no-cache', 'reload']) {
    const response = sound(await fetch(url, { cache }), url);
    if (await hasHash(response, hash)) return response;
  }
  throw new Error(`damaged ${url}`);
}

// Puts all files of a list, or none; a page comes last, behind what it shows.
async function putAll(list) {
  const cache = await caches.open(CACHE);
  const lacking = [];
  for (const [path, hash] of list) {
    if (!await cache.match(BASE + path)) lacking.push([BASE + path, hash]);
  }
  const found = await Promise.all(lacking.map(async ([url, hash]) => [url, await exact(url, hash)]));
  for (const [url, response] of found) await cache.put(url, response);
}

// ---- versions

self.addEventListener('install', (event) => {
  event.waitUntil(putAll(SITE.files).catch(async (error) => {
    // The version before goes on as it was.
    await caches.delete(CACHE);
    throw error;
  }));
});

self.addEventListener('activate', (event) => {
  event.waitUntil((async () => {
    const names = await caches.keys();
    // A still newer version may be on its way; its turn to clear up will come.
    if (registration.installing || registration.waiting) return;
    for (const name of names) {
      if (name.startsWith(OWN) && name !== CACHE && name !== READ) await caches.delete(name);
    }
  })());
});

let filling;
async function fill() {
  const cache = await caches.open(CACHE);
  const more = await (await cache.match(BASE + SITE.more)).json();
  for (const group of more) {
    try {
      await putAll(group);
    } catch {
      // What cannot be had now is asked for on the next page.
    }
  }
  const read = await caches.open(READ);
  for (const { url } of await read.keys()) {
    const page = await read.match(url);
    const kept = Number(page.headers.get('loa-kept'));
    if (kept && (isOld(page) || Date.now() - kept > DAY)) await keep(new URL(url).pathname).catch(() => {});
  }
}

// ---- what was read

// Addresses of the files that a page shows. Of a picture in several sizes the one that was fetched will do.
function shown(html) {
  const urls = [...html.matchAll(/ (?:src|href)="([^"]+)"/g)].map(([, url]) => url);
  return [...new Set(urls.filter((url) => url.startsWith(`${BASE}assets/`)))];
}

// Whether a page was kept under another version.
const isOld = (page) => page.headers.get('loa-version') !== SITE.version;

// Keeps a page when it and all that it shows are whole. Tells whether it is another than the one kept before.
async function keep(url, answer) {
  if (listed(url)) return false;
  const response = answer ?? await (await caches.open(CACHE)).match(url)
    ?? await fetch(url, { cache: 'no-cache' });
  const html = await sound(response, url).text();
  if (!html.includes(`href="${BASE}manifest.webmanifest"`) || !html.trimEnd().endsWith('</html>')) {
    throw new Error(`not a page of this site: ${url}`);
  }
  const read = await caches.open(READ);
  await Promise.all(shown(html).map(async (file) => {
    if (await read.match(file)) return;
    const found = await caches.match(file) ?? sound(await fetch(file), file);
    // Names hold the beginning of the hash, except those of pictures made smaller.
    const [, hash] = /\.([0-9a-f]{10})\.\w+$/.exec(file) ?? [];
    if (hash && !await hasHash(found, hash)) throw new Error(`damaged ${file}`);
    await read.put(file, found);
  }));
  const before = await (await read.match(url))?.text();
  const headers = { 'content-type': 'text/html; charset=utf-8', 'loa-kept': String(Date.now()), 'loa-version': SITE.version };
  await read.delete(url);
  await read.put(url, new Response(html, { headers }));
  if (before === undefined) await forgetOldest(read);
  return before !== undefined && before !== html;
}

async function forgetOldest(read) {
  const urls = (await read.keys()).map((request) => new URL(request.url).pathname);
  const pages = urls.filter((url) => !url.startsWith(`${BASE}assets/`));
  if (pages.length <= READ_MOST) return;
  for (const url of pages.splice(0, pages.length - READ_MOST)) await read.delete(url);
  const needed = new Set();
  for (const url of pages) shown(await (await read.match(url)).text()).forEach((file) => needed.add(file));
  for (const url of urls) {
    if (url.startsWith(`${BASE}assets/`) && !needed.has(url)) await read.delete(url);
  }
}

// ---- answers

async function page(event, url) {
  const kept = await (await caches.open(CACHE)).match(url);
  if (kept) return kept;
  const cache = await caches.open(READ);
  const read = await cache.match(url);
  if (read) {
    const asked = keep(url).catch(() => false);
    if (isOld(read)) {
      event.waitUntil(asked);
      await Promise.race([asked, new Promise((tired) => { setTimeout(tired, PATIENCE); })]);
      return await cache.match(url) ?? read;
    }
    event.waitUntil(asked.then(async (isNewer) => {
      if (isNewer) (await clients.get(event.resultingClientId))?.postMessage('newer');
    }));
    return read;
  }
  try {
    const response = await fetch(event.request);
    if (response.ok && url.endsWith('/')) event.waitUntil(keep(url, response.clone()).catch(() => {}));
    return response;
  } catch {
    return await caches.match(`${BASE}ngoai-tuyen/`) ?? Response.error();
  }
}

async function file(request, url) {
  const kept = await caches.match(url);
  if (kept) return kept;
  try {
    return await fetch(request);
  } catch (error) {
    // Without a network any size of a picture is better than none.
    const [stem] = /^.+\.[0-9a-f]{10}\.(?=\d+\.\w+$)/.exec(url) ?? [];
    for (const name of stem ? await caches.keys() : []) {
      const cache = await caches.open(name);
      const other = (await cache.keys()).find((key) => new URL(key.url).pathname.startsWith(stem));
      if (other) return cache.match(other);
    }
    throw error;
  }
}

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== 'GET' || origin !== self.location.origin || !pathname.startsWith(BASE)) return;
  if (request.mode === 'navigate') {
    event.respondWith(page(event, pathname.replace(/\/index\.html$/, '/')));
  } else if (/^(assets|search)\//.test(pathname.slice(BASE.length))) {
    event.respondWith(file(request, pathname));
  }
});

self.addEventListener('message', (event) => {
  const { activate, read, more } = event.data;
  if (activate) self.skipWaiting();
  if (read?.startsWith(BASE)) event.waitUntil(keep(read).catch(() => {}));
  if (more) {
    filling ??= fill().catch(() => {}).finally(() => { filling = undefined; });
    event.waitUntil(filling);
  }
});
