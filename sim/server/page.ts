// The page at `/`: one file that is served as it lies in the source tree, because the compiler copies no HTML.

import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const PAGE = join('sim', 'server', 'page.html');

export function page(): string {
  return readFileSync(join(repository(), PAGE), 'utf8');
}

/** The folder with the sources, from wherever this module was compiled to. */
function repository(): string {
  for (let folder = __dirname; folder !== dirname(folder); folder = dirname(folder)) {
    if (existsSync(join(folder, PAGE))) return folder;
  }
  throw new Error(`${PAGE} is missing above ${__dirname}: run from a whole copy of the repository.`);
}
