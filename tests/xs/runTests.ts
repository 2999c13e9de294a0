// The last module of a test run on XS: runs what the test file declared and prints what run.ts reads.

import { runCollected } from './shim';
import { xsHost } from './xsHost';

/** Lines that begin so are for run.ts. */
export const FAILED = '✗ ';

export default function (): void {
  const grep = xsHost.argument();
  const pattern = new RegExp(grep);
  const { passed, failures } = runCollected((title) => grep === '' || pattern.test(title));
  for (const { title, error } of failures) {
    xsHost.print(`${FAILED}${title}`);
    xsHost.print(error instanceof Error ? (error.stack ?? error.message) : String(error));
  }
  xsHost.print(`${passed} passed, ${failures.length} failed`);
}
