// Makes property names out of data. XS never forgets a name, so a device that does this dies sooner or later.

export default function exhaustKeys(): void {
  const readings: Record<string, number> = {};
  for (let index = 0; index < 100; index += 1) {
    readings[`reading${index}`] = index;
    readings[`reading${index}`] = 0;
  }
}
