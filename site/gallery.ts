import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseScenarioFile } from '../src/io/yaml/scenario/scenario-file.ts'
import { simulationReport } from '../src/report/index.ts'
import { CHART_STYLE, lightColours } from '../src/report/page/style.ts'
import { replicate } from '../src/sim/index.ts'
import type { Draft, MadeFile } from './page.ts'

/** Replications of each scenario, and of those with many contacts: pictures, not figures to go by. */
const REPLICATIONS = 20
const FEW = 4
/** Contacts or agents from which on there are few replications. */
const MANY = 20_000
/** Characters up to which the whole report is beside the picture. */
const LARGEST_REPORT = 1_200_000
/** Charts of the report that make the picture: two rows of shades, and the first queue. */
const DRAWN = 3
const MARGIN = 20
const TITLE = 22

/** The examples of scenarios, each simulated and drawn. */
export async function gallery(root: string): Promise<{ page: Draft; files: MadeFile[] }> {
  const names = readdirSync(join(root, 'examples')).filter((name) => name.endsWith('.yaml'))
  const files: MadeFile[] = []
  const sections: string[] = []
  for (const name of names) {
    const text = readFileSync(join(root, 'examples', name), 'utf8')
    const parsed = parseScenarioFile(text, name)
    const simulation = await replicate(parsed.scenario, {
      replications: parsed.size.contacts > MANY ? FEW : REPLICATIONS,
    })
    const report = simulationReport(parsed, simulation)
    const stem = name.replace('.yaml', '')
    files.push({ path: `gallery/${stem}.svg`, text: pictureOf(report, parsed.scenario.name ?? stem) })
    const isSmall = report.length <= LARGEST_REPORT
    if (isSmall) files.push({ path: `gallery/${stem}.html`, text: report })
    sections.push(
      [
        `## ${parsed.scenario.name ?? stem}`,
        aboutOf(text),
        `![Service level and occupancy of ${parsed.scenario.name ?? stem} by interval](gallery/${stem}.svg)`,
        `[The file](../examples/${name})${isSmall ? `, [the whole report](gallery/${stem}.html)` : ''}; \`krarup simulate examples/${name}\``,
      ].join('\n\n'),
    )
  }
  const markdown = `# Gallery of scenarios

The examples that come with krarup, in \`examples\` (\`node_modules/krarup/examples\` where it is installed): take the one that is nearest to your centre and change it. The pictures are of ${REPLICATIONS} simulated days, of large centres ${FEW}: what share is answered in time by interval, how busy the agents are, and the
first queue with its 95 % intervals.

${sections.join('\n\n')}
`
  return { page: { source: 'made/gallery.md', url: 'gallery.html', language: 'en', markdown }, files }
}

/** The comment at the top of a file, up to its first empty line: what the example is about. */
function aboutOf(text: string): string {
  const lines: string[] = []
  for (const line of text.split('\n')) {
    if (!line.startsWith('#') || line.trim() === '#') break
    lines.push(line.slice(1))
  }
  // A line that is further in is a command.
  return lines
    .map((line) => (/^ {3,}krarup /.test(line) ? `\n\n\`\`\`sh\n${line.trim()}\n\`\`\`\n\n` : line.trim()))
    .join('\n')
    .replaceAll(/([*_])/g, '\\$1')
    .replaceAll(/<(?=\w)/g, '\\<')
}

/** The first charts of a report below each other, as a picture of its own. */
function pictureOf(report: string, title: string): string {
  const charts = [...report.matchAll(/<div class="chart" id="chart-\d+">(<svg[\s\S]*?<\/svg>)<\/div>/g)]
  const drawn = charts.slice(0, DRAWN).map(([, svg]) => {
    const [, label, width, height] = /aria-label="([^"]*)" viewBox="0 0 ([\d.]+) ([\d.]+)"/.exec(svg) ?? []
    return { svg, label, width: Number(width), height: Number(height) }
  })
  const width = Math.max(...drawn.map((one) => one.width)) + 2 * MARGIN
  let top = MARGIN
  const parts = drawn.map(({ svg, label, height }) => {
    const placed = `<text class="strong" x="${MARGIN}" y="${top + 12}">${label}</text>${svg.replace('<svg ', `<svg x="${MARGIN}" y="${top + TITLE}" `)}`
    top += TITLE + height + MARGIN
    return placed
  })
  const style = lightColours(CHART_STYLE)
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${top}" width="${width}" height="${top}" role="img"><title>${title.replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</title><style>${style}</style><rect width="100%" height="100%" fill="#fff"/>${parts.join('')}</svg>\n`
}
