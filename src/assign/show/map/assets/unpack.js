// Whole numbers out of short text: base64, seven bits a byte, low ones first, folded sign (`pack.py` writes them).

function unpack(text) {
  const bytes = atob(text);
  const out = [];
  let value = 0,
    unit = 1;
  for (let i = 0; i < bytes.length; i += 1) {
    const byte = bytes.charCodeAt(i);
    value += (byte & 127) * unit;
    if (byte > 127) {
      unit *= 128;
      continue;
    }
    out.push(value % 2 ? -(value + 1) / 2 : value / 2);
    value = 0;
    unit = 1;
  }
  return out;
}

// Lines as one run of coordinates: `start[n]` is where line n begins in `x` and `y`, `start[n + 1]` where it ends.
function unpackLines({ lengths, steps }) {
  const counts = unpack(lengths),
    moves = unpack(steps);
  const start = new Int32Array(counts.length + 1);
  counts.forEach((count, line) => {
    start[line + 1] = start[line] + count;
  });
  const x = new Float64Array(moves.length / 2),
    y = new Float64Array(moves.length / 2);
  for (let i = 0, lon = 0, lat = 0; i < x.length; i += 1) {
    lon += moves[2 * i];
    lat += moves[2 * i + 1];
    x[i] = lon;
    y[i] = lat;
  }
  return { start, x, y, count: counts.length };
}
