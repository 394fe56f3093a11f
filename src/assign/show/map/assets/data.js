// What the page holds: the plan's columns, the words in both languages, and how numbers are written.

const data = JSON.parse(document.getElementById('plan-data').textContent);
const { villages, stations, rooms, posts, areas } = data;
const state = { lang: data.lang, theme: 'zones', tab: 'layers', picked: null };

const inLanguage = (pair) => pair[data.languages.indexOf(state.lang)];
const say = (key) => (data.words[key] ? inLanguage(data.words[key]) : key);
const sayOr = (key, fallback) => (data.words[key] ? say(key) : fallback);
const sentence = (number) => inLanguage(data.sentences[number]);
// Words with gaps: fill('map.edit-swap', { a: 'one', b: 'two' }). The gaps are filled once, so a name in braces stays one.
const fill = (key, values) => say(key).replace(/\{(\w+)\}/g, (gap, name) => (name in values ? values[name] : gap));

const number = (value, decimals = 1) =>
  value == null || Number.isNaN(value)
    ? '–'
    : value.toLocaleString('en-US', { minimumFractionDigits: 0, maximumFractionDigits: decimals });
const fixed = (value, decimals) =>
  value == null || Number.isNaN(value)
    ? '–'
    : value.toLocaleString('en-US', { minimumFractionDigits: decimals, maximumFractionDigits: decimals });
const signed = (value, decimals = 1) => {
  const text = fixed(Math.abs(value), decimals);
  return Number(Math.abs(value).toFixed(decimals)) === 0 ? `±${text}` : `${value < 0 ? '−' : '+'}${text}`;
};
const minutes = (value) => (value < 0 || !Number.isFinite(value) ? '–' : `${number(value)} ${say('unit.min')}`);
const hours = (value) => `${number(value)} ${say('unit.hours')}`;
const listed = (names) => names.join(state.lang === 'zh' ? '、' : ', ');
const ruleName = (rule) => `${rule} ${sayOr(`rule.${rule}.title`, '')}`.trim();

// el('p', { class: 'fact', click: act }, 'text', child …): text always becomes a text node, never markup.
function el(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name === 'click' || name === 'change' || name === 'input') node.addEventListener(name, value);
    else if (value === true) node.setAttribute(name, '');
    else if (value !== false && value != null) node.setAttribute(name, value);
  }
  node.append(...children.flat().filter((child) => child != null && child !== false));
  return node;
}
const headRow = (keys) =>
  el(
    'thead',
    {},
    el(
      'tr',
      {},
      keys.map((key) => el('th', { scope: 'col' }, say(key))),
    ),
  );
const button = (text, click, attributes = {}) => el('button', { type: 'button', click, ...attributes }, text);
const $ = (id) => document.getElementById(id);

// Small drawings for buttons, as paths in a box of 20.
const ICONS = {
  layers: 'M10 3l7 4-7 4-7-4zM3 11l7 4 7-4',
  figures: 'M4 16V9M10 16V4M16 16v-5',
  exceptions: 'M10 3l8 14H2zM10 8v4M10 14.5v.5',
  tables: 'M3 4h14v12H3zM3 8h14M8 8v8',
  changes: 'M4 7h11l-3-3M16 13H5l3 3',
  editor: 'M4 16l1-4 8-8 3 3-8 8zM11 6l3 3',
  north: 'M10 1l5 17-5-4-5 4z',
  locked: 'M5 9h10v8H5zM7 9V6a3 3 0 016 0v3',
  open: 'M5 9h10v8H5zM7 9V6a3 3 0 015.8-1',
};
function icon(name) {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  const path = document.createElementNS('http://www.w3.org/2000/svg', 'path');
  svg.setAttribute('viewBox', '0 0 20 20');
  svg.setAttribute('aria-hidden', 'true');
  path.setAttribute('d', ICONS[name]);
  svg.append(path);
  return svg;
}
