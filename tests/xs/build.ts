// Builds `xsh`, our host over the XS sources, with the C compiler of this machine. Objects and binaries are kept under
// build/xs by a hash of everything that went into them: sources, flags, compiler.

import { execFile, execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { root } from './modules';

const run = promisify(execFile);

export type Variant = 'release' | 'debug' | 'rv32';

const hostFolder = join(root, 'tests/xs/host');
const JOBS = 2;

/** An `xs` folder: the one of @agoric/xsnap, or of a full Moddable SDK when EVENCELL_XS says so. */
export function xsFolder(): string {
  const chosen = process.env.EVENCELL_XS;
  const folder = chosen ?? join(dirname(require.resolve('@agoric/xsnap/package.json')), 'moddable/xs');
  if (existsSync(join(folder, 'sources/xsAll.h'))) return folder;
  throw new Error(`${folder} has no XS sources${chosen === undefined ? ': run npm ci' : ' (EVENCELL_XS)'}`);
}

/** host/defaults.c has a table of its own in the place of the engine's. */
const DEFAULTS_RENAMED = '-DgxDefaults=xshEngineDefaults';
/** Not parts of an engine without snapshots, foreign functions and debugger protocol over USB. */
const leftOut = new Set(['xsSnapshot.c', 'xsffi.c', 'xsum.c']);
/** Only the parser needs these: tier 2 has none. */
const ofTheParser = new Set(
  ['Code', 'Lexical', 'Scope', 'Script', 'SourceMap', 'Syntaxical', 'Tree'].map((name) => `xs${name}.c`),
);

const engine = ['mxRun', 'mxBoundsCheck', 'mxNoConsole', 'mxLockdown'].map((name) => `-D${name}=1`);
const common = ['-fno-common', '-DINCLUDE_XSPLATFORM', '-DXSPLATFORM="xshPlatform.h"', ...engine];
const tools = ['mxParse', 'mxMetering', 'mxInstrument'].map((name) => `-D${name}=1`);
// SSE, because the registers of the older unit hold more than a double, and results would differ from the device's.
const i386 = ['-m32', '-msse2', '-mfpmath=sse', ...common, ...tools];

interface Target {
  readonly compiler: string;
  readonly flags: readonly string[];
  readonly missing: string;
}

const needs32Bit =
  'A C compiler that makes 32-bit programs is needed to run tests on XS. On Debian and Ubuntu: apt-get install gcc-multilib';

const targets: Readonly<Record<Variant, Target>> = {
  release: { compiler: 'gcc', flags: ['-O2', ...i386], missing: needs32Bit },
  debug: { compiler: 'gcc', flags: ['-O1', '-DmxDebug=1', ...i386], missing: needs32Bit },
  rv32: {
    compiler: 'riscv64-unknown-elf-gcc',
    flags: [
      ...['-march=rv32imac', '-mabi=ilp32', '--specs=picolibc.specs', '-Os', '-ffunction-sections', '-fdata-sections'],
      ...['-DXSH_BARE=1', '-DmxInstrument=1', ...common],
    ],
    missing:
      'A RISC-V compiler and QEMU are needed for tier 2. On Debian and Ubuntu: apt-get install gcc-riscv64-unknown-elf picolibc-riscv64-unknown-elf qemu-system-misc',
  },
};

function includes(): string[] {
  const xs = xsFolder();
  // As system headers, so that warnings are about our own files.
  return ['includes', 'platforms', 'sources'].flatMap((part) => ['-isystem', join(xs, part)]).concat('-I', hostFolder);
}

function hashOf(parts: readonly string[]): string {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part).update('\0');
  return hash.digest('hex').slice(0, 16);
}

function textsIn(folder: string, pattern: RegExp): string[] {
  const names = readdirSync(folder).filter((name) => pattern.test(name));
  return names.sort().flatMap((name) => [name, readFileSync(join(folder, name), 'latin1')]);
}

function failure(error: unknown): string {
  if (typeof error !== 'object' || error === null) return String(error);
  const { stderr, message } = error as { stderr?: unknown; message?: unknown };
  return typeof stderr === 'string' && stderr !== '' ? stderr : String(message);
}

/** The compiler's version, after proof that it makes what the target needs. */
function checked(target: Target): string {
  try {
    const version = execFileSync(target.compiler, ['--version'], { encoding: 'utf8', stdio: 'pipe' });
    const flags = target.flags.filter((flag) => flag.startsWith('-m') || flag.startsWith('--specs'));
    const probe = '#include <stdio.h>\nint main(void) { return sizeof(void*) == 4 ? 0 : 1; }\n';
    const options = { input: probe, stdio: 'pipe' } as const;
    execFileSync(target.compiler, [...flags, '-x', 'c', '-', '-fsyntax-only'], options);
    if (target.compiler === 'gcc')
      execFileSync(target.compiler, [...flags, '-x', 'c', '-', '-o', '/dev/null'], options);
    return version;
  } catch (error) {
    throw new Error(`${target.missing}\n${failure(error)}`, { cause: error });
  }
}

/** What is to be installed before a variant can be built; undefined when nothing is. */
export function missingFor(variant: Variant): string | undefined {
  try {
    checked(targets[variant]);
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** Compiles what is not there yet: the largest first, so that no processor waits at the end for one. */
async function compile(
  target: Target,
  sources: readonly string[],
  folder: string,
  flags: readonly string[],
): Promise<string[]> {
  mkdirSync(folder, { recursive: true });
  const objectOf = (source: string): string => join(folder, source.replace(/^.*\//, '').replace(/\.c$/, '.o'));
  const open = sources.filter((source) => !existsSync(objectOf(source)));
  open.sort((a, b) => statSync(a).size - statSync(b).size);
  async function work(): Promise<void> {
    for (let source = open.pop(); source !== undefined; source = open.pop()) {
      const object = objectOf(source);
      // Renamed when whole, so that an interrupted build leaves no half object.
      const unfinished = `${object}.${process.pid}`;
      const renamed = source.endsWith('/xsDefaults.c') ? [DEFAULTS_RENAMED] : [];
      try {
        const { stderr } = await run(target.compiler, [
          ...renamed,
          ...target.flags,
          ...includes(),
          ...flags,
          '-c',
          source,
          '-o',
          unfinished,
        ]);
        if (stderr !== '') process.stderr.write(stderr);
      } catch (error) {
        throw new Error(`${source} does not compile\n${failure(error)}`, { cause: error });
      }
      renameSync(unfinished, object);
    }
  }
  await Promise.all(Array.from({ length: JOBS }, work));
  return sources.map(objectOf);
}

export interface Objects {
  readonly objects: readonly string[];
  /** Changes with anything that went into them. */
  readonly hash: string;
}

/** The engine and the host's own files, compiled for a target. */
export async function buildObjects(variant: Variant): Promise<Objects> {
  const target = targets[variant];
  const version = checked(target);
  const sources = join(xsFolder(), 'sources');
  const platform = readFileSync(join(hostFolder, 'xshPlatform.h'), 'utf8');
  const engineHash = hashOf([version, ...target.flags, DEFAULTS_RENAMED, platform, ...textsIn(sources, /\.[ch]$/)]);
  const files = readdirSync(sources).filter(
    (name) => name.endsWith('.c') && !leftOut.has(name) && !(variant === 'rv32' && ofTheParser.has(name)),
  );
  const cache = join(root, 'build/xs');
  const engineObjects = await compile(
    target,
    files.map((name) => join(sources, name)),
    join(cache, `engine-${variant}-${engineHash}`),
    // Somebody else's sources: their warnings are not ours to fix.
    ['-w'],
  );
  const hash = hashOf([engineHash, ...textsIn(hostFolder, /\.[ch]$/)]);
  const own = readdirSync(hostFolder).filter((name) => name.endsWith('.c'));
  const ownObjects = await compile(
    target,
    own.map((name) => join(hostFolder, name)),
    join(cache, `host-${variant}-${hash}`),
    ['-Wall', '-Wextra', '-Wno-unused-parameter'],
  );
  return { objects: [...engineObjects, ...ownObjects], hash };
}

/** Links what is not there yet; `name` says what goes in. */
async function link(name: string, compiler: string, words: readonly string[]): Promise<string> {
  const binary = join(root, 'build/xs', name);
  if (existsSync(binary)) return binary;
  const unfinished = `${binary}.${process.pid}`;
  await run(compiler, [...words, '-o', unfinished]);
  renameSync(unfinished, binary);
  return binary;
}

/** Bytes of native stack on the bare core, as the device's XS task has it. */
const NATIVE_STACK = 12_288;

/** The program for the emulated core with that much RAM; host/bare.c has the map of its memory. */
export async function buildBare(ramBytes: number): Promise<string> {
  const { objects, hash } = await buildObjects('rv32');
  const { compiler, flags } = targets.rv32;
  const places = {
    __flash: '0x80000000',
    __flash_size: '0x400000',
    __ram: '0x81000000',
    __ram_size: ramBytes,
    __stack_size: NATIVE_STACK,
  };
  return link(`bare-${ramBytes}-${hash}.elf`, compiler, [
    ...flags.filter((flag) => flag.startsWith('-m') || flag.startsWith('--specs')),
    ...['--oslib=semihost', '--crt0=hosted', '-Wl,--gc-sections', '-Tpicolibc.ld'],
    ...Object.entries(places).map(([name, value]) => `-Wl,--defsym=${name}=${value}`),
    ...objects,
    '-lm',
  ]);
}

/** The path of `xsh` for this machine, built when it is not there yet. */
export async function buildHost(variant: 'release' | 'debug' = 'release'): Promise<string> {
  const { objects, hash } = await buildObjects(variant);
  return link(`xsh-${variant}-${hash}`, 'gcc', ['-m32', ...objects, '-lm']);
}
