// Checks a value against the part of JSON schema that our generated schemas use. A keyword it does not know is an error:
// a check that silently passes is none.

type Schema = Readonly<Record<string, unknown>>;

const ANNOTATIONS = ['$schema', 'title', 'description'];

/** What is wrong with the value, one line each; empty when it fits. */
export function schemaErrors(schema: Schema, value: unknown, path = '$'): string[] {
  return Object.entries(schema).flatMap(([keyword, wanted]): string[] => {
    if (ANNOTATIONS.includes(keyword)) return [];
    const check = CHECKS[keyword] as Check | undefined;
    if (check === undefined) throw new Error(`the checker does not know the keyword ${keyword}`);
    return check(wanted, value, path, schema);
  });
}

type Check = (wanted: unknown, value: unknown, path: string, schema: Schema) => string[];

const CHECKS: Readonly<Record<string, Check>> = {
  type: (wanted, value, path) =>
    [wanted].flat().some((type) => isOfType(type, value))
      ? []
      : [`${path} is ${JSON.stringify(value)}, not ${String(wanted)}`],
  enum: (wanted, value, path) =>
    (wanted as unknown[]).includes(value) ? [] : [`${path} is ${JSON.stringify(value)}, not in the enumeration`],
  minimum: (wanted, value, path) => (value === null || Number(value) >= Number(wanted) ? [] : [`${path} is too low`]),
  maximum: (wanted, value, path) => (value === null || Number(value) <= Number(wanted) ? [] : [`${path} is too high`]),
  minLength: (wanted, value, path) => (String(value).length >= Number(wanted) ? [] : [`${path} is too short`]),
  maxLength: (wanted, value, path) => (String(value).length <= Number(wanted) ? [] : [`${path} is too long`]),
  maxItems: (wanted, value, path) =>
    (value as unknown[]).length <= Number(wanted) ? [] : [`${path} has too many items`],
  items: (wanted, value, path) =>
    (value as unknown[]).flatMap((item, index) => schemaErrors(wanted as Schema, item, `${path}[${index}]`)),
  required: (wanted, value, path) =>
    (wanted as string[])
      .filter((name) => !Object.hasOwn(value as object, name))
      .map((name) => `${path}.${name} is missing`),
  additionalProperties: (_wanted, value, path, schema) =>
    Object.keys(value as object)
      .filter((name) => !Object.hasOwn(schema['properties'] as object, name))
      .map((name) => `${path}.${name} is not described`),
  properties: (wanted, value, path) =>
    Object.entries(wanted as Readonly<Record<string, Schema>>).flatMap(([name, part]) =>
      Object.hasOwn(value as object, name)
        ? schemaErrors(part, (value as Readonly<Record<string, unknown>>)[name], `${path}.${name}`)
        : [],
    ),
};

function isOfType(type: unknown, value: unknown): boolean {
  switch (type) {
    case 'null':
      return value === null;
    case 'integer':
      return Number.isInteger(value);
    case 'number':
      return Number.isFinite(value);
    case 'array':
      return Array.isArray(value);
    case 'object':
      return typeof value === 'object' && value !== null && !Array.isArray(value);
    default:
      return typeof value === type;
  }
}
