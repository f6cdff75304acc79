import { FORMULA, HARMLESS } from '../../export/csv.js'
import { SIZE } from './size.js'

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
  const said = (item) => answers[item.number] || {};
  const verdictOf = (item) => said(item).verdict || '';
  const say = (item, more) => { answers[item.number] = { ...said(item), ...more }; store(); };
  const VERDICTS = ['right', 'wrong', 'unclear'];
  const SIGNS = { right: '✓', wrong: '✗', unclear: '?' };
  const FIELDS = ['correct', 'note'];
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
    shown.textContent = item.value === null ? item.word : String(item.value);
    shown.className = item.value === null ? 'word' : '';
    by('unit').textContent = item.value === null ? '' : item.unit || '';
    const readings = item.alternatives.length > 0 ? [fill(texts.readings, { readings: item.alternatives.join(', ') })] : [];
    by('doubts').textContent = [...item.doubts, ...readings].join(' · ');
  }
${SIZE}
  function sheetOf(item) {
    const sheet = element('div', 'sheet');
    const original = item.original ? element('a', '', texts.openOriginal) : null;
    if (original) { original.href = item.original; original.target = '_blank'; original.rel = 'noopener noreferrer'; }
    const hint = item.hint ? texts[item.hint] : item.source ? texts.sourceBelow : texts.ownTable;
    const line = element('p', 'hint', hint);
    if (original) line.append(' ', original);
    const grid = element('div', 'own');
    grid.innerHTML = item.grid || '';
    sheet.append(line, grid);
    if (item.source) {
      const frame = element('iframe');
      // The source runs nothing and reaches nothing of this page.
      frame.setAttribute('sandbox', '');
      frame.src = item.source;
      frame.title = texts.source;
      sheet.append(frame);
    }
    return sheet;
  }

  function showPicture(item) {
    const place = by('picture');
    place.replaceChildren();
    place.className = whole || !item.close ? 'picture tall' : 'picture';
    zoom = 1;
    if (item.close) {
      const image = element('img');
      image.addEventListener('load', fit);
      image.src = whole ? item.page : item.close;
      image.alt = item.label.join(' › ');
      place.append(image);
    } else {
      const sheet = sheetOf(item);
      place.append(sheet);
      const marked = sheet.querySelector('.marked');
      if (marked) requestAnimationFrame(() => { marked.scrollIntoView({ block: 'nearest', inline: 'center' }); });
    }
    for (const name of ['whole', 'larger', 'smaller']) by(name).hidden = !item.close;
    by('whole').firstChild.textContent = whole ? texts.closeUp : texts.wholePage;
    place.scrollTop = 0;
  }

  function showCounts() {
    const count = { right: 0, wrong: 0, unclear: 0 };
    for (const item of items) if (verdictOf(item)) count[verdictOf(item)] += 1;
    const done = count.right + count.wrong + count.unclear;
    by('bar').replaceChildren(...VERDICTS.map((verdict) => {
      const part = element('i', verdict);
      part.style.width = (100 * count[verdict]) / items.length + '%';
      return part;
    }));
    by('bar').setAttribute('aria-valuenow', String(done));
    by('bar').setAttribute('aria-valuetext', done + ' / ' + items.length);
    by('counts').textContent = VERDICTS.map((verdict) => SIGNS[verdict] + ' ' + texts[verdict] + ' ' + count[verdict]).join(' · ');
    by('left').textContent = (at + 1) + ' / ' + items.length + ' · ' + fill(texts.left, { left: items.length - done });
    by('done').hidden = done < items.length;
    [...by('all').children].forEach((button, index) => {
      const verdict = verdictOf(items[index]);
      button.className = verdict;
      button.textContent = items[index].number + (SIGNS[verdict] || '');
      button.setAttribute('aria-label', fill(texts.item, { number: items[index].number, verdict: texts[verdict || 'open'] }));
      button.setAttribute('aria-current', String(index === at));
    });
  }

  function showAnswer(item) {
    for (const verdict of VERDICTS) by(verdict).setAttribute('aria-pressed', String(verdictOf(item) === verdict));
    for (const name of FIELDS) by(name).value = said(item)[name] || '';
    by('correct').hidden = verdictOf(item) !== 'wrong';
    showCounts();
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
    for (const next of items.slice(at + 1, at + 3)) if (next.close) new Image().src = next.close;
    showAnswer(item);
  }

  const go = (to) => { at = Math.min(items.length - 1, Math.max(0, to)); whole = false; show(); };
  const isTyping = () => FIELDS.some((name) => document.activeElement === by(name));

  // Only what is right needs no more words: all else stays until the person goes on.
  function answer(verdict) {
    const item = items[at];
    const same = verdictOf(item) === verdict;
    say(item, { verdict: same ? '' : verdict });
    if (!same && verdict === 'right' && at < items.length - 1 && !isTyping()) return go(at + 1);
    showAnswer(item);
    if (!same && verdict === 'wrong') by('correct').focus();
  }

  const cell = (value) => {
    const text = value === null || value === undefined ? '' : String(value);
    const isFormula = typeof value === 'string' && ${FORMULA}.test(text) && !${HARMLESS}.test(text);
    const safe = isFormula ? "'" + text : text;
    return /[",\\r\\n]/.test(safe) ? '"' + safe.replaceAll('"', '""') + '"' : safe;
  };

  function result(item, column) {
    const verdict = verdictOf(item);
    if (column === 'verdict') return verdict;
    if (column === 'note') return said(item).note || '';
    if (column === 'correct') return verdict === 'wrong' ? said(item).correct || '' : '';
    if (column === 'confirm') return verdict === 'right' && item.confirmable ? 'x' : '';
    return column === 'label' ? item.label.join(' › ') : item[column];
  }

  function download() {
    const rows = items.map((item) => columns.map((column) => result(item, column)));
    const csv = '\\uFEFF' + [columns, ...rows].map((row) => row.map(cell).join(',')).join('\\r\\n') + '\\r\\n';
    const link = element('a');
    link.href = URL.createObjectURL(new Blob([csv], { type: 'text/csv' }));
    link.download = 'results.csv';
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10000);
  }

  by('all').append(...items.map((item, index) => {
    const button = element('button');
    button.type = 'button';
    button.addEventListener('click', () => go(index));
    return button;
  }));
  const clicks = {
    right: () => answer('right'), wrong: () => answer('wrong'), unclear: () => answer('unclear'),
    back: () => go(at - 1), next: () => go(at + 1), download,
    whole: () => { whole = !whole; showPicture(items[at]); },
    larger: () => resize(1.5), smaller: () => resize(1 / 1.5),
  };
  for (const [name, action] of Object.entries(clicks)) by(name).addEventListener('click', action);
  for (const name of FIELDS)
    by(name).addEventListener('input', (event) => say(items[at], { [name]: event.target.value }));
  const keys = {
    1: clicks.right, 2: clicks.wrong, 3: clicks.unclear, ArrowLeft: clicks.back, ArrowRight: clicks.next,
    p: () => by('whole').click(), '+': clicks.larger, '=': clicks.larger, '-': clicks.smaller, n: () => by('note').focus(),
  };
  document.addEventListener('keydown', (event) => {
    if (isTyping()) {
      // The Enter that chooses a word of an input method does not end typing.
      if ((event.key === 'Escape' || event.key === 'Enter') && !event.isComposing) document.activeElement.blur();
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    // Arrows scroll a picture that has the focus.
    if (event.key.startsWith('Arrow') && document.activeElement === by('picture')) return;
    const action = keys[event.key.length === 1 ? event.key.toLowerCase() : event.key];
    if (!action) return;
    event.preventDefault();
    action();
  });
  addEventListener('resize', fit);
  show();
})();
`
