/** Mutation tests, run by `mutation/run.mjs`. */
export default {
  testRunner: 'vitest',
  plugins: ['@stryker-mutator/vitest-runner'],
  vitest: { related: false, configFile: 'mutation/vitest.config.ts' },
  coverageAnalysis: 'perTest',
  mutator: { excludedMutations: ['StringLiteral'] },
  tempDirName: 'build/mutants',
  reporters: ['clear-text', 'progress-append-only', 'json'],
  jsonReporter: { fileName: 'build/mutants.json' },
  clearTextReporter: {
    allowColor: false,
    logTests: false,
    reportTests: false,
    reportScoreTable: true,
    reportMutants: true,
  },
  ignorePatterns: ['/dist', '/build', '/coverage', '/findings', '/mutation/node_modules'],
  timeoutMS: 30_000,
}
