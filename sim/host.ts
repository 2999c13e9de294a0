// The composition root of the PC: reads the command line and runs the command it names. Nobody imports it.

import { parseArguments } from './cli/arguments';
import { listJson, listText } from './cli/listCommand';
import { simCommand } from './cli/simCommand';
import { startCommand } from './cli/startCommand';
import { DONE, NOT_UNDERSTOOD, processTerminal, type Terminal } from './cli/terminal';

async function run(words: readonly string[], terminal: Terminal): Promise<number> {
  const parsed = parseArguments(words);
  switch (parsed.kind) {
    case 'help':
      terminal.out(parsed.text);
      return DONE;
    case 'mistake':
      terminal.error(`${parsed.message}\n`);
      return NOT_UNDERSTOOD;
    case 'list':
      terminal.out(parsed.json ? listJson() : listText());
      return DONE;
    case 'sim':
      return simCommand(parsed.options, terminal);
    case 'start':
      return startCommand(parsed.options, terminal, interrupted());
  }
}

/** A second signal ends the process at once, as it always does. */
function interrupted(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => resolve());
  });
}

void run(process.argv.slice(2), processTerminal()).then((exitCode) => {
  process.exitCode = exitCode;
});
