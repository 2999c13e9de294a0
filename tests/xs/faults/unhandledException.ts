// Throws, and nobody catches.

export default function throwIt(): void {
  throw new RangeError('cell 26 of 25');
}
