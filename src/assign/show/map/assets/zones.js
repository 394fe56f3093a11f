// What a zone costs, as the optimiser counts it (docs/design.md, "Cost of a zone"), and whether it hangs together.

// Minutes that count: those beyond a preferred limit (R09) count several times.
function weighedMinutes(took) {
  const { farthest, overFactor } = data.rules;
  return farthest && overFactor ? took + (overFactor - 1) * Math.max(0, took - farthest) : took;
}

// Officer-minutes a month of one zone: the way to its villages, and hours off the target. The site is left out: edits
// do not move it.
function zoneCost(plan, room) {
  let cost = 0;
  for (const village of plan.members[room]) {
    if (plan.travel[village] >= 0)
      cost += data.rules.travel * 2 * villages.visits[village] * weighedMinutes(plan.travel[village]);
  }
  if (plan.members[room].length && !isCommunal(plan, room))
    cost += data.rules.balance * 60 * Math.abs(plan.hours[room] - data.rules.target);
  return cost;
}
const costOf = (plan, numbers) => numbers.reduce((sum, room) => sum + zoneCost(plan, room), 0);

// The pieces of a zone: 1 when its villages hang together by borders and joins (R06).
function piecesOf(plan, room) {
  const left = new Set(plan.members[room]);
  let pieces = 0;
  while (left.size) {
    const [begin] = left;
    const open = [begin];
    left.delete(begin);
    pieces += 1;
    while (open.length) for (const other of neighbours[open.pop()]) if (left.delete(other)) open.push(other);
  }
  return pieces;
}

// Rooms that touch a village and may take it: their zone, inside the scope that no zone may leave (R05).
function roomsBeside(plan, village) {
  const { nesting } = data.rules;
  const scope = (station) => (nesting === 'station' ? station : nesting === 'county' ? stations.county[station] : 0);
  const own = plan.room[village],
    home = scope(villages.station[village]);
  const found = new Set(neighbours[village].map((other) => plan.room[other]));
  return [...found]
    .filter((room) => room >= 0 && room !== own && scope(rooms.station[room]) === home && !isCommunal(plan, room))
    .sort((a, b) => a - b);
}
