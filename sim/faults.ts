// Everything that can be broken in the simulator, one row each in two tables, and the faults in force in one simulator:
// what is asked for is checked against its row, applied, remembered and mended. Scenarios and `POST /api/faults` come here.

import type { FaultParameter, FaultParameters, FaultRow, FaultTarget } from './faultRow';
import { PLANT_FAULTS } from './plantFaults';
import { SENSOR_FAULTS } from './sensingFaults';

export type { FaultParameters, FaultTarget } from './faultRow';

export const FAULTS: readonly FaultRow[] = [...PLANT_FAULTS, ...SENSOR_FAULTS];

export interface ActiveFault {
  readonly id: string;
  readonly parameters: FaultParameters;
}

export interface FaultSet {
  /** Breaks something; a refusal is a sentence that names the parameter and its range, and changes nothing. */
  apply(id: string, parameters?: Readonly<Record<string, unknown>>): string | null;
  /** Mends everything applied under this id; false when nothing was. */
  remove(id: string): boolean;
  list(): readonly ActiveFault[];
}

/** Parameters that say where: a fault applied again at the same place replaces the former. */
const PLACES = ['cell', 'probe', 'which', 'output'];

export function createFaultSet(target: FaultTarget): FaultSet {
  let active: ActiveFault[] = [];

  function mend(matches: (fault: ActiveFault) => boolean): boolean {
    const gone = active.filter(matches);
    active = active.filter((fault) => !matches(fault));
    for (const fault of gone) rowOf(fault.id)?.remove(target, fault.parameters);
    return gone.length > 0;
  }

  return {
    apply(id, parameters = {}) {
      const row = rowOf(id);
      if (row === undefined) return `there is no fault ${JSON.stringify(id)}`;
      const checked = checkFaultParameters(row, parameters, target.world.cells);
      if (typeof checked === 'string') return checked;
      mend((fault) => fault.id === id && samePlace(fault.parameters, checked));
      row.apply(target, checked);
      active.push({ id, parameters: checked });
      return null;
    },
    remove: (id) => mend((fault) => fault.id === id),
    list: () => active,
  };
}

/** The whole parameters with fallbacks filled in, or the reason of the refusal. */
export function checkFaultParameters(
  row: FaultRow,
  given: Readonly<Record<string, unknown>>,
  cells: number,
): FaultParameters | string {
  const known = row.parameters.map((parameter) => parameter.name);
  const foreign = Object.keys(given).find((name) => !known.includes(name));
  if (foreign !== undefined) {
    return `${row.id} has no parameter ${foreign}; it takes ${known.length === 0 ? 'none' : known.join(', ')}`;
  }
  const checked: Record<string, number | string> = {};
  for (const parameter of row.parameters) {
    const value = given[parameter.name] ?? parameter.fallback;
    const reason = refusal(parameter, value, cells);
    if (reason !== null) return `${row.id}.${parameter.name} must be ${reason}`;
    checked[parameter.name] = value as number | string;
  }
  return checked;
}

function refusal(parameter: FaultParameter, value: unknown, cells: number): string | null {
  const got = value === undefined ? 'it is missing' : `not ${JSON.stringify(value)}`;
  if ('choices' in parameter) {
    const good = typeof value === 'string' && parameter.choices.includes(value);
    return good ? null : `one of ${parameter.choices.join(', ')}; ${got}`;
  }
  const max = parameter.name === 'cell' ? Math.min(parameter.max, cells - 1) : parameter.max;
  const whole = parameter.whole === true;
  const good =
    typeof value === 'number' && value >= parameter.min && value <= max && (!whole || Number.isInteger(value));
  return good ? null : `a ${whole ? 'whole number' : 'number'} ${parameter.min}..${max}; ${got}`;
}

function rowOf(id: string): FaultRow | undefined {
  return FAULTS.find((row) => row.id === id);
}

function samePlace(one: FaultParameters, other: FaultParameters): boolean {
  return PLACES.every((name) => one[name] === other[name]);
}
