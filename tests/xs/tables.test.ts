// Nobody changes a table at run time: every write to every part of one throws or has no effect. On XS the tables are
// preloaded, where an object that is not frozen would be copied into RAM instead and then change.

import { describe, expect, it } from '@jest/globals';
import * as rules from '../../protection/rules';
import * as consistency from '../../src/settings/consistency';
import * as presets from '../../src/settings/presets';
import * as registry from '../../src/settings/registry';
import * as row from '../../src/settings/row';
import * as alarms from '../../src/telemetry/alarms';
import * as identity from '../../src/telemetry/identity';
import * as points from '../../src/telemetry/points';

interface Part {
  readonly path: string;
  readonly owner: Record<string, unknown>;
  readonly key: string;
}

/** Every property below `value`, by the path one would write. */
function partsOf(value: unknown, path: string): Part[] {
  if (typeof value !== 'object' || value === null) return [];
  const owner = value as Record<string, unknown>;
  return Object.keys(owner).flatMap((key) => [
    { path: `${path}.${key}`, owner, key },
    ...partsOf(owner[key], `${path}.${key}`),
  ]);
}

function tablesOf(module: object): [name: string, table: object][] {
  return Object.entries(module).filter(
    (entry): entry is [string, object] => typeof entry[1] === 'object' && entry[1] !== null,
  );
}

/** True when the write left its mark. */
function changes(write: () => void, changed: () => boolean): boolean {
  try {
    write();
  } catch {
    // Throwing is the better of the two answers.
  }
  return changed();
}

const modules = { rules, consistency, presets, registry, row, alarms, identity, points };

const tables = Object.entries(modules).flatMap(([module, exported]) =>
  tablesOf(exported).map(([name, table]) => [`${module}.${name}`, table] as const),
);

describe('tables', () => {
  it('XS-020 there are tables to be guarded in every module that has some', () => {
    const guarded: readonly string[] = tables.map(([name]) => name);
    const wanted = ['registry.registry', 'registry.textRegistry', 'rules.rules', 'points.points', 'alarms.alarms'];
    expect(wanted.filter((name) => !guarded.includes(name))).toEqual([]);
  });

  it.each(tables)('XS-020 %s cannot be written, extended or shortened anywhere', (name, table) => {
    const parts = partsOf(table, name);
    const weak = parts.filter(({ owner, key }) => {
      const before = owner[key];
      const written = changes(
        () => (owner[key] = 'changed'),
        () => owner[key] !== before,
      );
      const deleted = changes(
        () => void Reflect.deleteProperty(owner, key),
        () => !(key in owner),
      );
      const extended = changes(
        () => (owner.added = 1),
        () => 'added' in owner,
      );
      return written || deleted || extended;
    });
    expect(weak.map(({ path }) => path)).toEqual([]);
    expect(parts.length).toBeGreaterThan(0);
  });
});
