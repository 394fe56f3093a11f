// Search by name, by pinyin (whole or first letters) and by code, over villages, rooms, stations and officers.

const PINYIN = /^[a-z0-9 ]+$/;
let entries = null;

function allEntries() {
  const of = (kind, table, n, name) => {
    const syllables = (table.pinyin[n] || '').split(' ');
    return {
      kind,
      n,
      name,
      id: table.id[n],
      low: name.toLowerCase(),
      code: table.id[n].toLowerCase(),
      full: syllables.join(''),
      letters: syllables.map((one) => one[0] || '').join(''),
    };
  };
  const host = (room) => ({ pinyin: [villages.pinyin[rooms.host[room]]], id: [rooms.id[room]] });
  return [
    ...rooms.id.map((_, n) => ({ ...of('room', host(n), 0, roomName(n)), n })),
    ...villages.id.map((_, n) => of('village', villages, n, villages.name[n])),
    ...stations.id.map((_, n) => of('station', stations, n, stationName(n))),
    ...areas.id.map((id, n) => of('area', { ...areas, pinyin: [] }, n, id)),
    ...posts.id.map((_, n) => of('officer', posts, n, officerName(n))),
  ];
}

// How well an entry answers: 0 exactly, then what begins with the words, then what holds them; -1 not at all.
function rankOf(entry, text) {
  if (entry.low === text || entry.code === text) return 0;
  if (entry.low.startsWith(text)) return 1;
  const letters = PINYIN.test(text) ? text.replace(/ /g, '') : '';
  if (letters && (entry.full === letters || entry.letters === letters)) return 1;
  if (entry.code.startsWith(text)) return 2;
  if (letters && (entry.full.startsWith(letters) || entry.letters.startsWith(letters))) return 2;
  if (entry.low.includes(text)) return 3;
  if (letters.length > 1 && (entry.full.includes(letters) || entry.letters.includes(letters))) return 4;
  return entry.code.includes(text) ? 5 : -1;
}
function lookUp(text, most = 12) {
  entries = entries || allEntries();
  const found = entries.map((entry) => [rankOf(entry, text), entry]).filter(([rank]) => rank >= 0);
  return found
    .sort((a, b) => a[0] - b[0] || a[1].name.length - b[1].name.length)
    .slice(0, most)
    .map(([, entry]) => entry);
}
const belongsTo = ({ kind, n }) => {
  const station = { village: villages, room: rooms, officer: posts }[kind]?.station[n];
  return station >= 0 ? ` · ${stationName(station)}` : '';
};

function wireSearch() {
  const box = $('search'),
    list = $('found');
  let found = [],
    chosen = -1;
  const close = () => {
    list.hidden = true;
    box.setAttribute('aria-expanded', 'false');
    box.removeAttribute('aria-activedescendant');
    chosen = -1;
  };
  const mark = () => {
    [...list.children].forEach((item, n) => item.setAttribute('aria-selected', String(n === chosen)));
    if (chosen >= 0) {
      box.setAttribute('aria-activedescendant', `found-${chosen}`);
      list.children[chosen].scrollIntoView({ block: 'nearest' });
    }
  };
  const take = (n) => {
    if (found[n]) {
      pick(found[n].kind, found[n].n);
      close();
    }
  };
  const search = () => {
    const text = box.value.trim().toLowerCase();
    if (!text) {
      close();
      return;
    }
    found = lookUp(text);
    chosen = found.length ? 0 : -1;
    list.replaceChildren(
      ...(found.length
        ? found.map((entry, n) =>
            el(
              'li',
              { role: 'option', id: `found-${n}`, click: () => take(n) },
              el('strong', {}, entry.name),
              el(
                'span',
                {},
                `${say(entry.kind === 'area' ? 'map.area' : `entity.${entry.kind}`)} · ${entry.id}${belongsTo(entry)}`,
              ),
            ),
          )
        : [el('li', { class: 'none' }, say('map.nothing-found'))]),
    );
    list.hidden = false;
    box.setAttribute('aria-expanded', 'true');
    mark();
  };
  box.addEventListener('input', search);
  box.addEventListener('focus', () => {
    if (box.value) search();
  });
  box.addEventListener('keydown', (event) => {
    if (event.key === 'ArrowDown') chosen = Math.min(chosen + 1, found.length - 1);
    else if (event.key === 'ArrowUp') chosen = Math.max(chosen - 1, 0);
    else if (event.key === 'Enter') {
      take(chosen);
      return;
    } else if (event.key === 'Escape') {
      close();
      event.stopPropagation();
      return;
    } else return;
    event.preventDefault();
    mark();
  });
  // A press on the list must not take the focus away: the list would close before the click is over.
  list.addEventListener('pointerdown', (event) => event.preventDefault());
  box.addEventListener('blur', close);
}
