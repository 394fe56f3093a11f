// Lines and areas on a canvas, a little at a time: every painter is a generator that pauses after a chunk of work.

const CHUNK = 160;

// Trace an arc or ring; points that matter less than half a pixel at this scale are left out.
function traceArc(ctx, lines, line, view, back = false, go = false) {
  const { x, y, weight, start } = lines,
    { scale, dx, dy } = view,
    least = 0.4 / scale;
  let moved = go;
  const from = start[line],
    to = start[line + 1] - 1;
  for (let n = 0; n <= to - from; n += 1) {
    const i = back ? to - n : from + n;
    if (weight[i] < least) continue;
    if (moved) ctx.lineTo(x[i] * scale + dx, y[i] * scale + dy);
    else {
      ctx.moveTo(x[i] * scale + dx, y[i] * scale + dy);
      moved = true;
    }
  }
}
function traceVillage(ctx, village, view) {
  for (const ring of rings[village]) {
    ring.forEach((code, n) => traceArc(ctx, arcs, code < 0 ? -1 - code : code, view, code < 0, n > 0));
    ctx.closePath();
  }
}

function* fillVillages(ctx, view, plan, palette, opacity) {
  ctx.globalAlpha = opacity;
  let count = 0;
  for (let village = 0; village < villages.id.length; village += 1) {
    if (!rings[village].length || !view.sees(boxes, village)) continue;
    ctx.beginPath();
    traceVillage(ctx, village, view);
    ctx.fillStyle = fillOf(village, plan, palette);
    ctx.fill('evenodd');
    if ((count += 1) % CHUNK === 0) yield;
  }
  ctx.globalAlpha = 1;
}

// Lines of one kind, a few hundred to a stroke.
function* strokeLines(ctx, view, lines, wanted, { color, width, dash = [], alpha = 1 }) {
  Object.assign(ctx, {
    strokeStyle: color,
    lineWidth: width,
    lineJoin: 'round',
    lineCap: dash.length ? 'butt' : 'round',
    globalAlpha: alpha,
  });
  ctx.setLineDash(dash);
  ctx.beginPath();
  let count = 0;
  for (let line = 0; line < lines.count; line += 1) {
    if (!view.sees(lines.box, line) || !wanted(line)) continue;
    traceArc(ctx, lines, line, view);
    if ((count += 1) % CHUNK === 0) {
      ctx.stroke();
      yield;
      ctx.beginPath();
    }
  }
  ctx.stroke();
  ctx.setLineDash([]);
  ctx.globalAlpha = 1;
}

// Straight lines between places of the world.
function strokePairs(ctx, view, pairs, { color, width, dash = [], alpha = 1, arrow = 0 }) {
  Object.assign(ctx, {
    strokeStyle: color,
    fillStyle: color,
    lineWidth: width,
    lineCap: dash.length ? 'butt' : 'round',
    globalAlpha: alpha,
  });
  ctx.setLineDash(dash);
  ctx.beginPath();
  const px = ([ax, ay, bx, by]) => [
    ax * view.scale + view.dx,
    ay * view.scale + view.dy,
    bx * view.scale + view.dx,
    by * view.scale + view.dy,
  ];
  const seen = pairs
    .map(px)
    .filter(
      ([ax, ay, bx, by]) =>
        Math.max(ax, bx) > 0 && Math.min(ax, bx) < view.width && Math.max(ay, by) > 0 && Math.min(ay, by) < view.height,
    );
  for (const [ax, ay, bx, by] of seen) {
    ctx.moveTo(ax, ay);
    ctx.lineTo(bx, by);
  }
  ctx.stroke();
  ctx.setLineDash([]);
  if (arrow) {
    ctx.beginPath();
    for (const [ax, ay, bx, by] of seen) {
      const turn = Math.atan2(by - ay, bx - ax);
      ctx.moveTo(bx, by);
      for (const side of [2.7, -2.7])
        ctx.lineTo(bx + arrow * Math.cos(turn + side), by + arrow * Math.sin(turn + side));
      ctx.closePath();
    }
    ctx.fill();
  }
  ctx.globalAlpha = 1;
}
