// The card: facts about what was picked, and the ways on from it.

const fact = (key, value) => (value === '' || value == null ? null : el('div', { class: 'fact' },
  el('dt', {}, say(key)), el('dd', {}, value)));
const way = (text, kind, number, extra = '') => el('button', { type: 'button', class: `way ${extra}`, click: () => pick(kind, number) }, text);
const badges = (...texts) => el('p', { class: 'badges' }, ...texts.filter(Boolean).map((text) => el('span', {}, text)));
const people = (numbers) => (numbers.length ? el('div', { class: 'ways' },
  ...numbers.map((number) => way(`${officerName(number)} · ${say(`role.${posts.role[number]}`)}`, 'officer', number))) : say('map.nobody'));
const leadOf = (room) => {
  const number = room < 0 ? undefined : postById.get(rooms.lead[room]);
  if (number !== undefined) return people([number]);
  return room >= 0 && rooms.lead[room] ? rooms.lead[room] : say('map.nobody');
};
const exceptionsOf = (kind, number) => {
  const rows = data.exceptions.map((row, index) => [row, index]).filter(([row]) => row[2] === kind && row[7] === number);
  return rows.length ? el('div', { class: 'notes' }, ...rows.map(([row, index]) => el('button', {
    type: 'button', class: `note is-${row[1]}`, click: () => showException(index) }, `${row[0]} ${sayOr(`rule.${row[0]}.title`, '')}`))) : null;
};

const CARDS = {
  village(number) {
    const room = villages.room[number], lead = room < 0 ? undefined : postById.get(rooms.lead[room]);
    const helpers = postsOfVillage[number].filter((post) => post !== lead && !posts.lead[post]);
    return [villages.name[number], say('entity.village'), [
      badges(villages.urban[number] ? say('kind.urban') : say('kind.rural'),
        villages.host[number] && say('map.hosts-room'), villages.post[number] && say('map.has-workstation')),
      exceptionsOf('village', number),
      el('dl', {},
        fact('map.code', villages.id[number]),
        fact('map.station', stationText(villages.station[number])),
        fact('map.room', room < 0 ? say('map.none') : way(roomName(room), 'room', room)),
        fact('map.travel', minutes(villages.travel[number])),
        fact('map.population', group(villages.population[number])),
        fact('map.complexity', bar(villages.complexity[number])),
        fact('map.hours', hours(villages.hours[number])),
        posts.id.length ? fact('map.lead', leadOf(room)) : null,
        posts.id.length ? fact('map.helpers', people(helpers)) : null),
    ]];
  },
  room(number) {
    const zone = members[number].slice().sort((a, b) => villages.travel[a] - villages.travel[b]);
    const others = postsOfRoom[number].filter((post) => posts.id[post] !== rooms.lead[number]);
    return [roomName(number), say('entity.room'), [
      badges(sayOr(`site.${rooms.site[number]}`, rooms.site[number]), sayOr(`site-status.${rooms.status[number]}`, rooms.status[number])),
      exceptionsOf('room', number),
      el('dl', {},
        fact('map.code', rooms.id[number]),
        fact('map.station', stationText(rooms.station[number])),
        fact('map.village-count', String(zone.length)),
        fact('map.population', group(rooms.population[number])),
        fact('map.hours', hours(rooms.hours[number])),
        fact('map.mean-max', `${minutes(rooms.mean[number])} / ${minutes(rooms.max[number])}`),
        posts.id.length ? fact('map.lead', leadOf(number)) : null,
        others.length ? fact('map.helpers', people(others)) : null),
      el('h3', {}, say('map.zone-villages')),
      el('table', {}, el('tbody', {}, ...zone.map((village) => el('tr', {},
        el('td', {}, way(villages.name[village], 'village', village)),
        el('td', {}, minutes(villages.travel[village])),
        el('td', {}, hours(villages.hours[village])))))),
    ]];
  },
  officer(number) {
    return [officerName(number), say(`role.${posts.role[number]}`), [
      badges(posts.lead[number] && say('map.is-lead'), posts.changed[number] && say('map.is-moved')),
      exceptionsOf('officer', number),
      el('dl', {},
        fact('map.code', posts.id[number]),
        fact('map.station', posts.station[number] < 0 ? '' : stationText(posts.station[number])),
        fact('map.room', posts.room[number] < 0 ? say('map.none') : way(roomName(posts.room[number]), 'room', posts.room[number])),
        fact('map.ability', bar(posts.ability[number])),
        fact('map.complexity', bar(posts.complexity[number])),
        fact('map.hours', hours(posts.hours[number]))),
      el('h3', {}, say('map.why')), el('p', { class: 'why' }, sentence(posts.reason[number])),
      el('h3', {}, say('map.serves')),
      el('div', { class: 'ways' }, ...posts.villages[number].map((village) => way(villages.name[village], 'village', village))),
    ]];
  },
  station(number) {
    const own = rooms.id.map((_, room) => room).filter((room) => rooms.station[room] === number);
    const served = villages.station.filter((station) => station === number).length;
    return [stationText(number), say('entity.station'), [
      badges(stations.remote[number] && say('map.remote')),
      exceptionsOf('station', number),
      el('dl', {}, fact('map.code', stations.id[number]), fact('map.village-count', String(served)), fact('map.rooms', String(own.length))),
      el('h3', {}, say('map.rooms')),
      el('div', { class: 'ways' }, ...own.map((room) => way(roomName(room), 'room', room))),
    ]];
  },
};
const stationText = (number) => stations.name[number] || stations.id[number];
function bar(value) {
  const meter = el('span', { class: 'meter' }, el('i'));
  meter.firstChild.style.width = `${Math.max(0, Math.min(100, value))}%`;
  return el('span', { class: 'with-meter' }, group(value), meter);
}

const AREA = {
  village: (number) => (villages.room[number] < 0 ? [number] : members[villages.room[number]]),
  room: (number) => members[number],
  officer: (number) => posts.villages[number],
  station: (number) => villages.id.map((_, village) => village).filter((village) => villages.station[village] === number),
};

function pick(kind, number, { move = true } = {}) {
  state.picked = { kind, number };
  showCard();
  const area = AREA[kind](number);
  highlight(area, kind === 'village' ? number : -1);
  if (!move || !area.length) return;
  const bounds = L.latLngBounds(area.flatMap((village) => {
    const b = map.fills[village].getBounds();
    return b.isValid() ? [b.getSouthWest(), b.getNorthEast()] : [point(villages, village)];
  }));
  const seen = map.leaflet.getBounds();
  const far = map.leaflet.getZoom() < map.home + 1;
  if (far || !seen.contains(bounds)) map.leaflet.fitBounds(bounds.pad(0.6), { ...margins(), maxZoom: map.home + 4, animate: !still() });
}

function showCard() {
  const card = $('card');
  card.hidden = !state.picked;
  if (!state.picked) return;
  const [title, kind, parts] = CARDS[state.picked.kind](state.picked.number);
  card.replaceChildren(
    el('header', {}, el('p', { class: 'kind' }, kind), el('h2', {}, title),
      el('button', { type: 'button', class: 'close', 'aria-label': say('map.close'), click: unpick }, '×')),
    ...parts.filter(Boolean));
  card.scrollTop = 0;
}

function unpick() {
  state.picked = null;
  $('card').hidden = true;
  highlight([]);
}
