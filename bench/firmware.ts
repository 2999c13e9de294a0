// npm run bench: the firmware on the real XS engine, 32-bit on this processor for byte codes and memory, and on the
// emulated RV32 core for instructions. Prints every figure beside its budget and the stored baseline; fails when one is
// over budget. All figures are exact: two runs agree to the last digit.

import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { buildBare } from '../tests/xs/build';
import { bareEngine, hostEngine, type Engine } from '../tests/xs/engines';
import { writeList } from '../tests/xs/modules';
import { budgets } from './xs/budgets';

type Figures = Record<string, number>;

const DEVICE_RAM = 327_680;
const baselineFile = join(__dirname, 'baseline.json');

/** More than the device's, so that no collection comes between; what is needed is measured, not assumed. */
const memory = ['--strip', '--chunk', '98304,0', '--heap', '6144,0', '--stack', '512', '--keys', '64,32'];

/** Figures that only the emulated core knows. */
const ofTheCore = (key: string) => key.endsWith('.instructions') || key === 'stack.nativeBytes';

async function listOf(program: string): Promise<string> {
  return (await writeList(`bench-${program}`, [`bench/xs/${program}`], ['hal/boards/simulated'])).path;
}

async function figuresOf(program: string, engine: Engine): Promise<Figures> {
  const { code, stdout, stderr } = await engine(await listOf(program), memory);
  if (code !== 0) throw new Error(`${program} ended with ${code}\n${stdout}${stderr}`);
  const lines = stdout.trim().split('\n');
  return Object.fromEntries(lines.map((line) => JSON.parse(line) as [string, number]));
}

async function measure(): Promise<Figures> {
  const host = await hostEngine();
  const core = await bareEngine(DEVICE_RAM);
  const figures: Figures = {};
  for (const program of ['tick', 'parts']) {
    const [onHost, onCore] = [await figuresOf(program, host), await figuresOf(program, core)];
    for (const key of Object.keys(onHost)) figures[key] = ofTheCore(key) ? onCore[key] : onHost[key];
  }
  figures['ram.smallestStaticHeap'] = await smallestHeap(host);
  figures['flash.engineAndHostText'] = await textSize();
  return figures;
}

/** The smallest single block, slots and chunks together, in which the firmware boots and lives; to 64 bytes. */
async function smallestHeap(engine: Engine): Promise<number> {
  const list = await listOf('shortLife');
  let fails = 0;
  let passes = 131_072;
  while (passes - fails > 64) {
    const bytes = Math.ceil((fails + passes) / 128) * 64;
    const words = ['--strip', '--static', `${bytes}`, '--chunk', '1536,512', '--heap', '512,64', '--stack', '384'];
    if ((await engine(list, [...words, '--keys', '64,32'])).code === 0) passes = bytes;
    else fails = bytes;
  }
  return passes;
}

async function textSize(): Promise<number> {
  const listing = execFileSync('riscv64-unknown-elf-size', [await buildBare(DEVICE_RAM)], { encoding: 'utf8' });
  return Number(listing.split('\n')[1].trim().split(/\s+/)[0]);
}

function verdictOn(key: string, value: number): string {
  const budget = budgets[key];
  if (budget === undefined) return '';
  if (value > budget.most) return `OVER BUDGET, ${budget.most} at most`;
  const goal = budget.goal === undefined ? '' : value <= budget.goal ? ', goal reached' : `, goal ${budget.goal}`;
  return `within ${budget.most}${goal}`;
}

function changeOf(value: number, before: number | undefined): string {
  if (before === undefined) return 'new';
  if (before === value) return '';
  const percent = before === 0 ? '' : ` (${(((value - before) / before) * 100).toFixed(1)} %)`;
  return `${value > before ? '+' : ''}${value - before}${percent}`;
}

function table(figures: Figures, baseline: Figures): string {
  const rows = Object.entries(figures).map(
    ([key, value]) =>
      `${key.padEnd(38)}${String(value).padStart(10)}  ${changeOf(value, baseline[key]).padEnd(18)}${verdictOn(key, value)}`,
  );
  return [`${'figure'.padEnd(38)}${'now'.padStart(10)}  ${'since baseline'.padEnd(18)}budget`, ...rows].join('\n');
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      json: { type: 'boolean', default: false },
      update: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    console.log(
      'npm run bench -- [--json] [--update]\n  --json    figures as JSON\n  --update  make these the baseline',
    );
    return;
  }
  const figures = await measure();
  const baseline = existsSync(baselineFile) ? (JSON.parse(readFileSync(baselineFile, 'utf8')) as Figures) : {};
  console.log(values.json ? JSON.stringify(figures, null, 2) : table(figures, baseline));
  if (values.update) writeFileSync(baselineFile, `${JSON.stringify(figures, null, 2)}\n`);
  const over = Object.entries(figures).filter(([key, value]) => value > (budgets[key]?.most ?? Infinity));
  for (const [key, value] of over) console.error(`${key} is ${value}: ${verdictOn(key, value)}`);
  process.exitCode = over.length === 0 ? 0 : 1;
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
});
