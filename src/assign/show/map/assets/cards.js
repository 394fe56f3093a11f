// The card: facts about what was picked, why it is so, and the ways on from it.

const fact = (key, value) =>
  value === '' || value == null ? null : el('div', { class: 'fact' }, el('dt', {}, say(key)), el('dd', {}, value));
const way = (text, kind, thing, extra = '') => button(text, () => pick(kind, thing), { class: `way ${extra}` });
const badges = (...texts) =>
  el(
    'p',
    { class: 'badges' },
    texts.filter(Boolean).map((text) => el('span', {}, text)),
  );
const ways = (title, kind, things, name) =>
  things.length
    ? [
        el('h3', {}, title),
        el(
          'div',
          { class: 'ways' },
          things.map((thing) => way(name(thing), kind, thing)),
        ),
      ]
    : [];
const people = (numbers) =>
  numbers.length
    ? el(
        'div',
        { class: 'ways' },
        numbers.map((officer) =>
          way(`${officerName(officer)} · ${say(`role.${posts.role[officer]}`)}`, 'officer', officer),
        ),
      )
    : say('map.nobody');
const standing = (postNumbers) => people(postNumbers.map((post) => live.person[post]));
function bar(value, of = 100) {
  const meter = el('span', { class: 'meter' }, el('i'));
  meter.firstChild.style.width = `${Math.max(0, Math.min(100, (100 * value) / of))}%`;
  return el('span', { class: 'with-meter' }, number(value), meter);
}
// The plan's exceptions about a thing, each leading into the list.
function exceptionNotes(kind, thing) {
  const rows = data.exceptions.map((row, index) => [row, index]).filter(([row]) => row[2] === kind && row[7] === thing);
  return rows.length
    ? el(
        'div',
        { class: 'notes' },
        rows.map(([row, index]) =>
          button(ruleName(row[0]), () => showException(index), { class: `flag is-${row[1]}` }),
        ),
      )
    : null;
}
const neighbouringRooms = (room) =>
  [...new Set(live.members[room].flatMap((village) => neighbours[village]).map((village) => live.room[village]))]
    .filter((other) => other >= 0 && other !== room)
    .sort((a, b) => a - b);

const CARDS = {
  village(village) {
    const room = live.room[village],
      leads = room < 0 ? [] : leadsOf(live, room);
    const helpers = live.postsOfVillage[village].filter((post) => !posts.lead[post]);
    return [
      villages.name[village],
      say('entity.village'),
      [
        badges(
          say(villages.urban[village] ? 'kind.urban' : 'kind.rural'),
          villages.host[village] && say('map.hosts-room'),
          villages.post[village] && say('map.has-workstation'),
          room !== first.room[village] && say('map.edited'),
        ),
        exceptionNotes('village', village),
        el(
          'dl',
          {},
          fact('map.code', villages.id[village]),
          fact('map.station', way(stationName(villages.station[village]), 'station', villages.station[village])),
          fact('map.room', room < 0 ? say('map.none') : way(roomName(room), 'room', room)),
          fact('map.travel', minutes(live.travel[village])),
          fact('map.population', number(villages.population[village])),
          villages.households[village] ? fact('map.households', number(villages.households[village])) : null,
          fact('map.complexity', bar(villages.complexity[village])),
          fact('map.hours', hours(villages.hours[village])),
          posts.id.length ? fact('map.lead', standing(leads)) : null,
          posts.id.length ? fact('map.helpers', standing(helpers)) : null,
        ),
        ...why('village', villages.id[village], [nearness(village)]),
        ...otherRooms(village),
        ...ways(say('map.neighbours'), 'village', neighbours[village], (other) => villages.name[other]),
        noteBox('village', villages.id[village]),
      ],
    ];
  },
  room(room) {
    const zone = live.members[room].slice().sort((a, b) => live.travel[a] - live.travel[b]);
    const others = live.postsOfRoom[room].filter((post) => !posts.lead[post]);
    const took = zone.map((village) => live.travel[village]);
    return [
      roomName(room),
      say('entity.room'),
      [
        badges(
          sayOr(`site.${rooms.site[room]}`, rooms.site[room]),
          sayOr(`site-status.${rooms.status[room]}`, rooms.status[room]),
          live.lockedRooms.has(room) && say('map.locked'),
        ),
        exceptionNotes('room', room),
        el(
          'dl',
          {},
          fact('map.code', rooms.id[room]),
          fact('map.station', way(stationName(rooms.station[room]), 'station', rooms.station[room])),
          rooms.area[room] >= 0 ? fact('map.area', way(areas.id[rooms.area[room]], 'area', rooms.area[room])) : null,
          fact('map.village-count', String(zone.length)),
          fact('map.population', number(zone.reduce((sum, village) => sum + villages.population[village], 0))),
          fact('map.hours', hours(live.hours[room])),
          fact(
            'map.mean-max',
            `${minutes(took.reduce((sum, value) => sum + value, 0) / Math.max(1, took.length))} / ${minutes(Math.max(0, ...took))}`,
          ),
          posts.id.length ? fact('map.lead', standing(leadsOf(live, room))) : null,
          others.length ? fact('map.helpers', standing(others)) : null,
        ),
        lockButton('lock-room', 'room_id', rooms.id[room]),
        ...why('room', rooms.id[room], zoneReasons(room)),
        ...(weighed('room', rooms.id[room]).length
          ? [el('h3', {}, say('map.alternatives')), el('ul', { class: 'others' }, weighed('room', rooms.id[room]))]
          : []),
        el('h3', {}, say('map.zone-villages')),
        el(
          'table',
          {},
          el(
            'tbody',
            {},
            zone.map((village) =>
              el(
                'tr',
                {},
                el('td', {}, way(villages.name[village], 'village', village)),
                el('td', {}, minutes(live.travel[village])),
                el('td', {}, hours(villages.hours[village])),
              ),
            ),
          ),
        ),
        ...ways(say('map.neighbour-rooms'), 'room', neighbouringRooms(room), roomName),
        noteBox('room', rooms.id[room]),
      ],
    ];
  },
  officer: (officer) => officerCard(officer),
  station(station) {
    const own = [...rooms.id.keys()].filter((room) => rooms.station[room] === station);
    const staff = [...posts.id.keys()].filter((post) => posts.station[post] === station);
    const open = data.exceptions.filter((row) => row[8] === station).length;
    return [
      stationName(station),
      say('entity.station'),
      [
        badges(stations.remote[station] && say('map.remote')),
        exceptionNotes('station', station),
        el(
          'dl',
          {},
          fact('map.code', stations.id[station]),
          fact('map.village-count', String(AREA.station(station).length)),
          fact('map.rooms', String(own.length)),
          staff.length
            ? fact(
                'map.staff',
                ['police', 'auxiliary', 'assistant']
                  .map((role) => [role, staff.filter((post) => posts.role[post] === role).length])
                  .filter(([, count]) => count)
                  .map(([role, count]) => `${say(`role.${role}`)} ${count}`)
                  .join(' · '),
              )
            : null,
          open
            ? fact(
                'map.tab-exceptions',
                button(String(open), () => showExceptionsOf(station), { class: 'way' }),
              )
            : null,
        ),
        ...ways(say('map.rooms'), 'room', own, roomName),
        noteBox('station', stations.id[station]),
      ],
    ];
  },
  area(area) {
    const chief = postById.get(areas.chief[area]);
    const staff = [...new Set(areas.rooms[area].flatMap((room) => live.postsOfRoom[room]))];
    return [
      areas.id[area],
      say('map.area'),
      [
        el(
          'dl',
          {},
          fact('map.chief', chief === undefined ? areas.chief[area] || say('map.nobody') : people([chief])),
          fact('map.rooms', String(areas.rooms[area].length)),
          fact('map.village-count', String(AREA.area(area).length)),
        ),
        ...ways(say('map.rooms'), 'room', areas.rooms[area], roomName),
        ...ways(
          say('map.staff'),
          'officer',
          staff.map((post) => live.person[post]),
          officerName,
        ),
      ],
    ];
  },
};

function showCard() {
  const card = $('card');
  card.hidden = !state.picked;
  if (!state.picked) return;
  const [title, kind, parts] = CARDS[state.picked.kind](state.picked.thing);
  card.replaceChildren(
    el(
      'header',
      {},
      el('p', { class: 'kind' }, kind),
      el('h2', {}, title),
      button('×', unpick, { class: 'close', 'aria-label': say('map.close') }),
    ),
    ...parts.flat().filter(Boolean),
  );
  card.scrollTop = 0;
}
