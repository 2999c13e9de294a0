// The page at `/` and what it is made of, served as it lies in the source tree because the compiler copies no such files.

import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const FOLDER = join('sim', 'server', 'page');

const HTML = 'text/html; charset=utf-8';
const SCRIPT = 'text/javascript; charset=utf-8';
const STYLE = 'text/css; charset=utf-8';

const PARTS = [
  { path: '/', file: 'page.html', type: HTML },
  { path: '/page.css', file: 'page.css', type: STYLE },
  { path: '/page.js', file: 'page.js', type: SCRIPT },
  { path: '/view.js', file: 'view.js', type: SCRIPT },
  { path: '/dom.js', file: 'dom.js', type: SCRIPT },
] as const;

export interface PagePart {
  readonly path: string;
  readonly type: string;
  readonly text: string;
}

export function readPage(): readonly PagePart[] {
  const folder = join(repository(), FOLDER);
  return PARTS.map(({ path, file, type }) => ({ path, type, text: readFileSync(join(folder, file), 'utf8') }));
}

/** The folder with the sources, from wherever this module was compiled to. */
function repository(): string {
  for (let folder = __dirname; folder !== dirname(folder); folder = dirname(folder)) {
    if (existsSync(join(folder, FOLDER, 'page.html'))) return folder;
  }
  throw new Error(`${FOLDER} is missing above ${__dirname}: run from a whole copy of the repository.`);
}
