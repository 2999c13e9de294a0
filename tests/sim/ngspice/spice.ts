// A second opinion on the cells: the same string as a circuit for ngspice. Its numbers are typed from the domain reference
// and share nothing with sim/world, which it judges.

import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface SpiceCell {
  readonly soc: number;
  readonly ampHours: number;
  readonly ohms: number;
  readonly leakAmps: number;
}

export interface SpiceChemistry {
  /** Pairs of state of charge in per cent and millivolts, rising. */
  readonly ocv: readonly (readonly [number, number])[];
  readonly slowPerOhmic: number;
  readonly tauSeconds: number;
  readonly hysteresisVolts: number;
}

export const SPICE_LFP: SpiceChemistry = {
  ocv: [
    [0, 2833],
    [5, 3132],
    [10, 3177],
    [15, 3190],
    [20, 3213],
    [25, 3226],
    [30, 3240],
    [35, 3252],
    [40, 3262],
    [45, 3264],
    [50, 3265],
    [55, 3268],
    [60, 3271],
    [65, 3275],
    [70, 3283],
    [75, 3296],
    [80, 3304],
    [85, 3308],
    [90, 3309],
    [95, 3314],
    [98, 3335],
    [99, 3350],
    [100, 3392],
    [101, 3500],
    [102, 3650],
  ],
  slowPerOhmic: 60 / 70,
  tauSeconds: 60,
  hysteresisVolts: 0.01,
};

export const SPICE_NMC: SpiceChemistry = {
  ocv: [
    [0, 2800],
    [5, 3588],
    [10, 3684],
    [15, 3702],
    [20, 3726],
    [25, 3745],
    [30, 3764],
    [35, 3787],
    [40, 3803],
    [45, 3819],
    [50, 3838],
    [55, 3858],
    [60, 3883],
    [65, 3924],
    [70, 3962],
    [75, 3993],
    [80, 4026],
    [85, 4056],
    [90, 4089],
    [95, 4135],
    [100, 4198],
    [102, 4250],
  ],
  slowPerOhmic: 1,
  tauSeconds: 40,
  hysteresisVolts: 0,
};

export const INSTALL_NGSPICE = 'ngspice is not installed. On Debian or Ubuntu: apt-get install ngspice';

export function ngspiceInstalled(): boolean {
  return spawnSync('ngspice', ['--version']).error === undefined;
}

/** Cell voltages every quarter of a second, row by row; `profile` holds the charging current of each second. */
export function simulateInSpice(
  chemistry: SpiceChemistry,
  cells: readonly SpiceCell[],
  profile: readonly number[],
): number[][] {
  const folder = mkdtempSync(join(tmpdir(), 'evencell-ngspice-'));
  try {
    const output = join(folder, 'cells.txt');
    const input = join(folder, 'cells.cir');
    writeFileSync(input, netlist(chemistry, cells, profile, output));
    const run = spawnSync('ngspice', ['-b', input], { encoding: 'utf8', maxBuffer: 64_000_000 });
    if (run.status !== 0 || /abort|singular/.test(run.stdout + run.stderr)) {
      throw new Error(`ngspice failed: ${run.stdout}${run.stderr}`);
    }
    // One pair of columns, time and value, for each cell.
    return readFileSync(output, 'utf8')
      .trim()
      .split('\n')
      .map((line) => {
        const columns = line.trim().split(/\s+/).map(Number);
        return cells.map((_, cell) => columns[2 * cell + 1]);
      });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function netlist(
  chemistry: SpiceChemistry,
  cells: readonly SpiceCell[],
  profile: readonly number[],
  output: string,
): string {
  const points = chemistry.ocv.map(([percent, millivolts]) => `${percent / 100},${millivolts / 1000}`).join(',');
  // Every cell stands on ground and is driven by the same current: in a stack, the round-off of 80 V over micro-ohms and
  // kilofarads would drown small currents.
  const lines = ['* cells under one current', '.options reltol=1e-6 vntol=1e-9 abstol=1e-6 method=trap'];
  lines.push(`Idrive 0 drive PWL(${currentPoints(profile)})`, 'Vdrive drive 0 0');
  cells.forEach((cell, index) => {
    const ampSeconds = cell.ampHours * 3600;
    const slow = cell.ohms * chemistry.slowPerOhmic;
    lines.push(
      `Bz${index} 0 z${index} I=(i(Vdrive)-${cell.leakAmps})/${ampSeconds}`,
      `Cz${index} z${index} 0 1 IC=${cell.soc}`,
      `Bh${index} 0 h${index} I=20/${ampSeconds}*(i(Vdrive)*${chemistry.hysteresisVolts}-abs(i(Vdrive))*v(h${index}))`,
      `Ch${index} h${index} 0 1 IC=0`,
      `Fd${index} 0 a${index} Vdrive 1`,
      `Bo${index} a${index} b${index} V=pwl(v(z${index}),${points})+v(h${index})`,
      `Ro${index} b${index} c${index} ${cell.ohms}`,
      `Rs${index} c${index} 0 ${slow}`,
      `Cs${index} c${index} 0 ${chemistry.tauSeconds / slow} IC=0`,
    );
  });
  const voltages = cells.map((_, index) => `v(a${index})`).join(' ');
  lines.push(
    `.tran 0.25 ${profile.length} 0 0.125 uic`,
    '.control',
    'set numdgt=12',
    'run',
    `linearize ${voltages}`,
    `wrdata ${output} ${voltages}`,
    'quit',
    '.endc',
    '.end',
  );
  return lines.join('\n') + '\n';
}

/** Steps of a millisecond at each whole second. */
function currentPoints(profile: readonly number[]): string {
  const points: string[] = [`0 ${profile[0]}`];
  for (let second = 1; second < profile.length; second += 1) {
    if (profile[second] === profile[second - 1]) continue;
    points.push(`${second} ${profile[second - 1]}`, `${second + 0.001} ${profile[second]}`);
  }
  points.push(`${profile.length} ${profile[profile.length - 1]}`);
  // One point a line: ngspice bounds the length of a line.
  return points.join('\n+ ');
}
