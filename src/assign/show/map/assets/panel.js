// The frame: rail of tabs, title and seal, language; everything is written again when the language changes.

const TABS = {
  layers: fillChoices,
  figures: fillFigures,
  exceptions: fillExceptions,
  tables: fillTables,
  changes: fillChanges,
  editor: fillEditor,
};

function sealParts() {
  const { status, gap, verified, hash } = data.plan,
    sure = status === 'optimal';
  return [
    el(
      'span',
      { class: `seal ${sure ? 'sure' : ''}` },
      sayOr(`status.${status}`, status),
      ` · ${say('map.gap')} ${gap}`,
    ),
    verified && !verified.findings
      ? el('span', { class: 'seal sure', title: `${verifiedText()} · ${hash}` }, `✓ ${say('map.verified-short')}`)
      : el('span', { class: 'seal' }, say('map.not-verified')),
    el('span', { class: 'hash', title: hash }, `${day(data.plan.made)} ${hash.slice(0, 8)}`.trim()),
  ];
}
function fillPanel() {
  document.documentElement.lang = state.lang === 'zh' ? 'zh-CN' : 'en';
  for (const node of document.querySelectorAll('[data-word]')) node.textContent = say(node.dataset.word);
  for (const node of document.querySelectorAll('[data-label]')) {
    node.setAttribute('aria-label', say(node.dataset.label));
    node.setAttribute(node.type === 'search' ? 'placeholder' : 'title', say(node.dataset.label));
  }
  $('title').textContent = data.name;
  document.title = `${data.name} – ${say('map.brand')}`;
  $('status').replaceChildren(...sealParts());
  $('languages').replaceChildren(
    ...data.languages.map((lang) =>
      button(say(`map.language-${lang}`), () => setLanguage(lang), {
        lang,
        'aria-pressed': String(lang === state.lang),
      }),
    ),
  );
  $('swipe-before').textContent = data.other ? fill('map.swipe-before', { plan: data.other.hash.slice(0, 8) }) : '';
  $('swipe-now').textContent = fill('map.swipe-now', { plan: data.plan.hash.slice(0, 8) });
  fillRail();
  fillPanels();
  if (measure.on) sayLength();
}
function fillRail() {
  const counts = { exceptions: data.exceptions.length, editor: edits.done.length, changes: 0 };
  $('rail').setAttribute('aria-label', say('map.tabs'));
  $('rail').setAttribute('aria-orientation', narrow() ? 'horizontal' : 'vertical');
  $('rail').replaceChildren(
    ...Object.keys(TABS).map((tab) =>
      el(
        'button',
        {
          type: 'button',
          role: 'tab',
          id: `to-${tab}`,
          'aria-selected': String(tab === state.tab),
          'aria-controls': `tab-${tab}`,
          tabindex: tab === state.tab ? 0 : -1,
          click: () => openTab(tab),
        },
        icon(tab),
        el('span', {}, say(`map.tab-${tab}`)),
        counts[tab] ? el('b', {}, number(counts[tab], 0)) : null,
      ),
    ),
  );
}
// Only what is looked at is written; the others are written when they are opened.
function fillPanels() {
  TABS[state.tab]();
  fillLegend();
  const shownCount = $('to-editor')?.querySelector('b');
  if (Number(shownCount?.textContent || 0) !== edits.done.length) fillRail();
}
function setLanguage(lang) {
  state.lang = lang;
  fillPanel();
  showCard();
  map.base.request();
}
function showTab(tab) {
  state.tab = tab;
  for (const name of Object.keys(TABS)) {
    $(`tab-${name}`).hidden = name !== tab;
    $(`to-${name}`).setAttribute('aria-selected', String(name === tab));
    $(`to-${name}`).setAttribute('tabindex', name === tab ? 0 : -1);
  }
  if (document.body.classList.contains('folded')) setFolded(false);
}
function openTab(tab) {
  const again = tab === state.tab && !document.body.classList.contains('folded');
  if (again && narrow()) {
    setFolded(true);
    return;
  }
  showTab(tab);
  TABS[tab]();
}
function setFolded(on) {
  document.body.classList.toggle('folded', on);
  $('fold').setAttribute('aria-pressed', String(on));
  map.leaflet.invalidateSize({ pan: false });
}
// Arrow keys walk the rail, as screen readers expect of tabs.
function wireRail() {
  $('rail').addEventListener('keydown', (event) => {
    const names = Object.keys(TABS),
      step = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    const next = names[(names.indexOf(state.tab) + step + names.length) % names.length];
    showTab(next);
    TABS[next]();
    $(`to-${next}`).focus();
  });
  $('fold').addEventListener('click', () => setFolded(!document.body.classList.contains('folded')));
}
