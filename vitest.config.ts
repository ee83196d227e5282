import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'
import { writeScriptText } from './src/report/page/script-text.make.ts'

// Tests run in a clone without a build: what the build makes in `src` is made here too.
writeScriptText(fileURLToPath(new URL('src/report/page', import.meta.url)))

/**
 * A single run loads the modules of the library as Node does, each once for all test files of a process: vitest's own way of loading writes every use of an imported name
 * as a look-up, which loops feel, and loads everything anew for each file. In watch mode, for coverage and for `--changed` it is vitest's, which knows what a change touches.
 */
const asNodeDoes = process.argv.includes('run') && !process.argv.some((word) => /^--(coverage|changed)/.test(word))

export default defineConfig({
  test: {
    ...(asNodeDoes
      ? {
          isolate: false,
          setupFiles: ['test/same-inputs.ts', 'test/stack-traces.ts'],
          execArgv: ['--import', 'tsx', '--enable-source-maps'],
          server: { deps: { external: [/\/(src|dist)\/(?!.*\.test\.ts$).*\.[jt]s$/] } },
        }
      : { setupFiles: ['test/same-inputs.ts'] }),
    include: [
      'src/**/*.test.ts',
      'test/**/*.test.ts',
      'conformance/**/*.test.ts',
      'fixtures/**/*.test.ts',
      'site/**/*.test.ts',
      'bench/**/*.test.ts',
    ],
    testTimeout: 60_000,
    tags: [
      { name: 'slow', description: 'takes more than a second of processor time; npm run test:fast leaves it out' },
    ],
  },
})
