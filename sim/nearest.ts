// Which known name somebody may have meant.

/** The name with the fewest edits to the given one; undefined when none is close. */
export function nearest(given: string, names: readonly string[]): string | undefined {
  const wanted = given.slice(0, 60).toLowerCase();
  let best: string | undefined;
  let fewest = Math.max(2, Math.ceil(wanted.length / 3)) + 1;
  for (const name of names) {
    const edits = distance(wanted, name.toLowerCase());
    if (edits < fewest) [best, fewest] = [name, edits];
  }
  return best;
}

/** Levenshtein's distance. */
function distance(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (let i = 1; i <= one.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= other.length; j += 1) {
      const substitute = row[j - 1] + (one[i - 1] === other[j - 1] ? 0 : 1);
      next.push(Math.min(substitute, row[j] + 1, next[j - 1] + 1));
    }
    row = next;
  }
  return row[other.length];
}
