// Reloads the page when the sites were built anew. No connection stays open in between.
(() => {
  const shown = new URL(document.currentScript.src).search.slice(1);
  const ask = async () => {
    try {
      const answer = await fetch('/_loa/version', { cache: 'no-store' });
      if (answer.ok && await answer.text() !== shown) {
        location.reload();
        return;
      }
    } catch {
      // The server has stopped; it may come back.
    }
    setTimeout(ask, 1000);
  };
  setTimeout(ask, 1000);
})();
