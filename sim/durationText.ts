// Simulated time as people read it.

/** As 1 d 02:03:04, without what is zero in front. */
export function durationText(seconds: number): string {
  const whole = Math.floor(seconds);
  const days = Math.floor(whole / 86_400);
  const two = (value: number) => `${Math.floor(value)}`.padStart(2, '0');
  const clock = `${two((whole % 86_400) / 3_600)}:${two((whole % 3_600) / 60)}:${two(whole % 60)}`;
  return days === 0 ? clock : `${days} d ${clock}`;
}
