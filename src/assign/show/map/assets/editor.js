// The reviewer's edits as a list, what they break and mend, and the file to hand over.

const noteDrafts = new Map();

function editText(edit) {
  switch (edit.kind) {
    case 'move-village':
      return fill('map.edit-move', {
        village: villages.name[villageById.get(edit.village_id)],
        from: roomName(roomById.get(edit.from)),
        to: roomName(roomById.get(edit.to)),
      });
    case 'lock-room':
      return fill('map.edit-lock-room', { room: roomName(roomById.get(edit.room_id)) });
    case 'lock-post':
      return fill('map.edit-lock-post', { officer: officerName(postById.get(edit.officer_id)) });
    case 'swap-officers':
      return fill('map.edit-swap', { a: officerName(postById.get(edit.a)), b: officerName(postById.get(edit.b)) });
    default:
      return fill('map.edit-note', { name: nameById(edit.entity, edit.id), text: edit.text });
  }
}
function nameById(entity, id) {
  switch (entity) {
    case 'village':
      return villages.name[villageById.get(id)];
    case 'room':
      return roomName(roomById.get(id));
    case 'officer':
      return officerName(postById.get(id));
    default:
      return stationName(stationById.get(id));
  }
}
function thingOf(found) {
  return found.kind === 'village'
    ? villages.name[found.thing]
    : found.kind === 'room'
      ? roomName(found.thing)
      : officerName(found.thing);
}
const findingRow = (found, kind) =>
  el(
    'li',
    {},
    el(
      'button',
      { type: 'button', class: kind, click: () => pick(found.kind, found.thing) },
      el('strong', {}, `${ruleName(found.rule)} · ${thingOf(found)}`),
      el('span', {}, `${say('map.found')} ${found.found} · ${say('map.expected')} ${found.expected}`),
    ),
  );

function fillEditor() {
  const panel = $('tab-editor'),
    many = edits.done.length;
  const before = many ? findingsOf(first) : new Map(),
    then = many ? findingsOf(live) : new Map();
  const broken = brokenSince(before, then),
    mended = [...before.values()].filter((found) => !then.has(found.key));
  panel.replaceChildren(
    ...[
      many ? null : el('p', { class: 'small' }, say('map.editor-help')),
      el(
        'div',
        { class: 'row' },
        button(`↶ ${say('map.undo')}`, undo, { id: 'undo', disabled: !many, 'aria-keyshortcuts': 'Control+Z' }),
        button(`↷ ${say('map.redo')}`, redo, {
          id: 'redo',
          disabled: !edits.undone.length,
          'aria-keyshortcuts': 'Control+Y',
        }),
        button(say('map.export'), download, { id: 'export', class: 'act', disabled: !many }),
        loadButton(),
      ),
      el('p', { id: 'load-said', class: 'small' }),
      many ? editList() : null,
      many ? editedFigures() : null,
      ...findingList('broken', 'map.broken-count', broken, 'bad', 'is-error'),
      ...findingList('mended', 'map.mended-count', mended, '', 'is-good'),
      many && !broken.length ? el('p', { class: 'good' }, say('map.breaks-nothing')) : null,
      many ? el('p', { class: 'small' }, say('map.editor-next')) : null,
    ].filter(Boolean),
  );
}
const editList = () =>
  el(
    'ol',
    { class: 'edits' },
    edits.done.map((edit, index) => {
      const text = editText(edit);
      const remove = button('×', () => drop(index), {
        class: 'remove',
        'aria-label': `${say('map.take-out')}: ${text}`,
      });
      return el('li', {}, el('span', {}, text), remove);
    }),
  );
function findingList(name, head, found, headClass, rowClass) {
  if (!found.length) return [];
  const rows = found.map((one) => findingRow(one, rowClass));
  return [
    el('h3', { class: headClass }, fill(head, { count: found.length })),
    el('ol', { class: 'exceptions', id: name }, rows),
  ];
}
// A file of edits, to go on with.
function loadButton() {
  const file = el('input', {
    type: 'file',
    accept: '.json,application/json',
    hidden: true,
    id: 'load-file',
    change: async () => {
      const said = file.files[0] ? takeUp(await file.files[0].text()) : '';
      $('load-said').textContent = said;
    },
  });
  return el(
    'span',
    {},
    button(say('map.load'), () => file.click(), { id: 'load' }),
    file,
  );
}
// The figures that have moved.
function editedFigures() {
  const now = measured(live),
    was = measured(first),
    own = [...rooms.id.keys()];
  const rows = data.figures
    .filter(({ key, decimals }) => now[key] !== undefined && fixed(now[key], decimals) !== fixed(was[key], decimals))
    .map(({ key, label, decimals }) =>
      el(
        'div',
        { class: 'fact' },
        el('dt', {}, inLanguage(label)),
        el('dd', {}, fixed(now[key], decimals), el('b', { class: 'delta' }, signed(now[key] - was[key], decimals))),
      ),
    );
  const cost = costOf(live, own) - costOf(first, own);
  return el(
    'dl',
    { class: 'figures', id: 'edited-figures' },
    el(
      'div',
      { class: 'fact' },
      el('dt', {}, say('map.objective')),
      el('dd', {}, el('b', { class: 'delta' }, signed(cost))),
    ),
    rows,
  );
}

// On cards: lock and unlock, and a note.
function lockButton(kind, name, id) {
  const index = edits.done.findIndex((edit) => edit.kind === kind && edit[name] === id);
  return el(
    'div',
    { class: 'row' },
    el(
      'button',
      {
        type: 'button',
        class: 'lock',
        'aria-pressed': String(index >= 0),
        click: () => {
          if (index >= 0) drop(index);
          else commit({ kind, [name]: id });
        },
      },
      icon(index >= 0 ? 'locked' : 'open'),
      say(index >= 0 ? 'map.unlock' : kind === 'lock-room' ? 'map.lock-room' : 'map.lock-post'),
    ),
  );
}
function noteBox(entity, id) {
  const key = `${entity}:${id}`,
    own = live.notes.filter((note) => note.entity === entity && note.id === id);
  const text = el('textarea', {
    rows: 2,
    maxlength: 500,
    'aria-label': say('map.note'),
    placeholder: say('map.note-hint'),
    input: () => {
      noteDrafts.set(key, text.value);
      add.disabled = !text.value.trim();
    },
  });
  text.value = noteDrafts.get(key) || '';
  const add = button(
    say('map.note-add'),
    () => {
      const said = text.value.trim();
      noteDrafts.delete(key);
      commit({ kind: 'note', entity, id, text: said });
    },
    { class: 'act', disabled: !text.value.trim() },
  );
  return el(
    'div',
    { class: 'note-box' },
    el('h3', {}, say('map.note')),
    own.map((note) => el('p', { class: 'said' }, note.text)),
    text,
    add,
  );
}

// After every edit: the map, the card, the panels and a word for screen readers.
function edited() {
  map.base.request();
  fillPanels();
  if (state.picked) {
    const { scrollTop } = $('card');
    showCard();
    $('card').scrollTop = scrollTop;
    highlight(AREA[state.picked.kind](state.picked.thing), state.picked.kind === 'village' ? state.picked.thing : -1);
  }
  $('said').textContent = fill('map.edits-count', { count: edits.done.length });
}
