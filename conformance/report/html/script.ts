/** The one script of the page: filters, keys, and opening what a link leads to. It adds no markup. */

/** Holds no `</script`, and nothing of a report: its hash stands in the content security policy. */
export const pageScript = `'use strict';
const form = document.getElementById('filter');
const list = document.getElementById('list');
const checks = Array.from(list.querySelectorAll('details.check'));
const groups = Array.from(list.querySelectorAll('section.group'));
const shown = document.getElementById('shown');
const nothing = document.getElementById('nothing');
const search = form.elements.namedItem('text');
const texts = new Map();

function textOf(check) {
  let text = texts.get(check);
  if (text === undefined) texts.set(check, (text = (check.id + ' ' + check.textContent).toLowerCase()));
  return text;
}

function apply() {
  const data = new FormData(form);
  const verdicts = data.getAll('verdict');
  const words = String(data.get('text')).toLowerCase().split(/\\s+/).filter(Boolean);
  const wanted = ['area', 'operation', 'level'].map((name) => [name, String(data.get(name))]);
  let count = 0;
  for (const check of checks) {
    const fits =
      wanted.every(([name, value]) => value === '' || check.dataset[name] === value) &&
      (verdicts.length === 0 || verdicts.includes(check.dataset.verdict)) &&
      words.every((word) => textOf(check).includes(word));
    check.hidden = !fits;
    if (fits) count += 1;
  }
  for (const group of groups) group.hidden = !group.querySelector('details.check:not([hidden])');
  shown.textContent = count === checks.length ? checks.length + ' checks' : count + ' of ' + checks.length + ' checks';
  nothing.hidden = count > 0;
}

function clear() {
  form.reset();
  apply();
}

function open(hash) {
  let id = hash.slice(1);
  try {
    id = decodeURIComponent(id);
  } catch {
    return;
  }
  const part = document.getElementById(id);
  if (!(part instanceof HTMLDetailsElement)) return;
  if (part.hidden) clear();
  part.open = true;
  part.scrollIntoView({ block: 'start' });
  part.querySelector('summary').focus({ preventScroll: true });
}

function step(by) {
  const visible = checks.filter((check) => !check.hidden);
  if (visible.length === 0) return;
  const at = visible.findIndex((check) => check.contains(document.activeElement));
  const next = visible[at === -1 ? (by > 0 ? 0 : visible.length - 1) : Math.min(Math.max(at + by, 0), visible.length - 1)];
  const summary = next.querySelector('summary');
  summary.focus({ preventScroll: true });
  summary.scrollIntoView({ block: 'nearest' });
}

form.addEventListener('input', apply);
form.addEventListener('submit', (event) => event.preventDefault());
form.addEventListener('reset', () => setTimeout(apply, 0));
for (const link of document.querySelectorAll('a[data-area], a[data-operation]')) {
  link.addEventListener('click', () => {
    form.reset();
    if (link.dataset.area !== undefined) form.elements.namedItem('area').value = link.dataset.area;
    if (link.dataset.operation !== undefined) form.elements.namedItem('operation').value = link.dataset.operation;
    apply();
  });
}
addEventListener('hashchange', () => open(location.hash));
document.addEventListener('click', (event) => {
  const link = event.target instanceof Element ? event.target.closest('a[href^="#"]') : null;
  if (link !== null && link.hash === location.hash) open(link.hash);
});
document.addEventListener('keydown', (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const writing = event.target instanceof Element && event.target.matches('input[type=search], select, textarea');
  if (event.key === 'Escape' && form.contains(event.target)) {
    clear();
    return;
  }
  if (writing) return;
  if (event.key === '/') {
    event.preventDefault();
    search.focus();
    search.select();
  } else if (event.key === 'j') step(1);
  else if (event.key === 'k') step(-1);
});
form.hidden = false;
document.getElementById('keys').hidden = false;
apply();
if (location.hash.length > 1) open(location.hash);
`;
