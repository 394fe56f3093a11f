// Marks on the map: rooms, work stations, who serves a village, places with an exception.

const SEVERITY = { error: '#b3261e', warning: '#e08a2c', note: '#7b8a94' };
const markSize = (view) => Math.max(1.8, Math.min(8, view.cell / 6.5));

// A room is a small house: a square with a roof, white rim.
function badge(ctx, x, y, r, { fill, rim = '#ffffff' }) {
  ctx.beginPath();
  ctx.moveTo(x - r, y + r);
  ctx.lineTo(x - r, y - r * 0.25);
  ctx.lineTo(x, y - r * 1.25);
  ctx.lineTo(x + r, y - r * 0.25);
  ctx.lineTo(x + r, y + r);
  ctx.closePath();
  Object.assign(ctx, { fillStyle: fill, strokeStyle: rim, lineWidth: r < 3 ? 0.6 : 1.5, lineJoin: 'miter' });
  ctx.fill();
  ctx.stroke();
}
function dot(ctx, x, y, r, fill) {
  ctx.beginPath();
  ctx.arc(x, y, r, 0, 7);
  Object.assign(ctx, { fillStyle: fill, strokeStyle: '#ffffff', lineWidth: 1 });
  ctx.fill();
  ctx.stroke();
}
function warning(ctx, x, y, r, fill) {
  ctx.beginPath();
  ctx.moveTo(x, y - r);
  ctx.lineTo(x + r, y + r * 0.8);
  ctx.lineTo(x - r, y + r * 0.8);
  ctx.closePath();
  Object.assign(ctx, { fillStyle: fill, strokeStyle: '#ffffff', lineWidth: 1.2, lineJoin: 'round' });
  ctx.stroke();
  ctx.fill();
}

const inView = (view, x, y) => x > -20 && y > -20 && x < view.width + 20 && y < view.height + 20;
function* each(view, places, numbers, act) {
  let count = 0;
  for (const n of numbers) {
    const x = places.x[n] * view.scale + view.dx,
      y = places.y[n] * view.scale + view.dy;
    if (inView(view, x, y)) act(x, y, n);
    if ((count += 1) % 600 === 0) yield;
  }
}
const ROOM = '#123a5a',
  ROOM_ALONE = '#b3261e',
  LOCKED = '#f2b01e';

function* paintMarks(ctx, view, plan) {
  const size = markSize(view),
    small = Math.max(1.3, Math.min(3.4, size * 0.55));
  if (shown.has('posts'))
    yield* each(view, at.villages, villages.id.keys(), (x, y, n) => {
      if (villages.post[n]) dot(ctx, x, y, small, '#5d6b75');
    });
  if (shown.has('officers')) {
    const colour = { own: '#2e8b57', shared: '#d99a1c', none: '#c0392b', room: '#2f6fa7' };
    yield* each(view, at.villages, villages.id.keys(), (x, y, n) => {
      if (plan.room[n] >= 0) dot(ctx, x, y, small + 0.6, colour[coverOf(plan, n)]);
    });
  }
  if (shown.has('rooms')) {
    yield* each(view, at.rooms, rooms.id.keys(), (x, y, n) =>
      badge(ctx, x, y, size, {
        fill: posts.id.length && !leadsOf(plan, n).length ? ROOM_ALONE : ROOM,
        rim: plan.lockedRooms.has(n) ? LOCKED : '#ffffff',
      }),
    );
  }
  if (shown.has('exceptions')) {
    for (const row of data.exceptions) {
      const place = placeOf(row);
      if (!place) continue;
      const x = place[0].x[place[1]] * view.scale + view.dx,
        y = place[0].y[place[1]] * view.scale + view.dy;
      if (inView(view, x, y)) warning(ctx, x + size, y - size, Math.max(3, size * 0.75), SEVERITY[row[1]]);
    }
  }
}
// Where an exception is on the map; null for what concerns no place.
function placeOf([, , entity, , , , , n, , villages_]) {
  if (villages_.length) return [at.villages, villages_[0]];
  if (n < 0) return null;
  if (entity === 'officer')
    return posts.villages[n].length
      ? [at.villages, posts.villages[n][0]]
      : posts.room[n] >= 0
        ? [at.rooms, posts.room[n]]
        : null;
  return { village: [at.villages, n], room: [at.rooms, n], station: [at.stations, n] }[entity] || null;
}
