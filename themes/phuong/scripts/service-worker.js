// @ts-check
// Keeps the site on the reader's device. The build puts `const SITE = {…}` before this text: the version, the files that
// are there at once or not at all, the file that lists what is fetched later, in peace, and the file that lists all pages.
'use strict';

/* global SITE */
// @ts-expect-error The browser makes the location text.
const BASE = new URL('./', self.location).pathname;
// The site's own caches; other sites may live on the same host.
const OWN = `loa ${BASE} `;
// Files of this version, each just as the build made it.
const CACHE = OWN + SITE.version;
// Pages that were read, each with the files it shows. It outlives versions.
const READ = `${OWN}đã đọc`;
const READ_MOST = 60;
// Recordings that the reader asked for; recording.js keeps them here.
const HEARD = `${OWN}bản thu`;
// Where search-engine.js keeps its files, those of all sites of a host.
const SEARCHED = 'loa-tim-kiem';
// How long a page waits for the host's word before the copy must do; one of an older version waits longer.
const PATIENCE = 1000;
const PATIENCE_OLD = 2000;
const DAY = 86_400_000;
const HTML = { 'content-type': 'text/html; charset=utf-8' };

const listed = (url) => SITE.files.some(([path]) => BASE + path === url);
const isPage = (url) => url.endsWith('/');
const pathsIn = async (cache) => (await cache.keys()).map(({ url }) => new URL(url).pathname);

/** @returns {Promise<[string, Cache][]>} */
async function ownCaches() {
  const names = (await caches.keys()).filter((name) => name.startsWith(OWN));
  return Promise.all(names.map(async (name) => [name, await caches.open(name)]));
}

// ---- what may be kept

// Sign-in pages of public networks, errors and cut-off answers are refused.
function fitting(response, url) {
  const isHtml = (response.headers.get('content-type') ?? '').startsWith('text/html');
  if (!response.ok || response.type !== 'basic' || isHtml !== (isPage(url) || url.endsWith('.html'))) {
    throw new Error(`${response.status} ${url}`);
  }
  return response;
}

function sound(response, url) {
  if (response.redirected) throw new Error(url);
  return fitting(response, url);
}

// The text of a page of a Loa site that is there to its end.
async function whole(response, url, link = `href="${BASE}manifest.webmanifest"`) {
  const html = await fitting(response, url).text();
  if (!html.includes(link) || !html.trimEnd().endsWith('</html>')) throw new Error(url);
  return html;
}

async function hasHash(response, hash) {
  const digest = await crypto.subtle.digest('SHA-256', await response.clone().arrayBuffer());
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('').startsWith(hash);
}

// A file with the hash that its list gives, from any cache.
async function known(url, hash) {
  const kept = await caches.match(url);
  return kept && await hasHash(kept, hash) ? kept : undefined;
}

// The same, else from the network, where a browser may hold an old one.
async function exact(url, hash) {
  const kept = await known(url, hash);
  if (kept) return kept;
  for (const cache of ['no-cache', 'reload']) {
    // @ts-expect-error Both are words that fetch knows.
    const response = sound(await fetch(url, { cache }), url);
    if (await hasHash(response, hash)) return response;
  }
  throw new Error(url);
}

// Puts all files of a list, or none; a page comes last, behind what it shows.
async function putAll(list, find = exact) {
  const cache = await caches.open(CACHE);
  const lacking = [];
  for (const [path, hash] of list) {
    if (!await cache.match(BASE + path)) lacking.push([BASE + path, hash]);
  }
  const found = await Promise.all(lacking.map(async ([url, hash]) => [url, await find(url, hash)]));
  if (!found.every(([, response]) => response)) throw new Error('lacking');
  for (const [url, response] of found) await cache.put(url, response);
}

// Puts what is not needed at once, each list for itself: what cannot be had now is asked for on the next page.
async function putMore(find) {
  const more = await (await caches.open(CACHE)).match(BASE + SITE.more);
  for (const list of await more.json()) await putAll(list, find).catch(() => {});
}

// ---- versions

// Addresses that were pages of this site, kept here or listed by a version before, and are none any more.
async function withdrawn() {
  const before = new Set();
  for (const [name, cache] of await ownCaches()) {
    for (const url of name === CACHE ? [] : await pathsIn(cache)) {
      if (isPage(url)) before.add(url);
      else if (/\/assets\/pages\.[0-9a-f]+\.json$/.test(url)) {
        (await (await cache.match(url)).json()).forEach((page) => before.add(BASE + page));
      }
    }
  }
  const now = await (await caches.open(CACHE)).match(BASE + SITE.pages);
  (await now.json()).forEach((page) => before.delete(BASE + page));
  return [...before];
}

// A version that withdraws a page waits for nobody: the one before would go on showing it, and finding it.
async function hurry() {
  if ((await withdrawn().catch(() => [])).length) self.skipWaiting();
}

async function install() {
  try {
    await putAll(SITE.files);
  } catch (error) {
    // The version before goes on as it was.
    await caches.delete(CACHE);
    throw error;
  }
  await hurry();
}

self.addEventListener('install', (event) => event.waitUntil(install()));

self.addEventListener('activate', (event) => {
  event.waitUntil((async () => {
    const all = await ownCaches();
    const gone = await withdrawn().catch(() => []);
    // A still newer version may be on its way; its turn to clear up will come.
    if (registration.installing || registration.waiting) return;
    // What the version before has of the same is there at once, and is not fetched again.
    await putMore(known).catch(() => {});
    for (const [name] of all) {
      if (![CACHE, READ, HEARD].includes(name)) await caches.delete(name);
    }
    await forget(gone);
  })());
});

let filling;
async function fill() {
  await putAll(SITE.files).catch(() => {});
  await putMore(exact);
  const read = await caches.open(READ);
  for (const url of await pathsIn(read)) {
    const page = await read.match(url);
    const kept = Number(page?.headers.get('loa-kept'));
    // A time that is still to come was told by a clock that was wrong.
    if (kept && (isOld(page) || Math.abs(Date.now() - kept) > DAY)) await renew(url, isWell).catch(() => {});
  }
}

// ---- what was read

// Addresses of the files that a page shows. Of a picture in several sizes the one that was fetched will do.
function shown(html) {
  const urls = [...html.matchAll(/ (?:src|href)="([^"]+)"/g)].map(([, url]) => url);
  // A recording is far larger than its page, and nobody asked for it.
  return [...new Set(urls.filter((url) => url.startsWith(`${BASE}assets/`) && !/\.(mp3|ogg|webm)$/.test(url)))];
}

// Whether a page was kept under another version.
const isOld = (page) => page.headers.get('loa-version') !== SITE.version;

// Puts a file that a page shows among what was read.
async function hold(read, file) {
  if (await read.match(file)) return;
  const found = await caches.match(file) ?? sound(await fetch(file), file);
  // Names hold the beginning of the hash, except those of pictures made smaller.
  const [, hash] = /\.([0-9a-f]{10}|[0-9a-f]{32})\.\w+$/.exec(file) ?? [];
  if (hash && !await hasHash(found, hash)) throw new Error(file);
  await read.put(file, found);
}

// Keeps a page when all that it shows is whole, or leaves what was kept. Tells whether it is another than the one before.
async function keep(url, html) {
  if (listed(url)) return false;
  const read = await caches.open(READ);
  const files = shown(html);
  const before = await (await read.match(url))?.text();
  const headers = { ...HTML, 'loa-kept': String(Date.now()), 'loa-version': SITE.version };
  try {
    await Promise.all(files.map((file) => hold(read, file)));
    // In the old copy's place, never after deleting it: a full device that cannot take the new one keeps what it has.
    await read.put(url, new Response(html, { headers }));
    // A page that left meanwhile may have taken a file along.
    await Promise.all(files.map((file) => hold(read, file)));
  } catch (error) {
    await letGo(files);
    throw error;
  }
  if (before === undefined) await forgetOldest(read);
  else await letGo(named(before).filter((file) => !html.includes(file)));
  return before !== undefined && before !== html;
}

async function forgetOldest(read) {
  const pages = (await pathsIn(read)).filter(isPage);
  if (pages.length <= READ_MOST) return;
  const dated = await Promise.all(pages.map(async (url) => [await read.match(url), url]));
  const kept = ([page]) => Number(page?.headers.get('loa-kept'));
  dated.sort((a, b) => kept(b) - kept(a));
  const heard = await pathsIn(await caches.open(HEARD));
  const files = [];
  for (const [page, url] of dated.slice(READ_MOST)) {
    const html = await page?.text() ?? '';
    // What somebody asked to keep stays.
    if (heard.some((file) => html.includes(file))) continue;
    files.push(...named(html));
    await read.delete(url);
  }
  await letGo(files);
}

// ---- what is gone

// "Gone" is the word of the site's own host, and not the same as no answer. Workers live on HTTPS alone, so nobody between
// can say it. Sign-in pages, ways to other hosts, errors of the host and silence say nothing about a page.
const isGone = ({ type, status }) => type === 'basic' && (status === 404 || status === 410);

// Whether the host has the site at all. One that has lost everything may be broken: then a page goes when somebody asks for
// it, the others stay.
async function isWell() {
  const { ok, headers } = await fetch(self.location.href, { cache: 'no-cache' });
  return ok && /javascript/.test(headers.get('content-type'));
}

// The site's files that a page names, in whichever size.
const named = (html) => html.split(/["\s,]/).filter((url) => url.startsWith(`${BASE}assets/`));

// Deletes those of the files that no page on this device names.
async function letGo(files) {
  const left = new Set(files);
  const all = left.size ? await ownCaches() : [];
  for (const [, cache] of all) {
    for (const url of (await pathsIn(cache)).filter(isPage)) {
      named(await (await cache.match(url))?.text() ?? '').forEach((file) => left.delete(file));
    }
  }
  for (const url of left) await Promise.all(all.map(([, cache]) => cache.delete(url)));
}

// Deletes pages that are gone, the files that they alone named, and what of the search may tell of them. Gives how many
// copies there were.
async function forget(urls) {
  const files = [];
  let copies = 0;
  for (const [, cache] of await ownCaches()) {
    for (const url of urls) {
      const copy = await cache.match(url);
      if (copy && isPage(url)) files.push(...named(await copy.text()));
      if (copy && await cache.delete(url)) copies += 1;
    }
  }
  await letGo(files);
  if (urls.length && await caches.has(SEARCHED)) {
    const searched = await caches.open(SEARCHED);
    const parts = (await pathsIn(searched)).filter((url) => url.startsWith(`${BASE}search/`));
    await Promise.all(parts.map((url) => searched.delete(url)));
  }
  return copies;
}

// What the host says of a page: its text, or that it is gone and what to show instead. A page that leads on to another has
// moved: the old one is gone. Nobody withdraws a home page alone: it is missing while an upload goes on, or with all else.
async function ask(url) {
  const response = await fetch(url, { cache: 'no-cache' });
  if (isGone(response) && !(listed(url) && await isWell())) return { gone: new Response(response.body, response) };
  if (!response.redirected) return { html: await whole(response, url) };
  await whole(response, url, 'manifest.webmanifest"');
  return { gone: Response.redirect(response.url) };
}

// Asks for a page that was read and keeps the answer, or forgets the page. Tells whether a copy went.
/** @param {string} url @param {() => boolean | Promise<boolean>} mayForget */
async function renew(url, mayForget = () => true) {
  const kept = await (await caches.open(CACHE)).match(url);
  const { gone, html } = kept ? { html: await kept.text() } : await ask(url);
  if (gone) return await mayForget() && await forget([url]) > 0;
  await keep(url, html);
  return false;
}

// ---- answers

const after = (time) => new Promise((tired) => { setTimeout(tired, time); });

async function page(event, url) {
  const fixed = await (await caches.open(CACHE)).match(url);
  const copy = fixed ?? await (await caches.open(READ)).match(url);
  if (!copy) return unkept(event, url);
  const asked = ask(url).catch(() => ({}));
  const inTime = await Promise.race([asked, after(!fixed && isOld(copy) ? PATIENCE_OLD : PATIENCE)]);
  const isLate = !inTime;
  const use = async ({ gone, html }) => {
    if (gone) {
      if (await forget([url]) && isLate) await tell(event.resultingClientId, 'gone');
    } else if (html && !fixed && await keep(url, html) && isLate) {
      await tell(event.resultingClientId, 'newer');
    }
  };
  const used = asked.then(use).catch(() => {});
  event.waitUntil(used);
  if (inTime?.gone) {
    await used;
    return inTime.gone;
  }
  // A page of the version waits for its version, one that was read does not.
  return inTime?.html && !fixed ? new Response(inTime.html, { headers: HTML }) : copy;
}

const tell = async (client, what) => (await clients.get(client))?.postMessage(what);

async function unkept(event, url) {
  try {
    const response = await fetch(event.request);
    if (response.ok && isPage(url)) {
      event.waitUntil(whole(response.clone(), url).then((html) => keep(url, html)).catch(() => {}));
    }
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
  const { activate, hurry: asked, read, more } = event.data;
  if (activate) self.skipWaiting();
  if (asked) event.waitUntil(hurry());
  if (read?.startsWith(BASE)) {
    event.waitUntil(renew(read).then((went) => went && event.source.postMessage('gone')).catch(() => {}));
  }
  if (more) {
    filling ??= fill().catch(() => {}).finally(() => { filling = undefined; });
    event.waitUntil(filling);
  }
});
