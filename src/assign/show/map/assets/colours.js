// Colours of the villages, subject by subject, and what the legend says of them.

const ZONE = ['#a9cbe3', '#f3cda3', '#b9d8b2', '#e3bccb', '#cbc3e3', '#ecdf9f', '#a5d3cd', '#dcc6b0'];
const RAMPS = {
  complexity: ['#fbf0da', '#f4d6a0', '#e8ae6a', '#cd7a45', '#96452d'],
  hours: ['#f1edf6', '#d6cbe6', '#b29fd0', '#8a72b4', '#5b4388'],
  travel: ['#e4f1e0', '#bfe0cd', '#86c5c3', '#4f9fb5', '#2b6f9c', '#1b406f'],
};
const KINDS = { rural: '#cfe3c3', urban: '#e4a98f' };
const COVER = { own: '#a8d3b4', shared: '#f0d08c', none: '#dd8a7d', room: '#b7cbe0' };
const UNKNOWN = '#e9e9e6',
  LAND = '#fbfaf6';
const THEMES = ['zones', 'areas', 'complexity', 'travel', 'hours', 'kind', 'cover', 'none'];
const offeredThemes = THEMES.filter(
  (theme) => (theme !== 'areas' || areas.id.length) && (theme !== 'cover' || posts.id.length),
);

// Classes of a subject: values below the first cut, between cuts, above the last. Minutes are cut at round steps, so that
// the colours are isochrones; other subjects at fifths of the villages, each cut once.
const cuts = {};
(function classes() {
  const took = villages.travel.filter((value) => value >= 0).sort((a, b) => a - b);
  const most = took[Math.floor(0.97 * (took.length - 1))] || 0;
  const step = [1, 2, 3, 5, 10, 15, 20, 30, 60].find((size) => most / size <= RAMPS.travel.length) || 120;
  cuts.travel = RAMPS.travel
    .slice(1)
    .map((_, n) => (n + 1) * step)
    .filter((cut) => cut < took[took.length - 1]);
  for (const theme of ['complexity', 'hours']) {
    const known = villages[theme].filter((value) => value >= 0).sort((a, b) => a - b);
    const digits = known[known.length - 1] < 10 ? 1 : 0;
    const fifths = [0.2, 0.4, 0.6, 0.8].map((part) =>
      Number((known[Math.floor(part * (known.length - 1))] || 0).toFixed(digits)),
    );
    cuts[theme] = [...new Set(fifths)].filter((cut) => cut > known[0]);
  }
})();

const rampStep = (theme, step) => {
  const ramp = RAMPS[theme],
    count = cuts[theme].length;
  return count ? ramp[Math.round((step * (ramp.length - 1)) / count)] : ramp[1];
};
const classOf = (theme, value) => cuts[theme].filter((cut) => value >= cut).length;
const coverOf = (plan, village) => {
  if (villages.urban[village]) return 'room';
  const own = plan.postsOfVillage[village].filter((post) => posts.role[post] !== 'police');
  if (!own.length) return 'none';
  return own.some((post) => plan.served[post].length === 1) ? 'own' : 'shared';
};

// The colour of a village in a plan. `palette` is the colour number of each room of that plan.
function fillOf(village, plan, palette) {
  const room = plan.room[village];
  switch (state.theme) {
    case 'zones':
      return room < 0 ? UNKNOWN : ZONE[palette[room] % ZONE.length];
    case 'areas':
      return room < 0 || rooms.area[room] < 0 ? UNKNOWN : ZONE[areas.colour[rooms.area[room]] % ZONE.length];
    case 'kind':
      return villages.urban[village] ? KINDS.urban : KINDS.rural;
    case 'cover':
      return COVER[coverOf(live, village)];
    case 'travel':
      return plan.travel[village] < 0 ? UNKNOWN : rampStep('travel', classOf('travel', plan.travel[village]));
    case 'none':
      return LAND;
    default:
      return rampStep(state.theme, classOf(state.theme, villages[state.theme][village]));
  }
}

// Rows of the legend for the colouring in force: [colour or colours, text].
function legendOf(theme) {
  switch (theme) {
    case 'zones':
      return [[ZONE.slice(0, 5), say('map.legend-zones')]];
    case 'areas':
      return [[ZONE.slice(0, 5), say('map.legend-areas')]];
    case 'kind':
      return [
        [KINDS.rural, say('kind.rural')],
        [KINDS.urban, say('kind.urban')],
      ];
    case 'cover':
      return ['own', 'shared', 'none', 'room'].map((name) => [COVER[name], say(`map.cover-${name}`)]);
    case 'none':
      return [];
    default: {
      const own = cuts[theme];
      const range = (step) =>
        !own.length
          ? say('map.all')
          : step === 0
            ? `< ${own[0]}`
            : step === own.length
              ? `≥ ${own[step - 1]}`
              : `${own[step - 1]} – ${own[step]}`;
      return Array.from({ length: own.length + 1 }, (_, step) => [rampStep(theme, step), range(step)]);
    }
  }
}
