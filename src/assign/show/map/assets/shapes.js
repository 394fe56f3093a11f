// Places on a flat world: Mercator pixels of zoom 14 from the map's middle, and lines that know how much of them to draw.

const DEGREE = 1e-5,
  WORLD_ZOOM = 14,
  WORLD_PX = 256 * 2 ** WORLD_ZOOM;
const mercatorX = (lon) => ((lon + 180) / 360) * WORLD_PX;
const mercatorY = (lat) => (0.5 - Math.asinh(Math.tan((lat * Math.PI) / 180)) / (2 * Math.PI)) * WORLD_PX;
const middle = {
  x: mercatorX((data.bounds[0][1] + data.bounds[1][1]) / 2),
  y: mercatorY((data.bounds[0][0] + data.bounds[1][0]) / 2),
};
const toWorld = (lat, lon) => ({ x: mercatorX(lon) - middle.x, y: mercatorY(lat) - middle.y });
function toDegrees({ x, y }) {
  const lat = Math.atan(Math.sinh((0.5 - (y + middle.y) / WORLD_PX) * 2 * Math.PI)) * (180 / Math.PI);
  return [lat, ((x + middle.x) / WORLD_PX) * 360 - 180];
}

// Points of a table as world coordinates.
function placed(table) {
  const x = new Float32Array(table.x.length),
    y = new Float32Array(table.x.length);
  table.x.forEach((lon, n) => {
    const at = toWorld(table.y[n] * DEGREE, lon * DEGREE);
    x[n] = at.x;
    y[n] = at.y;
  });
  return { x, y };
}

// Lines with, for each point, how far the line would stand off without it (Douglas and Peucker 1973): a view draws the
// points that matter at its scale. Ends always stay, so borders that meet keep meeting.
function drawable(packed) {
  const { start, x: lon, y: lat, count } = unpackLines(packed);
  const x = new Float32Array(lon.length),
    y = new Float32Array(lon.length),
    weight = new Float32Array(lon.length);
  const box = new Float32Array(4 * count);
  for (let i = 0; i < lon.length; i += 1) {
    x[i] = mercatorX(lon[i] * DEGREE) - middle.x;
    y[i] = mercatorY(lat[i] * DEGREE) - middle.y;
  }
  for (let line = 0; line < count; line += 1) {
    const from = start[line],
      to = start[line + 1] - 1;
    let west = Infinity,
      north = Infinity,
      east = -Infinity,
      south = -Infinity;
    for (let i = from; i <= to; i += 1) {
      west = Math.min(west, x[i]);
      east = Math.max(east, x[i]);
      north = Math.min(north, y[i]);
      south = Math.max(south, y[i]);
    }
    box.set([west, north, east, south], 4 * line);
    weigh(x, y, weight, from, to);
  }
  return { start, x, y, weight, box, count };
}

function weigh(x, y, weight, from, to) {
  weight[from] = weight[to] = Infinity;
  const closed = to - from > 2 && x[from] === x[to] && y[from] === y[to];
  const open = [[from, to, Infinity]];
  while (open.length) {
    const [a, b, most] = open.pop();
    if (b - a < 2) continue;
    const dx = x[b] - x[a],
      dy = y[b] - y[a],
      length = Math.hypot(dx, dy);
    let far = -1,
      at = a + 1;
    for (let i = a + 1; i < b; i += 1) {
      const off =
        length > 0 ? Math.abs((x[i] - x[a]) * dy - (y[i] - y[a]) * dx) / length : Math.hypot(x[i] - x[a], y[i] - y[a]);
      if (off > far) {
        far = off;
        at = i;
      }
    }
    // A ring without junctions must not fold into a line: its farthest point stays, too.
    weight[at] = closed && a === from && b === to ? Infinity : Math.min(far, most);
    open.push([a, at, weight[at]], [at, b, weight[at]]);
  }
}

const arcs = drawable(data.shapes.arcs);
const roads = data.roads.map(drawable);
const at = { villages: placed(villages), rooms: placed(rooms), stations: placed(stations) };

// Rings of each village as arc numbers, below zero where the arc is run backwards; the two villages beside each arc.
const rings = [],
  sides = new Int32Array(2 * arcs.count).fill(-1),
  boxes = new Float32Array(4 * villages.id.length);
(function readPolygons() {
  const run = unpack(data.shapes.polygons);
  let i = 0,
    arc = 0;
  for (let village = 0; village < villages.id.length; village += 1) {
    const own = [];
    let [west, north, east, south] = [Infinity, Infinity, -Infinity, -Infinity];
    for (let polygons = run[i++]; polygons > 0; polygons -= 1) {
      for (let count = run[i++]; count > 0; count -= 1) {
        const ring = new Int32Array(run[i++]);
        for (let n = 0; n < ring.length; n += 1) {
          const code = run[i++],
            back = code & 1;
          arc += (code - back) / 2;
          ring[n] = back ? -1 - arc : arc;
          sides[2 * arc + (sides[2 * arc] < 0 ? 0 : 1)] = village;
          west = Math.min(west, arcs.box[4 * arc]);
          north = Math.min(north, arcs.box[4 * arc + 1]);
          east = Math.max(east, arcs.box[4 * arc + 2]);
          south = Math.max(south, arcs.box[4 * arc + 3]);
        }
        own.push(ring);
      }
    }
    if (!own.length) {
      west = east = at.villages.x[village];
      north = south = at.villages.y[village];
    }
    rings.push(own);
    boxes.set([west, north, east, south], 4 * village);
  }
})();

// The village at a place of the world: even-odd count of the edges to its east, at full precision.
function villageAt(px, py) {
  for (let village = 0; village < villages.id.length; village += 1) {
    const b = 4 * village;
    if (px < boxes[b] || px > boxes[b + 2] || py < boxes[b + 1] || py > boxes[b + 3]) continue;
    let inside = false;
    for (const ring of rings[village]) {
      for (const code of ring) {
        const arc = code < 0 ? -1 - code : code;
        for (let i = arcs.start[arc] + 1; i < arcs.start[arc + 1]; i += 1) {
          const { x, y } = arcs;
          if (y[i] > py !== y[i - 1] > py && px < ((x[i - 1] - x[i]) * (py - y[i])) / (y[i - 1] - y[i]) + x[i])
            inside = !inside;
        }
      }
    }
    if (inside) return village;
  }
  return -1;
}

// The box around villages, as Leaflet's bounds.
function boundsOf(numbers) {
  const box = [Infinity, Infinity, -Infinity, -Infinity];
  for (const n of numbers) {
    box[0] = Math.min(box[0], boxes[4 * n]);
    box[1] = Math.min(box[1], boxes[4 * n + 1]);
    box[2] = Math.max(box[2], boxes[4 * n + 2]);
    box[3] = Math.max(box[3], boxes[4 * n + 3]);
  }
  return L.latLngBounds(toDegrees({ x: box[0], y: box[1] }), toDegrees({ x: box[2], y: box[3] }));
}
