// The live page: asks for the state twice a second, draws it, and passes on what the user does.

import { element, find, list } from './dom.js';
import { drawBroken, drawParameters, drawScenarios, drawState, options } from './view.js';

const STATE_EVERY_MS = 500;
const LISTS_EVERY_MS = 2000;

let ruleHelp = {};
let faultRows = [];

async function ask(path, method = 'GET', body) {
  const response = await fetch(
    '/api/' + path,
    body === undefined
      ? { method }
      : { method, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) },
  );
  const answer = await response.json();
  if (!response.ok) throw Object.assign(new Error(answer.error.message), { refused: answer.error });
  return answer;
}

async function act(path, method, body) {
  let done = true;
  try {
    await ask(path, method, body);
    find('refused').hidden = true;
  } catch (error) {
    done = false;
    refuse(error);
  }
  await refresh();
  await refreshLists();
  return done;
}

function refuse(error) {
  const rule = error.refused?.rule ? ` (rule ${error.refused.rule})` : '';
  find('refused').firstElementChild.textContent = error.refused
    ? `Refused: ${error.message}${rule}`
    : 'The request did not arrive.';
  find('refused').hidden = false;
}

async function refresh() {
  let state;
  try {
    state = await ask('state');
  } catch {
    showLost(true);
    return;
  }
  if (!find('lost').hidden) void refreshLists();
  showLost(false);
  drawState(state, ruleHelp);
}

function showLost(lost) {
  find('lost').hidden = !lost;
  document.body.classList.toggle('lost', lost);
}

async function refreshLists() {
  try {
    const [faults, known, rules] = await Promise.all([ask('faults'), ask('scenarios'), ask('rules')]);
    ruleHelp = Object.fromEntries(rules.rules.map((rule) => [rule.fault, rule.help]));
    drawScenarios(known);
    drawBroken(faults.active);
    const isNew = faultRows.length === 0;
    faultRows = faults.faults;
    list('fault-list', faultRows, () => options(faultRows));
    if (isNew) chooseFault();
  } catch {
    // The next refresh of the state says that the connection is lost.
  }
}

function chooseFault() {
  drawParameters(faultRows.find(({ id }) => id === find('fault-list').value));
}

function onSubmit(id, path, body) {
  find(id).addEventListener('submit', (event) => {
    event.preventDefault();
    void act(path, 'POST', body(find(id).elements));
  });
}

const numberOf = (field) => (field.value === '' ? null : Number(field.value));

find('fault-list').addEventListener('change', chooseFault);
onSubmit('load', 'load', (fields) => ({ [fields.unit.value]: numberOf(fields.value) }));
onSubmit('charger', 'charger', (fields) => ({
  volts: numberOf(fields.volts),
  amps: numberOf(fields.amps),
  obeysLimits: fields.obeys.checked,
}));
onSubmit('ambient', 'ambient', (fields) => ({ celsius: numberOf(fields.celsius) }));
onSubmit('step', 'step', (fields) => ({ seconds: numberOf(fields.seconds) }));
onSubmit('scenario', 'scenario', (fields) => ({ name: fields.name.value }));
find('preset').addEventListener('submit', async (event) => {
  event.preventDefault();
  const { cells, capacity, chemistry, variant, cold } = event.target.elements;
  const pack = {
    cellCount: numberOf(cells),
    capacityMilliampHours: Math.round(Number(capacity.value) * 10) * 100,
  };
  const preset = {
    name: 'preset',
    chemistry: chemistry.value,
    variant: variant.value,
    acknowledgeColdCharge: cold.checked,
  };
  if (await act('settings', 'PUT', pack)) await act('command', 'POST', preset);
});
onSubmit('reset', 'reset', (fields) => ({ cells: numberOf(fields.cells), chemistry: fields.chemistry.value }));
onSubmit('break', 'faults', () => {
  const given = [...find('parameters').querySelectorAll('input, select')].map((field) => [
    field.name,
    field.type === 'number' ? numberOf(field) : field.value,
  ]);
  return { ...Object.fromEntries(given), id: find('fault-list').value };
});
find('load')
  .querySelector('[data-none]')
  .addEventListener('click', () => act('load', 'POST', { amps: 0 }));
find('charger')
  .querySelector('[data-none]')
  .addEventListener('click', () => act('charger', 'POST', { amps: 0 }));
find('switches').addEventListener('change', ({ target }) =>
  act('command', 'POST', { name: target.name, on: target.checked }),
);
find('broken').addEventListener('click', ({ target }) => {
  if (target.dataset.id !== undefined) void act(`faults/${encodeURIComponent(target.dataset.id)}`, 'DELETE');
});
find('clear').addEventListener('click', () => act('command', 'POST', { name: 'clear' }));
find('dismiss').addEventListener('click', () => {
  find('refused').hidden = true;
});
for (const [text, factor] of [
  ['Pause', 0],
  ['x1', 1],
  ['x10', 10],
  ['x60', 60],
  ['x600', 600],
  ['Full speed', 'max'],
]) {
  const button = element('button', text, { type: 'button' });
  button.addEventListener('click', () => act('speed', 'POST', { factor }));
  find('speeds').append(button);
}

async function repeat(task, everyMs) {
  await task();
  setTimeout(repeat, everyMs, task, everyMs);
}

void repeat(refresh, STATE_EVERY_MS);
void repeat(refreshLists, LISTS_EVERY_MS);
