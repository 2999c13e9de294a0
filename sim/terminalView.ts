// The simulator at a glance in a terminal: pure text from what runs. Whoever shows it decides where and how often.

import type { ScenarioStatus } from './session';
import { durationText } from './durationText';
import { MAXIMUM_SPEED } from './pacer';
import type { Running } from './running';
import { noticeOf, trippedFaults } from './server/state';
import type { Simulation } from './simulation';

const BAR_CELLS = 20;
const EIGHTHS = ['', '▏', '▎', '▍', '▌', '▋', '▊', '▉'];
const COLUMN_WIDTH = 40;
const GAP = '   ';

export interface ViewSize {
  readonly columns: number;
  readonly rows: number;
}

/** The whole view, no line longer and no more lines than there is room for. */
export function viewLines(running: Running, addresses: readonly string[], size: ViewSize): string[] {
  const { simulation, scenario } = running.session;
  const notice = noticeOf(simulation);
  const lines = [
    `Evencell  ${addresses.join('  ')}`,
    headLine(running),
    '',
    packLine(simulation),
    temperatureLine(simulation),
    '',
    ...cellLines(simulation, size.columns),
    '',
    switchLine(simulation),
    `faults     ${trippedFaults(simulation).join(', ') || 'none'}`,
    ...(scenario === null ? [] : [scenarioLine(scenario)]),
    ...(notice === null ? [] : [notice]),
    'Ctrl-C ends.',
  ];
  return lines.slice(0, Math.max(1, size.rows - 1)).map((line) => line.slice(0, size.columns));
}

/** One line for a log. */
export function statusLine({ session: { simulation }, pacer }: Running): string {
  const { world, bms } = simulation;
  const faults = trippedFaults(simulation);
  const { estimate } = bms.facts;
  const { cells } = bms.facts.sample;
  return [
    durationText(world.nowMs / 1_000),
    pacer.paused ? 'paused' : `x${pacer.effectiveFactor.toFixed(1)}`,
    `${world.truth.packVolts.toFixed(2)} V`,
    `${tenths(world.truth.packAmps)} A`,
    estimate.socKnown ? `${(estimate.socPermille / 10).toFixed(1)} %` : 'charge unknown',
    cells.valid ? `cells ${cells.lowestMillivolts} to ${cells.highestMillivolts} mV` : 'cells unknown',
    faults.length === 0 ? 'no faults' : faults.join(' '),
  ].join('  ');
}

function headLine({ session: { simulation }, pacer }: Running): string {
  const { world } = simulation;
  const wanted = pacer.factor === MAXIMUM_SPEED ? 'full speed' : `x${pacer.factor}`;
  const speed = pacer.paused ? 'paused' : `${wanted}, really x${pacer.effectiveFactor.toFixed(1)}`;
  return `${world.cells} ${world.truth.chemistry.toUpperCase()} cells, seed ${world.seed}   ${durationText(world.nowMs / 1_000)}   ${speed}`;
}

function packLine({ world, bms }: Simulation): string {
  const { packVolts, packAmps } = world.truth;
  const { estimate } = bms.facts;
  const charge = estimate.socKnown
    ? `${(estimate.socPermille / 10).toFixed(1)} %, ${(estimate.remainingMilliampHours / 1_000).toFixed(1)} Ah`
    : 'unknown';
  const direction = packAmps > 0.05 ? 'charging' : packAmps < -0.05 ? 'discharging' : 'at rest';
  return `pack       ${packVolts.toFixed(2)} V   ${tenths(packAmps)} A ${direction}   charge ${charge}`;
}

/** A current of nearly nothing is 0.0, not -0.0. */
function tenths(value: number): string {
  return (Math.round(value * 10) / 10 + 0).toFixed(1);
}

function temperatureLine({ world }: Simulation): string {
  const probes = world.truth.probeCelsius.map((celsius) => (celsius === null ? '-' : celsius.toFixed(1))).join('  ');
  return `degrees C  cells ${probes}   power stage ${world.truth.boardCelsius.toFixed(1)}`;
}

function cellLines({ world, bms }: Simulation, columns: number): string[] {
  const volts = world.truth.cellVolts;
  const highest = volts.indexOf(Math.max(...volts));
  const lowest = volts.indexOf(Math.min(...volts));
  const { cellUndervoltageTripMillivolts: from, cellOvervoltageTripMillivolts: to } = bms.settings.values;
  const cells = Array.from(volts, (value, cell) => {
    const millivolts = value * 1_000;
    const mark = cell === highest ? 'high' : cell === lowest ? 'low' : '';
    const bar = barText((millivolts - from) / (to - from)).padEnd(BAR_CELLS);
    return `${`${cell + 1}`.padStart(2)} ${`${Math.round(millivolts)}`.padStart(4)} mV ${bar} ${mark}`.padEnd(
      COLUMN_WIDTH,
    );
  });
  const across = Math.max(1, Math.floor((columns + GAP.length) / (COLUMN_WIDTH + GAP.length)));
  const rows = Math.ceil(cells.length / across);
  return Array.from({ length: rows }, (_, row) =>
    cells
      .filter((_cell, at) => at % rows === row)
      .join(GAP)
      .trimEnd(),
  );
}

/** A share of the bar's width, in eighths of a character. */
function barText(share: number): string {
  const eighths = Math.round(Math.min(1, Math.max(0, share)) * BAR_CELLS * 8);
  return '█'.repeat(Math.floor(eighths / 8)) + EIGHTHS[eighths % 8];
}

function switchLine({ world, settings: { values } }: Simulation): string {
  const { charge, discharge, precharge } = world.truth.contactors;
  const state = (closed: boolean, wanted: number) => `${closed ? 'closed' : 'open'} (${wanted === 1 ? 'on' : 'off'})`;
  const parts = [
    `charge ${state(charge, values.chargeSwitch)}`,
    `discharge ${state(discharge, values.dischargeSwitch)}`,
    `balance ${values.balanceSwitch === 1 ? 'on' : 'off'}`,
    `heater ${world.truth.heaterOn ? 'on' : 'off'}`,
    ...(precharge ? ['pre-charging'] : []),
  ];
  return `switches   ${parts.join('   ')}`;
}

function scenarioLine({ id, done, holds, violations }: ScenarioStatus): string {
  const verdict = holds ? 'holds' : `does not hold: ${violations[0] ?? ''}`;
  return `scenario   ${id}, ${done ? `done, ${verdict}` : `running, ${holds ? 'so far as expected' : verdict}`}`;
}
