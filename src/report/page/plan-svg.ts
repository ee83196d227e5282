import { checkKeys, dayOf, type History, type Keys } from '../../domain/index.ts'
import type { Plan } from '../../plan/index.ts'
import { shortDay } from '../dates.ts'
import { displayWidth, fitted } from '../display-width.ts'
import { figuresIn } from '../format.ts'
import type { Language } from '../language.ts'
import { describeTime, wholePlan, words as wordsOf } from '../plan/index.ts'
import { weekAtAGlance } from './plan/week.ts'
import { planContent } from './plan-content.ts'
import { CHART_STYLE, lightColours } from './style.ts'

export interface PlanSvgOptions {
  title?: string
  language?: Language
  /** Pixels. Default 880. */
  width?: number
}

const PLAN_SVG_KEYS = { title: 1, language: 1, width: 1 } as const satisfies Keys<PlanSvgOptions>

const EMPTY_HISTORY: History = { interval: 1800, queues: [] }
const MARGIN = 24
const HEADER = 72
/** The legend: its base line, a character's width and a key's, in pixels. */
const KEYS_Y = 86
const CHARACTER = 6.2
const KEY = 24
/** Columns of a title beside the days that are shown. */
const TITLE_WIDTH = 48
const PICTURE_STYLE = `${CHART_STYLE}.card{fill:var(--paper);stroke:var(--rule)}line.broad{stroke:var(--band);stroke-width:9}text.title{font-size:17px;font-weight:600;fill:var(--ink)}`

/**
 * The first week of a plan as one standalone picture: contacts (beside the typical past week, where a history is given), agents on duty and the service level that they are expected to give.
 * It brings its own light ground, so that it reads on white and on dark pages.
 */
export function planSvg(plan: Plan, history: History = EMPTY_HISTORY, options: PlanSvgOptions = {}): string {
  checkKeys('planSvg', options, PLAN_SVG_KEYS)
  const { language = 'en', width = 880 } = options
  const words = wordsOf(language)
  const { safe, fill, number, percent, volume } = figuresIn(language)
  const { total } = wholePlan(plan)
  const content = planContent(plan, history, words, language)
  const chart = weekAtAGlance(content, 0, { width: width - 2 * MARGIN, tips: 'none' }, true)
  const height = HEADER + Number(/ height="([\d.]+)"/.exec(chart)?.[1]) + MARGIN
  const firstDay = dayOf(plan.start)
  const span = fill(words.shortSpan, {
    first: shortDay(firstDay, language),
    last: shortDay(firstDay + Math.min(7, plan.dayCount) - 1, language),
    interval: describeTime(plan.interval, words),
  })
  const summary = [
    fill(words.dayCount, { days: plan.dayCount }),
    `${words.contacts} ${volume(total.volume)}`,
    `${words.peakAgents} ${number(total.peakAgents)}`,
    `${words.agentHours} ${number(total.agentHours)}`,
    `${words.serviceLevel} ${percent(total.serviceLevel)}`,
    `${words.occupancy} ${percent(total.occupancy)}`,
  ].join(' · ')
  const title = options.title ?? words.plan
  const keys = [
    { className: 'ahead', name: words.forecast },
    { className: 'broad', name: plan.queues.length > 1 ? words.outerLimits : words.limits },
    ...(history.queues.length > 0 ? [{ className: 'past', name: words.typicalPast }] : []),
  ]
    .reverse()
    .reduce(
      ({ text, right }, { className, name }) => {
        const left = right - displayWidth(name) * CHARACTER - KEY
        return {
          text: `${text}<line class="${className}" x1="${left}" y1="${KEYS_Y - 4}" x2="${left + KEY - 6}" y2="${KEYS_Y - 4}"/><text class="ax" x="${left + KEY}" y="${KEYS_Y}">${safe(name)}</text>`,
          right: left - KEY,
        }
      },
      { text: '', right: width - MARGIN },
    ).text
  return `<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-label="${safe(`${title}: ${summary}`)}" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}">
<style>${lightColours(PICTURE_STYLE)}</style>
<rect class="card" x="0.5" y="0.5" width="${width - 1}" height="${height - 1}" rx="10"/>
<text class="title" x="${MARGIN}" y="33">${safe(fitted(title, TITLE_WIDTH))}</text>
<text class="ax" x="${MARGIN}" y="52">${safe(summary)}</text>
<text class="ax" x="${width - MARGIN}" y="33" text-anchor="end">${safe(span)}</text>
${keys}
${chart.replace('<svg ', `<svg x="${MARGIN}" y="${HEADER}" `)}
</svg>
`
}
