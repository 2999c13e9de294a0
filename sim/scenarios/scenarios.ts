// Every scenario of the simulator, gathered from the files that hold them by subject.

import { chemistryScenarios } from './chemistryScenarios';
import { currentScenarios } from './currentScenarios';
import { everydayScenarios } from './everydayScenarios';
import { readingScenarios } from './readingScenarios';
import { runawayScenarios } from './runawayScenarios';
import type { Scenario } from './scenario';
import { shortCircuitScenarios } from './shortCircuitScenarios';
import { silenceScenarios } from './silenceScenarios';
import { solarDay } from './solarDay';
import { temperatureScenarios } from './temperatureScenarios';
import { voltageScenarios } from './voltageScenarios';

export const scenarios: readonly Scenario[] = [
  ...everydayScenarios,
  solarDay,
  ...voltageScenarios,
  ...chemistryScenarios,
  ...readingScenarios,
  ...currentScenarios,
  ...shortCircuitScenarios,
  ...temperatureScenarios,
  ...runawayScenarios,
  ...silenceScenarios,
];

export function findScenario(id: string): Scenario | undefined {
  return scenarios.find((scenario) => scenario.id === id);
}
