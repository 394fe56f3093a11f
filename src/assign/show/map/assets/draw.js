// What is drawn: village fills on one canvas, lines on a second, rooms on a third. Clicks are found by ourselves,
// so that no canvas hides another.

const ZONE = ['#a9cbe3', '#f3cda3', '#b9d8b2', '#e3bccb', '#cbc3e3', '#ecdf9f', '#a5d3cd', '#dcc6b0'];
const RAMPS = {
  complexity: ['#fbf0da', '#f4d6a0', '#e8ae6a', '#cd7a45', '#96452d'],
  travel: ['#e6f1f4', '#b9dae2', '#80b8ca', '#478fac', '#1d5c7e'],
  hours: ['#f1edf6', '#d6cbe6', '#b29fd0', '#8a72b4', '#5b4388'],
};
const KINDS = { rural: '#cfe3c3', urban: '#e4a98f' };
const UNKNOWN = '#e9e9e6';
const THEMES = ['zones', 'complexity', 'travel', 'hours', 'kind', 'none'];

const map = { leaflet: null, scaled: [], fills: [], groups: {}, rooms: [], shown: new Set(['rooms', 'stations', 'roads', 'labels']) };
const LAYERS = ['rooms', 'posts', 'roads', 'stations', 'travel', 'links', 'labels'];

function pane(name, z, padding = 0.35) {
  const node = map.leaflet.createPane(name);
  node.style.zIndex = z;
  node.style.pointerEvents = 'none';
  return L.canvas({ pane: name, padding });
}

// Class breaks at fifths of the values, rounded, each once.
function breaks(values) {
  const known = values.filter((value) => value >= 0).sort((a, b) => a - b);
  if (!known.length) return [];
  const digits = known[known.length - 1] < 10 ? 1 : 0;
  const cuts = [0.2, 0.4, 0.6, 0.8].map((q) => Number(known[Math.floor(q * (known.length - 1))].toFixed(digits)));
  return [...new Set(cuts)].filter((cut) => cut > known[0]);
}
const themeBreaks = {};
for (const theme of Object.keys(RAMPS)) themeBreaks[theme] = breaks(villages[theme]);

function rampColour(theme, value) {
  if (value < 0) return UNKNOWN;
  const cuts = themeBreaks[theme];
  const step = cuts.filter((cut) => value >= cut).length;
  const ramp = RAMPS[theme];
  return ramp[cuts.length ? Math.round((step * (ramp.length - 1)) / cuts.length) : 1];
}

function fillOf(number) {
  const room = villages.room[number];
  if (state.theme === 'zones') return room < 0 ? UNKNOWN : ZONE[rooms.colour[room] % ZONE.length];
  if (state.theme === 'kind') return villages.urban[number] ? KINDS.urban : KINDS.rural;
  if (state.theme === 'none') return '#fbfaf6';
  return rampColour(state.theme, villages[state.theme][number]);
}

const lines = (points, renderer, options) => L.polyline(points, {
  renderer, interactive: false, smoothFactor: 1, lineJoin: 'round', ...options });
function scaledLines(points, renderer, options) {
  const line = lines(points, renderer, { ...options, full: options.opacity });
  map.scaled.push([line, options.weight]);
  return line;
}

// A room is a small house-shaped badge: a square with a roof, white rim, dark fill.
L.Canvas.include({
  _updateBadge(layer) {
    if (!this._drawing || layer._empty()) return;
    const { x, y } = layer._point, r = Math.max(layer._radius, 1), ctx = this._ctx;
    ctx.beginPath();
    ctx.moveTo(x - r, y + r); ctx.lineTo(x - r, y - r * 0.25); ctx.lineTo(x, y - r * 1.25);
    ctx.lineTo(x + r, y - r * 0.25); ctx.lineTo(x + r, y + r); ctx.closePath();
    this._fillStroke(ctx, layer);
  },
});
const Badge = L.CircleMarker.extend({ _updatePath() { this._renderer._updateBadge(this); } });

function drawAll(leaflet) {
  map.leaflet = leaflet;
  const fills = pane('fills', 400), over = pane('lines', 410), marks = pane('marks', 420);
  map.canvas = { fills, over, marks };
  map.fills = villages.id.map((_, number) => L.polygon(outline(number), {
    renderer: fills, interactive: false, stroke: false, fillOpacity: 1, fillColor: fillOf(number), smoothFactor: 0.7,
  }).addTo(leaflet));
  const zone = (a, b) => (b < 0 ? -1 : villages.room[b]) !== villages.room[a];
  const station = (a, b) => (b < 0 ? -1 : villages.station[b]) !== villages.station[a];
  const inner = bordersWhere((a, b) => b >= 0 && !zone(a, b));
  scaledLines(inner, over, { color: '#ffffff', weight: 1, opacity: 0.9 }).addTo(leaflet);
  const road = (number, color, weight) => scaledLines(roads[number] || [], over, { color, weight, opacity: 0.9 });
  map.narrow = road(2, '#8d8577', 0.5);
  map.groups.roads = L.layerGroup([map.narrow, road(1, '#9c7f5a', 1.1), road(0, '#a86a3a', 1.9)]);
  map.groups.zones = L.layerGroup([
    scaledLines(bordersWhere(zone), over, { color: '#4d5b66', weight: 1.2, opacity: 0.75 })]);
  map.groups.stations = L.layerGroup([
    scaledLines(bordersWhere(station), over, { color: '#22313d', weight: 2.4, opacity: 0.9 })]);
  map.groups.travel = L.layerGroup([lines(rooms.id.flatMap((_, room) => members[room]
    .filter((number) => number !== rooms.host[room])
    .map((number) => [point(rooms, room), point(villages, number)])), over, { color: '#20455f', weight: 1.1, opacity: 0.7 })]);
  map.groups.links = L.layerGroup([lines(data.links.map(([a, b]) => [point(villages, a), point(villages, b)]), over, {
    color: '#b3261e', weight: 2.4, dashArray: '7 6' })]);
  map.groups.posts = L.layerGroup(villages.id.map((_, number) => number).filter((number) => villages.post[number])
    .map((number) => L.circleMarker(point(villages, number), { renderer: marks, interactive: false, radius: 2.6, weight: 1,
      color: '#ffffff', fillColor: '#5d6b75', fillOpacity: 1 })));
  map.rooms = rooms.id.map((_, room) => new Badge(point(rooms, room), { renderer: marks, interactive: false, radius: 5,
    weight: 1.4, color: '#ffffff', fillColor: '#123a5a', fillOpacity: 1 }));
  map.groups.rooms = L.layerGroup(map.rooms);
  map.highlight = L.layerGroup().addTo(leaflet);
  leaflet.on('zoomend', sizeMarks);
  refreshLayers();
}

function refreshLayers() {
  const order = ['roads', 'zones', 'stations', 'travel', 'links', 'posts', 'rooms'];
  for (const name of order) map.groups[name].remove();
  for (const name of order) if (name === 'zones' || map.shown.has(name)) map.groups[name].addTo(map.leaflet);
  if (map.labels) map.labels.redraw();
}

// Symbols and lines grow with the zoom: a city seen whole keeps its lines thin and leaves out its narrow roads.
function sizeMarks() {
  const step = map.leaflet.getZoom() - map.home;
  const area = map.leaflet.getSize().x * map.leaflet.getSize().y * 0.35;
  const cell = Math.sqrt(area / Math.max(1, villages.id.length)) * 2 ** step;
  const thin = Math.max(0.4, Math.min(1, cell / 30));
  const size = Math.max(1.8, Math.min(8, cell / 6.5));
  if (thin === map.thin && size === map.radius) return;
  Object.assign(map, { thin, radius: size });
  for (const badge of map.rooms) { badge.setStyle({ weight: size < 3 ? 0.6 : 1.4 }); badge.setRadius(size); }
  for (const [line, weight] of map.scaled) line.setStyle({ weight: weight * thin, opacity: line.options.full * (0.4 + 0.6 * thin) });
  if (cell < 16) { map.groups.roads.removeLayer(map.narrow); return; }
  map.groups.roads.addLayer(map.narrow);
  if (map.shown.has('roads')) map.narrow.bringToBack();
}

// All fills at once: one redraw of the canvas, not one for each village.
function paint() {
  map.fills.forEach((polygon, number) => { polygon.options.fillColor = fillOf(number); });
  map.canvas.fills._redrawBounds = null;
  map.canvas.fills._redraw();
}

// The zone, village or people picked: an outline over everything else.
function highlight(numbers, alone = -1) {
  map.highlight.clearLayers();
  if (!numbers.length) return;
  const inside = new Set(numbers);
  const rim = bordersWhere((a, b) => inside.has(a) !== inside.has(b));
  const both = [[rim, '#ffffff', 6, 0.9], [rim, '#d9480f', 3, 1]];
  if (alone >= 0) both.push([bordersWhere((a, b) => (a === alone) !== (b === alone)), '#d9480f', 1.6, 1]);
  for (const [part, color, weight, opacity] of both) lines(part, map.canvas.over, { color, weight, opacity }).addTo(map.highlight);
}

// The room or village under a place of the map.
function hit(latlng) {
  const at = map.leaflet.latLngToLayerPoint(latlng);
  if (map.shown.has('rooms')) {
    let best = -1, least = (map.radius || 5) + 4;
    map.rooms.forEach((badge, room) => {
      const distance = badge._point ? badge._point.distanceTo(at) : Infinity;
      if (distance < least) { least = distance; best = room; }
    });
    if (best >= 0) return { kind: 'room', number: best };
  }
  const number = map.fills.findIndex((polygon) => polygon._pxBounds && polygon._pxBounds.contains(at) && polygon._containsPoint(at));
  return number < 0 ? null : { kind: 'village', number };
}
