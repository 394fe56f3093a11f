// The metrics panel: the proof, the figures in groups, how villages and hours are spread; edits and the other plan beside.

function fillFigures() {
  const now = edits.done.length ? measured(live) : {},
    was = edits.done.length ? measured(first) : {};
  const groups = [...new Set(data.figures.map((row) => row.group))];
  $('tab-figures').replaceChildren(
    proof(),
    ...groups.flatMap((name) =>
      [
        el('h3', {}, say(`map.group-${name}`)),
        name === 'access'
          ? histogram(
              live.travel.filter((took) => took >= 0),
              say('map.unit-travel'),
              cuts.travel,
            )
          : null,
        name === 'balance'
          ? histogram(
              live.hours.filter((_, room) => live.members[room].length > 1),
              say('map.unit-hours'),
              [],
            )
          : null,
        el(
          'dl',
          { class: 'figures' },
          data.figures.filter((row) => row.group === name).map((row) => figureRow(row, now[row.key], was[row.key])),
        ),
      ].filter(Boolean),
    ),
    data.rules.later.length ? el('p', { class: 'small' }, `${say('map.later')} ${data.rules.later.join(' ')}`) : '',
  );
}
// The plan's figure; the page's own count only where an edit has moved it, as the plan's is the exact one.
function figureRow({ key, label, value, unit, decimals, other }, now, was) {
  const moved = now !== undefined && fixed(now, decimals) !== fixed(was, decimals) ? now - was : 0;
  const text = (one) => `${fixed(one, decimals)}${unit ? ` ${say(`unit.${unit}`)}` : ''}`;
  const beside = other != null && data.other ? el('small', {}, fill('map.against', { value: text(other) })) : null;
  return el(
    'div',
    { class: 'fact', id: `figure-${key}` },
    el('dt', {}, inLanguage(label)),
    el(
      'dd',
      {},
      text(value == null ? NaN : value + moved),
      moved ? el('b', { class: 'delta' }, signed(moved, decimals)) : null,
      beside,
    ),
  );
}
function proof() {
  const { status, gap, objective, bound } = data.plan;
  const change = edits.done.length ? costOf(live, [...rooms.id.keys()]) - costOf(first, [...rooms.id.keys()]) : 0;
  return el(
    'dl',
    { class: 'figures' },
    fact('map.status', sayOr(`status.${status}`, status)),
    objective == null
      ? null
      : el(
          'div',
          { class: 'fact', id: 'figure-cost' },
          el('dt', {}, say('map.objective')),
          el(
            'dd',
            {},
            number(objective + change),
            Math.abs(change) > 0.05 ? el('b', { class: 'delta' }, signed(change)) : null,
          ),
        ),
    bound == null ? null : fact('map.bound', number(bound)),
    fact('map.gap-head', gap),
    fact('map.verified', data.plan.verified ? verifiedText() : say('map.not-verified')),
    fact('map.hash', el('code', { title: data.plan.hash }, data.plan.hash.slice(0, 12))),
  );
}
function verifiedText() {
  const { findings, at: when } = data.plan.verified;
  return findings ? fill('map.findings-count', { count: findings }) : day(when) || say('map.yes');
}
// A moment as day and time of the reader's clock.
function day(text) {
  const time = new Date(text);
  if (!text || Number.isNaN(time.getTime())) return '';
  const two = (value) => String(value).padStart(2, '0');
  return `${time.getFullYear()}-${two(time.getMonth() + 1)}-${two(time.getDate())} ${two(time.getHours())}:${two(time.getMinutes())}`;
}

// How values are spread, in a dozen bars.
function histogram(values, unit, colours) {
  if (values.length < 4) return null;
  const most = Math.max(...values),
    least = colours.length ? 0 : Math.min(...values),
    count = 14,
    width = (most - least) / count || 1;
  const bars = new Array(count).fill(0);
  for (const value of values) bars[Math.min(count - 1, Math.floor((value - least) / width))] += 1;
  const top = Math.max(...bars);
  const box = el(
    'div',
    {
      class: 'bars',
      role: 'img',
      'aria-label': fill('map.spread', { least: number(least), most: number(most), unit }),
    },
    bars.map((many, n) => {
      const one = el('i', { title: `${number(least + n * width)} – ${number(least + (n + 1) * width)}: ${many}` });
      one.style.height = `${Math.max(many ? 3 : 0, (46 * many) / top)}px`;
      if (colours.length) one.style.background = rampStep('travel', classOf('travel', least + (n + 0.5) * width));
      return one;
    }),
  );
  return el(
    'div',
    { class: 'spread' },
    box,
    el('p', { class: 'axis' }, el('span', {}, number(least)), el('span', {}, unit), el('span', {}, number(most))),
  );
}
