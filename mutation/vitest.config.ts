import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** The quickest file first: a mutant is done with at the first test that fails. */
class QuickestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]) {
    return (await super.sort(files)).reverse()
  }
}

/** The tests that a run of mutants is judged by: those beside the code, named by `mutation/run.mjs`. */
export default defineConfig({
  test: {
    root: fileURLToPath(new URL('..', import.meta.url)),
    include: (process.env.MUTANTS_TESTS ?? '').split(',').filter(Boolean),
    setupFiles: ['test/same-inputs.ts'],
    testTimeout: 300_000,
    sequence: { sequencer: QuickestFirst },
    tagsFilter: ['!slow'],
    tags: [{ name: 'slow', description: 'as in the project' }],
  },
})
