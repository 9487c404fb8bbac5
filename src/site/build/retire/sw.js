// This site has closed. Its copies leave the reader's device, then this worker goes, and open pages ask the host anew.
'use strict';

const BASE = new URL('./', self.location).pathname;

async function leave() {
  // Other sites may live on the same host: theirs stay.
  for (const name of await caches.keys()) {
    if (name.startsWith(`loa ${BASE} `)) await caches.delete(name);
  }
  if (await caches.has('loa-tim-kiem')) {
    const searched = await caches.open('loa-tim-kiem');
    for (const request of await searched.keys()) {
      const { pathname } = new URL(request.url);
      if (['assets/', 'search/'].some((folder) => pathname.startsWith(BASE + folder))) await searched.delete(request);
    }
  }
  // Pages too that were on their way while the worker before them went: no worker minds those.
  await self.clients.claim();
  const open = await self.clients.matchAll({ type: 'window' });
  await self.registration.unregister();
  await Promise.all(open.map((client) => renew(client).catch(() => {})));
}

// Asks the host behind the browser's own cache. A page of the site that comes all the same would register this worker again,
// and so on without end: it stays as it is.
async function renew(client) {
  const page = await fetch(client.url, { cache: 'reload' });
  if (!(await page.text()).includes('data-worker=')) await client.navigate(client.url);
}

self.addEventListener('install', () => self.skipWaiting());
self.addEventListener('activate', (event) => event.waitUntil(leave()));
// A page asks again: where the browser lets this worker wait all the same, or where the page came while the worker was leaving.
self.addEventListener('message', (event) => {
  if (self.registration.waiting) self.skipWaiting();
  else event.waitUntil(leave());
});
