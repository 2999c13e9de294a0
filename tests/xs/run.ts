// npm run test:xs, npm run test:rv32: runs the jest tests of the firmware's folders on the real XS engine, the firmware
// preloaded as on the device.

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { bareEngine, hostEngine, type Engine } from './engines';
import { findModules, root, writeList } from './modules';

const folders = ['tests/src', 'tests/protection', 'tests/balancer', 'tests/protocols', 'tests/xs'];

/** A test holds more than the firmware does: its own code, tables of expectations, fixtures. */
const roomy = ['--chunk', '1048576,65536', '--heap', '65536,8192', '--stack', '2048', '--keys', '512,256'];
/** What the RAM of a device leaves: slots and chunks grow until it is full. */
const tight = ['--chunk', '65536,4096', '--heap', '4096,256', '--stack', '768', '--keys', '64,32'];

const DEVICE_RAM = 327_680;
/** For a test that holds more than a device could: it is run again with this, and the report says so. */
const MORE_RAM = 8 << 20;
/** Memory full, JavaScript stack full (host/faults.c). */
const TOO_SMALL = [65, 66];

const SUMMARY = /^(\d+) passed, (\d+) failed$/m;
const AT_ONCE = 2;

interface Outcome {
  readonly passed: number;
  readonly failed: number;
  readonly report: string;
  /** Where it ran, when that was not the first choice. */
  readonly where?: string;
}

interface Bench {
  readonly engine: Engine;
  readonly memory: readonly string[];
  /** What to try when the memory does not suffice. */
  readonly larger?: () => Promise<Bench>;
}

/** Lines that help: without the summary, and without the frames of the shim itself. */
function readable(output: string): string {
  const lines = output.split('\n').filter((line) => line !== '' && !SUMMARY.test(line));
  return lines.filter((line) => !/^ +at .*\(tests\/xs\/(?:suite|expectation|shim|runTests)\.ts:/.test(line)).join('\n');
}

async function runFile(module: string, grep: string, bench: Bench): Promise<Outcome> {
  const { engine, memory, larger } = bench;
  const { path } = await writeList(module.replaceAll('/', '-'), [module, 'tests/xs/runTests']);
  const { code, stdout, stderr } = await engine(path, [...memory, '--argument', grep]);
  const summary = SUMMARY.exec(stdout);
  const report = readable(`${stdout}\n${stderr}`);
  if (code === 0 && summary !== null) return { passed: Number(summary[1]), failed: Number(summary[2]), report };
  if (larger !== undefined && TOO_SMALL.includes(code)) {
    return { ...(await runFile(module, grep, await larger())), where: `, in ${MORE_RAM >> 20} MB` };
  }
  return { passed: 0, failed: 1, report: `${report}\nended with exit code ${code}` };
}

/** Again in the debug build, whose stacks name the lines of the TypeScript. */
async function explain(module: string, grep: string, outcome: Outcome): Promise<string> {
  const debug = { engine: await hostEngine('debug'), memory: roomy };
  const explained = await runFile(module, grep, debug).catch(() => outcome);
  return explained.failed === 0 ? `${outcome.report}\n(passes in the debug build)` : explained.report;
}

async function benchFor(rv32: boolean, debug: boolean, ram: string): Promise<Bench> {
  if (rv32) {
    const larger = async (): Promise<Bench> => ({ engine: await bareEngine(MORE_RAM), memory: roomy });
    return { engine: await bareEngine(Number(ram)), memory: tight, larger };
  }
  return { engine: await hostEngine(debug ? 'debug' : 'release'), memory: roomy };
}

const help = `npm run test:xs -- [options]    on this processor, in 32-bit mode
npm run test:rv32 -- [options]  on an emulated RV32 core with the device's memory

  --file PART      only test files whose path contains it
  --grep PATTERN   only tests whose title matches it
  --debug          in the debug build at once
  --ram BYTES      of the RV32 core (${DEVICE_RAM})
`;

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      grep: { type: 'string', default: '' },
      file: { type: 'string', default: '' },
      ram: { type: 'string', default: `${DEVICE_RAM}` },
      rv32: { type: 'boolean', default: false },
      debug: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    process.stdout.write(help);
    return;
  }
  const { grep, debug } = values;
  const modules = folders
    .flatMap((folder) => findModules(folder, '.test.ts'))
    .filter((name) => name.includes(values.file));
  const bench = await benchFor(values.rv32, debug, values.ram);
  let passed = 0;
  let failed = 0;

  async function runOne(module: string): Promise<void> {
    const began = performance.now();
    const outcome: Outcome = await runFile(module, grep, bench).catch((error: unknown) => ({
      passed: 0,
      failed: 1,
      report: error instanceof Error ? error.message : String(error),
    }));
    passed += outcome.passed;
    failed += outcome.failed;
    if (outcome.passed + outcome.failed === 0 && grep !== '') return;
    const seconds = ((performance.now() - began) / 1_000).toFixed(2);
    const verdict = outcome.failed === 0 ? 'ok  ' : 'FAIL';
    console.log(
      `${verdict} ${module}.ts: ${outcome.passed} passed, ${outcome.failed} failed (${seconds} s${outcome.where ?? ''})`,
    );
    if (outcome.failed === 0) return;
    console.log(debug || values.rv32 ? outcome.report : await explain(module, grep, outcome));
  }

  const open = modules.reverse();
  async function work(): Promise<void> {
    for (let module = open.pop(); module !== undefined; module = open.pop()) await runOne(module);
  }
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  if (passed + failed === 0) throw new Error('no test matches');
  console.log(`${passed} passed, ${failed} failed`);
  // In jest's words, so that both kinds of run can be summed.
  const result = { numPassedTests: passed, numFailedTests: failed };
  writeFileSync(join(root, `build/xs/result-${values.rv32 ? 'rv32' : 'xs'}.json`), JSON.stringify(result));
  process.exitCode = failed === 0 ? 0 : 1;
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
});
