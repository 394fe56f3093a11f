
(() => {
  'use strict';
  const words = JSON.parse(document.getElementById('words').textContent);
  const search = document.getElementById('search'),
    found = document.getElementById('found'),
    tip = document.getElementById('tip'),
    map = document.getElementById('map');
  const items = [...document.querySelectorAll('#list li')];
  const links = items.map((item) => item.firstElementChild);
  const drawn = [...document.querySelectorAll('#map a')];
  const language = () => (document.documentElement.lang === 'en' ? 'en' : 'zh');

  function sayAll() {
    for (const button of document.querySelectorAll('.tongues button'))
      button.setAttribute('aria-pressed', String(button.dataset.lang === document.documentElement.lang));
    search.placeholder = words.search[language()];
    search.setAttribute('aria-label', words.search[language()]);
    if (map) map.setAttribute('aria-label', words.map[language()]);
    tell();
  }
  const shown = () => links.filter((_, n) => !items[n].hidden);
  function tell() {
    found.textContent = words.found[language()].replace('{count}', shown().length);
  }
  function look() {
    const wanted = search.value.toLowerCase().replace(/\s+/g, '');
    for (const item of items) item.hidden = !item.dataset.find.includes(wanted);
    for (const [n, link] of drawn.entries()) link.style.opacity = items[n].hidden ? 0.25 : 1;
    tell();
  }
  function light(n, on) {
    links[n].classList.toggle('on', on);
    if (drawn[n]) drawn[n].classList.toggle('on', on);
  }

  search.addEventListener('input', look);
  search.addEventListener('keydown', (event) => {
    const [first] = shown();
    if (!first || !['ArrowDown', 'Enter'].includes(event.key)) return;
    event.preventDefault();
    if (event.key === 'Enter') first.click();
    else first.focus();
  });
  document.getElementById('list').addEventListener('keydown', (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    const open = shown(),
      at = open.indexOf(document.activeElement) + step;
    (at < 0 ? search : open[Math.min(at, open.length - 1)]).focus();
  });
  for (const [n, link] of links.entries())
    for (const [kind, on] of [
      ['pointerenter', true],
      ['pointerleave', false],
      ['focus', true],
      ['blur', false],
    ])
      link.addEventListener(kind, () => light(n, on));
  for (const [n, link] of drawn.entries()) {
    link.addEventListener('pointermove', (event) => {
      light(n, true);
      tip.textContent = '';
      for (const node of links[n].childNodes) tip.append(node.cloneNode(true));
      tip.hidden = false;
      tip.style.left = `${Math.min(event.clientX + 14, innerWidth - 290)}px`;
      tip.style.top = `${Math.min(event.clientY + 14, innerHeight - 90)}px`;
    });
    link.addEventListener('pointerleave', () => {
      light(n, false);
      tip.hidden = true;
    });
  }
  for (const button of document.querySelectorAll('.tongues button'))
    button.addEventListener('click', () => {
      document.documentElement.lang = button.dataset.lang;
      sayAll();
    });
  sayAll();
})();
