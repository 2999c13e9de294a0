// npm run bench:latency: how long the firmware takes beyond the delays it is told, over phases and chance, and how often
// it trips on a thousand hours of rough but healthy life. Exit code 1 when a reaction is early or late, or a trip false.
// `--cases N`, `--hours N`, `--seed N` and `--shard i/n` cut it to size; `--json` prints the figures for a machine.

import { SingleBar, Presets } from 'cli-progress';
import { Command, InvalidArgumentError } from 'commander';
import type { Fault } from '../protection/rules';
import { BASE_PERIOD_MS } from '../src/bms';
import { Random } from '../sim/world/random';
import { causes, react, type Reaction } from './reaction';
import { roughLife, type RoughLife } from './roughLife';

interface Options {
  readonly cases: number;
  readonly hours: number;
  readonly seed: number;
  readonly shard: Shard;
  readonly json: boolean;
}

interface Shard {
  readonly index: number;
  readonly of: number;
}

interface Row {
  readonly fault: Fault;
  readonly reactions: number;
  readonly earliestMs: number;
  readonly latestMs: number;
  readonly allowedMs: number;
  readonly wrong: number;
}

const PACKS: readonly Pick<RoughLife, 'cells' | 'chemistry'>[] = [
  { cells: 16, chemistry: 'lfp' },
  { cells: 25, chemistry: 'lfp' },
  { cells: 14, chemistry: 'nmc' },
  { cells: 24, chemistry: 'lto' },
  { cells: 4, chemistry: 'lfp' },
];

function wholeNumber(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value) || value < 0) throw new InvalidArgumentError('a whole number from 0 upwards');
  return value;
}

function shardOf(text: string): Shard {
  const [index, of] = text.split('/').map(Number);
  if (!Number.isInteger(index) || !Number.isInteger(of) || index < 1 || index > of) {
    throw new InvalidArgumentError('i/n with i from 1 to n, such as 1/4');
  }
  return { index: index - 1, of };
}

function parse(): Options {
  const command = new Command('bench:latency')
    .description('Measures reaction times over phases and random cases, and false trips in rough but healthy life.')
    .option('--cases <n>', 'random cases', wholeNumber, 10_000)
    .option('--hours <n>', 'simulated hours without a fault', wholeNumber, 1_000)
    .option('--seed <n>', 'seed of all chance', wholeNumber, 1)
    .option('--shard <i/n>', 'do one part of n', shardOf, { index: 0, of: 1 })
    .option('--json', 'print JSON', false)
    .configureOutput({ outputError: (text, write) => write(text) })
    .exitOverride((error) => process.exit(error.exitCode === 0 ? 0 : 2));
  return command.parse().opts<Options>();
}

function withBar<T>(title: string, total: number, work: (advance: () => void) => T): T {
  const bar = new SingleBar(
    { format: `${title} {bar} {value}/{total}`, stream: process.stderr },
    Presets.shades_classic,
  );
  if (process.stderr.isTTY) bar.start(total, 0);
  const result = work(() => bar.increment());
  bar.stop();
  return result;
}

/** Every phase of a tick for every cause, then random causes at random phases. */
function measure({ cases, seed, shard }: Options): Reaction[] {
  const sweep = causes.flatMap((cause) => Array.from({ length: BASE_PERIOD_MS }, (_, phaseMs) => ({ cause, phaseMs })));
  const total = sweep.length + cases;
  return withBar('reactions', Math.ceil(total / shard.of), (advance) => {
    const reactions: Reaction[] = [];
    for (let index = shard.index; index < total; index += shard.of) {
      const random = new Random(seed * 1_000_003 + index, 'reaction');
      const swept = index < sweep.length ? sweep[index] : undefined;
      const cause = swept?.cause ?? causes[Math.floor(random.unit() * causes.length)];
      const phaseMs = swept?.phaseMs ?? Math.floor(random.unit() * BASE_PERIOD_MS);
      reactions.push(react(cause, random, phaseMs, index));
      advance();
    }
    return reactions;
  });
}

function summarise(reactions: readonly Reaction[]): Row[] {
  return causes.map(({ fault }) => {
    const own = reactions.filter((reaction) => reaction.fault === fault);
    const beyond = own.map((reaction) => reaction.beyondMs);
    return {
      fault,
      reactions: own.length,
      earliestMs: Math.round(Math.min(...beyond) * 10) / 10,
      latestMs: Math.round(Math.max(...beyond) * 10) / 10,
      allowedMs: own[0]?.allowedMs ?? 0,
      wrong: own.filter(({ beyondMs, allowedMs }) => beyondMs < 0 || beyondMs > allowedMs).length,
    };
  });
}

function countFalseTrips({ hours, seed, shard }: Options): { hours: number; trips: string[] } {
  const share = Math.ceil(hours / shard.of / PACKS.length);
  const trips = withBar('quiet hours', share * PACKS.length, (advance) =>
    PACKS.flatMap((pack, index) =>
      roughLife({ ...pack, hours: share, seed: seed * 1_000 + shard.index * 100 + index }, advance).map(
        (entry) =>
          `${pack.cells} ${pack.chemistry}: ${entry.what} ${entry.fault} (${entry.value}) at ${entry.seconds} s`,
      ),
    ),
  );
  return { hours: share * PACKS.length, trips };
}

const options = parse();
const rows = summarise(measure(options));
const quiet = countFalseTrips(options);
const holds = quiet.trips.length === 0 && rows.every((row) => row.wrong === 0);

if (options.json) {
  console.log(JSON.stringify({ holds, reactions: rows, quietHours: quiet.hours, falseTrips: quiet.trips }, null, 2));
} else {
  console.log('Reaction beyond the configured delay, in milliseconds');
  console.table(rows);
  console.log(`False trips in ${quiet.hours} simulated hours without a fault: ${quiet.trips.length}`);
  for (const trip of quiet.trips.slice(0, 20)) console.log(`  ${trip}`);
}
process.exitCode = holds ? 0 : 1;
