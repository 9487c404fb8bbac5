// Reloads the page when it is another. Of all tabs one waits for the server's word and passes it on: browsers open six
// connections to a host, and the seventh tab would have none. The others ask now and then, in case that one sleeps.
(() => {
  const [first, mark] = new URL(document.currentScript.src).search.slice(1).split('.');
  let known = first;
  const others = 'BroadcastChannel' in window ? new BroadcastChannel('loa') : null;
  const pause = () => new Promise((done) => { setTimeout(done, 1000); });
  const ask = async (address, options) => {
    try {
      return await fetch(address, { cache: 'no-store', ...options });
    } catch {
      // The server has stopped; it may come back.
      return null;
    }
  };
  const version = async (query) => {
    const answer = await ask(`/_loa/version${query}`);
    return answer?.ok ? answer.text() : null;
  };
  // Says whether the server could be asked.
  const hear = async (said) => {
    if (said === null) return false;
    if (said === known) return true;
    const page = await ask(location.href, { method: 'HEAD' });
    if (page === null) return false;
    known = said;
    if (page.headers.get('etag') !== `"${mark}"`) location.reload();
    return true;
  };
  const wait = async () => {
    for (;;) {
      const said = await version(`?${known}`);
      if (said !== null && said !== known) others?.postMessage(said);
      if (!await hear(said)) await pause();
    }
  };
  const look = async () => {
    for (;;) {
      await pause();
      await hear(await version(''));
    }
  };
  others?.addEventListener('message', ({ data }) => hear(data));
  look();
  // Under an address of the network there are no locks.
  navigator.locks?.request('loa', wait);
})();
