// What the device's language does not have must not compile. Here and not beside the firmware's tests, because it asks the
// compiler, with the firmware's own configuration.

import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import ts from 'typescript';

const root = join(__dirname, '../..');
const { config } = ts.readConfigFile(join(root, 'tsconfig.json'), (path) => ts.sys.readFile(path)) as {
  config: { compilerOptions: object };
};
const { options } = ts.convertCompilerOptionsFromJson(config.compilerOptions, root);

/** What the compiler says of a firmware module with this line. */
function complaints(line: string): readonly string[] {
  const name = join(root, 'src/imagined.ts');
  const host = ts.createCompilerHost(options);
  const { getSourceFile } = host;
  host.getSourceFile = (path, version) =>
    path === name ? ts.createSourceFile(path, `export {};\n${line}\n`, version) : getSourceFile(path, version);
  const program = ts.createProgram([name], options, host);
  return ts.getPreEmitDiagnostics(program).map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'));
}

describe('the language of the firmware', () => {
  it('BLD-004 ES2022 compiles', () => {
    expect(complaints("export const last = [1, 2, 3].at(-1); export const found = Object.hasOwn({}, 'key');")).toEqual(
      [],
    );
  });

  it.each([
    'export const sorted = [2, 1].toSorted();',
    'export const changed = [2, 1].with(0, 3);',
    'export const grouped = Object.groupBy([1], String);',
    'export const settled = Promise.withResolvers<void>();',
    'export const joined = new Set([1]).union(new Set([2]));',
    'setTimeout(() => undefined, 1);',
    "console.log('');",
    'export const bytes = Buffer.alloc(1);',
    'export const where = process.cwd();',
    'enum Colour { Red }',
  ])('BLD-004 newer built-ins and the host do not: %s', (line) => {
    expect(complaints(line)).not.toEqual([]);
  });
});
