// Whole numbers as text: the differences from row to row of each column, five bits to a letter, the lowest first. Small
// changes take one letter, so that a day of readings fits a file that XS can hold in flash. The text comes in short lines,
// because XS counts to a letter from the start of its string.

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const MORE = 32;

const LETTERS_A_LINE = 110;

/** Writes rows of `width` numbers of at most 31 bits. */
export class ColumnWriter {
  readonly lines: string[] = [''];
  private readonly last: number[];

  constructor(width: number) {
    this.last = new Array<number>(width).fill(0);
  }

  write(row: readonly number[]): void {
    row.forEach((value, column) => {
      const difference = value - this.last[column];
      this.last[column] = value;
      // The sign goes to the lowest bit, so that small differences of either sign are small.
      let left = difference < 0 ? -difference * 2 - 1 : difference * 2;
      do {
        const digit = left % MORE;
        left = Math.floor(left / MORE);
        this.put(LETTERS[left > 0 ? digit + MORE : digit]);
      } while (left > 0);
    });
  }

  private put(letter: string): void {
    const last = this.lines.length - 1;
    if (this.lines[last].length < LETTERS_A_LINE) this.lines[last] += letter;
    else this.lines.push(letter);
  }
}

/** Reads them back, row by row, into an array of its own. */
export class ColumnReader {
  readonly row: number[];
  private readonly lines: readonly string[];
  private line = 0;
  private at = 0;

  constructor(lines: readonly string[], width: number) {
    this.lines = lines;
    this.row = new Array<number>(width).fill(0);
  }

  /** False behind the last row. */
  next(): boolean {
    if (this.line >= this.lines.length) return false;
    for (let column = 0; column < this.row.length; column += 1) {
      const coded = this.number();
      this.row[column] += coded % 2 === 0 ? coded / 2 : -(coded + 1) / 2;
    }
    return true;
  }

  private number(): number {
    let value = 0;
    let weight = 1;
    for (;;) {
      const digit = this.digit();
      value += (digit % MORE) * weight;
      if (digit < MORE) return value;
      weight *= MORE;
    }
  }

  private digit(): number {
    const line = this.lines[this.line];
    const digit = LETTERS.indexOf(line[this.at]);
    if (digit < 0) throw new Error(`line ${this.line} of the columns has a letter that is none of theirs`);
    this.at += 1;
    if (this.at === line.length) {
      this.line += 1;
      this.at = 0;
    }
    return digit;
  }
}
