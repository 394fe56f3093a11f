// The card of an officer: the post, how it fits, where from, and with whom it could be swapped.

function officerCard(officer) {
  const post = live.postOf[officer],
    own = live.served[post],
    role = posts.role[officer];
  const complexity = complexityOfPost(live, post),
    moved = isMoved(live, post),
    load = hoursOfPost(live, post);
  const juniors = [...posts.id.keys()].filter(
    (other) => posts.mentor[other] && posts.mentor[other] === posts.id[officer],
  );
  const today =
    posts.nowVillage[officer] >= 0
      ? villages.name[posts.nowVillage[officer]]
      : posts.nowRoom[officer] >= 0
        ? roomName(posts.nowRoom[officer])
        : posts.nowVillage[officer] === -2 || posts.nowRoom[officer] === -2
          ? say('map.elsewhere')
          : '';
  return [
    officerName(officer),
    say(`role.${role}`),
    [
      badges(
        posts.lead[post] && say('map.is-lead'),
        posts.chief[post] && say('map.is-chief'),
        moved && say('map.is-moved'),
        posts.pinned[officer] && say('map.is-pinned'),
        post !== officer && say('map.edited'),
        live.lockedPosts.has(officer) && say('map.locked'),
      ),
      exceptionNotes('officer', officer),
      el(
        'dl',
        {},
        fact('map.code', posts.id[officer]),
        posts.station[officer] < 0
          ? null
          : fact('map.station', way(stationName(posts.station[officer]), 'station', posts.station[officer])),
        fact(
          live.roomsOfPost[post].length > 1 ? 'map.rooms' : 'map.room',
          live.roomsOfPost[post].length
            ? el(
                'div',
                { class: 'ways' },
                live.roomsOfPost[post].map((room) => way(roomName(room), 'room', room)),
              )
            : say('map.none'),
        ),
        data.plan.redacted ? null : fact('map.ability', bar(posts.ability[officer])),
        fact('map.complexity', bar(complexity)),
        fact('map.hours', data.rules.capacity ? bar(load, data.rules.capacity) : hours(load)),
        posts.years[officer] ? fact('map.years', number(posts.years[officer])) : null,
        fact('map.today', today),
        posts.mentor[post]
          ? fact(
              'map.mentor',
              postById.has(posts.mentor[post]) ? people([postById.get(posts.mentor[post])]) : posts.mentor[post],
            )
          : null,
        juniors.length ? fact('map.juniors', people(juniors)) : null,
      ),
      lockButton('lock-post', 'officer_id', posts.id[officer]),
      ...why('officer', posts.id[officer], [
        post === officer ? sentence(posts.reason[post]) : '',
        data.plan.redacted ? '' : fitText(posts.ability[officer], complexity),
      ]),
      ...(weighed('officer', posts.id[officer]).length
        ? [el('h3', {}, say('map.alternatives')), el('ul', { class: 'others' }, weighed('officer', posts.id[officer]))]
        : []),
      ...ways(say('map.serves'), 'village', own, (village) => villages.name[village]),
      ...swapChoices(officer),
      noteBox('officer', posts.id[officer]),
    ],
  ];
}
const fitText = (ability, complexity) =>
  ability >= complexity
    ? fill('map.why-able', { ability: number(ability), complexity: number(complexity) })
    : fill('map.why-short', {
        ability: number(ability),
        complexity: number(complexity),
        short: number(complexity - ability),
      });

// Officers of the same station and role: choose one, read what the swap changes, do it.
function swapChoices(officer) {
  const others = [...posts.id.keys()].filter(
    (other) =>
      other !== officer && posts.station[other] === posts.station[officer] && posts.role[other] === posts.role[officer],
  );
  if (!others.length) return [];
  const said = el('p', { class: 'small' });
  const select = el(
    'select',
    { id: 'swap-with', 'aria-label': say('map.swap-with') },
    el('option', { value: '' }, say('map.choose')),
    others.map((other) =>
      el(
        'option',
        { value: posts.id[other] },
        `${officerName(other)} · ${say('map.ability')} ${number(abilityOf(other))}`,
      ),
    ),
  );
  const edit = () => ({ kind: 'swap-officers', a: posts.id[officer], b: select.value });
  const act = button(say('map.swap'), () => commit(edit()), { class: 'act', disabled: true });
  select.addEventListener('change', () => {
    const locked = live.lockedPosts.has(officer) || live.lockedPosts.has(postById.get(select.value));
    act.disabled = !select.value || locked;
    if (!select.value) {
      said.textContent = '';
      return;
    }
    const { broken, mended } = trial(edit());
    said.textContent = locked
      ? say('map.post-is-locked')
      : broken.length || mended.length
        ? [
            broken.length ? fill('map.would-break', { rules: broken.map((found) => found.rule).join(' ') }) : '',
            mended.length ? fill('map.would-mend', { rules: mended.map((found) => found.rule).join(' ') }) : '',
          ]
            .join(' ')
            .trim()
        : say('map.breaks-nothing');
  });
  return [el('h3', {}, say('map.swap-with')), el('div', { class: 'row' }, select, act), said];
}
