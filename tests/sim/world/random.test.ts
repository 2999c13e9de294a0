import { describe, expect, it } from '@jest/globals';
import { Random } from '../../../sim/world/random';

describe('random streams', () => {
  it('SIM-001 the same seed and stream repeat, another stream or seed differs', () => {
    const draw = (seed: number, stream: string) => {
      const random = new Random(seed, stream);
      return Array.from({ length: 8 }, () => random.bits());
    };
    expect(draw(7, 'noise')).toEqual(draw(7, 'noise'));
    expect(draw(7, 'noise')).not.toEqual(draw(7, 'other'));
    expect(draw(7, 'noise')).not.toEqual(draw(8, 'noise'));
    expect(draw(7, 'noise')).not.toEqual(draw(7 + 2 ** 32, 'noise'));
  });

  it('SIM-002 deviates are normal: mean 0, deviation 1, 68 % within one and 95 % within two', () => {
    const random = new Random(1, 'normal');
    const draws = Array.from({ length: 200_000 }, () => random.normal());
    const mean = draws.reduce((total, value) => total + value, 0) / draws.length;
    const variance = draws.reduce((total, value) => total + value * value, 0) / draws.length;
    const within = (limit: number) => draws.filter((value) => Math.abs(value) < limit).length / draws.length;
    expect(mean).toBeCloseTo(0, 2);
    expect(Math.abs(variance - 1)).toBeLessThan(0.01);
    expect(Math.abs(within(1) - 0.6827)).toBeLessThan(0.005);
    expect(Math.abs(within(2) - 0.9545)).toBeLessThan(0.003);
  });

  it('SIM-003 even deviates fill 0 to 1', () => {
    const random = new Random(3, 'even');
    const bins = new Array<number>(10).fill(0);
    for (let draw = 0; draw < 100_000; draw += 1) bins[Math.floor(random.unit() * 10)] += 1;
    for (const bin of bins) expect(Math.abs(bin - 10_000)).toBeLessThan(500);
  });
});
