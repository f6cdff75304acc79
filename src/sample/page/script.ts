import { FORMULA, HARMLESS } from '../../export/csv.js'

/**
 * The script of the page to tick: plain JavaScript, no module, so that it runs from a file. Answers are kept in
 * localStorage under the sample's name and leave as results.csv.
 */
export const SCRIPT = `
'use strict';
(() => {
  const { id, texts, columns, items } = JSON.parse(document.getElementById('sample').textContent);
  const by = (name) => document.getElementById(name);
  const key = 'nianbao-sample-' + id;
  const load = () => { try { return JSON.parse(localStorage.getItem(key)) || {}; } catch { return {}; } };
  const answers = load();
  const store = () => { try { localStorage.setItem(key, JSON.stringify(answers)); } catch { /* private windows keep nothing */ } };
  const fill = (text, values) => text.replace(/\\{(\\w+)\\}/g, (_, name) => values[name]);
  const verdictOf = (item) => (answers[item.number] || {}).verdict || '';
  let at = Math.max(0, items.findIndex((item) => !verdictOf(item)));
  const asked = Number(location.hash.slice(1));
  if (asked >= 1 && asked <= items.length) at = asked - 1;
  let whole = false;

  const element = (name, className, text) => {
    const made = document.createElement(name);
    if (className) made.className = className;
    if (text !== undefined) made.textContent = text;
    return made;
  };

  function showValue(item) {
    const shown = by('value');
    shown.textContent = item.value === null ? (texts[item.state] || item.raw || '') : String(item.value);
    shown.className = item.value === null ? 'word' : '';
    by('unit').textContent = item.value === null ? '' : item.unit || '';
  }

  function showPicture(item) {
    const place = by('picture');
    place.replaceChildren();
    if (item.close) {
      const image = element('img');
      image.src = whole ? item.page : item.close;
      image.alt = item.label.join(' › ');
      place.append(image);
    } else {
      const sheet = element('div', 'sheet');
      if (item.hint) sheet.append(element('p', 'hint', texts[item.hint]));
      const grid = element('div');
      grid.innerHTML = item.grid || '';
      sheet.append(grid);
      place.append(sheet);
      const marked = sheet.querySelector('.marked');
      if (marked) requestAnimationFrame(() => { place.scrollTop = marked.offsetTop - place.offsetTop - place.clientHeight / 2; });
    }
    by('whole').hidden = !item.close;
    by('whole').firstChild.textContent = whole ? texts.closeUp : texts.wholePage;
    place.scrollTop = 0;
  }

  function showCounts() {
    const count = { right: 0, wrong: 0, unclear: 0 };
    for (const item of items) if (verdictOf(item)) count[verdictOf(item)] += 1;
    const left = items.length - count.right - count.wrong - count.unclear;
    by('bar').replaceChildren(...['right', 'wrong', 'unclear'].map((verdict) => {
      const part = element('i', verdict);
      part.style.width = (100 * count[verdict]) / items.length + '%';
      return part;
    }));
    by('counts').textContent = texts.right + ' ' + count.right + ' · ' + texts.wrong + ' ' + count.wrong + ' · ' + texts.unclear + ' ' + count.unclear;
    by('left').textContent = (at + 1) + ' / ' + items.length + ' · ' + fill(texts.left, { left });
    by('done').hidden = left > 0;
    [...by('all').children].forEach((button, index) => {
      button.className = verdictOf(items[index]);
      button.setAttribute('aria-current', String(index === at));
    });
  }

  function show() {
    const item = items[at];
    by('path').replaceChildren(...item.label.flatMap((step, index) => {
      const last = index === item.label.length - 1;
      return [element('span', last ? '' : 'step', step), ...(last ? [] : [document.createTextNode(' › ')])];
    }));
    by('other').textContent = item.other;
    by('from').textContent = [item.organ, item.year, item.document.slice(0, 8), item.path, item.pageNumber ? fill(texts.page, { page: item.pageNumber }) : ''].filter(Boolean).join(' · ');
    showValue(item);
    showPicture(item);
    for (const verdict of ['right', 'wrong', 'unclear']) by(verdict).setAttribute('aria-pressed', String(verdictOf(item) === verdict));
    by('note').value = (answers[item.number] || {}).note || '';
    for (const next of items.slice(at + 1, at + 3)) if (next.close) new Image().src = next.close;
    showCounts();
  }

  const go = (to) => { at = Math.min(items.length - 1, Math.max(0, to)); whole = false; show(); };

  function answer(verdict) {
    const item = items[at];
    const old = answers[item.number] || {};
    answers[item.number] = { ...old, verdict: old.verdict === verdict ? '' : verdict };
    store();
    if (answers[item.number].verdict && at < items.length - 1) go(at + 1); else show();
  }

  const cell = (value) => {
    const text = value === null || value === undefined ? '' : String(value);
    const isFormula = typeof value === 'string' && ${FORMULA}.test(text) && !${HARMLESS}.test(text);
    const safe = isFormula ? "'" + text : text;
    return /[",\\r\\n]/.test(safe) ? '"' + safe.replaceAll('"', '""') + '"' : safe;
  };

  function download() {
    const rows = items.map((item) => columns.map((column) => {
      const said = answers[item.number] || {};
      if (column === 'verdict') return said.verdict || '';
      if (column === 'note') return said.note || '';
      return column === 'label' ? item.label.join(' › ') : item[column];
    }));
    const csv = '\\uFEFF' + [columns, ...rows].map((row) => row.map(cell).join(',')).join('\\r\\n') + '\\r\\n';
    const link = element('a');
    link.href = URL.createObjectURL(new Blob([csv], { type: 'text/csv' }));
    link.download = 'results.csv';
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10000);
  }

  by('all').append(...items.map((item, index) => {
    const button = element('button', '', String(item.number));
    button.type = 'button';
    button.addEventListener('click', () => go(index));
    return button;
  }));
  for (const verdict of ['right', 'wrong', 'unclear']) by(verdict).addEventListener('click', () => answer(verdict));
  by('back').addEventListener('click', () => go(at - 1));
  by('next').addEventListener('click', () => go(at + 1));
  by('whole').addEventListener('click', () => { whole = !whole; showPicture(items[at]); });
  by('download').addEventListener('click', download);
  by('note').addEventListener('input', (event) => {
    const item = items[at];
    answers[item.number] = { ...(answers[item.number] || {}), note: event.target.value };
    store();
  });
  const actions = {
    1: () => answer('right'), 2: () => answer('wrong'), 3: () => answer('unclear'),
    ArrowLeft: () => go(at - 1), ArrowRight: () => go(at + 1),
    p: () => by('whole').click(), n: () => by('note').focus(),
  };
  document.addEventListener('keydown', (event) => {
    if (event.target === by('note')) {
      if (event.key === 'Escape' || event.key === 'Enter') by('note').blur();
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const action = actions[event.key.length === 1 ? event.key.toLowerCase() : event.key];
    if (!action) return;
    event.preventDefault();
    action();
  });
  show();
})();
`
