// Everything on the map as tables: for those who do not see it, or work by keyboard.

const tableShown = { kind: 'rooms' };
const TABLES = {
  rooms: {
    heads: ['map.room', 'map.village-count', 'map.hours-short', 'map.farthest'],
    of: (station) => [...rooms.id.keys()].filter((room) => rooms.station[room] === station),
    row: (room) => [
      way(roomName(room), 'room', room),
      String(live.members[room].length),
      number(live.hours[room]),
      number(Math.max(0, ...live.members[room].map((village) => live.travel[village]))),
    ],
  },
  villages: {
    heads: ['entity.village', 'map.room', 'map.minutes', 'map.complexity-short'],
    of: (station) => AREA.station(station),
    row: (village) => [
      way(villages.name[village], 'village', village),
      live.room[village] < 0 ? '–' : roomName(live.room[village]),
      live.travel[village] < 0 ? '–' : number(live.travel[village]),
      number(villages.complexity[village], 0),
    ],
  },
  officers: {
    heads: ['entity.officer', 'map.role', 'map.ability-short', 'map.hours-short'],
    of: (station) => [...posts.id.keys()].filter((officer) => posts.station[officer] === station),
    row: (officer) => [
      way(officerName(officer), 'officer', officer),
      say(`role.${posts.role[officer]}`),
      number(abilityOf(officer), 0),
      number(hoursOfPost(live, live.postOf[officer])),
    ],
  },
};

function fillTables() {
  const kinds = Object.keys(TABLES).filter((kind) => kind !== 'officers' || posts.id.length);
  const table = TABLES[tableShown.kind];
  $('tab-tables').replaceChildren(
    el(
      'div',
      { class: 'switch', role: 'group', 'aria-label': say('map.tab-tables') },
      kinds.map((kind) =>
        button(
          say(`map.table-${kind}`),
          () => {
            tableShown.kind = kind;
            fillTables();
            $(`list-${kind}`).focus();
          },
          { id: `list-${kind}`, 'aria-pressed': String(kind === tableShown.kind) },
        ),
      ),
    ),
    ...[...stations.id.keys()]
      .map((station) => [station, table.of(station)])
      .filter(([, own]) => own.length)
      .map(([station, own], n) =>
        folded(
          n === 0 || rooms.id.length < 30,
          [stationName(station), count(own.length)],
          () => [
            el(
              'table',
              { class: 'list' },
              headRow(table.heads),
              el(
                'tbody',
                {},
                own.map((thing) =>
                  el(
                    'tr',
                    {},
                    table
                      .row(thing)
                      .map((cell, column) => el(column ? 'td' : 'th', column ? {} : { scope: 'row' }, cell)),
                  ),
                ),
              ),
            ),
          ],
          'station',
        ),
      ),
    ...unusedPart(),
  );
}
// Officers without a post stand below their table, with the reason.
function unusedPart() {
  if (tableShown.kind !== 'officers' || !data.unused.id.length) return [];
  return [
    folded(
      false,
      [say('map.unused'), count(data.unused.id.length)],
      () => [
        el(
          'ul',
          { class: 'plain' },
          data.unused.id.map((id, n) =>
            el(
              'li',
              {},
              el('strong', {}, data.unused.name[n] || id),
              ` ${say(`role.${data.unused.role[n]}`)}`,
              el('span', { class: 'small' }, sentence(data.unused.reason[n])),
            ),
          ),
        ),
      ],
      'station',
    ),
  ];
}
