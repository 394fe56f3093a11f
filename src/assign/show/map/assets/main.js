// The start: fit the map, paint it, fill the panel, wire mouse, fingers and keys.

const narrow = () => window.matchMedia('(max-width: 820px)').matches;
const touched = () => window.matchMedia('(pointer: coarse)').matches;
const still = () => window.matchMedia('(prefers-reduced-motion: reduce)').matches;
const margins = () => ({
  paddingTopLeft: [24, 24],
  paddingBottomRight: [$('card').hidden || narrow() ? 24 : 380, narrow() ? 24 : 40],
});

function start(leaflet) {
  map.leaflet = leaflet;
  const all = L.latLngBounds(data.bounds),
    northWest = toWorld(data.bounds[1][0], data.bounds[0][1]),
    southEast = toWorld(data.bounds[0][0], data.bounds[1][1]);
  home.area = landArea(northWest, southEast);
  leaflet.fitBounds(all, { ...margins(), animate: false });
  home.zoom = leaflet.getZoom();
  leaflet.setMinZoom(home.zoom - 1.5);
  leaflet.setMaxBounds(all.pad(1.2));
  L.control.scale({ imperial: false, position: 'bottomright' }).addTo(leaflet);
  addTiles(leaflet);
  map.base = new Picture(paintPlan, { z: 1 }).addTo(leaflet);
  map.top = new Picture(paintTop, { z: 3 }).addTo(leaflet);
  fillPanel();
  wireSearch();
  wireLegend();
  wireRail();
  wireSwipe();
  wireSheet();
  wireMap(leaflet, all);
  wireKeys(leaflet);
  window.addEventListener('beforeunload', (event) => {
    if (!edits.kept && edits.done.length) event.preventDefault();
  });
  openNamed();
  window.addEventListener('hashchange', openNamed);
  map.base.once('painted', () => {
    document.documentElement.dataset.ready = String(Math.round(performance.now()));
  });
}
// map.html#CODE opens the card of a village, room, station or officer: for links from the workbook and the report.
function openNamed() {
  const id = decodeURIComponent(window.location.hash.slice(1));
  for (const [kind, known] of [
    ['village', villageById],
    ['room', roomById],
    ['station', stationById],
    ['officer', postById],
  ]) {
    if (known.has(id)) {
      pick(kind, known.get(id));
      return;
    }
  }
}
// About what the villages cover, in world units: tells how large a village is on the screen.
function landArea(a, b) {
  let area = 0;
  for (let n = 0; n < villages.id.length; n += 1)
    area += 0.65 * (boxes[4 * n + 2] - boxes[4 * n]) * (boxes[4 * n + 3] - boxes[4 * n + 1]);
  return area || (b.x - a.x) * (b.y - a.y) || 1;
}
function addTiles(leaflet) {
  if (!data.basemap) return;
  for (const url of data.basemap.urls)
    L.tileLayer(url, { subdomains: data.basemap.subdomains || 'a', maxZoom: 18 }).addTo(leaflet);
  L.control
    .attribution({ prefix: false, position: 'bottomleft' })
    .addAttribution(el('span', {}, data.basemap.credit).innerHTML)
    .addTo(leaflet);
}

function wireMap(leaflet, all) {
  const tip = $('tip');
  let waiting = false;
  leaflet.on('click', ({ latlng }) => {
    if (measure.on) {
      addPoint(latlng);
      return;
    }
    const found = hit(latlng);
    if (found) pick(found.kind, found.thing, { move: false });
    else unpick();
  });
  leaflet.on('mousemove', ({ latlng, originalEvent }) => {
    if (waiting || touched()) return;
    waiting = true;
    requestAnimationFrame(() => {
      waiting = false;
      const found = measure.on ? null : hit(latlng);
      tip.hidden = !found;
      leaflet.getContainer().style.cursor = measure.on ? 'crosshair' : found ? 'pointer' : '';
      if (!found) return;
      tip.textContent =
        found.kind === 'room'
          ? `${roomName(found.thing)} · ${say('entity.room')} · ${fill('map.villages-count', { count: live.members[found.thing].length })}`
          : `${villages.name[found.thing]} · ${minutes(live.travel[found.thing])}`;
      tip.style.transform = `translate(${Math.min(originalEvent.clientX + 14, window.innerWidth - 240)}px, ${originalEvent.clientY + 14}px)`;
    });
  });
  leaflet.on('mouseout', () => {
    tip.hidden = true;
  });
  window.addEventListener('resize', () => leaflet.invalidateSize({ pan: false }));
  $('zoom-in').addEventListener('click', () => leaflet.zoomIn(1));
  $('zoom-out').addEventListener('click', () => leaflet.zoomOut(1));
  $('zoom-all').addEventListener('click', () => {
    unpick();
    leaflet.fitBounds(all, { ...margins(), animate: !still() });
  });
  $('measure').addEventListener('click', () => setMeasure(!measure.on));
}
// Keys: / search, n and p exceptions, m measure, Ctrl+Z and Ctrl+Y edits, Escape closes; Enter measures at the map's middle.
function wireKeys(leaflet) {
  document.addEventListener('keydown', (event) => {
    const typing =
      ['INPUT', 'TEXTAREA', 'SELECT'].includes(document.activeElement.tagName) &&
      document.activeElement.type !== 'radio' &&
      document.activeElement.type !== 'checkbox';
    if (event.key === 'Escape') {
      if (measure.on) setMeasure(false);
      else unpick();
      return;
    }
    if (typing || event.altKey) return;
    const key = event.key.toLowerCase();
    if (event.ctrlKey || event.metaKey) {
      if (key === 'z' && !event.shiftKey) undo();
      else if (key === 'y' || key === 'z') redo();
      else return;
    } else if (key === '/') $('search').focus();
    else if (key === 'n') stepException(1);
    else if (key === 'p') stepException(-1);
    else if (key === 'm') setMeasure(!measure.on);
    else if (key === 'enter' && measure.on && document.activeElement.tagName !== 'BUTTON')
      addPoint(leaflet.getCenter());
    else return;
    event.preventDefault();
  });
}
