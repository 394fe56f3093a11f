// Changes: against the posts of today, and against another plan, with a line to swipe between the two.

const compare = { on: false, part: 0.5, changed: new Set(), at: null, against: data.other ? 'other' : 'today' };
if (data.other) {
  compare.at = placed(data.other);
  const ids = new Map();
  for (const [kind, , thing] of data.changes) if (kind === 'village-moved') ids.set(thing, true);
  compare.changed = new Set(ids.keys());
}
const changeRows = () => (compare.against === 'other' ? data.changes : data.today);

function fillChanges() {
  const rows = changeRows(),
    kinds = [...new Set(rows.map(([kind]) => kind))];
  const against = data.other
    ? [
        ['other', fill('map.against-plan', { plan: data.other.hash.slice(0, 8) })],
        ['today', say('map.against-today')],
      ]
    : [];
  $('tab-changes').replaceChildren(
    ...[
      against.length
        ? el(
            'div',
            { class: 'switch', role: 'group' },
            against.map(([name, text]) =>
              button(
                text,
                () => {
                  compare.against = name;
                  fillChanges();
                },
                { id: `against-${name}`, 'aria-pressed': String(name === compare.against) },
              ),
            ),
          )
        : el('h3', {}, say('map.against-today')),
      data.other && compare.against === 'other'
        ? button(say(compare.on ? 'map.swipe-off' : 'map.swipe-on'), () => setCompare(!compare.on), {
            id: 'swipe-toggle',
            class: 'wide',
            'aria-pressed': String(compare.on),
          })
        : null,
      data.other && compare.against === 'other' ? comparedFigures() : null,
      rows.length ? null : el('p', { class: 'small' }, say('map.no-changes')),
      ...kinds.map((kind) => {
        const own = rows.filter((row) => row[0] === kind);
        return folded(
          own.length <= 12 || kind === 'village-moved',
          [el('strong', {}, say(`map.change-${kind}`)), count(own.length)],
          () => [
            el(
              'ol',
              { class: 'exceptions' },
              own.map((row) => el('li', {}, changeButton(row))),
            ),
          ],
          'change',
        );
      }),
    ].filter(Boolean),
  );
}
function changeButton([, kind, thing, before, now, shownVillages]) {
  const name =
    thing < 0
      ? before[0]
      : kind === 'room'
        ? roomName(thing)
        : kind === 'village'
          ? villages.name[thing]
          : officerName(thing);
  const was = listed(thing < 0 ? before.slice(1) : before);
  const text = was && now.length ? `${was} → ${listed(now)}` : was || listed(now);
  return el(
    'button',
    {
      type: 'button',
      class: 'is-change',
      disabled: thing < 0,
      click: () => {
        pick(kind, thing, { move: false });
        if (shownVillages.length) {
          highlight(shownVillages);
          bring(shownVillages);
        }
      },
    },
    el('strong', {}, name),
    text && text !== name ? el('span', {}, text) : null,
  );
}
function comparedFigures() {
  const differing = data.figures.filter(
    (row) => row.other != null && fixed(row.value, row.decimals) !== fixed(row.other, row.decimals),
  );
  return el(
    'table',
    { class: 'list' },
    headRow(['map.figure', 'map.before', 'map.now', 'map.difference']),
    el(
      'tbody',
      {},
      [
        ...(data.other.objective == null
          ? []
          : [
              {
                label: data.words['map.objective'],
                value: data.plan.objective,
                other: data.other.objective,
                decimals: 0,
              },
            ]),
        ...differing,
      ].map((row) =>
        el(
          'tr',
          {},
          el('th', { scope: 'row' }, inLanguage(row.label)),
          el('td', {}, fixed(row.other, row.decimals)),
          el('td', {}, fixed(row.value, row.decimals)),
          el('td', {}, signed(row.value - row.other, row.decimals)),
        ),
      ),
    ),
  );
}

function setCompare(on) {
  compare.on = on;
  if (on && !map.other) {
    map.other = new Picture(paintOther, { z: 2 }).addTo(map.leaflet);
    map.leaflet.on('move zoomanim viewreset', swipe);
    map.other.on('painted', swipe);
    map.base.on('painted', swipe);
  }
  if (!on && map.other) {
    map.leaflet.off('move zoomanim viewreset', swipe);
    map.other.remove();
    map.other = null;
  }
  $('swipe').hidden = !on;
  map.base.request();
  fillChanges();
  fillLegend();
  swipe();
}
// The other plan is cut off to the right of the line.
function swipe() {
  const size = map.leaflet.getSize(),
    x = compare.part * size.x;
  $('swipe-line').style.left = `${x}px`;
  if (!map.other) return;
  for (const canvas of map.other.canvases) {
    const left = map.leaflet.layerPointToContainerPoint(L.DomUtil.getPosition(canvas) || [0, 0]).x;
    canvas.style.clipPath = `inset(0 ${Math.max(0, canvas.offsetWidth - (x - left))}px 0 0)`;
  }
}
function wireSwipe() {
  $('swipe-at').addEventListener('input', (event) => {
    compare.part = event.target.value / 100;
    swipe();
  });
}
