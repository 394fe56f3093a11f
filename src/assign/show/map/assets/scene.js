// What is painted, from the ground up. Every painter is a generator that pauses after a little work.

const shown = new Set(['rooms', 'roads', 'stations', 'labels']);
const home = { area: 1, zoom: 0 };

const side = (arc, which) => sides[2 * arc + which];
const differs = (of) => (arc) => side(arc, 1) < 0 || of(side(arc, 0)) !== of(side(arc, 1));

// The lines of a plan: shared borders, roads, zones, stations, counties; all thinner when villages are small.
function* borderLines(ctx, view, plan) {
  const thin = Math.max(0.35, Math.min(1, view.cell / 28));
  const zone = differs((village) => plan.room[village]),
    station = differs((village) => villages.station[village]);
  const county = (arc) =>
    side(arc, 1) >= 0 &&
    stations.county[villages.station[side(arc, 0)]] !== stations.county[villages.station[side(arc, 1)]];
  if (view.cell > 5)
    yield* strokeLines(ctx, view, arcs, (arc) => !zone(arc), {
      color: '#ffffff',
      width: Math.max(0.5, thin),
      alpha: data.basemap ? 0.6 : 0.9,
    });
  if (shown.has('roads') && roads.length) {
    if (view.cell > 9)
      yield* strokeLines(ctx, view, roads[2], () => true, { color: '#8d8577', width: 0.6 * thin, alpha: 0.7 });
    yield* strokeLines(ctx, view, roads[1], () => true, {
      color: '#a2875f',
      width: Math.max(0.45, 1.15 * thin),
      alpha: 0.9,
    });
    yield* strokeLines(ctx, view, roads[0], () => true, {
      color: '#b06a34',
      width: Math.max(0.8, 2 * thin),
      alpha: 0.95,
    });
  }
  yield* strokeLines(ctx, view, arcs, zone, { color: '#4d5b66', width: Math.max(0.5, 1.2 * thin), alpha: 0.8 });
  if (shown.has('stations')) {
    yield* strokeLines(ctx, view, arcs, station, { color: '#22313d', width: Math.max(0.9, 2.3 * thin), alpha: 0.9 });
    if (new Set(stations.county).size > 1) {
      yield* strokeLines(ctx, view, arcs, county, { color: '#ffffff', width: Math.max(2.6, 5.5 * thin), alpha: 0.7 });
      yield* strokeLines(ctx, view, arcs, county, { color: '#7a2f1d', width: Math.max(1.4, 2.8 * thin) });
    }
  }
}

// Ways: from rooms to their villages, joined pieces (R06), bridges over breaks of the network, officers who move.
function paintWays(ctx, view, plan) {
  const { villages: v, rooms: r } = at;
  if (shown.has('travel')) {
    strokePairs(
      ctx,
      view,
      plan.members.flatMap((own, room) =>
        own
          .filter((village) => village !== rooms.host[room])
          .map((village) => [r.x[room], r.y[room], v.x[village], v.y[village]]),
      ),
      { color: '#20455f', width: 1.1, alpha: 0.7 },
    );
  }
  if (shown.has('links'))
    strokePairs(
      ctx,
      view,
      data.links.map(([a, b]) => [v.x[a], v.y[a], v.x[b], v.y[b]]),
      { color: '#b3261e', width: 2.4, dash: [7, 6] },
    );
  if (shown.has('repairs')) {
    strokePairs(
      ctx,
      view,
      data.repairs.map(([ax, ay, bx, by]) => {
        const a = toWorld(ay * DEGREE, ax * DEGREE),
          b = toWorld(by * DEGREE, bx * DEGREE);
        return [a.x, a.y, b.x, b.y];
      }),
      { color: '#7b1fa2', width: 2.6, dash: [3, 3] },
    );
  }
  if (shown.has('moves'))
    strokePairs(ctx, view, moveLines(plan), { color: '#8a3ffc', width: 1.3, alpha: 0.8, arrow: 7 });
}

// From where an officer stands today to where the plan puts the officer.
function moveLines(plan) {
  const out = [];
  plan.person.forEach((officer, post) => {
    if (!isMoved(plan, post)) return;
    const from =
      posts.nowVillage[officer] >= 0
        ? [at.villages, posts.nowVillage[officer]]
        : posts.nowRoom[officer] >= 0
          ? [at.rooms, posts.nowRoom[officer]]
          : null;
    const room = plan.roomsOfPost[post][0],
      to =
        posts.lead[post] && room !== undefined
          ? [at.rooms, room]
          : plan.served[post].length
            ? [at.villages, plan.served[post][0]]
            : null;
    if (from && to) out.push([from[0].x[from[1]], from[0].y[from[1]], to[0].x[to[1]], to[0].y[to[1]]]);
  });
  return out;
}

// The soft edge of the land, so that it stands out from the paper.
function* shore(ctx, view) {
  const rim = (arc) => side(arc, 1) < 0;
  for (const [width, alpha] of [
    [14, 0.05],
    [8, 0.07],
    [4, 0.1],
  ])
    yield* strokeLines(ctx, view, arcs, rim, { color: '#3b5568', width, alpha });
}

// The whole picture of this plan.
function* paintPlan(ctx, view) {
  if (!data.basemap) yield* shore(ctx, view);
  yield* fillVillages(ctx, view, live, rooms.colour, data.basemap ? 0.55 : 1);
  yield* borderLines(ctx, view, live);
  yield* editedRim(ctx, view);
  paintWays(ctx, view, live);
  yield;
  if (compare.on) {
    yield* changedRim(ctx, view);
    yield;
  }
  yield* paintMarks(ctx, view, live);
  yield* paintLabels(ctx, view);
}
// The other plan, for the swipe: the same ground, its own zones and rooms.
function* paintOther(ctx, view) {
  if (!data.basemap) yield* shore(ctx, view);
  yield* fillVillages(ctx, view, data.other, data.other.colour, data.basemap ? 0.55 : 1);
  yield* borderLines(ctx, view, data.other);
  yield* changedRim(ctx, view);
  data.other.host.forEach((_, room) =>
    badge(ctx, compare.at.x[room] * view.scale + view.dx, compare.at.y[room] * view.scale + view.dy, markSize(view), {
      fill: '#5b6770',
    }),
  );
  yield* paintLabels(ctx, view, false);
}
// Villages that the reader has given to another room.
function* editedRim(ctx, view) {
  const moved = (village) => village >= 0 && live.room[village] !== first.room[village];
  if (live === first) return;
  const rim = (arc) => moved(side(arc, 0)) || moved(side(arc, 1));
  yield* strokeLines(ctx, view, arcs, rim, { color: '#ffffff', width: 5, alpha: 0.9 });
  yield* strokeLines(ctx, view, arcs, rim, { color: '#7d3cc8', width: 2.4 });
}
// Villages that the two plans give to different rooms, hatched.
function* changedRim(ctx, view) {
  const changed = (village) => village >= 0 && compare.changed.has(village);
  ctx.save();
  ctx.beginPath();
  for (const village of compare.changed) if (view.sees(boxes, village)) traceVillage(ctx, village, view);
  ctx.clip('evenodd');
  Object.assign(ctx, { strokeStyle: '#b3261e', lineWidth: 1, globalAlpha: 0.5 });
  ctx.beginPath();
  for (let x = -view.height; compare.changed.size && x < view.width; x += 8) {
    ctx.moveTo(x, 0);
    ctx.lineTo(x + view.height, view.height);
  }
  ctx.stroke();
  ctx.restore();
  yield* strokeLines(ctx, view, arcs, (arc) => changed(side(arc, 0)) !== changed(side(arc, 1)), {
    color: '#b3261e',
    width: 1.8,
    alpha: 0.9,
  });
}
