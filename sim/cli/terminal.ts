// Where a command writes: standard output for what was asked for, standard error for everything else.

export interface Terminal {
  /** A person looks at standard output and can have it redrawn. */
  readonly interactive: boolean;
  readonly columns: number;
  readonly rows: number;
  out(text: string): void;
  error(text: string): void;
}

const DEFAULT_COLUMNS = 80;
const DEFAULT_ROWS = 24;

export function processTerminal(): Terminal {
  const { stdout, stderr } = process;
  // Whoever reads us, `head` for one, may stop reading: then there is nobody left to tell.
  stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(0);
    throw error;
  });
  return {
    interactive: stdout.isTTY,
    get columns() {
      return (stdout.columns as number | undefined) ?? DEFAULT_COLUMNS;
    },
    get rows() {
      return (stdout.rows as number | undefined) ?? DEFAULT_ROWS;
    },
    out: (text) => void stdout.write(text),
    error: (text) => void stderr.write(text),
  };
}

/** Exit codes of every command. */
export const DONE = 0;
export const DOES_NOT_HOLD = 1;
export const NOT_UNDERSTOOD = 2;
