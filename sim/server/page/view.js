// Draws what the simulator answers: figures, cells, switches, faults and lists.

import { element, find, list, put } from './dom.js';

const fixed = (value, digits, unit) =>
  value === null || value === undefined ? 'unknown' : `${(Number(value.toFixed(digits)) || 0).toFixed(digits)} ${unit}`;

export function drawState(state, ruleHelp) {
  drawHead(state);
  drawFigures(state);
  drawCells(state);
  drawSwitches(state);
  drawFaults(state, ruleHelp);
  offerPack(state.settings);
  put('notice', state.notice ?? '');
  find('notice').hidden = state.notice === null;
}

function drawHead({ time, truth, device }) {
  const seconds = Math.floor(time.simulatedSeconds);
  const days = seconds >= 86400 ? `${Math.floor(seconds / 86400)} d ` : '';
  const clock = new Date(seconds * 1000).toISOString().slice(11, 19);
  put('time', `${days}${clock}, ${time.speed === 0 ? 'paused' : `really x${time.effectiveSpeed.toFixed(1)}`}`);
  put('pack', `${truth.cellVolts.length} ${truth.chemistry.toUpperCase()} cells`);
  put('device', `${device.name} · ${device.model} ${device.hardwareVersion} ${device.softwareVersion}`);
}

function drawFigures({ truth, telemetry: t }) {
  const amps = truth.packAmps;
  const direction = amps > 0.05 ? 'charging' : amps < -0.05 ? 'discharging' : 'at rest';
  const temperatures = truth.probeCelsius.map((c) => (c === null ? '–' : c.toFixed(1))).join(' / ');
  const rows = {
    Voltage: fixed(truth.packVolts, 2, 'V'),
    [`Current, ${direction}`]: fixed(amps, 1, 'A'),
    Charge: t.socPermille === null ? 'unknown' : fixed(t.socPermille / 10, 1, '%'),
    Remaining: t.remainingMilliampHours === null ? 'unknown' : fixed(t.remainingMilliampHours / 1000, 1, 'Ah'),
    'Spread of the cells': fixed(t.cellSpreadMillivolts, 0, 'mV'),
    'Cells, T1 / T2 / T3': `${temperatures} °C`,
    'Power stage': fixed(truth.boardCelsius, 1, '°C'),
    Balancing: fixed(truth.balanceAmps, 2, 'A'),
  };
  const box = find('figures');
  list('figures', Object.keys(rows).length, () =>
    Object.keys(rows).map(() => {
      const d = element('div');
      d.append(element('dt'), element('dd'));
      return d;
    }),
  );
  Object.entries(rows).forEach(([name, value], at) => {
    box.children[at].children[0].textContent = name;
    box.children[at].children[1].textContent = value;
  });
}

function drawCells({ truth: { cellVolts: volts }, settings }) {
  const box = find('cells');
  list('cells', volts.length, () =>
    volts.map((_, cell) => {
      const item = element('li');
      const track = element('span', undefined, { class: 'track' });
      track.append(element('div', undefined, { class: 'fill' }));
      item.append(
        element('span', `${cell + 1}`, { class: 'soft' }),
        track,
        element('span'),
        element('span', '', { class: 'mark' }),
      );
      return item;
    }),
  );
  const high = volts.indexOf(Math.max(...volts));
  const low = volts.indexOf(Math.min(...volts));
  const from = settings.cellUndervoltageTripMillivolts;
  const to = settings.cellOvervoltageTripMillivolts;
  volts.forEach((value, cell) => {
    const [, track, text, mark] = box.children[cell].children;
    const share = (value * 1000 - from) / (to - from);
    track.firstChild.style.width = `${Math.min(100, Math.max(1, share * 100))}%`;
    text.textContent = `${Math.round(value * 1000)} mV`;
    box.children[cell].className = cell === high ? 'high' : cell === low ? 'low' : '';
    mark.textContent = cell === high ? 'max' : cell === low ? 'min' : '';
  });
}

function drawSwitches({ truth: { contactors, heaterOn }, switches }) {
  const focused = document.activeElement?.id;
  list('switches', [contactors, heaterOn, switches], () => [
    ...['charge', 'discharge', 'balance'].map((name) => {
      const item = element('li');
      const label = element('label', undefined, { class: 'inline' });
      const box = element('input', undefined, { type: 'checkbox', id: `switch-${name}`, name });
      box.checked = switches[name];
      const really = name === 'balance' ? '' : `: contactor ${contactors[name] ? 'closed' : 'open'}`;
      label.append(box, `${name}${really}`);
      item.append(label);
      return item;
    }),
    element('li', `Pre-charge ${contactors.precharge ? 'closed' : 'open'}, heater ${heaterOn ? 'on' : 'off'}`, {
      class: 'soft',
    }),
  ]);
  if (focused?.startsWith('switch-')) find(focused).focus();
}

function drawFaults({ faults, alarms }, ruleHelp) {
  list('faults', [faults, ruleHelp], () =>
    faults.length === 0
      ? [element('li', 'No faults.')]
      : faults.map((fault) => {
          const item = element('li');
          item.append(element('strong', fault, { class: 'bad' }), ` ${ruleHelp[fault] ?? ''}`);
          return item;
        }),
  );
  const raised = Object.keys(alarms).filter((name) => alarms[name]);
  put('alarms', raised.length === 0 ? 'No alarms.' : `Alarms: ${raised.join(', ')}`);
}

/** The pack as it is set now, until somebody writes another one into the form. */
function offerPack({ cellCount, capacityMilliampHours }) {
  const form = find('preset');
  const key = `${cellCount} ${capacityMilliampHours}`;
  if (form.dataset.key === key) return;
  form.dataset.key = key;
  form.elements.cells.value = cellCount;
  form.elements.capacity.value = capacityMilliampHours / 1000;
}

export function drawScenarios({ scenarios, running }) {
  list('scenario-list', scenarios, () => options(scenarios));
  const state = running?.done ? 'is done and' : 'runs and so far';
  const verdict = running?.holds ? 'holds.' : `does not hold: ${running?.violations.join('; ')}`;
  put('running', running === null ? 'No scenario.' : `${running.id} ${state} ${verdict}`);
}

export function drawBroken(active) {
  list('broken', active, () =>
    active.map(({ id, parameters }) => {
      const item = element('li');
      const told = Object.entries(parameters).map(([name, value]) => `${name} ${value}`);
      item.append(
        element('button', 'Mend', { type: 'button', 'data-id': id, 'aria-label': `Mend ${id}` }),
        `${id} ${told.join(', ')}`,
      );
      return item;
    }),
  );
}

export function options(rows) {
  return rows.map((row) => element('option', row.id, { value: row.id, title: row.help }));
}

/** Fields for what the fault may be told. */
export function drawParameters(row) {
  put('faulthelp', row?.help ?? '');
  find('parameters').replaceChildren(
    ...(row?.parameters ?? []).map((parameter) => {
      const label = element('label', parameter.name, { title: parameter.help });
      label.append(field(parameter));
      return label;
    }),
  );
}

function field({ name, choices, whole, min, max, fallback }) {
  const made = choices
    ? element('select', undefined, { name })
    : element('input', undefined, { name, type: 'number', step: whole ? 1 : 'any', min, max });
  for (const one of choices ?? []) made.append(element('option', one));
  made.value = fallback ?? choices?.[0] ?? min;
  return made;
}
