// Draws plan.svg, the picture in the README, from the shipped fixture: npx tsx docs/images/make.ts
import { fileURLToPath } from 'node:url'
import { readHistory, writeFileAtomic } from '../../src/io/index.ts'
import { makePlan } from '../../src/plan/index.ts'
import { planSvg } from '../../src/report/index.ts'

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))
const { history } = await readHistory(here('../../fixtures/hotline.csv'))
const plan = await makePlan(history, { paths: 0 })
await writeFileAtomic(here('plan.svg'), planSvg(plan, history, { title: 'A provincial hotline' }), { force: true })
