// Values as text, for messages and for the titles of table tests. Nothing of the engine's own formatting is used, because
// XS and Node differ there.

const LONGEST = 40;
const DEEPEST = 4;

/** A value as one would write it. */
export function show(value: unknown, depth = 0): string {
  if (typeof value === 'string') return `"${value}"`;
  if (typeof value === 'function') return `[function ${value.name}]`;
  if (typeof value === 'bigint') return `${String(value)}n`;
  if (typeof value !== 'object' || value === null) return plain(value);
  if (value instanceof Error) return `[${value.name}: ${value.message}]`;
  if (depth >= DEEPEST) return Array.isArray(value) ? '[…]' : '{…}';
  if (Array.isArray(value)) return `[${some(value.map((item) => show(item, depth + 1)))}]`;
  if (ArrayBuffer.isView(value))
    return `${value.constructor.name} [${some(elementsOf(value).map((item) => plain(item)))}]`;
  if (value instanceof Map)
    return `Map {${some([...value].map(([key, item]) => `${show(key)} => ${show(item, depth + 1)}`))}}`;
  if (value instanceof Set) return `Set {${some([...value].map((item) => show(item, depth + 1)))}}`;
  return `{${some(Object.entries(value).map(([key, item]) => `${key}: ${show(item, depth + 1)}`))}}`;
}

function some(parts: readonly string[]): string {
  if (parts.length <= LONGEST) return parts.join(', ');
  return `${parts.slice(0, LONGEST).join(', ')}, … ${parts.length - LONGEST} more`;
}

function plain(value: unknown): string {
  return Object.is(value, -0) ? '-0' : String(value);
}

/** The numbers in a view, whichever kind of view. */
export function elementsOf(view: ArrayBufferView): (number | bigint)[] {
  if (view instanceof DataView) return [...new Uint8Array(view.buffer, view.byteOffset, view.byteLength)];
  return Array.from(view as unknown as ArrayLike<number | bigint>);
}

/** A title for one row of a table: %s %d %i %f %j %p %# %% in turn, or $key and $key.inner from a row that is an object. */
export function titleOf(template: string, row: readonly unknown[], index: number): string {
  const values = [...row];
  const first = row[0];
  const named =
    row.length === 1 && typeof first === 'object' && first !== null
      ? template.replace(/\$([\w.]+)/g, (whole, path: string) => {
          const found = valueAt(first, path.split('.'));
          return found === undefined ? whole : interpolated(found);
        })
      : template;
  return named.replace(/%([sdifjp#%])/g, (whole, kind: string) => {
    if (kind === '%') return '%';
    if (kind === '#') return String(index);
    if (values.length === 0) return whole;
    return formatted(kind, values.shift());
  });
}

function formatted(kind: string, value: unknown): string {
  switch (kind) {
    case 'd':
    case 'f':
      return plain(Number(value));
    case 'i':
      return plain(Math.trunc(Number(value)));
    case 's':
      return interpolated(value);
    default:
      return show(value);
  }
}

function interpolated(value: unknown): string {
  return typeof value === 'object' && value !== null ? show(value) : plain(value);
}

function valueAt(from: unknown, path: readonly string[]): unknown {
  let value = from;
  for (const key of path) {
    if (typeof value !== 'object' || value === null) return undefined;
    value = (value as Readonly<Record<string, unknown>>)[key];
  }
  return value;
}
