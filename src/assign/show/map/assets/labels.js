// Names: stations first, then rooms, then villages; a name that would cover another is left out.

const widths = new Map();
function widthOf(ctx, text) {
  const key = `${ctx.font}|${text}`;
  if (!widths.has(key)) widths.set(key, ctx.measureText(text).width);
  return widths.get(key);
}

// Boxes already written on, found by squares of 64 pixels.
function taken() {
  const squares = new Map();
  const over = (box, act) => {
    for (let x = Math.floor(box[0] / 64); x <= Math.floor(box[2] / 64); x += 1) {
      for (let y = Math.floor(box[1] / 64); y <= Math.floor(box[3] / 64); y += 1) if (act(`${x},${y}`)) return true;
    }
    return false;
  };
  return {
    add: (box) =>
      over(box, (key) => {
        if (squares.has(key)) squares.get(key).push(box);
        else squares.set(key, [box]);
        return false;
      }),
    hits: (box) =>
      over(box, (key) =>
        (squares.get(key) || []).some(
          (other) => box[0] < other[2] && other[0] < box[2] && box[1] < other[3] && other[1] < box[3],
        ),
      ),
  };
}

function* paintLabels(ctx, view, withRooms = true) {
  if (!shown.has('labels')) return;
  const used = taken(),
    family = getComputedStyle(document.body).fontFamily,
    size = markSize(view);
  const step = view.zoom - home.zoom,
    air = Math.max(0, Math.min(26, 30 - view.cell)) * (step < 1 ? 1 : 0.3);
  Object.assign(ctx, {
    textAlign: 'center',
    textBaseline: 'middle',
    lineJoin: 'round',
    lineWidth: 3.4,
    strokeStyle: 'rgba(255,255,255,0.92)',
  });
  const write = (places, n, text, dys) => {
    const x = places.x[n] * view.scale + view.dx,
      y = places.y[n] * view.scale + view.dy;
    if (!text || !inView(view, x, y)) return;
    const half = widthOf(ctx, text) / 2 + 3;
    const boxAt = (dy) => [x - half - air, y + dy - 8 - air, x + half + air, y + dy + 8 + air];
    const dy = dys.find((offset) => !used.hits(boxAt(offset)));
    if (dy === undefined) return;
    used.add(boxAt(dy));
    ctx.strokeText(text, x, y + dy);
    ctx.fillText(text, x, y + dy);
  };
  const roomsNamed =
    withRooms && shown.has('rooms') && (step >= 1.2 || view.cell > 60 || (view.paper && view.cell > 8));
  if (roomsNamed)
    yield* each(view, at.rooms, rooms.id.keys(), (x, y) => used.add([x - size, y - size, x + size, y + size]));
  if (shown.has('stations')) {
    Object.assign(ctx, { font: `600 13.5px ${family}`, fillStyle: '#14222d' });
    for (const n of stations.id.keys()) write(at.stations, n, stationName(n), [0, -18, 18, -32, 32]);
    yield;
  }
  if (roomsNamed) {
    Object.assign(ctx, { font: `500 12px ${family}`, fillStyle: ROOM });
    for (const n of rooms.id.keys()) write(at.rooms, n, shortName(roomName(n)), [size + 10, -size - 11]);
    yield;
  }
  if (step >= 2.4 || view.cell > 110 || (view.paper && view.cell > 20)) {
    Object.assign(ctx, { font: `400 11.5px ${family}`, fillStyle: '#4a565f' });
    let count = 0;
    for (const n of villages.id.keys()) {
      if (!villages.host[n] && view.sees(boxes, n))
        write(
          at.villages,
          n,
          shortName(villages.name[n]),
          shown.has('posts') || shown.has('officers') ? [12, -12] : [0, 12, -12],
        );
      if ((count += 1) % 400 === 0) yield;
    }
  }
}
