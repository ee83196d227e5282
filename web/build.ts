import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type BuildOptions, buildSync } from 'esbuild'
import { FRAME, PAGES, type SitePage } from './pages.ts'

/** What browsers let the pages do: run the site's own scripts, workers made of them, and connect to nothing. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self' blob:",
  'worker-src blob:',
  "style-src 'self'",
  'img-src data: blob:',
  "connect-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
].join('; ')

const BUNDLE: BuildOptions = {
  bundle: true,
  minify: true,
  write: false,
  platform: 'browser',
  format: 'iife',
  target: 'es2022',
  charset: 'utf8',
  legalComments: 'none',
  // A worker by its address is never started here: it comes as a text.
  logOverride: { 'empty-import-meta': 'silent' },
}

/** Files of a folder that become parts of their own: workers, and scripts that are heavy. */
const PART = /\.(worker|part)\.ts$/

/** The history that the example reads. */
const EXAMPLE = 'fixtures/small-centre.xlsx'

/** The scenarios that the simulator's page offers to start from; it begins with the first. */
const SCENARIOS = ['three-skills', 'one-queue', 'hotline-tiers', 'calls-to-chats', 'service-and-sales', 'voice-menu']

/** Makes the playground in a folder, from `web` and the built package. `home` is where its name leads. */
export function buildSite(root: string, folder: string, home?: string): void {
  const web = join(root, 'web')
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(join(folder, 'parts'), { recursive: true })
  for (const page of PAGES) {
    writeFileSync(join(folder, page.file), html(page, home))
    writeFileSync(join(folder, `${page.folder}.js`), bundled(root, join(web, page.folder, 'page.ts')))
  }
  for (const from of ['shared', ...PAGES.map((page) => page.folder)])
    for (const name of readdirSync(join(web, from)).filter((file) => PART.test(file)))
      writePart(folder, name.replace(PART, ''), bundled(root, join(web, from, name)))
  const styles = [
    ...['colours.css', 'style.css'].map((name) => join(web, 'shared', name)),
    ...PAGES.map(({ folder }) => join(web, folder, 'page.css')).filter(existsSync),
  ]
  writeFileSync(join(folder, 'style.css'), styles.map((path) => readFileSync(path, 'utf8')).join('\n'))
  const example = readFileSync(join(root, EXAMPLE))
  writePart(folder, 'example', JSON.stringify({ name: EXAMPLE.split('/')[1], base64: example.toString('base64') }))
  const scenarios = SCENARIOS.map((name) => scenario(readFileSync(join(root, 'examples', `${name}.yaml`), 'utf8')))
  writePart(folder, 'scenarios', JSON.stringify(scenarios))
  cpSync(join(root, 'LICENSE'), join(folder, 'LICENSE'))
}

/** A scenario with its name; what its figures are expected to be is for those who look after the examples. */
function scenario(text: string): { title: string; text: string } {
  const title = /^name: (.*)$/m.exec(text)![1]
  return { title, text: text.replace(/^#\n# Expected .*\n(?:#.*\n)*/m, '') }
}

/** A part of the site that is loaded when it is asked for: a text, handed over by a script (see shared/parts.ts). */
function writePart(folder: string, name: string, text: string): void {
  writeFileSync(
    join(folder, 'parts', `${name}.js`),
    `krarupPart(${JSON.stringify(name)},${JSON.stringify(text).replace(/[\u2028\u2029]/g, (mark) => `\\u${mark.charCodeAt(0).toString(16)}`)})\n`,
  )
}

function bundled(root: string, entry: string): string {
  const { outputFiles } = buildSync({
    ...BUNDLE,
    absWorkingDir: root,
    entryPoints: [entry],
    // For expressions of what-ifs: only the worker that answers them has them.
    external: entry.endsWith('whatif.worker.ts') ? [] : ['mathjs/number'],
  })
  return outputFiles![0].text
}

function html({ folder, file, name, description }: SitePage, home: string | undefined): string {
  const brand = home === undefined ? '<span class="brand">krarup</span>' : `<a class="brand" href="${home}">krarup</a>`
  const links = PAGES.map(
    (page) => `<a href="${page.file}"${page.file === file ? ' aria-current="page"' : ''}>${page.name.en}</a>`,
  ).join('')
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="description" content="${description.en}">
<meta name="color-scheme" content="light dark">
<title>${name.en} · krarup</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="style.css">
<script defer src="${folder}.js"></script>
</head>
<body>
<a class="skip" href="#main">${FRAME.skip.en}</a>
<header class="site"><div>${brand}<nav aria-label="${FRAME.pages.en}">${links}</nav></div></header>
<main id="main" tabindex="-1"><h1>${name.en}</h1><p class="lead">${description.en}</p><noscript><p class="error">This page computes in your browser: it needs JavaScript.</p></noscript></main>
<footer><p>${FRAME.foot.en}</p></footer>
</body>
</html>
`
}
