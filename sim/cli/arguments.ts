// The command line: what it may say, in one place with its help, and what somebody said, checked as far as it can be
// before anything starts. Nothing is done here; a mistake comes back as a message.

import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { isLoopback } from '../server/guard';
import { scenarios } from '../scenarios/scenarios';
import type { PackChoice } from '../session';
import { address, duration, hal, numberIn, speedIn, wholeIn, type Address } from './choices';
import { nearest } from '../nearest';

export interface CommonOptions {
  readonly pack: PackChoice;
  readonly scenario?: string;
  /** Times real time; infinite is as fast as possible. */
  readonly speed: number;
  readonly durationSeconds?: number;
  readonly json: boolean;
  readonly factory: boolean;
}

export interface StartOptions extends CommonOptions {
  readonly http: { readonly host: string; readonly port: number };
  /** Answers other machines too. */
  readonly listen: boolean;
  readonly portsFile?: string;
}

export type Parsed =
  | { readonly kind: 'start'; readonly options: StartOptions }
  | { readonly kind: 'sim'; readonly options: CommonOptions }
  | { readonly kind: 'list'; readonly json: boolean }
  | { readonly kind: 'help'; readonly text: string }
  | { readonly kind: 'mistake'; readonly message: string };

/** What commander makes of the common options. */
interface RawOptions extends Record<string, unknown> {
  readonly cells?: number;
  readonly chemistry?: 'lfp' | 'nmc' | 'lto';
  readonly capacity?: number;
  readonly ambient?: number;
  readonly seed?: number;
  readonly scenario?: string;
  readonly speed: number;
  readonly duration?: number;
  readonly json?: boolean;
  readonly factory?: boolean;
}

interface RawStartOptions extends RawOptions {
  readonly http: Address;
  readonly listen?: boolean;
  readonly portsFile?: string;
}

const DEFAULT_PORT = 8080;
const LOOPBACK = '127.0.0.1';
const EVERYWHERE = '0.0.0.0';

const START_EXAMPLES = `
Examples:
  npm start                                     a 16-cell LFP pack in real time, with its page
  npm start -- --cells 8 --chemistry lto        another pack
  npm start -- --scenario rest --speed 60       a scenario to look at, sixty times as fast
  npm start -- --http 0 --ports-file ports.json any free port, told to a file

Without a screen: npm run sim -- --help`;

const SIM_EXAMPLES = `
Examples:
  npm run sim                                   the scenario "rest", as fast as possible
  npm run sim -- list                           what scenarios and faults there are
  npm run sim -- --scenario all                 every scenario; the exit code is 0 when all hold
  npm run --silent sim -- --duration 24h --json one JSON document for a program

Exit codes: 0 the expectations hold, 1 they do not, 2 the command was not understood.`;

const LIST_EXAMPLES = `
Examples:
  npm run sim -- list
  npm run sim -- list --json`;

export function parseArguments(words: readonly string[]): Parsed {
  let parsed: Parsed | undefined;
  let output = '';
  const take = (text: string) => (output += text);
  const program = new Command('npm start --')
    .usage('[options]')
    .exitOverride()
    .configureOutput({ writeOut: take, writeErr: take })
    .enablePositionalOptions()
    .helpCommand(false)
    .description(
      'Runs the firmware against a simulated pack in real time, with its page and interface on a local port.',
    );
  common(program, false)
    .addOption(
      new Option('--http <address>', 'PORT or HOST:PORT of page and interface; 0 is any free port')
        .argParser(address)
        .default({ host: undefined, port: DEFAULT_PORT }, `${LOOPBACK}:${DEFAULT_PORT}`),
    )
    .option('--ports-file <file>', 'write the addresses to this file, as JSON')
    .option('--listen', 'answer other machines of the network too; whoever reaches the port may do everything')
    .addHelpText('after', START_EXAMPLES)
    .action((options: RawStartOptions) => void (parsed = startOf(options)));
  const sim = program
    .command('sim', { hidden: true })
    .configureHelp({ commandUsage: () => 'npm run sim -- [options]' })
    .enablePositionalOptions()
    .helpCommand(false)
    .description('Runs a scenario without a screen and tells whether what it expects has come.');
  common(sim, true)
    .addHelpText('after', SIM_EXAMPLES)
    .action((options: RawOptions) => void (parsed = { kind: 'sim', options: commonOf(options) }));
  sim
    .command('list')
    .configureHelp({ commandUsage: () => 'npm run sim -- list [options]' })
    .description('Lists the scenarios and the faults.')
    .option('--json', 'print one JSON document')
    .addHelpText('after', LIST_EXAMPLES)
    .action((options: { json?: boolean }) => void (parsed = { kind: 'list', json: options.json === true }));
  try {
    program.parse(words, { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    return error.exitCode === 0 ? { kind: 'help', text: output } : { kind: 'mistake', message: output.trim() };
  }
  return parsed ?? { kind: 'mistake', message: 'error: nothing to do' };
}

function common(command: Command, headless: boolean): Command {
  const names = scenarios.map((scenario) => scenario.id);
  return command
    .addOption(new Option('--cells <count>', 'cells in series, 3 to 25').argParser(wholeIn(3, 25)))
    .addOption(new Option('--chemistry <name>', 'the kind of cell').choices(['lfp', 'nmc', 'lto']))
    .addOption(
      new Option('--capacity <Ah>', 'mean capacity of a cell, 2 to 2000').argParser(
        numberIn(2, 2_000, ' ampere-hours'),
      ),
    )
    .addOption(
      new Option('--ambient <C>', 'temperature around the pack, -60 to 120').argParser(
        numberIn(-60, 120, ' degrees Celsius'),
      ),
    )
    .addOption(new Option('--seed <number>', 'chooses the pack among its kind').argParser(wholeIn(0, 0xffff_ffff)))
    .addOption(
      new Option(
        '--scenario <name>',
        headless ? 'what to run, or all (default: rest)' : 'what happens to the pack',
      ).argParser(scenarioOf(names, headless)),
    )
    .addOption(
      new Option('--speed <factor>', headless ? 'times real time, or max' : 'times real time, 0 is paused, or max')
        .argParser(speedIn(headless ? 0.001 : 0))
        .default(headless ? Infinity : 1, headless ? 'max' : '1'),
    )
    .addOption(
      new Option(
        '--duration <time>',
        headless
          ? 'simulated time instead of that of the scenario: 3600, 30s, 90m, 24h'
          : 'end after so much simulated time: 3600, 30s, 90m, 24h',
      ).argParser(duration),
    )
    .addOption(new Option('--hal <kind>', 'hardware below the firmware: direct').argParser(hal).default('direct'))
    .option('--factory', 'leave the firmware as from the factory: no chemistry chosen, everything off')
    .option('--json', headless ? 'print one JSON document' : 'print one JSON document per line instead of the view');
}

function scenarioOf(names: readonly string[], headless: boolean): (text: string) => string {
  return (text) => {
    if (names.includes(text)) return text;
    if (text === 'all') {
      if (headless) return text;
      throw new InvalidArgumentError('Only npm run sim runs them all; choose one here.');
    }
    const meant = nearest(text, names);
    const hint = meant === undefined ? '' : `Did you mean ${meant}? `;
    throw new InvalidArgumentError(`${hint}There are ${names.join(', ')}${headless ? ', and all' : ''}.`);
  };
}

function commonOf(raw: RawOptions): CommonOptions {
  return {
    pack: {
      ...(raw.cells === undefined ? {} : { cells: raw.cells }),
      ...(raw.chemistry === undefined ? {} : { chemistry: raw.chemistry }),
      ...(raw.capacity === undefined ? {} : { capacityAmpHours: raw.capacity }),
      ...(raw.ambient === undefined ? {} : { ambientCelsius: raw.ambient }),
      ...(raw.seed === undefined ? {} : { seed: raw.seed }),
    },
    ...(raw.scenario === undefined ? {} : { scenario: raw.scenario }),
    speed: raw.speed,
    ...(raw.duration === undefined ? {} : { durationSeconds: raw.duration }),
    json: raw.json === true,
    factory: raw.factory === true,
  };
}

function startOf(raw: RawStartOptions): Parsed {
  const listen = raw.listen === true;
  const host = raw.http.host ?? (listen ? EVERYWHERE : LOOPBACK);
  if (!listen && !isLoopback(host.toLowerCase())) {
    return {
      kind: 'mistake',
      message:
        `error: option '--http <address>' argument '${host}:${raw.http.port}' is not on this machine alone. ` +
        'Use 127.0.0.1, or add --listen to open the simulator to the network.',
    };
  }
  return {
    kind: 'start',
    options: {
      ...commonOf(raw),
      http: { host, port: raw.http.port },
      listen,
      ...(raw.portsFile === undefined ? {} : { portsFile: raw.portsFile }),
    },
  };
}
