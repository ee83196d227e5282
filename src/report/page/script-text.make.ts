import { createHash } from 'node:crypto'
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { buildSync } from 'esbuild'
import { PAGE_STYLE, POINTS_STYLE } from './style.ts'

/**
 * Bundles the scripts of pages, as browsers of 2017 read them, to `script-text.ts` in the folder of pages, with the hashes by which a page's policy knows its scripts and styles. That file is not kept in version control: the build makes it, and so do the tests, which need
 * no build.
 */
export function writeScriptText(pages: string): void {
  const path = join(pages, 'script-text.ts')
  const scripts = { PLAN_SCRIPT: 'plan-page', SIMULATION_SCRIPT: 'simulation-page', SWEEP_SCRIPT: 'sweep-page' }
  const lines = Object.entries(scripts).map(([name, entry]) => {
    const text = bundled(join(pages, 'script', `${entry}.ts`))
    return `export const ${name}: { text: string; hash: string } = ${JSON.stringify({ text, hash: hashOf(text) })}`
  })
  const styles = { PAGE_STYLE: hashOf(PAGE_STYLE), POINTS_STYLE: hashOf(POINTS_STYLE) }
  lines.push(`export const STYLE_HASHES: { PAGE_STYLE: string; POINTS_STYLE: string } = ${JSON.stringify(styles)}`)
  const fresh = ['// Made by script-text.make.ts; not kept in version control.', ...lines, ''].join('\n\n')
  if (existsSync(path) && readFileSync(path, 'utf8') === fresh) return
  // Never half a file, for whoever reads it at the same time.
  const part = `${path}.${process.pid}.part`
  writeFileSync(part, fresh)
  renameSync(part, path)
}

/** As a content security policy names a script or style that may be there. */
function hashOf(text: string): string {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`
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
