// What a headless run has come to: one JSON document for programs, or a table with its reasons for people.

import { durationText } from '../durationText';
import type { RunResult } from '../scenarios/runner';

export interface Outcome extends RunResult {
  readonly durationSeconds: number;
}

export function reportJson(outcomes: readonly Outcome[]): string {
  const only = outcomes.length === 1 ? outcomes[0] : undefined;
  const document = {
    holds: outcomes.every((outcome) => outcome.holds),
    ...(only === undefined ? {} : { ticks: only.ticks, hash: only.hash }),
    scenarios: outcomes.map((outcome) => ({
      id: outcome.id,
      holds: outcome.holds,
      violations: outcome.violations,
      skipped: outcome.skipped,
      trips: outcome.trips,
      releases: outcome.releases,
      ticks: outcome.ticks,
      simulatedSeconds: outcome.simulatedSeconds,
      durationSeconds: outcome.durationSeconds,
      hash: outcome.hash,
    })),
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}

export function reportText(outcomes: readonly Outcome[]): string {
  const rows = outcomes.map((outcome) => [
    outcome.id,
    outcome.holds ? 'holds' : 'DOES NOT HOLD',
    durationText(outcome.simulatedSeconds),
    `${outcome.trips.length}`,
    `${outcome.releases.length}`,
    outcome.hash,
  ]);
  const failed = outcomes.filter((outcome) => !outcome.holds).length;
  const reasons = outcomes.flatMap((outcome) => [
    ...outcome.violations.map((violation) => `${outcome.id}: ${violation}`),
    ...outcome.skipped.map((skipped) => `${outcome.id}: not judged, because the run was shorter: ${skipped}`),
  ]);
  return [
    ...table(['scenario', 'result', 'time', 'trips', 'releases', 'hash'], rows),
    ...(reasons.length === 0 ? [] : ['', ...reasons]),
    '',
    failed === 0 ? 'All expectations hold.' : `${failed} of ${outcomes.length} scenarios do not hold.`,
    '',
  ].join('\n');
}

function table(head: readonly string[], rows: readonly string[][]): string[] {
  const widths = head.map((title, column) => Math.max(title.length, ...rows.map((row) => row[column].length)));
  return [head, ...rows].map((row) =>
    row
      .map((text, column) => text.padEnd(widths[column]))
      .join('  ')
      .trimEnd(),
  );
}
