// Never ends.

export default function loopForever(): void {
  let turns = 0;
  while (turns >= 0) turns = (turns + 1) & 0xff;
}
