import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { buildSync } from 'esbuild'
import { buildSite as buildPlayground } from '../web/build.ts'
import { benchmarks } from './benchmarks.ts'
import { commandPages } from './commands.ts'
import { gallery } from './gallery.ts'
import type { Draft, MadeFile } from './page.ts'
import { referencePages } from './reference.ts'
import { renderSite, writeSite } from './site.ts'
import { writtenPages } from './sources.ts'
import { wordPages } from './words.ts'

/** Makes the site of the pages in a folder: pages, search, style and script. */
export function buildPages(
  root: string,
  folder: string,
  drafts: readonly Draft[],
  { made = [], playground = false }: { made?: readonly MadeFile[]; playground?: boolean } = {},
): void {
  mkdirSync(folder, { recursive: true })
  writeSite(root, folder, renderSite(root, drafts, made), playground)
  const styles = ['web/shared/colours.css', 'site/docs.css']
  writeFileSync(join(folder, 'docs.css'), styles.map((path) => readFileSync(join(root, path), 'utf8')).join('\n'))
  const { outputFiles } = buildSync({
    absWorkingDir: root,
    entryPoints: ['site/script/docs.ts'],
    bundle: true,
    minify: true,
    write: false,
    format: 'iife',
    target: 'es2022',
    charset: 'utf8',
  })
  writeFileSync(join(folder, 'docs.js'), outputFiles[0].text)
  cpSync(join(root, 'LICENSE'), join(folder, 'LICENSE'))
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const root = dirname(dirname(fileURLToPath(import.meta.url)))
  const folder = resolve(process.argv[2] ?? join(root, 'build', 'site'))
  rmSync(folder, { recursive: true, force: true })
  const written = writtenPages(root)
  const { page, files } = await gallery(root)
  const drafts = [
    ...written,
    ...(await commandPages(written)),
    ...wordPages(written),
    page,
    benchmarks(root),
    ...(await referencePages(root)),
  ]
  buildPages(root, folder, drafts, { made: files, playground: true })
  buildPlayground(root, join(folder, 'playground'), '../index.html')
  process.stdout.write(`${join(folder, 'index.html')}\n`)
}
