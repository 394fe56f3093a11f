// The printed sheet: A3 across, painted anew at the printer's fineness, with everything a map on paper must say.

const SHEET = { width: 1206, height: 944, fineness: 2.4 };

// The view of the sheet shows what the screen shows.
function sheetView() {
  const bounds = map.leaflet.getBounds(),
    a = toWorld(bounds.getNorth(), bounds.getWest()),
    b = toWorld(bounds.getSouth(), bounds.getEast());
  const all = data.bounds,
    c = toWorld(all[1][0], all[0][1]),
    d = toWorld(all[0][0], all[1][1]);
  // Of the screen only the part with land on it, so that a view of the whole fills the sheet.
  const box = [Math.max(a.x, c.x), Math.max(a.y, c.y), Math.min(b.x, d.x), Math.min(b.y, d.y)];
  const [west, north, east, south] = box[0] < box[2] && box[1] < box[3] ? box : [a.x, a.y, b.x, b.y];
  const scale = Math.min((SHEET.width - 28) / (east - west), (SHEET.height - 28) / (south - north));
  const view = viewOf({
    zoom: WORLD_ZOOM + Math.log2(scale),
    west: (west + east) / 2 - SHEET.width / 2 / scale,
    north: (north + south) / 2 - SHEET.height / 2 / scale,
    width: SHEET.width,
    height: SHEET.height,
  });
  return { ...view, paper: true };
}
function paintSheet() {
  const view = sheetView(),
    canvas = el('canvas', { width: SHEET.width * SHEET.fineness, height: SHEET.height * SHEET.fineness }),
    ctx = canvas.getContext('2d');
  ctx.setTransform(SHEET.fineness, 0, 0, SHEET.fineness, 0, 0);
  for (const painter of [paintPlan, paintTop]) {
    const steps = painter(ctx, view);
    while (!steps.next().done);
  }
  return [canvas, view];
}
const kilometres = (value) => (value < 1000 ? `${number(value, 0)} m` : `${number(value / 1000, 1)} km`);
// A scale bar of a round length, as long as a fifth of the sheet at most.
function scaleBar(view) {
  const place = toDegrees({ x: (view.box[0] + view.box[2]) / 2, y: (view.box[1] + view.box[3]) / 2 });
  const metresPerPx = (Math.cos((place[0] * Math.PI) / 180) * 2 * Math.PI * 6378137) / WORLD_PX / view.scale;
  const most = metresPerPx * 220,
    digit = 10 ** Math.floor(Math.log10(most)),
    length = [5, 2, 1].map((n) => n * digit).find((one) => one <= most);
  const bars = el('span', { class: 'scale-bars' }, el('i'), el('i'), el('i'), el('i'));
  bars.style.width = `${length / metresPerPx}px`;
  const ticks = el(
    'p',
    {},
    ['0', kilometres(length / 2), kilometres(length)].map((text) => el('span', {}, text)),
  );
  ticks.style.width = bars.style.width;
  const ratio = Math.round((metresPerPx * 96) / 0.0254 / 1000) * 1000;
  return el(
    'div',
    { class: 'scale' },
    bars,
    ticks,
    el('p', { class: 'ratio' }, el('span', {}, `1 : ${number(ratio, 0)}`)),
  );
}
const SHEET_FIGURES = [
  'villages',
  'population',
  'rooms',
  'workstations',
  'mean_travel_min',
  'p90_travel_min',
  'max_travel_min',
  'mean_room_hours',
  'posts_police',
  'posts_auxiliary',
  'rooms_without_lead',
  'villages_without_auxiliary',
];

function fillSheet() {
  const [canvas, view] = paintSheet(),
    { plan } = data;
  const rows = SHEET_FIGURES.map((key) => data.figures.find((row) => row.key === key)).filter(Boolean);
  const north = el('div', { class: 'north' }, el('b', {}, say('map.north')));
  north.prepend(icon('north'));
  $('sheet').replaceChildren(
    el('header', {}, el('h1', {}, data.name), el('p', {}, `${say('map.brand')} · ${say(`map.theme-${state.theme}`)}`)),
    el('div', { class: 'sheet-map' }, canvas),
    el(
      'aside',
      {},
      el('div', { class: 'top-row' }, north, el('div', { class: 'seal-box' }, sealParts())),
      el('h2', {}, `${say('map.legend')} · ${say(`map.theme-${state.theme}`)}`),
      el('div', { class: 'sheet-legend' }, legendParts().filter(Boolean)),
      scaleBar(view),
      el('h2', {}, say('map.tab-figures')),
      el(
        'dl',
        {},
        rows.map((row) => figureRow(row)),
      ),
      exceptionCounts(),
      edits.done.length ? [el('h2', {}, say('map.tab-editor')), editList()] : null,
      el(
        'div',
        { class: 'signed' },
        ['map.prepared', 'map.reviewed', 'map.approved'].map((key) => el('p', {}, say(key))),
      ),
    ),
    el(
      'footer',
      {},
      el('span', {}, fill('map.sheet-foot', { plan: plan.hash.slice(0, 16), made: day(plan.made) || '–' })),
      el('span', {}, fill('map.sheet-printed', { day: day(new Date().toISOString()) })),
    ),
  );
}
// How often each rule could not be met.
function exceptionCounts() {
  const rules = new Map();
  for (const [rule] of data.exceptions) rules.set(rule, (rules.get(rule) || 0) + 1);
  const rows = [...rules].sort(([a], [b]) => (a < b ? -1 : 1)).slice(0, 8);
  return rows.length
    ? [
        el('h2', {}, say('map.tab-exceptions')),
        el(
          'dl',
          {},
          rows.map(([rule, many]) =>
            el('div', { class: 'fact' }, el('dt', {}, ruleName(rule)), el('dd', {}, number(many, 0))),
          ),
        ),
      ]
    : null;
}
function wireSheet() {
  window.addEventListener('beforeprint', fillSheet);
  $('print').addEventListener('click', () => window.print());
}
