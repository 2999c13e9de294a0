// The recent past for charts: one point each second for a while, and one each ten seconds for a long while, in rings of
// typed arrays. It keeps what the firmware told, not the truth; what was not known then is a gap.

import type { Bms } from '../src/bms';
import { points, type PointKey } from '../src/telemetry/points';

export const HISTORY_KEYS = [
  'packMillivolts',
  'packMilliamps',
  'socPermille',
  'highestCellMillivolts',
  'lowestCellMillivolts',
  'powerStageDeciCelsius',
] as const satisfies readonly PointKey[];

/** The probes go with them as one figure: the hottest there is. */
export const HISTORY_COLUMNS = [...HISTORY_KEYS, 'hottestDeciCelsius'] as const;

export const RESOLUTIONS = [
  { everySeconds: 1, points: 3_600 },
  { everySeconds: 10, points: 8_640 },
] as const;

export type Resolution = (typeof RESOLUTIONS)[number]['everySeconds'];

export interface HistoryPart {
  readonly everySeconds: number;
  readonly seconds: number[];
  /** By column, each as long as `seconds`. */
  readonly columns: Readonly<Record<string, (number | null)[]>>;
}

export interface History {
  /** To be called once per simulated second. */
  observe(seconds: number): void;
  /** The latest points, oldest first. */
  read(everySeconds: Resolution, last: number): HistoryPart;
}

interface Ring {
  readonly everySeconds: number;
  readonly capacity: number;
  readonly seconds: Float64Array;
  readonly columns: readonly Float64Array[];
  written: number;
}

const rows = HISTORY_KEYS.map((key) => points.find((point) => point.key === key) as (typeof points)[number]);

export function createHistory(bms: Bms): History {
  const rings = RESOLUTIONS.map(({ everySeconds, points: capacity }): Ring => ({
    everySeconds,
    capacity,
    seconds: new Float64Array(capacity),
    columns: HISTORY_COLUMNS.map(() => new Float64Array(capacity)),
    written: 0,
  }));

  function write(ring: Ring, seconds: number): void {
    const at = ring.written % ring.capacity;
    ring.seconds[at] = seconds;
    for (let column = 0; column < rows.length; column += 1) {
      ring.columns[column][at] = rows[column].read(bms, 0) ?? NaN;
    }
    ring.columns[rows.length][at] = hottest(bms);
    ring.written += 1;
  }

  return {
    observe(seconds) {
      for (const ring of rings) {
        if (seconds % ring.everySeconds === 0) write(ring, seconds);
      }
    },
    read(everySeconds, last) {
      const ring = rings.find((one) => one.everySeconds === everySeconds) as Ring;
      const count = Math.min(last, ring.written, ring.capacity);
      const places = Array.from({ length: count }, (_, index) => (ring.written - count + index) % ring.capacity);
      const part = (values: Float64Array) => places.map((place) => values[place]);
      const known = (values: Float64Array) => part(values).map((value) => (Number.isNaN(value) ? null : value));
      return {
        everySeconds,
        seconds: part(ring.seconds),
        columns: Object.fromEntries(HISTORY_COLUMNS.map((key, column) => [key, known(ring.columns[column])])),
      };
    },
  };
}

function hottest({ facts: { sample } }: Bms): number {
  return sample.temperatures.valid && sample.temperatures.present !== 0 ? sample.temperatures.hottestDeciCelsius : NaN;
}
