// The plan as the page holds it: columns are decoded once, texts reach the page through textContent only.

const data = JSON.parse(document.getElementById('plan-data').textContent);
const { villages, stations, rooms, posts } = data;
const state = { lang: data.lang, theme: 'zones', tab: 'layers', picked: null, exception: -1 };
const DEGREE = 1e-5;

const say = (key) => {
  const pair = data.words[key];
  return pair ? pair[data.languages.indexOf(state.lang)] : key;
};
const sayOr = (key, fallback) => (data.words[key] ? say(key) : fallback);
const sentence = (number) => data.sentences[number][data.languages.indexOf(state.lang)];
const group = (value) => value.toLocaleString('en-US', { maximumFractionDigits: 1 });
const minutes = (value) => (value < 0 ? '–' : `${group(value)} ${say('unit.min')}`);
const hours = (value) => `${group(value)} ${say('unit.hours')}`;

// Steps are differences from point to point, over the whole column; lengths cut it into lines of [lat, lon].
function decode({ lengths, steps }) {
  let x = 0, y = 0, at = 0;
  return lengths.map((length) => {
    const line = new Array(length);
    for (let i = 0; i < length; i += 1) {
      x += steps[at]; y += steps[at + 1]; at += 2;
      line[i] = [y * DEGREE, x * DEGREE];
    }
    return line;
  });
}

const arcs = decode(data.shapes);
const roads = data.roads.map(decode);
const point = (table, number) => [table.y[number] * DEGREE, table.x[number] * DEGREE];

// A village's polygons as Leaflet wants them; an arc number below zero is run backwards.
function outline(number) {
  return data.shapes.polygons[number].map((polygon) => polygon.map((ring) => {
    const line = [];
    for (const arc of ring) {
      const part = arc < 0 ? arcs[-1 - arc].slice().reverse() : arcs[arc];
      for (let i = line.length ? 1 : 0; i < part.length; i += 1) line.push(part[i]);
    }
    return line;
  }));
}

// The two villages beside each arc, -1 where there is none: every kind of border follows from this.
const sides = arcs.map(() => [-1, -1]);
data.shapes.polygons.forEach((polygons, number) => {
  for (const ring of polygons.flat()) {
    for (const arc of ring) {
      const pair = sides[arc < 0 ? -1 - arc : arc];
      pair[pair[0] < 0 ? 0 : 1] = number;
    }
  }
});
const bordersWhere = (differ) => arcs.filter((_, arc) => differ(sides[arc][0], sides[arc][1]));

const members = rooms.id.map(() => []);
villages.room.forEach((room, number) => { if (room >= 0) members[room].push(number); });
const postsOfVillage = villages.id.map(() => []);
posts.villages.forEach((served, post) => served.forEach((number) => postsOfVillage[number].push(post)));
const postsOfRoom = rooms.id.map(() => []);
posts.room.forEach((room, post) => { if (room >= 0) postsOfRoom[room].push(post); });
const postById = new Map(posts.id.map((id, number) => [id, number]));

const roomName = (number) => villages.name[rooms.host[number]];
const officerName = (number) => posts.name[number] || posts.id[number];

// el('p', { class: 'fact' }, 'text', child …): text always becomes a text node, never markup.
function el(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name === 'click') node.addEventListener('click', value);
    else if (value === true) node.setAttribute(name, '');
    else if (value !== false && value != null) node.setAttribute(name, value);
  }
  node.append(...children.filter((child) => child != null));
  return node;
}
const $ = (id) => document.getElementById(id);
