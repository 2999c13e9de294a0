// A terminal that keeps what is written to it.

import type { Terminal } from '../../sim/cli/terminal';

export interface Recorder extends Terminal {
  readonly written: string;
  readonly complaints: string;
  /** Calls back at the next writing to standard output. */
  onOut: (text: string) => void;
}

export function createRecorder(interactive = false): Recorder {
  const texts: string[] = [];
  const complaints: string[] = [];
  const recorder: Recorder = {
    interactive,
    columns: 100,
    rows: 40,
    out: (text) => {
      texts.push(text);
      recorder.onOut(text);
    },
    error: (text) => void complaints.push(text),
    get written() {
      return texts.join('');
    },
    get complaints() {
      return complaints.join('');
    },
    onOut: () => undefined,
  };
  return recorder;
}
