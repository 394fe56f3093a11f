// The rules that edits can break, looked at again in the page. `assign apply` checks all of them; this is the quick word.

// A finding: rule, what kind of thing, its number, what was found, what was expected (both ready to be shown).
const finding = (rule, kind, thing, found, expected) => ({
  rule,
  kind,
  thing,
  found: String(found),
  expected: String(expected),
  key: `${rule}|${kind}|${thing}`,
});

function* checkRoom(plan, room) {
  const own = plan.members[room],
    { least, most, ownRooms, nesting, farthest } = data.rules;
  const urban = own.filter((village) => villages.urban[village]);
  if (isCommunal(plan, room)) {
    if (own.length > 1) yield finding('R02', 'room', room, own.length, 1);
  } else {
    if (own.length < least || own.length > most) yield finding('R01', 'room', room, own.length, `${least}–${most}`);
    if (ownRooms && urban.length) yield finding('R02', 'room', room, urban.length, 0);
  }
  if (nesting === 'station' && own.some((village) => villages.station[village] !== rooms.station[room]))
    yield finding('R05', 'room', room, 2, 1);
  const pieces = piecesOf(plan, room);
  if (pieces > 1) yield finding('R06', 'room', room, fill('map.pieces', { count: pieces }), 1);
  for (const village of own) {
    if (farthest && plan.travel[village] > farthest)
      yield finding('R09', 'village', village, minutes(plan.travel[village]), `≤ ${minutes(farthest)}`);
    yield* checkVillage(plan, village);
  }
  if (posts.id.length && !leadsOf(plan, room).length) yield finding('R13', 'room', room, 0, 1);
}

function* checkVillage(plan, village) {
  if (!posts.id.length || !data.rules.maxVillages || villages.urban[village]) return;
  if (!plan.postsOfVillage[village].some((post) => posts.role[post] !== 'police'))
    yield finding('R14', 'village', village, 0, 1);
}

function* checkPost(plan, post) {
  const officer = plan.person[post],
    own = plan.served[post],
    { maxRooms, maxVillages, capacity } = data.rules;
  if (posts.lead[post]) {
    const led = plan.roomsOfPost[post].length;
    if (posts.role[officer] !== 'police')
      yield finding('R13', 'officer', officer, say(`role.${posts.role[officer]}`), say('role.police'));
    if (led > 1) yield finding('R13', 'officer', officer, led, led > maxRooms ? `≤ ${maxRooms}` : 1);
  }
  if (posts.role[post] !== 'police' && own.length > 1 && maxVillages)
    yield finding('R14', 'officer', officer, own.length, own.length > maxVillages ? `≤ ${maxVillages}` : 1);
  if (posts.role[post] !== 'police' && plan.roomsOfPost[post].length > 1)
    yield finding('R14', 'officer', officer, fill('map.zones-count', { count: plan.roomsOfPost[post].length }), 1);
  const barred = own.filter((village) => posts.avoid[officer].includes(village));
  if (barred.length)
    yield finding('R18', 'officer', officer, listed(barred.map((village) => villages.name[village])), say('map.none'));
  if (posts.role[officer] === 'assistant' && posts.home[officer] >= 0 && !own.includes(posts.home[officer])) {
    yield finding(
      'R18',
      'officer',
      officer,
      listed(own.map((village) => villages.name[village])),
      villages.name[posts.home[officer]],
    );
  }
  if (posts.pinned[officer] && isMoved(plan, post))
    yield finding('R19', 'officer', officer, say('map.is-moved'), say('map.is-pinned'));
  const load = capacity ? hoursOfPost(plan, post) : 0;
  if (load > capacity) yield finding('R16', 'officer', officer, hours(load), `≤ ${hours(capacity)}`);
}

// All findings of some rooms and posts, by key: by default of the whole plan.
function findingsOf(plan, roomNumbers = rooms.id.keys(), postNumbers = posts.id.keys()) {
  const out = new Map();
  for (const room of roomNumbers) for (const found of checkRoom(plan, room)) out.set(found.key, found);
  for (const post of postNumbers) for (const found of checkPost(plan, post)) out.set(found.key, found);
  return out;
}

// What a plan breaks that another does not: new findings, and those that weigh more than before.
function brokenSince(before, after) {
  return [...after.values()].filter((found) => !before.has(found.key) || before.get(found.key).found !== found.found);
}

// The figures that edits can change, under the keys of the metrics panel.
function measured(plan) {
  const took = plan.travel.filter((value, village) => plan.room[village] >= 0 && value >= 0);
  const sorted = took.slice().sort((a, b) => a - b);
  const share = (part) => sorted[Math.max(0, Math.ceil(part * sorted.length) - 1)];
  const mean = (values) => values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
  const loads = plan.hours.filter((_, room) => plan.members[room].length > 1),
    average = mean(loads);
  const out = {
    mean_travel_min: mean(took),
    median_travel_min: share(0.5),
    p90_travel_min: share(0.9),
    p95_travel_min: share(0.95),
    max_travel_min: share(1),
    mean_room_hours: average,
    min_room_hours: Math.min(...loads),
    max_room_hours: Math.max(...loads),
    spread_room_hours: (100 * Math.sqrt(mean(loads.map((value) => (value - average) ** 2)))) / average,
  };
  if (posts.id.length) {
    out.rooms_without_lead = rooms.id.filter((_, room) => !leadsOf(plan, room).length).length;
    out.villages_without_auxiliary = villages.id.filter(
      (_, village) => plan.room[village] >= 0 && [...checkVillage(plan, village)].length,
    ).length;
    out.moved = posts.id.filter((_, post) => isMoved(plan, post)).length;
  }
  return out;
}
