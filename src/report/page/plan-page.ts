import { dayOf, type History } from '../../domain/index.ts'
import type { Plan } from '../../plan/index.ts'
import { longDay } from '../dates.ts'
import { describeTime } from '../describe-target.ts'
import { figureFormats, figures } from '../format.ts'
import { type Language, words as wordsOf } from '../words.ts'
import { chartKit } from './charts.ts'
import { columnCodec } from './codec.ts'
import { pageController } from './controller.ts'
import { FORECAST_SCALES, INTERVAL_SCALES, pageData, ROLL_UP_SCALES, TODAY_SCALES } from './page-data.ts'
import { PAGE_STYLE } from './style.ts'
import { viewKit } from './view-kit.ts'

export interface PlanPageOptions {
  title: string
  /** When it was made, as it is to be shown; the page itself knows no clock. */
  generated?: string
  language?: Language
  /** What the reader found in the export, a sentence each. */
  findings?: readonly string[]
}

/** Width of the charts that are there before the script runs, and without it. */
const STATIC_WIDTH = 1060
/** Width at which charts are drawn for paper: A4 less its margins, in CSS pixels. */
const PRINT_WIDTH = 702
/** Groups that a page without script shows one by one. */
const STATIC_GROUPS = 6
const STATIC_ROWS = 20

/**
 * A plan as one HTML page that needs nothing else: headline figures, history and forecast with its limits, agents by interval, expected service, tables, assumptions; a picker for groups and queues.
 * Everything from the plan and the history is escaped. Opens offline in any browser, prints on A4, follows the reader's light or dark scheme.
 */
export function planPage(plan: Plan, history: History, options: PlanPageOptions): string {
  const { title, generated, language = 'en', findings = [] } = options
  const words = wordsOf(language)
  const { safe, fill } = figures
  const data = pageData(plan, history, words, language)
  const parts = {
    data,
    words,
    scales: { rollUp: ROLL_UP_SCALES, interval: INTERVAL_SCALES, forecast: FORECAST_SCALES, today: TODAY_SCALES },
  }
  const kit = viewKit(figures, chartKit(figures), columnCodec(), parts)
  const canvas = { width: STATIC_WIDTH, tips: 'title' } as const
  const day = kit.busiestDay(0)
  const slots = kit.slots(0, day, canvas)
  const groupCount = plan.groups.length
  const firstDay = dayOf(plan.start)

  const slot = (name: string, tag = 'div', className = '') =>
    `<${tag} id="slot-${name}"${className ? ` class="${className}"` : ''}${slots[name] === '' ? ' hidden' : ''}>${slots[name]}</${tag}>`
  const heading = (text: string, level = 2) => `<h${level}>${safe(text)}</h${level}>`
  const list = (title_: string, items: readonly string[]) =>
    items.length === 0
      ? ''
      : `<section class="keep">${heading(title_)}<ul>${items.map((item) => `<li>${safe(item)}</li>`).join('')}</ul></section>`

  const picker =
    data.views.length > 1
      ? `<div class="bar controls"><div><label for="pick-view">${safe(words.show)}</label><select id="pick-view">${data.views
          .map(
            (view, index) =>
              `<option value="${index}">${view.kind === 'queue' ? '\u00a0\u00a0\u2514\u00a0' : ''}${safe(view.name)}</option>`,
          )
          .join('')}</select></div></div>`
      : ''
  const groups =
    groupCount > 1
      ? `<section>${heading(words.groups)}<div class="daybar controls"><input id="find-group" type="search" placeholder="${safe(words.findGroup)}" aria-label="${safe(words.findGroup)}"><span class="note" id="group-count"></span></div><div id="slot-groups">${kit.groups('', STATIC_ROWS).html}</div>${
          groupCount > STATIC_ROWS
            ? `<noscript><p class="note">${safe(fill(words.shownOf, { shown: STATIC_ROWS, all: groupCount }))}</p></noscript>`
            : ''
        }</section>`
      : ''
  const withoutScript =
    data.views.length > 1
      ? `<noscript><section>${heading(words.largest)}<p class="note">${safe(words.noScript)}</p>${data.views
          .map((view, index) => ({ view, index }))
          .filter(({ view }) => view.kind === 'group')
          .slice(0, STATIC_GROUPS)
          .map(
            ({ view, index }) =>
              `<div class="keep">${heading(view.name, 3)}<div class="chart">${kit.week(index, canvas, false)}</div>${kit.slots(index, 0, canvas).facts}</div>`,
          )
          .join('')}</section></noscript>`
      : ''
  const dayPicker = `<div class="daybar controls"><button id="previous-day" type="button" aria-label="${safe(words.previousDay)}">‹</button><select id="pick-day" aria-label="${safe(words.day)}">${data.days
    .map((one, index) => `<option value="${index}">${safe(one.long)}</option>`)
    .join('')}</select><button id="next-day" type="button" aria-label="${safe(words.nextDay)}">›</button></div>`

  const body = `<header class="top" id="top"><h1>${safe(title)}</h1><p class="sub">${safe(
    fill(words.span, {
      days: plan.dayCount,
      first: longDay(firstDay, language),
      last: longDay(firstDay + plan.dayCount - 1, language),
      interval: describeTime(plan.interval, words),
    }) + (plan.timezone === undefined ? '' : `, ${fill(words.timesIn, { zone: plan.timezone })}`),
  )}</p></header>${picker}<main>
<section id="figures">${heading(words.headline)}${slot('name', 'p', 'sub')}${slot('figures')}${slot('served')}</section>
${plan.known === undefined ? '' : slot('today', 'section')}
${groups}
<section>${heading(words.historyForecast)}${heading(words.daily, 3)}${slot('daily', 'div', 'chart')}${heading(words.typicalWeek, 3)}${slot('week', 'div', 'chart')}<p class="note">${safe(fill(words.typicalPastNote, { weeks: data.pastDays.length / 7 }))}</p></section>
<section>${heading(words.agentsRequired)}${heading(words.heat, 3)}<p class="note controls">${safe(words.heatHint)}</p>${slot('heat', 'div', 'chart')}${heading(words.dayCurve, 3)}${dayPicker}${slot('day', 'div', 'chart')}</section>
<section>${heading(words.expectedService)}${heading(words.serviceByDay, 3)}${slot('service', 'div', 'chart')}${slot('verdict')}</section>
<section>${heading(words.tables)}${heading(words.byDay, 3)}${slot('days')}${heading(words.byWeek, 3)}${slot('weeks')}<p class="note">${safe(fill(words.fteNote, { hours: plan.fteHours }))}</p></section>
${withoutScript}
<section>${heading(words.assumptions)}${slot('facts')}</section>
${list(words.remarks, plan.remarks)}
${list(words.findings, findings)}
</main><footer>${generated === undefined ? '' : `${safe(fill(words.generated, { when: generated }))} · `}${safe(words.madeBy)}</footer><div id="tip" class="tip" aria-hidden="true" hidden></div>`

  return `<!doctype html>
<html lang="${language === 'zh' ? 'zh-CN' : 'en'}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>${safe(title)}</title>
<style>${PAGE_STYLE}</style></head>
<body>
${body}
<script>${script(parts)}</script>
</body></html>
`
}

/**
 * The functions that drew the page, as text, put together as they are here. Compilers that keep names wrap inner functions in a helper `__name`: the page brings one that does nothing.
 */
function script(parts: unknown): string {
  const data = JSON.stringify(parts).replaceAll('<', '\\u003c')
  return `(()=>{const __name=(f)=>f;
const format=(${figureFormats})(),codec=(${columnCodec})(),charts=(${chartKit})(format),parts=${data};
const kit=(${viewKit})(format,charts,codec,parts);
(${pageController})(window,parts.data,parts.words,format,kit,${PRINT_WIDTH})})()`
}
