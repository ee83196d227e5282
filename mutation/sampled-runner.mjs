import { readFileSync } from 'node:fs'
import { commonTokens, declareFactoryPlugin, PluginKind, tokens } from '@stryker-mutator/api/plugin'
import { strykerPlugins as vitestPlugins } from '@stryker-mutator/vitest-runner'
import { keyOf } from './sample.mjs'

export { strykerValidationSchema } from '@stryker-mutator/vitest-runner'
export const strykerPlugins = [declareFactoryPlugin(PluginKind.TestRunner, 'sampled', createSampledRunner)]

/**
 * Stryker's runner of vitest, for a sample: the text of a mutant that was drawn holds others that were not, and those are passed over.
 * A test file that cannot be loaded with a mutant has no test that fails, and the mutant would count as one that nobody noticed (stryker-js, issue 6150).
 */
function createSampledRunner(injector) {
  const runner = vitestPlugins[0].factory(injector)
  const chosen = new Set(JSON.parse(readFileSync(process.env.MUTANTS_SAMPLE, 'utf8')))
  const mutantRun = runner.mutantRun.bind(runner)
  runner.mutantRun = async (options) => {
    if (!chosen.has(keyOf(options.activeMutant))) return { status: 'error', errorMessage: 'not of the sample' }
    const result = await mutantRun(options)
    const broken = runner.ctx.state.getFiles().find((file) => file.result?.state === 'fail')
    return result.status === 'survived' && broken
      ? { status: 'killed', killedBy: [], failureMessage: `${broken.name} fails`, nrOfTests: result.nrOfTests }
      : result
  }
  return runner
}
createSampledRunner.inject = tokens(commonTokens.injector)
