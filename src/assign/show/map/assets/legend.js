// The legend stands in the panel, never on the map; it can be folded.

function swatch(colour, text) {
  const colours = Array.isArray(colour) ? colour : [colour];
  const strip = el(
    'i',
    { class: 'strip' },
    colours.map(() => el('b')),
  );
  colours.forEach((one, n) => {
    strip.children[n].style.background = one;
  });
  return el('li', {}, strip, el('span', {}, text));
}
const symbol = (name, text) => el('li', {}, el('i', { class: `symbol ${name}` }), el('span', {}, text));

// Rows for what is shown beside the colouring.
function symbolRows() {
  const rows = [];
  const add = (layer, ...names) => {
    if (shown.has(layer)) rows.push(...names.map((name) => symbol(name, say(`map.symbol-${name}`))));
  };
  add('rooms', 'rooms');
  if (posts.id.length && rooms.id.some((_, room) => !leadsOf(live, room).length)) add('rooms', 'alone');
  if (live.lockedRooms.size) add('rooms', 'locked');
  add('posts', 'posts');
  add('officers', 'officer-own', 'officer-shared', 'officer-none');
  add('stations', 'stations');
  if (new Set(stations.county).size > 1) add('stations', 'counties');
  if (roads.length) {
    const classes = ['roads-wide', 'roads-middle', 'roads-narrow'].filter((_, n) => roads[n].count);
    add('roads', ...classes);
  }
  add('travel', 'travel');
  if (data.links.length) add('links', 'links');
  if (data.repairs.length) add('repairs', 'repairs');
  add('moves', 'moves');
  if (shown.has('exceptions')) {
    const found = Object.keys(SEVERITY).filter((one) => data.exceptions.some((row) => row[1] === one));
    rows.push(
      ...found.map((one) =>
        symbol(`exceptions is-${one}`, `${say('map.symbol-exceptions')} · ${say(`severity.${one}`)}`),
      ),
    );
  }
  if (edits.done.some((edit) => edit.kind === 'move-village')) rows.push(symbol('moved', say('map.symbol-moved')));
  if (compare.on) rows.push(symbol('changed', say('map.symbol-changed')));
  return rows;
}

function legendParts() {
  return [
    sayOr(`map.unit-${state.theme}`, '') && el('p', {}, say(`map.unit-${state.theme}`)),
    el(
      'ul',
      {},
      legendOf(state.theme).map(([colour, text]) => swatch(colour, text)),
    ),
    el('ul', { class: 'symbols' }, symbolRows()),
  ];
}
function fillLegend() {
  const toggle = $('legend-toggle');
  toggle.replaceChildren(el('span', {}, say('map.legend')), el('strong', {}, say(`map.theme-${state.theme}`)));
  $('legend-body').replaceChildren(...legendParts().filter(Boolean));
}
function wireLegend() {
  $('legend-toggle').addEventListener('click', () => {
    const open = $('legend-body').hidden;
    $('legend-body').hidden = !open;
    $('legend-toggle').setAttribute('aria-expanded', String(open));
  });
}
