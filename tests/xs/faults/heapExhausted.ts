// Keeps everything it makes.

interface Link {
  readonly before: Link | undefined;
}

export default function exhaustHeap(): void {
  let last: Link | undefined;
  for (;;) last = { before: last };
}
