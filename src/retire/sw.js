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
  await self.registration.unregister();
  const open = await self.clients.matchAll({ type: 'window' });
  await Promise.all(open.map((client) => client.navigate(client.url).catch(() => {})));
}

self.addEventListener('install', () => self.skipWaiting());
self.addEventListener('activate', (event) => event.waitUntil(leave()));
