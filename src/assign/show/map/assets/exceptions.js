// Exceptions: filtered by rule, severity and station, grouped so that a thousand of one kind are one line; stepped through.

const asked = { rule: '', severity: '', station: -1, index: -1 };
const entityName = ([, , entity, id, , , , thing, , shownVillages]) => {
  if (shownVillages.length) return shownVillages.map((village) => villages.name[village]).join(' – ');
  if (thing < 0) return id;
  return (
    {
      village: () => villages.name[thing],
      station: () => stationName(thing),
      room: () => roomName(thing),
      officer: () => officerName(thing),
    }[entity]?.() ?? id
  );
};
const filtered = () =>
  [...data.exceptions.keys()].filter((index) => {
    const [rule, severity, , , , , , , station] = data.exceptions[index];
    return (
      (!asked.rule || asked.rule === rule) &&
      (!asked.severity || asked.severity === severity) &&
      (asked.station < 0 || asked.station === station)
    );
  });

function pickList(id, key, chosen, options, take) {
  const select = el(
    'select',
    {
      id,
      'aria-label': say(key),
      change: () => {
        take(select.value);
        asked.index = -1;
        fillExceptions();
      },
    },
    el('option', { value: '' }, say(key)),
    options.map(([value, text]) => el('option', { value }, text)),
  );
  select.value = chosen;
  return select;
}
const distinct = (column) => [...new Set(data.exceptions.map((row) => row[column]))];

function fillExceptions() {
  const panel = $('tab-exceptions');
  if (!data.exceptions.length) {
    panel.replaceChildren(el('p', { class: 'small' }, say(data.posts.id.length ? 'map.no-exceptions' : 'map.no-exceptions-places')));
    return;
  }
  const list = filtered(),
    place = list.indexOf(asked.index);
  panel.replaceChildren(
    el(
      'div',
      { class: 'filters' },
      pickList(
        'by-rule',
        'map.all-rules',
        asked.rule,
        distinct(0)
          .sort()
          .map((rule) => [rule, ruleName(rule)]),
        (value) => {
          asked.rule = value;
        },
      ),
      pickList(
        'by-severity',
        'map.all-severities',
        asked.severity,
        distinct(1).map((one) => [one, say(`severity.${one}`)]),
        (value) => {
          asked.severity = value;
        },
      ),
      pickList(
        'by-station',
        'map.all-stations',
        asked.station < 0 ? '' : String(asked.station),
        distinct(8)
          .filter((one) => one >= 0)
          .sort((a, b) => a - b)
          .map((one) => [one, stationName(one)]),
        (value) => {
          asked.station = value === '' ? -1 : Number(value);
        },
      ),
    ),
    el(
      'div',
      { class: 'stepper' },
      button(`‹ ${say('map.previous')}`, () => stepException(-1), { id: 'previous', 'aria-keyshortcuts': 'p' }),
      el('span', {}, place < 0 ? number(list.length, 0) : `${place + 1} / ${list.length}`),
      button(`${say('map.next')} ›`, () => stepException(1), { id: 'next', 'aria-keyshortcuts': 'n' }),
    ),
    ...groupsOf(list),
  );
}
// Rule, then station; a group is unfolded when it is small, asked for, or holds the current one.
function groupsOf(list) {
  const byRule = new Map();
  for (const index of list) {
    const [rule, severity, , , , , , , station] = data.exceptions[index];
    const key = `${rule}|${severity}`;
    if (!byRule.has(key)) byRule.set(key, new Map());
    const byPlace = byRule.get(key);
    if (!byPlace.has(station)) byPlace.set(station, []);
    byPlace.get(station).push(index);
  }
  return [...byRule].map(([key, byStation]) => {
    const [rule, severity] = key.split('|'),
      all = [...byStation.values()].flat();
    const body =
      byStation.size > 1 && all.length > 8
        ? () =>
            [...byStation].map(([station, own]) =>
              folded(
                own.includes(asked.index),
                [station < 0 ? say('entity.case') : stationName(station), count(own.length)],
                () => [rowsOf(own)],
                'station',
              ),
            )
        : () => [rowsOf(all)];
    return folded(
      byRule.size < 3 || all.length <= 8 || all.includes(asked.index),
      [
        el('strong', {}, ruleName(rule)),
        el('span', { class: 'severity' }, say(`severity.${severity}`)),
        count(all.length),
      ],
      body,
      severity,
    );
  });
}
const count = (value) => el('span', { class: 'count' }, number(value, 0));
// A part that is filled when it is opened for the first time: what nobody looks at costs nothing.
function folded(open, head, body, kind) {
  const part = el('details', { class: kind, open }, el('summary', {}, head));
  const once = () => {
    if (part.open && part.childElementCount === 1) part.append(...body());
  };
  part.addEventListener('toggle', once);
  once();
  return part;
}
function rowsOf(indices) {
  return el(
    'ol',
    { class: 'exceptions' },
    indices.map((index) => {
      const row = data.exceptions[index],
        current = index === asked.index;
      return el(
        'li',
        {},
        el(
          'button',
          {
            type: 'button',
            class: `is-${row[1]}`,
            'aria-current': current ? 'true' : false,
            click: () => showException(index),
          },
          el('strong', {}, `${sayOr(`entity.${row[2]}`, row[2])} ${entityName(row)}`),
          el('span', {}, `${say('map.found')} ${row[4]} · ${say('map.expected')} ${row[5]}`),
          current ? el('em', {}, sentence(row[6])) : null,
        ),
      );
    }),
  );
}

function stepException(by) {
  const list = filtered();
  if (!list.length) return;
  const place = list.indexOf(asked.index);
  showException(list[place < 0 ? (by > 0 ? 0 : list.length - 1) : (place + by + list.length) % list.length]);
}
function showException(index) {
  asked.index = index;
  if (!filtered().includes(index)) Object.assign(asked, { rule: '', severity: '', station: -1 });
  showTab('exceptions');
  fillExceptions();
  const row = data.exceptions[index];
  if (row[7] >= 0 && CARDS[row[2]]) pick(row[2], row[7]);
  else if (row[9].length) {
    unpick();
    highlight(row[9]);
    bring(row[9]);
  } else unpick();
  document.querySelector('.exceptions [aria-current]')?.scrollIntoView({ block: 'nearest' });
}
function showExceptionsOf(station) {
  Object.assign(asked, { rule: '', severity: '', station, index: -1 });
  showTab('exceptions');
  fillExceptions();
}
