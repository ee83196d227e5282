// Every night: the export of the ACD to the plan of the coming week. From a crontab:
//
//   0 3 * * *  node nightly.js /data/export.csv /data/plan.csv /data/plan.html
//
// Exit status: 0 all is well, 1 a plan that somebody should look at, 2 no plan, and the old one stays.
import { basename } from 'node:path'
import { parseTarget } from 'krarup/domain'
import { describeFindings, readHistory, toCsv, writeFilesTogether } from 'krarup/io'
import { makePlan } from 'krarup/plan'
import { planCsvRows, planPage } from 'krarup/report'

const SETTINGS = { target: parseTarget('80/20'), shrinkage: 0.3 }
/** The model and the past may differ by so much service level. */
const MOST_OFF = 0.1

async function planTheWeek([source, csv, page]) {
  if (page === undefined) throw new Error('three files: the export, the plan and its page')
  // One bad row must not cost the night's plan: such rows are left out, and told. Without `rejects` they are an error.
  const rejects = []
  const { history, findings } = await readHistory(source, { rejects })
  const plan = await makePlan(history, { days: 7, settings: SETTINGS })

  const { headings, rows } = planCsvRows(plan)
  const told = { title: basename(source), generated: new Date().toISOString(), findings: describeFindings(findings) }
  // Both files or neither: nobody finds the page of one night beside the plan of another.
  await writeFilesTogether(
    [
      { path: csv, content: toCsv(headings, rows) },
      { path: page, content: planPage(plan, history, told) },
    ],
    { force: true },
  )

  const doubts = rejects.map(({ line, reason }) => `line ${line} of the export is left out: ${reason}`)
  for (const { name, verdict } of plan.groups) {
    if (!verdict) continue
    const off = verdict.actual.serviceLevel - verdict.expected.serviceLevel
    if (Math.abs(off) > MOST_OFF) doubts.push(`${name}: service was ${Math.round(off * 100)} points from the model's`)
  }
  return doubts
}

try {
  const doubts = await planTheWeek(process.argv.slice(2))
  for (const doubt of doubts) console.error(doubt)
  process.exitCode = doubts.length > 0 ? 1 : 0
} catch (error) {
  console.error(error.message)
  process.exitCode = 2
}
