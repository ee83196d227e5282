import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

/** The tests that a run of mutants is judged by: those beside the code, named by `mutation/run.mjs`. */
export default defineConfig({
  test: {
    root: fileURLToPath(new URL('..', import.meta.url)),
    include: (process.env.MUTANTS_TESTS ?? '').split(',').filter(Boolean),
    testTimeout: 300_000,
    tagsFilter: ['!slow'],
    tags: [{ name: 'slow', description: 'as in the project' }],
  },
})
