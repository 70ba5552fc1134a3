// The page works without this: forms are posted and the page is drawn anew. With it, screens change by themselves.
'use strict';
(() => {
  const phones = document.getElementById('phones');
  const reader = new DOMParser();
  const EVERY = 1500;
  let newest = 0;

  const draw = (html) => {
    for (const live of reader.parseFromString(html, 'text/html').querySelectorAll('[data-live]')) {
      const old = document.getElementById(live.id);
      if (old && old.innerHTML !== live.innerHTML) old.innerHTML = live.innerHTML;
    }
  };

  const look = async () => {
    const turn = newest;
    try {
      const answer = await fetch(phones.dataset.screens);
      const html = await answer.text();
      if (answer.ok && turn === newest) draw(html); // an answer asked for before something was sent is out of date
    } catch { /* the server is away: look again later */ }
  };

  const send = async (form, button) => {
    const words = new URLSearchParams(new FormData(form, button));
    const input = form.querySelector('input[name="text"]');
    const device = form.closest('.device');
    device.classList.add('waiting');
    newest += 1;
    if (input) input.value = '';
    try {
      const answer = await fetch(form.action, { method: 'POST', body: words });
      const html = await answer.text();
      const trouble = reader.parseFromString(html, 'text/html').querySelector('.notice.wrong');
      draw(html);
      document.querySelector('.notice.wrong')?.remove();
      if (trouble) phones.before(document.adoptNode(trouble));
    } catch {
      form.submit();
    } finally {
      device.classList.remove('waiting');
    }
    (input || device.querySelector('.roll, .screen')).focus({ preventScroll: true });
  };

  phones.addEventListener('submit', (event) => {
    event.preventDefault();
    send(event.target, event.submitter);
  });
  setInterval(() => { if (!document.hidden) look(); }, EVERY);
  document.documentElement.classList.add('lively');
})();
