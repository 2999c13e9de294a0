// What a person at the command line is told when the settings do not suit the pack that was asked for.

import type { Refusal } from '../../src/settings/refusal';
import { SettingRefused } from '../simulation';

/** Why a simulation could not be made or went no further. */
export function reasonOf(error: unknown): string {
  if (error instanceof SettingRefused) return refusalText(error.refusal);
  return error instanceof Error ? error.message : String(error);
}

function refusalText({ message, key, limit, rule }: Refusal): string {
  const facts = [
    key === undefined ? '' : `setting ${key}`,
    limit === undefined ? '' : `limit ${limit}`,
    rule === undefined ? '' : `rule ${rule}`,
  ].filter((fact) => fact !== '');
  return facts.length === 0 ? message : `${message} (${facts.join(', ')})`;
}
