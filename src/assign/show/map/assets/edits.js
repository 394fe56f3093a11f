// A reviewer's edits: kept in memory, replayed on the plan, undone and redone, and handed over as JSON.

const edits = { done: [], undone: [], kept: true };

// What each kind of edit does to a decision. Villages and officers are named by id, as in the exported file.
const APPLY = {
  'move-village'(plan, { village_id, from, to }) {
    const village = villageById.get(village_id),
      room = roomById.get(to);
    plan.room[village] = room;
    plan.travel[village] = near[room].has(village) ? near[room].get(village) : -1;
    follow(plan, village, roomById.get(from), room);
  },
  'lock-room'(plan, { room_id }) {
    plan.lockedRooms.add(roomById.get(room_id));
  },
  'lock-post'(plan, { officer_id }) {
    plan.lockedPosts.add(postById.get(officer_id));
  },
  'swap-officers'(plan, { a, b }) {
    const [one, two] = [postById.get(a), postById.get(b)].map((officer) => plan.person.indexOf(officer));
    [plan.person[one], plan.person[two]] = [plan.person[two], plan.person[one]];
  },
  note(plan, edit) {
    plan.notes.push(edit);
  },
};

// Police follow the zone: those of the old room let the village go, those of the new one take it. An auxiliary who
// serves this village alone goes with it; one who serves others of the old zone stays with those.
function follow(plan, village, from, to) {
  plan.served = plan.served.map((served, post) => {
    const reach = new Set(served.map((other) => (other === village ? from : plan.room[other])));
    if (posts.role[post] !== 'police')
      return served.includes(village) && served.length > 1 ? served.filter((other) => other !== village) : served;
    const without = served.filter((other) => other !== village);
    return reach.has(to) ? [...without, village].sort((a, b) => a - b) : without;
  });
  plan.served.forEach((served, post) => {
    if (served.length === 1 && served[0] === village) plan.postRoom[post] = to;
  });
}

function after(list) {
  const plan = decided();
  for (const edit of list) APPLY[edit.kind](plan, edit);
  return derive(plan);
}

// What one more edit would change: cost, rules newly broken, rules met again. Only what it touches is looked at.
function trial(edit) {
  const next = after([...edits.done, edit]);
  const touched =
    edit.kind === 'move-village'
      ? [roomById.get(edit.from), roomById.get(edit.to)]
      : edit.kind === 'swap-officers'
        ? [edit.a, edit.b].flatMap((id) => live.roomsOfPost[live.postOf[postById.get(id)]])
        : [];
  const people = [...new Set(touched.flatMap((room) => [...live.postsOfRoom[room], ...next.postsOfRoom[room]]))];
  const before = findingsOf(live, touched, people),
    then = findingsOf(next, touched, people);
  return {
    cost: costOf(next, touched) - costOf(live, touched),
    broken: brokenSince(before, then),
    mended: brokenSince(then, before).filter((found) => !then.has(found.key)),
  };
}

function commit(edit) {
  edits.done.push(edit);
  edits.undone = [];
  edits.kept = false;
  replay();
}
function undo() {
  if (edits.done.length) {
    edits.undone.push(edits.done.pop());
    replay();
  }
}
function redo() {
  if (edits.undone.length) {
    edits.done.push(edits.undone.pop());
    replay();
  }
}
function drop(index) {
  edits.undone = [];
  edits.done.splice(index, 1);
  edits.done = stillPossible(edits.done);
  replay();
}
function replay() {
  live = edits.done.length ? after(edits.done) : first;
  edited();
}

// After an edit in the middle is taken out, a later one may speak of a room that the village is no longer in.
function stillPossible(list) {
  const kept = [];
  for (const edit of list) {
    if (edit.kind !== 'move-village') {
      kept.push(edit);
      continue;
    }
    const now = after(kept).room[villageById.get(edit.village_id)];
    if (rooms.id[now] !== edit.to) kept.push({ ...edit, from: rooms.id[now] });
  }
  return kept;
}

// The file for `assign apply`: the plan it speaks of, and the edits in their order.
// Such a file read back: only edits of this plan, whose villages, rooms and officers are in it. Returns what is wrong, or ''.
function takeUp(text) {
  let file;
  try {
    file = JSON.parse(text);
  } catch {
    return say('map.load-broken');
  }
  if (!file || file.plan !== data.plan.hash || !Array.isArray(file.edits)) return say('map.load-other');
  const list = file.edits.filter((edit) => edit && possible(edit));
  edits.done = list.map((edit) => ({ ...edit }));
  edits.undone = [];
  replay();
  return list.length < file.edits.length ? fill('map.load-some', { count: file.edits.length - list.length }) : '';
}
function possible({ kind, village_id, from, to, room_id, officer_id, a, b, entity, id, text }) {
  switch (kind) {
    case 'move-village':
      return (
        villageById.has(village_id) &&
        roomById.has(from) &&
        roomById.has(to) &&
        !villages.host[villageById.get(village_id)]
      );
    case 'lock-room':
      return roomById.has(room_id);
    case 'lock-post':
      return postById.has(officer_id);
    case 'swap-officers':
      return postById.has(a) && postById.has(b);
    case 'note':
      return (
        typeof text === 'string' &&
        { village: villageById, room: roomById, officer: postById, station: stationById }[entity]?.has(id) === true
      );
    default:
      return false;
  }
}
const exported = () => `${JSON.stringify({ plan: data.plan.hash, edits: edits.done }, null, 1)}\n`;
function download() {
  edits.kept = true;
  const link = el('a', {
    href: URL.createObjectURL(new Blob([exported()], { type: 'application/json' })),
    download: `edits-${data.plan.hash.slice(0, 8)}.json`,
  });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}
