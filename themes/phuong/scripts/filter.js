// @ts-check
// Filters the rows of a register by what is chosen, says how many are left, and keeps the choice in the address.
(() => {
  'use strict';

  const form = document.querySelector('[data-filter]');
  const count = document.querySelector('[data-count]');
  const rows = document.querySelectorAll('[data-row]');
  const asked = new URLSearchParams(location.search);
  // Paper says what was chosen, for the form is not on it.
  const told = Object.assign(document.createElement('p'), { className: 'print-only' });
  count.after(told);
  const chosen = () => [...new FormData(form)].filter(([, value]) => value);
  const show = () => {
    let shown = 0;
    for (const row of rows) {
      row.hidden = !chosen().every(([name, value]) => row.getAttribute(`data-${name}`) === value);
      if (!row.hidden) shown += 1;
    }
    for (const group of document.querySelectorAll('[data-group]')) {
      group.hidden = !group.querySelector('[data-row]:not([hidden])');
    }
    const names = [...form.elements].filter(({ value }) => value).map((select) => select.selectedOptions?.[0].text);
    told.textContent = names.length ? `Chỉ in phần đã chọn: ${names.filter(Boolean).join('; ')}.` : '';
    // @ts-expect-error A number that is put in becomes text.
    count.textContent = count.dataset.count.replace('#', shown);
  };
  for (const select of form.elements) {
    const known = [...select.options].some(({ value }) => value === asked.get(select.name));
    select.value = known ? asked.get(select.name) : '';
  }
  form.addEventListener('change', () => {
    show();
    const query = new URLSearchParams(chosen()).toString();
    history.replaceState(null, '', location.pathname + (query && `?${query}`));
  });
  if (chosen().length) show();
  form.hidden = false;
  document.querySelector('[data-unfiltered]').hidden = true;
})();
