// Rejects, and nobody catches: noticed when the promise is collected.

export default function rejectIt(): void {
  void Promise.reject(new Error('nobody waits for this'));
}
