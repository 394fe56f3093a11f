// The side panel: status, search, what to show, legend, figures, exceptions, the table of rooms.

const TABS = ['layers', 'figures', 'exceptions', 'rooms'];

function fillPanel() {
  document.documentElement.lang = state.lang === 'zh' ? 'zh-CN' : 'en';
  for (const node of document.querySelectorAll('[data-word]')) node.textContent = say(node.dataset.word);
  for (const node of document.querySelectorAll('[data-label]')) {
    node.setAttribute('aria-label', say(node.dataset.label));
    node.setAttribute(node.tagName === 'INPUT' ? 'placeholder' : 'title', say(node.dataset.label));
  }
  $('title').textContent = data.name;
  document.title = `${data.name} – ${say('map.brand')}`;
  fillStatus();
  $('languages').replaceChildren(...data.languages.map((lang) => el('button', { type: 'button', lang,
    'aria-pressed': String(lang === state.lang), click: () => setLanguage(lang) }, say(`map.language-${lang}`))));
  $('tabs').replaceChildren(...TABS.map((tab) => el('button', { type: 'button', role: 'tab', id: `to-${tab}`,
    'aria-selected': String(tab === state.tab), 'aria-controls': `tab-${tab}`, click: () => showTab(tab) }, say(`map.tab-${tab}`),
    tab === 'exceptions' && data.exceptions.length ? el('b', {}, String(data.exceptions.length)) : null)));
  fillChoices();
  fillLegend();
  fillFigures();
  fillExceptions();
  fillRooms();
}

function fillStatus() {
  const sure = data.status === 'optimal';
  $('status').replaceChildren(el('span', { class: `seal ${sure ? 'sure' : ''}` }, sayOr(`status.${data.status}`, data.status)),
    el('span', {}, ` ${say('map.gap')} ${data.gap}`));
}

function setLanguage(lang) {
  state.lang = lang;
  fillPanel();
  showCard();
  map.labels.redraw();
}

function showTab(tab) {
  state.tab = tab;
  for (const name of TABS) {
    $(`tab-${name}`).hidden = name !== tab;
    $(`to-${name}`).setAttribute('aria-selected', String(name === tab));
  }
}

function choice(type, name, checked, text, change) {
  const input = el('input', { type, id: `${type === 'radio' ? 'theme' : 'layer'}-${name}`, name: type === 'radio' ? 'theme' : name, value: name, checked });
  input.addEventListener('change', change);
  return el('label', {}, input, el('span', {}, text));
}

function fillChoices() {
  $('themes').replaceChildren(...THEMES.map((theme) => choice('radio', theme, theme === state.theme, say(`map.theme-${theme}`),
    () => { state.theme = theme; paint(); fillLegend(); })));
  const offered = LAYERS.filter((name) => (name !== 'links' || data.links.length) && (name !== 'roads' || roads.some((r) => r.length)));
  $('layers').replaceChildren(...offered.map((name) => choice('checkbox', name, map.shown.has(name), say(`map.layer-${name}`), (event) => {
    if (event.target.checked) map.shown.add(name); else map.shown.delete(name);
    refreshLayers();
    fillLegend();
  })));
}

function swatch(colour, text) {
  const box = el('i');
  box.style.background = colour;
  return el('li', {}, box, el('span', {}, text));
}
function fillLegend() {
  const rows = [];
  if (state.theme === 'zones') {
    const strip = el('i', { class: 'strip' }, ...ZONE.slice(0, 5).map((colour) => { const part = el('b'); part.style.background = colour; return part; }));
    rows.push(el('li', {}, strip, el('span', {}, say('map.legend-zones'))));
  } else if (state.theme === 'kind') {
    rows.push(swatch(KINDS.rural, say('kind.rural')), swatch(KINDS.urban, say('kind.urban')));
  } else if (RAMPS[state.theme]) {
    const cuts = themeBreaks[state.theme], ramp = RAMPS[state.theme];
    const colour = (step) => ramp[cuts.length ? Math.round((step * (ramp.length - 1)) / cuts.length) : 1];
    const range = (step) => (!cuts.length ? say('map.all') : step === 0 ? `< ${cuts[0]}`
      : step === cuts.length ? `≥ ${cuts[step - 1]}` : `${cuts[step - 1]} – ${cuts[step]}`);
    for (let step = 0; step <= cuts.length; step += 1) rows.push(swatch(colour(step), range(step)));
  }
  const symbols = ['rooms', 'posts', 'stations', 'roads', 'travel', 'links'].filter((name) => map.shown.has(name)
    && (name !== 'links' || data.links.length) && (name !== 'roads' || roads.some((r) => r.length)));
  rows.push(...symbols.map((name) => el('li', {}, el('i', { class: `symbol ${name}` }), el('span', {}, say(`map.symbol-${name}`)))));
  $('legend').replaceChildren(el('h2', {}, say(`map.theme-${state.theme}`)),
    RAMPS[state.theme] ? el('p', {}, say(`map.unit-${state.theme}`)) : '', el('ul', {}, ...rows));
}

function fillFigures() {
  const at = data.languages.indexOf(state.lang);
  const costs = data.bound === null || data.objective === null ? [] : [
    fact('map.objective', group(data.objective)), fact('map.bound', group(data.bound))];
  $('tab-figures').replaceChildren(
    el('dl', { class: 'figures' }, fact('map.status', sayOr(`status.${data.status}`, data.status)), ...costs, fact('map.gap', data.gap),
      ...data.figures.map(([label, value]) => el('div', { class: 'fact' }, el('dt', {}, label[at]), el('dd', {}, value[at])))),
    data.later.length ? el('p', { class: 'small' }, `${say('map.later')} ${data.later.join(' ')}`) : '');
}

function fillExceptions() {
  const panel = $('tab-exceptions');
  if (!data.exceptions.length) { panel.replaceChildren(el('p', { class: 'small' }, say('map.no-exceptions'))); return; }
  const step = (by) => () => showException((state.exception + by + data.exceptions.length) % data.exceptions.length);
  panel.replaceChildren(
    el('div', { class: 'stepper' }, el('button', { type: 'button', id: 'previous', click: step(state.exception < 0 ? 0 : -1) }, `‹ ${say('map.previous')}`),
      el('span', {}, state.exception < 0 ? `${data.exceptions.length}` : `${state.exception + 1} / ${data.exceptions.length}`),
      el('button', { type: 'button', id: 'next', click: step(1) }, `${say('map.next')} ›`)),
    el('ol', { class: 'exceptions' }, ...data.exceptions.map((row, index) => el('li', { class: row[1] }, el('button', { type: 'button',
      'aria-current': index === state.exception ? 'true' : false, click: () => showException(index) },
      el('strong', {}, `${row[0]} ${sayOr(`rule.${row[0]}.title`, '')}`),
      el('span', {}, `${sayOr(`entity.${row[2]}`, row[2])} ${nameOf(row)}`),
      el('span', {}, `${say('map.found')} ${row[4]} · ${say('map.expected')} ${row[5]}`),
      index === state.exception ? el('em', {}, sentence(row[6])) : null)))));
}
function nameOf(row) {
  const name = { village: villages.name, station: stations.name }[row[2]];
  if (row[7] < 0) return row[3];
  if (row[2] === 'room') return roomName(row[7]);
  if (row[2] === 'officer') return officerName(row[7]);
  return name ? name[row[7]] || row[3] : row[3];
}
function showException(index) {
  state.exception = index;
  showTab('exceptions');
  fillExceptions();
  const row = data.exceptions[index];
  if (row[7] >= 0 && CARDS[row[2]]) pick(row[2], row[7]);
  const current = document.querySelector('.exceptions [aria-current]');
  if (current) current.scrollIntoView({ block: 'nearest' });
}

function fillRooms() {
  const order = rooms.id.map((_, room) => room).sort((a, b) => rooms.station[a] - rooms.station[b] || rooms.host[a] - rooms.host[b]);
  const rows = [];
  let last = -1;
  for (const room of order) {
    if (rooms.station[room] !== last) {
      last = rooms.station[room];
      rows.push(el('tr', { class: 'station' }, el('th', { colspan: 4, scope: 'rowgroup' }, way(stationText(last), 'station', last))));
    }
    rows.push(el('tr', {}, el('td', {}, way(roomName(room), 'room', room)), el('td', {}, String(members[room].length)),
      el('td', {}, group(rooms.hours[room])), el('td', {}, group(rooms.max[room]))));
  }
  $('tab-rooms').replaceChildren(el('table', { class: 'rooms' }, el('thead', {}, el('tr', {}, ...['room', 'village-count', 'hours-short', 'farthest']
    .map((key) => el('th', { scope: 'col' }, say(`map.${key}`))))), el('tbody', {}, ...rows)));
}

// Search: every name and code that contains what was typed; those that begin with it come first.
function wireSearch() {
  const box = $('search'), list = $('found');
  const entries = [
    ...rooms.id.map((id, n) => ['room', n, roomName(n), id]), ...villages.id.map((id, n) => ['village', n, villages.name[n], id]),
    ...stations.id.map((id, n) => ['station', n, stationText(n), id]), ...posts.id.map((id, n) => ['officer', n, officerName(n), id]),
  ].map((entry) => [...entry, entry[2].toLowerCase(), entry[3].toLowerCase()]);
  let found = [], at = -1;
  const close = () => { list.hidden = true; box.setAttribute('aria-expanded', 'false'); at = -1; };
  const mark = () => [...list.children].forEach((item, number) => item.setAttribute('aria-selected', String(number === at)));
  const take = (number) => { if (found[number]) { pick(found[number][0], found[number][1]); close(); } };
  const search = () => {
    const text = box.value.trim().toLowerCase();
    if (!text) { close(); return; }
    const rank = (e) => (e[4] === text || e[5] === text ? 0 : e[4].startsWith(text) ? 1 : e[4].includes(text) ? 2 : 3);
    found = entries.filter((e) => e[4].includes(text) || e[5].includes(text)).sort((a, b) => rank(a) - rank(b)).slice(0, 12);
    at = found.length ? 0 : -1;
    list.replaceChildren(...(found.length ? found.map((e, number) => el('li', { role: 'option', click: () => take(number) },
      el('strong', {}, e[2]), el('span', {}, ` ${say(`entity.${e[0]}`)} · ${e[3]}`))) : [el('li', { class: 'none' }, say('map.nothing-found'))]));
    list.hidden = false;
    box.setAttribute('aria-expanded', 'true');
    mark();
  };
  box.addEventListener('input', search);
  box.addEventListener('keydown', (event) => {
    if (event.key === 'ArrowDown') at = Math.min(at + 1, found.length - 1);
    else if (event.key === 'ArrowUp') at = Math.max(at - 1, 0);
    else if (event.key === 'Enter') { take(at); return; }
    else if (event.key === 'Escape') { close(); return; }
    else return;
    event.preventDefault();
    mark();
  });
  box.addEventListener('blur', () => setTimeout(close, 200));
}
