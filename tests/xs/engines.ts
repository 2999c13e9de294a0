// The two machines a list of modules can run on: our host on this processor in 32-bit mode (tier 1), and the bare RV32
// core in QEMU with a device's memory and an exact count of instructions (tier 2).

import { execFile } from 'node:child_process';
import { rmSync } from 'node:fs';
import { buildBare, buildHost } from './build';

export interface Ending {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a list (modules.ts) with options of `xsh`, to its end. */
export type Engine = (list: string, options: readonly string[]) => Promise<Ending>;

/** Longer than any test takes: what runs on is stuck. */
const STUCK_MS = 600_000;

function execute(program: string, words: readonly string[]): Promise<Ending> {
  return new Promise((resolve, reject) => {
    const child = execFile(
      program,
      words,
      { maxBuffer: 1 << 26, timeout: STUCK_MS, killSignal: 'SIGKILL' },
      (error, stdout, stderr) => {
        if (child.pid === undefined) reject(new Error(`${program} cannot be started: ${error?.message ?? ''}`));
        // Without an exit code a signal ended it; its name is all there is to say.
        else resolve({ code: child.exitCode ?? 128, stdout, stderr: `${stderr}${child.signalCode ?? ''}` });
      },
    );
    child.stdin?.end();
  });
}

/** Tier 1. `debug`: stacks name the lines of the TypeScript; memory and byte codes differ a little. */
export async function hostEngine(variant: 'release' | 'debug' = 'release'): Promise<Engine> {
  const binary = await buildHost(variant);
  return (list, options) => execute(binary, [...options, list]);
}

const IMAGE_ADDRESS = '0x86000000';

// One instruction a nanosecond: only then is the count of instructions exact. Semihosting carries output and exit code.
const machine = [
  ...['-M', 'virt', '-m', '128M', '-bios', 'none', '-display', 'none', '-monitor', 'none', '-serial', 'none'],
  ...['-chardev', 'stdio,id=con,signal=off', '-semihosting-config', 'enable=on,target=native,chardev=con'],
  ...['-icount', 'shift=0'],
];

/** Tier 2, with that much RAM for engine, firmware and native stack. */
export async function bareEngine(ramBytes: number): Promise<Engine> {
  const [program, host] = await Promise.all([buildBare(ramBytes), buildHost('release')]);
  return async (list, options) => {
    const image = `${list}.${process.pid}.image`;
    const made = await execute(host, [...options, '--image', image, list]);
    if (made.code !== 0) return made;
    const loader = `loader,file=${image},addr=${IMAGE_ADDRESS},force-raw=on`;
    const ending = await execute('qemu-system-riscv32', [...machine, '-device', loader, '-kernel', program]);
    rmSync(image, { force: true });
    return ending;
  };
}
