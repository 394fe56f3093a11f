// Measure along the ground: geodesics on the ellipsoid, added up from click to click.

const measure = { on: false, points: [] };

// Length of the geodesic between two places in metres (Vincenty 1975, inverse problem, WGS 84).
function geodesic([lat1, lon1], [lat2, lon2]) {
  const a = 6378137,
    f = 1 / 298.257223563,
    b = a * (1 - f),
    rad = Math.PI / 180,
    gap = (lon2 - lon1) * rad;
  const u1 = Math.atan((1 - f) * Math.tan(lat1 * rad)),
    u2 = Math.atan((1 - f) * Math.tan(lat2 * rad));
  const [s1, c1, s2, c2] = [Math.sin(u1), Math.cos(u1), Math.sin(u2), Math.cos(u2)];
  let lambda = gap;
  for (let round = 0; round < 100; round += 1) {
    const sinL = Math.sin(lambda),
      cosL = Math.cos(lambda);
    const sinS = Math.hypot(c2 * sinL, c1 * s2 - s1 * c2 * cosL);
    if (!sinS) return 0;
    const cosS = s1 * s2 + c1 * c2 * cosL,
      sigma = Math.atan2(sinS, cosS),
      sinA = (c1 * c2 * sinL) / sinS,
      cos2A = 1 - sinA * sinA;
    const cosM = cos2A ? cosS - (2 * s1 * s2) / cos2A : 0,
      c = (f / 16) * cos2A * (4 + f * (4 - 3 * cos2A));
    const next = gap + (1 - c) * f * sinA * (sigma + c * sinS * (cosM + c * cosS * (2 * cosM * cosM - 1)));
    if (Math.abs(next - lambda) > 1e-12) {
      lambda = next;
      continue;
    }
    const k = (cos2A * (a * a - b * b)) / (b * b),
      big = 1 + (k / 16384) * (4096 + k * (k * (320 - 175 * k) - 768)),
      small = (k / 1024) * (256 + k * (k * (74 - 47 * k) - 128));
    const rest =
      small *
      sinS *
      (cosM +
        (small / 4) *
          (cosS * (2 * cosM * cosM - 1) - (small / 6) * cosM * (4 * sinS * sinS - 3) * (4 * cosM * cosM - 3)));
    return b * big * (sigma - rest);
  }
  return NaN;
}
const metres = (value) => (value < 1000 ? `${number(value, 0)} m` : `${fixed(value / 1000, value < 1e4 ? 2 : 1)} km`);
const measuredLength = () =>
  measure.points.slice(1).reduce((sum, point, n) => sum + geodesic(measure.points[n], point), 0);

function setMeasure(on) {
  measure.on = on;
  measure.points = [];
  $('measure').setAttribute('aria-pressed', String(on));
  document.body.classList.toggle('measuring', on);
  sayLength();
}
function addPoint(latlng) {
  measure.points.push([latlng.lat, latlng.lng]);
  sayLength();
}
function sayLength() {
  const box = $('measured');
  box.hidden = !measure.on;
  box.textContent =
    measure.points.length < 2 ? say('map.measure-help') : fill('map.measured', { length: metres(measuredLength()) });
  map.top.request();
}
function paintMeasure(ctx, view) {
  if (!measure.points.length) return;
  const places = measure.points.map(([lat, lon]) => toWorld(lat, lon));
  const pairs = places.slice(1).map((to, n) => [places[n].x, places[n].y, to.x, to.y]);
  strokePairs(ctx, view, pairs, { color: '#ffffff', width: 6, alpha: 0.9 });
  strokePairs(ctx, view, pairs, { color: '#0b6e4f', width: 2.6 });
  for (const { x, y } of places) dot(ctx, x * view.scale + view.dx, y * view.scale + view.dy, 5, '#0b6e4f');
}
