// One recorded day, lived through by the firmware on whatever engine runs this test: Node, XS or the emulated
// microcontroller. They must decide alike to the last bit.

import { describe, expect, it } from '@jest/globals';
import { recordedDay, recordedOutcome } from '../fixtures/recordedDay';
import { ColumnReader, ColumnWriter } from '../support/columns';
import { replay } from '../support/replay';

describe('a recorded day', () => {
  it('SAME-001 leads to the same outputs, trips, events and charge on every engine', () => {
    expect(replay(recordedDay)).toEqual(recordedOutcome);
  });

  it('SAME-001 holds enough to compare: every hour, and dozens of events', () => {
    expect(recordedOutcome.ticks).toBeGreaterThan(2_000);
    expect(recordedOutcome.eventCount).toBeGreaterThan(40);
  });
});

describe('columns', () => {
  it('SAME-002 come back as they were written, large, small and negative', () => {
    const rows = [
      [0, -1, 2_147_483_647],
      [86_400_000, 31, -2_147_483_648],
      [86_400_050, 32, 0],
    ];
    const writer = new ColumnWriter(3);
    rows.forEach((row) => writer.write(row));
    const reader = new ColumnReader(writer.lines, 3);
    for (const row of rows) {
      expect(reader.next()).toBe(true);
      expect([...reader.row]).toEqual(row);
    }
    expect(reader.next()).toBe(false);
  });
});
