// What is picked, how it is marked on the map, and what lies under the mouse.

const map = { leaflet: null, base: null, top: null, other: null };

// The villages that belong to a thing.
const AREA = {
  village: (n) => (live.room[n] < 0 ? [n] : live.members[live.room[n]]),
  room: (n) => live.members[n],
  officer: (n) => live.served[live.postOf[n]],
  station: (n) => [...villages.station.keys()].filter((village) => villages.station[village] === n),
  area: (n) => areas.rooms[n].flatMap((room) => live.members[room]),
};

function pick(kind, thing, { move = true } = {}) {
  state.picked = { kind, thing };
  showCard();
  const own = AREA[kind](thing);
  highlight(own, kind === 'village' ? thing : -1);
  if (move && own.length) bring(own);
}
function unpick() {
  state.picked = null;
  $('card').hidden = true;
  highlight([]);
}

// Bring villages into view, closer only where they would be hard to see.
function bring(numbers) {
  const { leaflet } = map,
    bounds = boundsOf(numbers);
  const far = leaflet.getZoom() < Math.min(home.zoom + 1, leaflet.getBoundsZoom(bounds.pad(1)));
  if (far || !seenPart().contains(bounds))
    leaflet.fitBounds(bounds.pad(0.6), { ...margins(), maxZoom: home.zoom + 4, animate: !still() });
}
// The part of the map that no card covers.
function seenPart() {
  const size = map.leaflet.getSize(),
    {
      paddingTopLeft: [left, top],
      paddingBottomRight: [right, bottom],
    } = margins();
  return L.latLngBounds(
    map.leaflet.containerPointToLatLng([left, top]),
    map.leaflet.containerPointToLatLng([size.x - right, size.y - bottom]),
  );
}

let marked = { numbers: new Set(), alone: -1 };
function highlight(numbers, alone = -1) {
  marked = { numbers: new Set(numbers), alone };
  map.top.request();
}
function* paintTop(ctx, view) {
  const { numbers, alone } = marked;
  if (numbers.size) {
    const rim = (arc) => numbers.has(side(arc, 0)) !== numbers.has(side(arc, 1));
    yield* strokeLines(ctx, view, arcs, rim, { color: '#ffffff', width: 6, alpha: 0.9 });
    yield* strokeLines(ctx, view, arcs, rim, { color: '#d9480f', width: 3 });
    if (alone >= 0)
      yield* strokeLines(ctx, view, arcs, (arc) => (side(arc, 0) === alone) !== (side(arc, 1) === alone), {
        color: '#d9480f',
        width: 1.8,
      });
  }
  paintMeasure(ctx, view);
}

// The room or village under a place of the map; fingers need more room than a mouse.
function hit(latlng) {
  const { x, y } = toWorld(latlng.lat, latlng.lng),
    scale = 2 ** (map.leaflet.getZoom() - WORLD_ZOOM);
  if (shown.has('rooms')) {
    const size = markSize({ cell: Math.sqrt((home.area * scale * scale) / Math.max(1, villages.id.length)) });
    let best = -1,
      least = (size + (touched() ? 12 : 4)) / scale;
    for (let room = 0; room < rooms.id.length; room += 1) {
      const off = Math.hypot(at.rooms.x[room] - x, at.rooms.y[room] - y);
      if (off < least) {
        least = off;
        best = room;
      }
    }
    if (best >= 0) return { kind: 'room', thing: best };
  }
  const village = villageAt(x, y);
  return village < 0 ? null : { kind: 'village', thing: village };
}
