// The writer's side of a read-only record: each record has one module that fills it, and everybody else sees it read-only.

export type Mutable<T> = { -readonly [K in keyof T]: T[K] };
