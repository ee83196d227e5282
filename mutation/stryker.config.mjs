import { readFileSync } from 'node:fs'

const { MUTANTS_RANGES } = process.env

/** Mutation tests, run by `mutation/run.mjs`. */
export default {
  // thousands of ranges: too long for a command line
  mutate: MUTANTS_RANGES === undefined ? [] : JSON.parse(readFileSync(MUTANTS_RANGES, 'utf8')),
  testRunner: 'sampled',
  plugins: [new URL('sampled-runner.mjs', import.meta.url).href],
  vitest: { related: false, configFile: 'mutation/vitest.config.ts' },
  coverageAnalysis: 'perTest',
  mutator: { plugins: null, excludedMutations: ['StringLiteral'] },
  tempDirName: 'build/mutants',
  reporters: ['progress-append-only', 'json'],
  jsonReporter: { fileName: 'build/mutants.json' },
  ignorePatterns: ['/dist', '/build', '/coverage', '/findings', '/mutation/node_modules'],
  // beside one and a half times what the tests took before: most endless loops are told by their rounds, long before
  timeoutMS: 8_000,
}
