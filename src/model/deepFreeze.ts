// Freezes a table to its leaves, so that a preloaded one stays in flash and nobody changes a row at run time.
// For trees of plain objects and arrays: typed arrays cannot be frozen, and a cycle would not end.

/** Freezes `value` and everything in it, and gives the same object back with its literal types kept. */
export function deepFreeze<const T>(value: T): T {
  if (typeof value === 'object' && value !== null) {
    for (const part of Object.values(value)) deepFreeze(part);
    Object.freeze(value);
  }
  return value;
}
