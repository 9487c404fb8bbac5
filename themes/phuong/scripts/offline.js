// @ts-check
// The page for being offline: which pages this device holds, and whether it can search.
(async () => {
  'use strict';

  const { base, search } = document.currentScript.dataset;
  const list = document.getElementById('da_luu');
  const none = document.getElementById('chua_luu');
  if (!list || !('caches' in window)) return;

  const titles = new Map();
  for (const name of await caches.keys()) {
    if (!name.startsWith(`loa ${base} `)) continue;
    const cache = await caches.open(name);
    for (const { url } of await cache.keys()) {
      const { pathname } = new URL(url);
      const fixed = [base, search, `${base}ngoai-tuyen/`].includes(pathname);
      if (!pathname.endsWith('/') || fixed) continue;
      const page = await (await cache.match(url)).text();
      // "Sốt xuất huyết – Phường Nam Đồng"
      const { title } = new DOMParser().parseFromString(page, 'text/html');
      titles.set(pathname, title.split(' – ').slice(0, -1).join(' – ') || title);
    }
  }
  const sorted = [...titles].sort(([, a], [, b]) => a.localeCompare(b, 'vi'));
  list.replaceChildren(...sorted.map(([url, title]) => {
    const link = Object.assign(document.createElement('a'), { href: url, textContent: title });
    const item = document.createElement('li');
    item.append(link);
    return item;
  }));
  none.hidden = sorted.length > 0;
  const found = await Promise.all((await caches.keys()).map(async (name) => (await (await caches.open(name)).keys())));
  const canSearch = found.flat().some(({ url }) => new URL(url).pathname.startsWith(`${base}search/start-`));
  document.getElementById('tim_duoc').hidden = !canSearch;
})();
