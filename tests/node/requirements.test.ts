// Requirement ids hold documents, rules and tests together. Here and not beside the firmware's tests, because it reads files.

import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { rules } from '../../protection/rules';

const root = join(__dirname, '../..');
const ID = /\b[A-Z]{2,5}-\d{3}\b/g;

function testFiles(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    if (statSync(path).isDirectory()) return testFiles(path);
    return name.endsWith('.test.ts') ? [path] : [];
  });
}

/** Ids in the titles of tests, and titles without one. */
function titles(): { ids: Set<string>; without: string[] } {
  const ids = new Set<string>();
  const without: string[] = [];
  for (const file of testFiles(join(root, 'tests'))) {
    const text = readFileSync(file, 'utf8');
    for (const [, title] of text.matchAll(/\bit(?:\.each\([\s\S]*?\))?\(\s*(?:'|"|`)((?:[^'"`\\]|\\.|(?<=")')*)/g)) {
      const found = title.match(ID);
      if (found === null && !title.startsWith('%s ')) without.push(`${file.slice(root.length + 1)}: ${title}`);
      for (const id of found ?? []) ids.add(id);
    }
    // Tables whose first column is the id, for titles that begin with %s.
    for (const [, id] of text.matchAll(/^\s*\['([A-Z]{2,5}-\d{3})',/gm)) ids.add(id);
  }
  return { ids, without };
}

function documented(): Set<string> {
  const text = readFileSync(join(root, 'docs/requirements.md'), 'utf8');
  return new Set([...text.matchAll(/^\| ([A-Z]{2,5}-\d{3}) \|/gm)].map(([, id]) => id));
}

describe('requirement ids', () => {
  it('DOC-001 every test title carries one', () => {
    expect(titles().without).toEqual([]);
  });

  it('DOC-002 those in test titles and those in docs/requirements.md are the same', () => {
    expect([...titles().ids].sort()).toEqual([...documented()].sort());
  });

  it('DOC-003 every rule has its own, documented and tested', () => {
    const ids = rules.map((rule) => rule.requirement);
    expect(new Set(ids).size).toBe(rules.length);
    const tested = titles().ids;
    const known = documented();
    expect(ids.filter((id) => !tested.has(id) || !known.has(id))).toEqual([]);
  });

  it('DOC-004 every rule stands in docs/safety.md with its fault and its requirement', () => {
    const text = readFileSync(join(root, 'docs/safety.md'), 'utf8');
    const missing = rules.filter(({ fault, requirement }) => !text.includes(fault) || !text.includes(requirement));
    expect(missing.map(({ fault }) => fault)).toEqual([]);
  });

  it('DOC-005 every test named in docs/safety.md exists', () => {
    const text = readFileSync(join(root, 'docs/safety.md'), 'utf8');
    const named = [...new Set([...text.matchAll(/tests\/[\w/.-]+\.test\.ts/g)].map(([path]) => path))];
    expect(named.length).toBeGreaterThan(0);
    expect(named.filter((path) => !testFiles(join(root, 'tests')).includes(join(root, path)))).toEqual([]);
  });
});
