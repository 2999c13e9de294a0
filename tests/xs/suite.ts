// Collects the tests of a file while it is imported, and runs them in order afterwards.

import { titleOf } from './show';

type Body = (...values: never[]) => unknown;

interface Group {
  readonly title: string;
  readonly parent: Group | undefined;
  readonly parts: (Group | Test)[];
  readonly beforeAll: Body[];
  readonly beforeEach: Body[];
  readonly afterEach: Body[];
  readonly afterAll: Body[];
}

interface Test {
  readonly title: string;
  readonly body: () => unknown;
}

export interface Failure {
  readonly title: string;
  readonly error: unknown;
}

export interface Outcome {
  passed: number;
  readonly failures: Failure[];
}

type Declare = ((title: string, body: Body) => void) & {
  readonly each: (rows: readonly unknown[]) => (title: string, body: Body) => void;
};

export interface Suite {
  readonly describe: Declare;
  readonly it: Declare;
  readonly beforeAll: (body: Body) => void;
  readonly beforeEach: (body: Body) => void;
  readonly afterEach: (body: Body) => void;
  readonly afterAll: (body: Body) => void;
  /** Runs what was declared and `wanted`; `started` hears each title before its test. */
  run(wanted?: (title: string) => boolean, started?: (title: string) => void): Outcome;
}

function groupOf(title: string, parent: Group | undefined): Group {
  return { title, parent, parts: [], beforeAll: [], beforeEach: [], afterEach: [], afterAll: [] };
}

/** Adds `.each` to a way of declaring, and makes jest's `.skip`, `.only`, `.todo` errors: there are no skipped tests. */
function withEach(declare: (title: string, body: Body) => void): Declare {
  function refused(): never {
    throw new Error('no skipped and no lonely tests');
  }
  return Object.assign((title: string, body: Body) => declare(title, body), {
    skip: refused,
    only: refused,
    todo: refused,
    each: (rows: readonly unknown[]) => {
      if (!Array.isArray(rows) || 'raw' in rows) throw new Error('each wants an array of rows');
      return (title: string, body: Body) => {
        rows.forEach((row: unknown, index) => {
          const values: readonly unknown[] = Array.isArray(row) ? row : [row];
          declare(titleOf(title, values, index), () => body(...(values as never[])));
        });
      };
    },
  });
}

function call(body: Body): void {
  const result = body();
  if (typeof result === 'object' && result !== null && 'then' in result) {
    throw new Error('a test on XS is synchronous, and this one returns a promise');
  }
}

export function createSuite(): Suite {
  const top = groupOf('', undefined);
  let current = top;

  function describe(title: string, body: Body): void {
    const group = groupOf(title, current);
    current.parts.push(group);
    current = group;
    try {
      call(body);
    } finally {
      current = group.parent ?? top;
    }
  }

  function it(title: string, body: Body): void {
    current.parts.push({ title, body });
  }

  function run(wanted: (title: string) => boolean = () => true, started?: (title: string) => void): Outcome {
    const outcome: Outcome = { passed: 0, failures: [] };

    function attempt(title: string, action: () => void): boolean {
      try {
        action();
        return true;
      } catch (error) {
        outcome.failures.push({ title, error });
        return false;
      }
    }

    function runTest(group: Group, title: string, test: Test): void {
      const lineage: Group[] = [];
      for (let each: Group | undefined = group; each !== undefined; each = each.parent) lineage.unshift(each);
      started?.(title);
      const before = outcome.failures.length;
      const ready = attempt(title, () => lineage.forEach(({ beforeEach }) => beforeEach.forEach(call)));
      if (ready) attempt(title, () => call(test.body));
      for (const { afterEach } of lineage.reverse()) attempt(title, () => afterEach.forEach(call));
      if (outcome.failures.length === before) outcome.passed += 1;
      // One failing test is one failure, however much of it failed.
      else outcome.failures.length = before + 1;
    }

    function runGroup(group: Group, prefix: string): void {
      if (!hasWanted(group, prefix, wanted)) return;
      if (!attempt(`${prefix}(before all)`, () => group.beforeAll.forEach(call))) return;
      for (const part of group.parts) {
        const title = `${prefix}${part.title}`;
        if ('parts' in part) runGroup(part, `${title} › `);
        else if (wanted(title)) runTest(group, title, part);
      }
      attempt(`${prefix}(after all)`, () => group.afterAll.forEach(call));
    }

    runGroup(top, '');
    return outcome;
  }

  return {
    describe: withEach(describe),
    it: withEach(it),
    beforeAll: (body) => void current.beforeAll.push(body),
    beforeEach: (body) => void current.beforeEach.push(body),
    afterEach: (body) => void current.afterEach.push(body),
    afterAll: (body) => void current.afterAll.push(body),
    run,
  };
}

function hasWanted(group: Group, prefix: string, wanted: (title: string) => boolean): boolean {
  return group.parts.some((part) => {
    const title = `${prefix}${part.title}`;
    return 'parts' in part ? hasWanted(part, `${title} › `, wanted) : wanted(title);
  });
}
