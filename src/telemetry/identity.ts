// What the device says it is: to whoever asks for its identity, on whatever wire. The strings are settings, because
// existing clients choose their frame layout by them; this is where a client's questions meet those settings.

import type { TextValues } from '../settings/registry';

export interface Identity {
  /** The model as clients of this family know it. */
  readonly model: string;
  readonly hardwareVersion: string;
  readonly softwareVersion: string;
  readonly name: string;
}

export function identityOf(texts: Readonly<TextValues>): Identity {
  return {
    model: texts.vendorName,
    hardwareVersion: texts.hardwareVersion,
    softwareVersion: texts.softwareVersion,
    name: texts.deviceName,
  };
}
