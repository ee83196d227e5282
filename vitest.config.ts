import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'
import { writeScriptText } from './src/report/page/script-text.make.ts'

// Tests run in a clone without a build: what the build makes in `src` is made here too.
writeScriptText(fileURLToPath(new URL('src/report/page', import.meta.url)))

export default defineConfig({
  test: {
    include: [
      'src/**/*.test.ts',
      'test/**/*.test.ts',
      'conformance/**/*.test.ts',
      'fixtures/**/*.test.ts',
      'bench/**/*.test.ts',
    ],
    testTimeout: 60_000,
  },
})
