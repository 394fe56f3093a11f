// What to show: one colouring, and any of the layers.

const LAYERS = [
  'rooms',
  'posts',
  'officers',
  'stations',
  'roads',
  'repairs',
  'travel',
  'links',
  'moves',
  'exceptions',
  'labels',
];
const offeredLayers = LAYERS.filter(
  (name) =>
    ({
      officers: posts.id.length,
      moves: first.person.some((_, post) => isMoved(first, post)),
      links: data.links.length,
      repairs: data.repairs.length,
      roads: roads.length,
      exceptions: data.exceptions.length,
    })[name] ?? 1,
);

function choice(type, name, checked, text, change) {
  const input = el('input', {
    type,
    id: `${type === 'radio' ? 'theme' : 'layer'}-${name}`,
    name: type === 'radio' ? 'theme' : name,
    value: name,
    change,
  });
  input.checked = checked;
  return el('label', {}, input, el('span', {}, text));
}
function fillChoices() {
  $('themes').replaceChildren(
    ...offeredThemes.map((theme) =>
      choice('radio', theme, theme === state.theme, say(`map.theme-${theme}`), () => {
        state.theme = theme;
        repaint();
      }),
    ),
  );
  $('layers').replaceChildren(
    ...offeredLayers.map((name) =>
      choice('checkbox', name, shown.has(name), say(`map.layer-${name}`), (event) => {
        if (event.target.checked) shown.add(name);
        else shown.delete(name);
        repaint();
      }),
    ),
  );
}
function repaint() {
  map.base.request();
  if (map.other) map.other.request();
  fillLegend();
}
