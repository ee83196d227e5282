import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Draft } from './page.ts'

/** What is claimed about speed and accuracy and held by `npm run bench`: each bench with its command and its bounds. */
export function benchmarks(root: string): Draft {
  const names = readdirSync(join(root, 'bench'))
    .filter((name) => name.endsWith('.bench.ts'))
    .map((name) => name.replace('.bench.ts', ''))
  const sections = names.map((name) => {
    const about = /^\/\*\*([\s\S]*?)\*\//.exec(readFileSync(join(root, 'bench', `${name}.bench.ts`), 'utf8'))?.[1] ?? ''
    const text = about.replaceAll(/^ *\* ?/gm, '').trim()
    const bounds = Object.entries(boundsOf(root, name))
    const rows = bounds.map(([claim, { least }]) => `| ${claim.replaceAll('|', '\\|')} | ${least} |`)
    return [
      `## ${name}`,
      text,
      `\`\`\`sh\nnpm run bench -- ${name}\n\`\`\``,
      ...(rows.length > 0 ? [['| claim | at least |', '|---|---|', ...rows].join('\n')] : []),
    ].join('\n\n')
  })
  const markdown = `# Benchmarks

Every claim about speed is a ratio between two things timed in turn in the same run: krarup, and a reference that a reader would think of. A ratio above 1 means that krarup is quicker, unless the text says otherwise. The bounds below are what CI holds, with room for a busy machine; what a run measures is more, and is
printed by the command and written to \`build/bench.json\`. Claims about accuracy are in [the queueing models](../docs/models.md), [the forecast](../docs/forecasting.md) and [the tables of exact values](../conformance/README.md), each with its command.

${sections.join('\n\n')}
`
  return { source: 'made/benchmarks.md', url: 'benchmarks.html', language: 'en', markdown }
}

function boundsOf(root: string, name: string): Record<string, { least: number }> {
  try {
    return JSON.parse(readFileSync(join(root, 'bench', `${name}.bounds.json`), 'utf8'))
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return {}
    throw error
  }
}
