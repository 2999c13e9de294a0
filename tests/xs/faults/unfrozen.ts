// Preloaded on purpose although changeable: what `xsh --unfrozen` must name.

export const table = { rows: [{ limit: 1 }] } as const;

let counter = 0;

export function count(): number {
  counter += 1;
  return counter;
}
