// The manifest against the tree. Here and not beside the firmware's tests, because it reads files.

import { readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { describe, expect, it } from '@jest/globals';

interface Manifest {
  readonly modules: Readonly<Record<string, string>>;
  readonly preload: readonly string[];
  readonly typescript: { readonly tsconfig: { readonly compilerOptions: Readonly<Record<string, unknown>> } };
}

const root = join(__dirname, '../..');
const manifest = JSON.parse(readFileSync(join(root, 'manifest.json'), 'utf8')) as Manifest;

function modulesBelow(folder: string): string[] {
  return readdirSync(join(root, folder)).flatMap((name) => {
    const path = posix.join(folder, name);
    if (statSync(join(root, path)).isDirectory()) return modulesBelow(path);
    return name.endsWith('.ts') ? [path.slice(0, -3)] : [];
  });
}

const firmware = ['src', 'protection', 'balancer', 'protocols', 'hal/ports'].flatMap((folder) => {
  try {
    return modulesBelow(folder);
  } catch {
    // Folders of later parts need not exist yet.
    return [];
  }
});

/** Globs of a manifest do not recurse. */
function covers(glob: string, module: string): boolean {
  return glob.endsWith('/*') ? dirname(module) === dirname(glob) : glob === module;
}

function textOf(module: string): string {
  return readFileSync(join(root, `${module}.ts`), 'utf8');
}

/** What is there at run time: imports of types alone are not. */
function importsOf(module: string): string[] {
  return [...textOf(module).matchAll(/^import (?!type )(?:[^;']*?from )?'(\.{1,2}\/[^']+)'/gms)].map(([, specifier]) =>
    posix.normalize(posix.join(dirname(module), specifier)),
  );
}

function isThereAtRunTime(module: string): boolean {
  return /^export (?:const|function|class|default)/m.test(textOf(module));
}

describe('manifest', () => {
  it('BLD-001 every firmware module is in it once, under the name that mirrors its path', () => {
    expect(firmware.length).toBeGreaterThan(30);
    const rows = firmware.map((module) => [
      module,
      Object.entries(manifest.modules).filter(([name]) => covers(name, module)),
    ]);
    const mirrored = firmware.map((module) => {
      const glob = `${dirname(module)}/*`;
      return [module, [[glob, `./${glob}`]]];
    });
    expect(rows).toEqual(mirrored);
  });

  it('BLD-001 no row of the manifest names a folder without modules', () => {
    for (const name of Object.keys(manifest.modules)) {
      expect([name, firmware.some((module) => covers(name, module))]).toEqual([name, true]);
    }
  });

  it('BLD-002 every firmware module is reachable from what is preloaded', () => {
    const reached = new Set<string>();
    const open = [...manifest.preload];
    for (let module = open.pop(); module !== undefined; module = open.pop()) {
      if (reached.has(module)) continue;
      reached.add(module);
      open.push(...importsOf(module));
    }
    expect(firmware.filter((module) => isThereAtRunTime(module) && !reached.has(module))).toEqual([]);
  });

  it('BLD-003 the device build is as strict as ours and knows no newer language', () => {
    expect(manifest.typescript.tsconfig.compilerOptions).toMatchObject({
      strict: true,
      target: 'es2022',
      lib: ['es2022'],
    });
  });
});
