// The form of a row in the fault tables: plantFaults.ts and sensingFaults.ts fill it, faults.ts works on it.

import type { SensorFaults } from '../hal/host/sensorFaults';
import type { World } from './world/world';

export interface FaultTarget {
  readonly world: World;
  readonly sensorFaults: SensorFaults;
}

export interface NumberParameter {
  readonly name: string;
  readonly help: string;
  readonly min: number;
  /** For a cell the pack's last one, if that is lower. */
  readonly max: number;
  readonly whole?: boolean;
  /** Taken when the parameter is not given; without it the parameter is required. */
  readonly fallback?: number;
}

export interface ChoiceParameter {
  readonly name: string;
  readonly help: string;
  readonly choices: readonly string[];
  readonly fallback?: string;
}

export type FaultParameter = NumberParameter | ChoiceParameter;

export type FaultParameters = Readonly<Record<string, number | string>>;

export interface FaultRow {
  readonly id: string;
  readonly help: string;
  readonly parameters: readonly FaultParameter[];
  apply(target: FaultTarget, parameters: FaultParameters): void;
  /** With the parameters it was applied with. */
  remove(target: FaultTarget, parameters: FaultParameters): void;
}

export const CELL: NumberParameter = {
  name: 'cell',
  help: 'Cell, counted from 0 at B-.',
  min: 0,
  max: 24,
  whole: true,
};

export function amount(name: string, help: string, min: number, max: number, fallback?: number): NumberParameter {
  return fallback === undefined ? { name, help, min, max } : { name, help, min, max, fallback };
}

export function numberOf(parameters: FaultParameters, name: string): number {
  return Number(parameters[name]);
}
