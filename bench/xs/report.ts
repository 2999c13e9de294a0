// npm run bench:costs [-- memory]: what single operations cost on both engines, or what each part of the firmware keeps
// in RAM (slots, chunks, both). To find out with; what is held to budgets is npm run bench.

import { bareEngine, hostEngine, type Engine } from '../../tests/xs/engines';
import { writeList } from '../../tests/xs/modules';

/** [what, byte codes, instructions, bytes of garbage], as the programs print them. */
type Figures = readonly [name: string, byteCodes: number, instructions: number, garbageBytes: number];

const DEVICE_RAM = 327_680;

/** More than the device's, so that no collection comes between; what is needed is measured, not assumed. */
const memory = ['--strip', '--chunk', '98304,0', '--heap', '6144,0', '--stack', '512', '--keys', '64,32'];

async function figuresOf(program: string, engine: Engine): Promise<Figures[]> {
  const { path } = await writeList(`bench-${program}`, [`bench/xs/${program}`], ['hal/boards/simulated']);
  const { code, stdout, stderr } = await engine(path, memory);
  if (code !== 0) throw new Error(`${program} ended with ${code}\n${stdout}${stderr}`);
  return stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Figures);
}

async function report(program: string): Promise<void> {
  const onHost = await figuresOf(program, await hostEngine());
  const onCore = await figuresOf(program, await bareEngine(DEVICE_RAM));
  console.log(
    `${program.padEnd(44)}${'byte codes'.padStart(14)}${'instructions'.padStart(14)}${'garbage'.padStart(12)}`,
  );
  onHost.forEach(([name, byteCodes, , garbageBytes], row) => {
    const cells = [byteCodes.toFixed(1).padStart(14), onCore[row][2].toFixed(0).padStart(14)];
    console.log(`${name.padEnd(44)}${cells.join('')}${garbageBytes.toFixed(0).padStart(12)}`);
  });
}

report(process.argv[2] ?? 'costs').catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
});
