// The start: draw, fill the panel, wire the mouse and the keys.

const narrow = () => window.matchMedia('(max-width: 1000px)').matches;
const still = () => window.matchMedia('(prefers-reduced-motion: reduce)').matches;
const margins = () => (narrow() ? { paddingTopLeft: [20, 20], paddingBottomRight: [20, window.innerHeight * 0.42] }
  : { paddingTopLeft: [370, 24], paddingBottomRight: [24, 24] });

function start(leaflet) {
  const home = L.latLngBounds(data.bounds);
  leaflet.fitBounds(home, { ...margins(), animate: false });
  map.home = leaflet.getZoom();
  leaflet.setMinZoom(map.home - 1.5);
  leaflet.setMaxBounds(home.pad(1.5));
  L.control.scale({ imperial: false, position: 'bottomright' }).addTo(leaflet);
  drawAll(leaflet);
  sizeMarks();
  map.labels = new Labels().addTo(leaflet);
  fillPanel();
  wireSearch();
  wireMap(leaflet, home);
  document.documentElement.dataset.ready = String(Math.round(performance.now()));
}

function wireMap(leaflet, home) {
  const tip = $('tip');
  let waiting = false;
  leaflet.on('click', ({ latlng }) => {
    const found = hit(latlng);
    if (found) pick(found.kind, found.number, { move: false }); else unpick();
  });
  leaflet.on('mousemove', ({ latlng, containerPoint }) => {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(() => {
      waiting = false;
      const found = hit(latlng);
      tip.hidden = !found;
      leaflet.getContainer().style.cursor = found ? 'pointer' : '';
      if (!found) return;
      const { kind, number } = found;
      tip.textContent = kind === 'room' ? `${roomName(number)} · ${say('entity.room')} · ${members[number].length} ${say('map.villages-unit')}`
        : `${villages.name[number]} · ${minutes(villages.travel[number])}`;
      tip.style.transform = `translate(${containerPoint.x + 14}px, ${containerPoint.y + 14}px)`;
    });
  });
  leaflet.on('mouseout', () => { tip.hidden = true; });
  $('zoom-in').addEventListener('click', () => leaflet.zoomIn(1));
  $('zoom-out').addEventListener('click', () => leaflet.zoomOut(1));
  $('zoom-all').addEventListener('click', () => { unpick(); leaflet.fitBounds(home, { ...margins(), animate: !still() }); });
  $('print').addEventListener('click', () => window.print());
  document.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') unpick();
    if (event.key === '/' && document.activeElement.tagName !== 'INPUT') { event.preventDefault(); $('search').focus(); }
  });
}
