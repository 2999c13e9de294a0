// The tables of the product as Markdown, straight from the rows: what a reviewer sees change when a default changes.

import { rules } from '../../protection/rules';
import { RECOVERS_BY_HAND, RECOVERS_LATER, type Limit, type TableRow } from '../../protection/rule';
import { BALANCE, CHARGE, DISCHARGE, HEATER, PRECHARGE } from '../../src/model/outputs';
import { rules as settingRules } from '../../src/settings/consistency';
import { presetValues } from '../../src/settings/presets';
import { textRegistry } from '../../src/settings/registry';
import { settingRows } from '../../src/settings/rows';
import { createSettings } from '../../src/settings/store';
import { alarmOf, alarms } from '../../src/telemetry/alarms';
import { points } from '../../src/telemetry/points';
import { simulated } from '../../hal/boards/simulated';
import { FAULTS } from '../faults';
import { scenarios } from '../scenarios/scenarios';

type Cell = string | number | undefined;

function table(heads: readonly string[], rows: readonly (readonly Cell[])[]): string {
  const line = (cells: readonly Cell[]) =>
    `| ${cells.map((cell) => String(cell ?? '').replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(heads), line(heads.map(() => '---')), ...rows.map(line)].join('\n');
}

function page(title: string, lead: string, ...parts: readonly string[]): string {
  return `# ${title}\n\n${lead} Generated from the source by \`npm run docs\`; do not edit.\n\n${parts.join('\n\n')}\n`;
}

const outputNames: readonly (readonly [number, string])[] = [
  [CHARGE, 'charge'],
  [DISCHARGE, 'discharge'],
  [PRECHARGE, 'pre-charge'],
  [HEATER, 'heater'],
  [BALANCE, 'balancer'],
];

function outputsOf(mask: number): string {
  const named = outputNames.filter(([bit]) => (mask & bit) !== 0).map(([, name]) => name);
  return named.length === 0 ? 'nothing' : named.join(', ');
}

function limitText(limit: Limit | undefined): string {
  if (limit === undefined) return '';
  return typeof limit === 'function' ? `worked out: ${limit.name}` : String(limit);
}

function releaseText(rule: TableRow): string {
  const after = limitText(rule.clearAfterMs);
  if (rule.recovers === RECOVERS_BY_HAND) return 'by hand';
  if (rule.recovers === RECOVERS_LATER) return `${after} after the trip`;
  const condition =
    rule.clearWhen?.name ??
    (rule.clearAt === undefined ? 'condition gone' : `${rule.above ? '<' : '>'} ${limitText(rule.clearAt)}`);
  return `${condition} for ${after}`;
}

export function protectionPage(): string {
  return page(
    'Protection rules',
    'Everything that can go wrong, one row each. Times in milliseconds unless the setting says seconds.',
    table(
      [
        'requirement',
        'fault',
        'watches',
        'only when',
        'trips',
        'after',
        'release',
        'withholds',
        'code',
        'alarm',
        'what it means',
      ],
      rules.map((rule) => [
        rule.requirement,
        `\`${rule.fault}\``,
        rule.watch.name,
        rule.onlyWhen?.name,
        `${rule.above ? 'above' : 'below'} ${limitText(rule.tripAt)}`,
        limitText(rule.afterMs),
        releaseText(rule),
        outputsOf(rule.withholds),
        rule.errorCode === 0 ? '' : rule.errorCode,
        alarmOf[rule.fault],
        rule.help,
      ]),
    ),
  );
}

export function settingsPage(): string {
  const { values } = createSettings(simulated);
  const preset = (chemistry: 'lfp' | 'nmc' | 'lto', variant: 'safe' | 'manual') =>
    presetValues(chemistry, variant, values, simulated);
  const columns = (['lfp', 'nmc', 'lto'] as const).flatMap((chemistry) =>
    (['safe', 'manual'] as const).map((variant) => ({
      name: `${chemistry} ${variant}`,
      values: preset(chemistry, variant),
    })),
  );
  return page(
    'Settings',
    `Every setting with its range, and what each preset makes of it for a pack of ${values.capacityMilliampHours / 1_000} Ah.`,
    table(
      ['id', 'setting', 'unit', 'range', 'step', 'access', ...columns.map(({ name }) => name), 'what it means'],
      settingRows.map((row) => [
        row.id,
        `\`${row.key}\``,
        row.unit,
        `${row.min} .. ${row.max}`,
        row.step,
        row.access,
        ...columns.map((column) => column.values[row.key]),
        row.options === undefined
          ? row.help
          : `${row.help} (${Object.entries(row.options)
              .map(([name, value]) => `${value} ${name}`)
              .join(', ')})`,
      ]),
    ),
    '## Texts',
    table(
      ['id', 'setting', 'bytes', 'access', 'factory', 'what it means'],
      textRegistry.map((row) => [
        row.id,
        `\`${row.key}\``,
        `${row.minBytes} .. ${row.maxBytes}`,
        row.access,
        row.fallback,
        row.help,
      ]),
    ),
    '## Rules between settings',
    table(
      ['rule', 'statement'],
      settingRules.map((rule) => [rule.id, rule.statement]),
    ),
  );
}

export function telemetryPage(): string {
  return page(
    'Telemetry',
    'Every fact the BMS tells. A fact that is not known is not told.',
    table(
      ['id', 'point', 'unit', 'for each', 'what it means'],
      points.map((point) => [point.id, `\`${point.key}\``, point.unit, 'each' in point ? point.each : '', point.help]),
    ),
    '## Alarms',
    table(
      ['alarm', 'raised by'],
      alarms.map((alarm) => [
        alarm,
        Object.entries(alarmOf)
          .filter(([, raised]) => raised === alarm)
          .map(([fault]) => `\`${fault}\``)
          .join(', '),
      ]),
    ),
  );
}

export function simulatorPage(): string {
  return page(
    'Simulator',
    'What `npm run sim` can play, and what can be broken.',
    '## Scenarios',
    table(
      ['scenario', 'what happens', 'seconds', 'expectations from'],
      scenarios.map((scenario) => [`\`${scenario.id}\``, scenario.help, scenario.durationSeconds, scenario.cites]),
    ),
    '## Faults',
    table(
      ['fault', 'what breaks', 'parameters'],
      FAULTS.map((fault) => [
        `\`${fault.id}\``,
        fault.help,
        fault.parameters
          .map((parameter) =>
            'choices' in parameter
              ? `${parameter.name}: ${parameter.choices.join(', ')}`
              : `${parameter.name}: ${parameter.min} .. ${parameter.max}`,
          )
          .join('; '),
      ]),
    ),
  );
}
