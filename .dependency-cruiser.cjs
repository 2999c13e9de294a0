// The import table of the architecture: which folder may know which. What is not allowed here does not land.

const firmware = '^(src|protection|balancer|protocols)/';

module.exports = {
  forbidden: [
    {
      name: 'no-circular',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    { name: 'unresolvable', severity: 'error', from: {}, to: { couldNotResolve: true, pathNot: '^embedded:' } },
    {
      name: 'model-imports-nothing',
      comment: 'src/model is the vocabulary of everybody; it depends on nobody.',
      severity: 'error',
      from: { path: '^src/model/' },
      to: { pathNot: '^src/model/' },
    },
    {
      name: 'firmware-knows-ports-only',
      comment: 'Pure code sees hardware as interfaces: of hal it may import hal/ports.',
      severity: 'error',
      from: { path: firmware, pathNot: '^src/main\\.ts$' },
      to: { path: '^hal/', pathNot: '^hal/ports/' },
    },
    {
      name: 'firmware-is-portable',
      comment: 'No Node module, no package, no simulator in what runs on XS.',
      severity: 'error',
      from: { path: firmware },
      to: { pathNot: '^(src|protection|balancer|protocols|hal)/' },
    },
    {
      name: 'ports-are-interfaces',
      severity: 'error',
      from: { path: '^hal/ports/' },
      to: { pathNot: '^(hal/ports|src/model)/' },
    },
    {
      name: 'drivers-know-ports-and-model',
      severity: 'error',
      from: { path: '^hal/(drivers|esp32|boards)/' },
      to: { pathNot: '^(hal/(ports|drivers|esp32|boards)|src/model)/|^embedded:' },
    },
    {
      name: 'host-hal-binds-ports-to-the-world',
      severity: 'error',
      from: { path: '^hal/host/' },
      to: { pathNot: '^(hal/(ports|host)|src/model|sim/world)/' },
    },
    {
      name: 'world-shares-nothing-with-the-firmware',
      comment: 'The plant judges the firmware, so it knows no curve, limit or rule of it.',
      severity: 'error',
      from: { path: '^sim/world/' },
      to: { pathNot: '^sim/world/' },
    },
    {
      name: 'roots-are-not-imported',
      comment: 'Composition roots compose; nobody builds on them.',
      severity: 'error',
      from: { pathNot: '^(src/main|sim/host)\\.ts$' },
      to: { path: '^(src/main|sim/host)\\.ts$' },
    },
    {
      name: 'product-does-not-import-tests',
      comment: 'The bench runs the firmware on the engine that the tests build.',
      severity: 'error',
      from: { pathNot: '^(tests|bench)/' },
      to: { path: '^tests/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.node.json' },
    enhancedResolveOptions: { extensions: ['.ts', '.js', '.json'] },
  },
};
