// Draws the README's picture, makes the page of the words of scenarios and brings the output of every ```console block up to date: npm run docs
import { readFileSync } from 'node:fs'
import { readHistory, writeFileAtomic } from '../src/io/index.ts'
import { makePlan } from '../src/plan/index.ts'
import { planSvg } from '../src/report/index.ts'
import { documentedPages, isTutorial } from './pages.ts'
import { scenarioWordsPage } from './scenario-words.ts'
import { transcribe, transcribeTutorial } from './transcripts.ts'

const { history } = await readHistory('fixtures/hotline.csv')
const plan = await makePlan(history, { paths: 0 })
await writeFileAtomic('docs/images/plan.svg', planSvg(plan, history, { title: 'A provincial hotline' }), {
  force: true,
})

await writeFileAtomic('docs/scenario-words.md', scenarioWordsPage(), { force: true })

for (const page of documentedPages()) {
  const text = readFileSync(page, 'utf8')
  const fresh = await (isTutorial(page) ? transcribeTutorial(text) : transcribe(text))
  if (fresh !== text) await writeFileAtomic(page, fresh, { force: true })
}
