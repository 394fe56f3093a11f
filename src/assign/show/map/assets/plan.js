// The plan as it stands after the edits so far: who serves what. Everything else asks here, never the columns.

const neighbours = villages.id.map(() => []);
(function readBorders() {
  const steps = unpack(data.borders);
  for (let i = 0, last = 0; i < steps.length; i += 2) {
    const a = last + steps[i],
      b = a + steps[i + 1];
    neighbours[a].push(b);
    neighbours[b].push(a);
    last = b;
  }
  for (const [a, b] of data.links) {
    neighbours[a].push(b);
    neighbours[b].push(a);
  }
})();

// Minutes from a room to the villages that it might serve; undefined for those beyond.
const near = data.near.map((text) => {
  const run = unpack(text),
    out = new Map();
  for (let i = 0; i < run.length; i += 2) out.set(run[i], run[i + 1] / 100);
  return out;
});
const postById = new Map(posts.id.map((id, n) => [id, n]));
const roomById = new Map(rooms.id.map((id, n) => [id, n]));
const stationById = new Map(stations.id.map((id, n) => [id, n]));
const villageById = new Map(villages.id.map((id, n) => [id, n]));

// A fresh copy of the decision: `person[post]` says which officer stands in a post (they change by swaps).
const decided = () => ({
  room: villages.room.slice(),
  travel: villages.travel.slice(),
  served: posts.villages.slice(),
  postRoom: posts.room.slice(),
  person: posts.id.map((_, n) => n),
  lockedRooms: new Set(),
  lockedPosts: new Set(),
  notes: [],
});

// What follows from a decision, in lists by village, room and officer.
function derive(plan) {
  plan.members = rooms.id.map(() => []);
  plan.room.forEach((room, village) => {
    if (room >= 0) plan.members[room].push(village);
  });
  plan.postsOfVillage = villages.id.map(() => []);
  plan.served.forEach((served, post) => served.forEach((village) => plan.postsOfVillage[village].push(post)));
  plan.roomsOfPost = plan.served.map((served, post) => {
    const found = [...new Set(served.map((village) => plan.room[village]).filter((room) => room >= 0))].sort(
      (a, b) => a - b,
    );
    return found.length ? found : plan.postRoom[post] >= 0 ? [plan.postRoom[post]] : [];
  });
  plan.postsOfRoom = rooms.id.map(() => []);
  plan.roomsOfPost.forEach((own, post) => own.forEach((room) => plan.postsOfRoom[room].push(post)));
  plan.postOf = [];
  plan.person.forEach((officer, post) => {
    plan.postOf[officer] = post;
  });
  plan.hours = plan.members.map((own) => own.reduce((sum, village) => sum + villages.hours[village], 0));
  return plan;
}
const first = derive(decided());
let live = first;

const roomName = (room) => villages.name[rooms.host[room]];
// On the map every name ending in “village committee” would say nothing more: it is left out there.
const shortName = (name) => {
  const short = name.replace(/(村民委员会|居民委员会|村委会|居委会)$/, '');
  return short.length > 1 ? short : name;
};
const stationName = (station) => stations.name[station] || stations.id[station];
const officerName = (officer) => posts.name[officer] || posts.id[officer];
// A plan without persons says nothing of their ability: not known is not a number here.
const abilityOf = (officer) => (data.plan.redacted ? NaN : posts.ability[officer]);
const leadsOf = (plan, room) => plan.postsOfRoom[room].filter((post) => posts.lead[post]);
const isCommunal = (plan, room) => data.rules.ownRooms && villages.urban[rooms.host[room]] === 1;

// An officer's hours: police share a room's hours evenly, others carry the villages they serve.
function hoursOfPost(plan, post) {
  const sum = (own) => own.reduce((total, village) => total + villages.hours[village], 0);
  if (posts.role[post] !== 'police') return sum(plan.served[post]);
  return plan.roomsOfPost[post].reduce((total, room) => {
    const police = plan.postsOfRoom[room].filter((other) => posts.role[other] === 'police').length;
    return total + sum(plan.served[post].filter((village) => plan.room[village] === room)) / Math.max(1, police);
  }, 0);
}

// Complexity of a post: the mean over its villages, weighted by their hours.
function complexityOfPost(plan, post) {
  const own = plan.served[post];
  if (!own.length) return 0;
  const weight = own.reduce((sum, village) => sum + villages.hours[village], 0);
  const value = (village) =>
    villages.complexity[village] * (weight ? villages.hours[village] / weight : 1 / own.length);
  return own.reduce((sum, village) => sum + value(village), 0);
}

// Whether an officer in a post leaves the place of today (R19).
function isMoved(plan, post) {
  const officer = plan.person[post];
  const away = posts.nowRoom[officer] !== -1 && !plan.roomsOfPost[post].includes(posts.nowRoom[officer]);
  return away || (posts.nowVillage[officer] !== -1 && !plan.served[post].includes(posts.nowVillage[officer]));
}
