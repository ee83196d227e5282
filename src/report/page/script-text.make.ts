import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { buildSync } from 'esbuild'

/**
 * Bundles the scripts of pages, as browsers of 2017 read them, to `script-text.ts` in the folder of pages. That file is not kept in version control: the build makes it, and so do the tests, which need
 * no build.
 */
export function writeScriptText(pages: string): void {
  const path = join(pages, 'script-text.ts')
  const scripts = { PLAN_SCRIPT: 'plan-page', SIMULATION_SCRIPT: 'simulation-page', SWEEP_SCRIPT: 'sweep-page' }
  const lines = Object.entries(scripts).map(
    ([name, entry]) =>
      `export const ${name}: string = ${JSON.stringify(bundled(join(pages, 'script', `${entry}.ts`)))}`,
  )
  const fresh = ['// Made by script-text.make.ts; not kept in version control.', ...lines, ''].join('\n\n')
  if (existsSync(path) && readFileSync(path, 'utf8') === fresh) return
  // Never half a file, for whoever reads it at the same time.
  const part = `${path}.${process.pid}.part`
  writeFileSync(part, fresh)
  renameSync(part, path)
}

function bundled(entry: string): string {
  const { outputFiles } = buildSync({
    entryPoints: [entry],
    bundle: true,
    minify: true,
    write: false,
    format: 'iife',
    platform: 'browser',
    target: 'es2017',
    charset: 'utf8',
  })
  return outputFiles[0].text.trim()
}
