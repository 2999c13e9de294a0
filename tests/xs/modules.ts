// From TypeScript to what the host reads: every module transpiled on its own (as the SDK's tools do, and so that stacks
// can name its lines), under the name that mirrors its path, with a list of what is preloaded.

import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { transform } from 'esbuild';

/** The repository, wherever this file was compiled to. */
export const root = findRoot(__dirname);

function findRoot(folder: string): string {
  return existsSync(join(folder, 'manifest.json')) ? folder : findRoot(dirname(folder));
}

const output = join(root, 'build/xs');

/** What a test file imports from jest is this module on XS. */
const SHIM = 'tests/xs/shim';

export interface ModuleList {
  /** The file that `xsh` is told. */
  readonly path: string;
  readonly preloaded: readonly string[];
  readonly modules: readonly string[];
}

interface Manifest {
  readonly modules: Readonly<Record<string, string>>;
  readonly preload: readonly string[];
  readonly creation: {
    readonly chunk: { readonly initial: number; readonly incremental: number };
    readonly heap: { readonly initial: number; readonly incremental: number };
    readonly stack: number;
    readonly keys: { readonly initial: number; readonly incremental: number };
  };
}

export function readManifest(): Manifest {
  return JSON.parse(readFileSync(join(root, 'manifest.json'), 'utf8')) as Manifest;
}

/** The device's memory, as options of `xsh`. */
export function deviceCreation(): string[] {
  const { chunk, heap, stack, keys } = readManifest().creation;
  return [
    ...['--chunk', `${chunk.initial},${chunk.incremental}`, '--heap', `${heap.initial},${heap.incremental}`],
    ...['--stack', `${stack}`, '--keys', `${keys.initial},${keys.incremental}`],
  ];
}

/** Whole or not at all: several runs may write and read the same files. */
function writeWhole(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true });
  const unfinished = `${path}.${process.pid}`;
  writeFileSync(unfinished, text);
  renameSync(unfinished, path);
}

/** Module names below a folder whose file name ends so. */
export function findModules(folder: string, ending: string): string[] {
  let names: string[];
  try {
    names = readdirSync(join(root, folder));
  } catch {
    // Folders of later parts need not exist yet.
    return [];
  }
  return names.flatMap((name) => {
    const path = posix.join(folder, name);
    if (statSync(join(root, path)).isDirectory()) return findModules(path, ending);
    return name.endsWith(ending) ? [path.slice(0, -'.ts'.length)] : [];
  });
}

const specifiers = /(?:^|[\s;}])(?:import|export)(?:[\s{*][^'"`;]*?from)?\s*["']([^"']+)["']/g;

/** The modules one imports, by name; throws for what XS does not have. */
function importsOf(module: string, javaScript: string): string[] {
  return [...javaScript.matchAll(specifiers)].map(([, specifier]) => {
    if (specifier === '@jest/globals' || specifier === SHIM) return SHIM;
    if (!specifier.startsWith('.')) throw new Error(`${module}.ts cannot run on XS: it imports '${specifier}'`);
    return posix.normalize(posix.join(dirname(module), specifier));
  });
}

function isNewer(path: string, than: string): boolean {
  try {
    return statSync(path).mtimeMs > statSync(than).mtimeMs;
  } catch {
    return false;
  }
}

const transpiled = new Map<string, Promise<readonly string[]>>();

/** Writes the module's JavaScript and source map; answers the modules it imports. Kept while the source is older. */
function transpile(module: string): Promise<readonly string[]> {
  const known = transpiled.get(module);
  if (known !== undefined) return known;
  const made = transpileNow(module);
  transpiled.set(module, made);
  return made;
}

async function transpileNow(module: string): Promise<readonly string[]> {
  const source = join(root, `${module}.ts`);
  const target = join(output, 'modules', `${module}.js`);
  if (isNewer(target, source) && isNewer(target, __filename)) return importsOf(module, readFileSync(target, 'utf8'));
  const { code, map } = await transform(readFileSync(source, 'utf8'), {
    loader: 'ts',
    format: 'esm',
    target: 'es2022',
    sourcemap: 'external',
    sourcefile: `${module}.ts`,
    sourcesContent: false,
  });
  const named = code.replaceAll(/(["'])@jest\/globals\1/g, `'${SHIM}'`);
  const imports = importsOf(module, code);
  // A module of nothing but types has a map without sources, which the engine cannot read.
  const mapped = named.trim() !== '';
  if (mapped) writeWhole(`${target}.map`, map);
  writeWhole(target, mapped ? `${named}//# sourceMappingURL=${posix.basename(module)}.js.map\n` : named);
  return imports;
}

/** Everything that `entries` import, they included. */
export async function closureOf(entries: readonly string[]): Promise<Set<string>> {
  const reached = new Set<string>();
  async function follow(module: string): Promise<void> {
    if (reached.has(module)) return;
    reached.add(module);
    await Promise.all((await transpile(module)).map(follow));
  }
  await Promise.all(entries.map(follow));
  return reached;
}

/** Every module of the manifest. Its globs do not recurse. */
function firmwareModules(): string[] {
  const names = Object.keys(readManifest().modules);
  return names.flatMap((name) => {
    if (!name.endsWith('/*')) return [name];
    const folder = dirname(name);
    return findModules(folder, '.ts').filter((module) => dirname(module) === folder);
  });
}

/** A list for `xsh`: the modules of the manifest preloaded, and `run` with all else it needs in RAM. */
export async function writeList(
  name: string,
  run: readonly string[],
  alsoPreload: readonly string[] = [],
): Promise<ModuleList> {
  const named = new Set(readManifest().preload);
  const preloaded = [...(await closureOf([...firmwareModules(), ...alsoPreload]))].sort();
  const firmware = new Set(preloaded);
  const modules = [...(await closureOf(run))].filter((module) => !firmware.has(module)).sort();
  const path = join(output, 'lists', `${name}.txt`);
  const rows = [
    `root ${join(output, 'modules')}`,
    // Only what the manifest names loses its code after the preload (host/modules.c).
    ...preloaded.map((module) => `${named.has(module) ? 'preload' : 'implied'} ${module}`),
    ...modules.map((module) => `module ${module}`),
    ...run.map((module) => `run ${module}`),
  ];
  writeWhole(path, `${rows.join('\n')}\n`);
  return { path, preloaded, modules };
}
