// Why things stand as they do: what the plan says, what `explain` found where it was asked, and what else there was.

const explainedOf = (kind, id) => data.explained[`${kind}:${id}`] || { reasons: [], alternatives: [] };
const costText = (value) => fill('map.cost-change', { cost: signed(value) });
const breaks = (rules) => (rules.length ? el('span', { class: 'breaks' }, [...new Set(rules)].join(' ')) : null);

function why(kind, id, own) {
  const lines = [...own.filter(Boolean), ...explainedOf(kind, id).reasons.map(sentence)];
  return lines.length
    ? [
        el('h3', {}, say('map.why')),
        el(
          'ul',
          { class: 'why' },
          lines.map((line) => el('li', {}, line)),
        ),
      ]
    : [];
}
// Alternatives that `explain` has weighed.
function weighed(kind, id) {
  return explainedOf(kind, id).alternatives.map(([instead, cost, rules, officer]) =>
    el(
      'li',
      {},
      postById.has(officer) ? way(officerName(postById.get(officer)), 'officer', postById.get(officer)) : null,
      el('span', {}, sentence(instead)),
      el('span', { class: 'cost' }, cost == null ? '' : `${costText(cost)} `, breaks(rules)),
    ),
  );
}

// How the room of a village compares with the others that could serve it.
function nearness(village) {
  const room = live.room[village];
  if (room < 0) return '';
  if (rooms.host[room] === village) return say('map.why-host');
  if (room !== first.room[village]) return fill('map.why-edited', { room: roomName(first.room[village]) });
  const nearer = [...near.keys()].filter(
    (other) =>
      other !== room &&
      rooms.station[other] === rooms.station[room] &&
      !isCommunal(live, other) &&
      near[other].has(village) &&
      near[other].get(village) < live.travel[village],
  );
  if (!nearer.length) return say('map.why-nearest');
  const best = nearer.sort((a, b) => near[a].get(village) - near[b].get(village))[0];
  return fill('map.why-not-nearest', {
    room: roomName(best),
    minutes: number(near[best].get(village)),
    own: number(live.travel[village]),
  });
}

// Rooms beside a village, and what it would cost and break to give it to them.
function otherRooms(village) {
  const room = live.room[village];
  const extra = weighed('village', villages.id[village]);
  if (room < 0 || rooms.host[room] === village)
    return extra.length ? [el('h3', {}, say('map.alternatives')), el('ul', { class: 'others' }, extra)] : [];
  const rows = roomsBeside(live, village).map((other) => {
    const edit = { kind: 'move-village', village_id: villages.id[village], from: rooms.id[room], to: rooms.id[other] };
    const { cost, broken } = trial(edit);
    const locked = live.lockedRooms.has(room) || live.lockedRooms.has(other);
    return el(
      'li',
      {},
      way(roomName(other), 'room', other),
      el(
        'span',
        { class: 'cost' },
        near[other].has(village) ? minutes(near[other].get(village)) : '–',
        ' · ',
        `${costText(cost)} `,
        breaks(broken.map((found) => found.rule)),
      ),
      button(say('map.move-here'), () => commit(edit), {
        class: 'act',
        disabled: locked,
        'aria-label': fill('map.move-to', { village: villages.name[village], room: roomName(other) }),
      }),
    );
  });
  if (!rows.length && !extra.length) return [];
  return [
    el('h3', {}, say('map.alternatives')),
    el('ul', { class: 'others' }, rows, extra),
    el('p', { class: 'small' }, say('map.alternatives-note')),
  ];
}

// What a zone costs and how its hours stand to the target.
function zoneReasons(room) {
  const target = data.rules.target,
    lines = [];
  if (rooms.status[room] === 'existing') lines.push(say('map.why-existing'));
  if (rooms.status[room] === 'required') lines.push(say('map.why-required'));
  if (isCommunal(live, room)) lines.push(say('map.why-communal'));
  else if (target)
    lines.push(
      fill('map.why-hours', {
        hours: number(live.hours[room]),
        target: number(target),
        off: signed(live.hours[room] - target),
      }),
    );
  lines.push(fill('map.why-cost', { cost: number(zoneCost(live, room)) }));
  return lines;
}
