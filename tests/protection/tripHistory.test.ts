// The memory of trips that locks and chatter stand on.

import { describe, expect, it } from '@jest/globals';
import { TripHistory } from '../../protection/tripHistory';

describe('trip history', () => {
  it('ENG-012 counts the trips of one rule within a window, and forgets what is older than an hour', () => {
    const history = new TripHistory(3);
    history.remember(1);
    for (let second = 0; second < 599; second += 1) history.second();
    history.remember(1);
    expect(history.countWithin(1, 600)).toBe(2);
    expect(history.countWithin(0, 3_600)).toBe(0);
    history.second();
    expect(history.countWithin(1, 600)).toBe(1);
    for (let second = 0; second < 3_000; second += 1) history.second();
    expect(history.countWithin(1, 3_600)).toBe(1);
    for (let second = 0; second < 600; second += 1) history.second();
    expect(history.countWithin(1, 3_600)).toBe(0);
  });

  it('ENG-012 keeps the latest twenty', () => {
    const history = new TripHistory(1);
    for (let trip = 0; trip < 25; trip += 1) {
      history.remember(0);
      history.second();
    }
    expect(history.countWithin(0, 3_600)).toBe(20);
    expect(history.countWithin(0, 10)).toBe(9);
    history.forget(0);
    expect(history.countWithin(0, 3_600)).toBe(0);
  });

  it('ENG-012 a trip of 18 hours ago does not look recent when its counter wraps', () => {
    const history = new TripHistory(1);
    history.remember(0);
    for (let second = 0; second < 65_536; second += 1) history.second();
    expect(history.countWithin(0, 3_600)).toBe(0);
  });
});
