import { checkKeys, dayOf, type History, type Keys } from '../../domain/index.ts'
import type { Plan } from '../../plan/index.ts'
import { longDay } from '../dates.ts'
import { figures } from '../format.ts'
import type { Language } from '../language.ts'
import { remarksIn } from '../messages/index.ts'
import { describeTime, words as wordsOf } from '../plan/index.ts'
import { htmlPage, STATIC_WIDTH, section, titledChart } from './document.ts'
import { heading, note } from './html.ts'
import type { PlanContent } from './plan/content.ts'
import { factsList } from './plan/facts.ts'
import { busiestDay } from './plan/open-view.ts'
import { groupsTable } from './plan/roll-ups.ts'
import { planSlots, type SlotName } from './plan/slots.ts'
import { sureSection } from './plan/sure-section.ts'
import { tiersSection } from './plan/tiers-section.ts'
import { weekAtAGlance } from './plan/week.ts'
import { planContent } from './plan-content.ts'
import { PLAN_SCRIPT } from './script-text.ts'

export interface PlanPageOptions {
  title: string
  /** When it was made, as it is to be shown; the page itself knows no clock. */
  generated?: string
  language?: Language
  /** What the reader found in the export, a sentence each. */
  findings?: readonly string[]
}

const PLAN_PAGE_KEYS = { title: 1, generated: 1, language: 1, findings: 1 } as const satisfies Keys<PlanPageOptions>

/** Groups that a page without script shows one by one. */
const STATIC_GROUPS = 6
const STATIC_ROWS = 20
const CANVAS = { width: STATIC_WIDTH, tips: 'title' } as const

const { safe, fill } = figures

/**
 * A plan as one HTML page that needs nothing else: headline figures, history and forecast with its limits, agents by interval, expected service, tables, assumptions; a picker for groups and queues.
 * Everything from the plan and the history is escaped. Opens offline in any browser, prints on A4, follows the reader's light or dark scheme.
 */
export function planPage(plan: Plan, history: History, options: PlanPageOptions): string {
  checkKeys('planPage', options, PLAN_PAGE_KEYS)
  const { title, generated, language = 'en', findings = [] } = options
  const words = wordsOf(language)
  const content = planContent(plan, history, words, language)
  const made = generated === undefined ? '' : `${safe(fill(words.generated, { when: generated }))} · `
  return htmlPage({
    title,
    language,
    header: `<p class="sub">${safe(span(plan, content, language))}</p>`,
    bar: viewPicker(content),
    main: [
      ...sections(plan, content),
      list(words.remarks, remarksIn(plan, language)),
      list(words.findings, findings),
    ].join('\n'),
    footer: made + safe(words.madeBy),
    script: { ...PLAN_SCRIPT, content },
  })
}

/** What is planned, in a line. */
function span(plan: Plan, { words }: PlanContent, language: Language): string {
  const firstDay = dayOf(plan.start)
  const days = fill(words.span, {
    days: plan.dayCount,
    first: longDay(firstDay, language),
    last: longDay(firstDay + plan.dayCount - 1, language),
    interval: describeTime(plan.interval, words),
  })
  return plan.timezone === undefined ? days : `${days}, ${fill(words.timesIn, { zone: plan.timezone })}`
}

function sections(plan: Plan, content: PlanContent): string[] {
  const { words } = content
  const slots = planSlots(content, 0, busiestDay(content, 0), CANVAS)
  const slot = (name: SlotName, tag = 'div', className = '') =>
    `<${tag} id="slot-${name}"${className ? ` class="${className}"` : ''}${slots[name] === '' ? ' hidden' : ''}>${slots[name]}</${tag}>`
  const chart = (name: SlotName) => slot(name, 'div', 'chart')
  const typicalNote = fill(words.typicalPastNote, { weeks: content.pastDays.length / 7 })
  return [
    `<section id="figures">${heading(words.headline)}${slot('name', 'p', 'sub')}${slot('figures')}${slot('served')}</section>`,
    plan.known === undefined ? '' : slot('today', 'section'),
    groups(content),
    sureSection(plan, words),
    section(
      words.historyForecast,
      heading(words.daily, 3) + chart('daily'),
      heading(words.typicalWeek, 3) + chart('week') + note(typicalNote),
    ),
    section(
      words.agentsRequired,
      `${heading(words.heat, 3)}<p class="note controls">${safe(words.heatHint)}</p>${chart('heat')}`,
      heading(words.dayCurve, 3) + dayPicker(content) + chart('day'),
    ),
    section(words.expectedService, heading(words.serviceByDay, 3) + chart('service') + slot('verdict')),
    tiersSection(plan, words),
    section(
      words.tables,
      heading(words.byDay, 3) + slot('days'),
      heading(words.byWeek, 3) + slot('weeks'),
      (content.months.length > 0 ? heading(words.byMonth, 3) : '') + slot('months'),
      note(fill(words.fteNote, { hours: plan.fteHours })) + (hasRanges(plan) ? note(words.rangesNote) : ''),
    ),
    withoutScript(content),
    section(words.assumptions, slot('facts')),
  ]
}

function hasRanges({ groups }: Plan): boolean {
  return groups.some(({ total }) => !Number.isNaN(total.fteLow))
}

/** Which group or queue is shown, where there are several. */
function viewPicker({ words, views }: PlanContent): string {
  if (views.length < 2) return ''
  const options = views.map(
    ({ kind, name }, index) =>
      `<option value="${index}">${kind === 'queue' ? '\u00a0\u00a0\u2514\u00a0' : ''}${safe(name)}</option>`,
  )
  return `<div class="bar controls"><div><label for="pick-view">${safe(words.show)}</label><select id="pick-view">${options.join('')}</select></div></div>`
}

function dayPicker({ words, days }: PlanContent): string {
  const step = (id: string, label: string, sign: string) =>
    `<button id="${id}" type="button" aria-label="${safe(label)}">${sign}</button>`
  const options = days.map(({ long }, index) => `<option value="${index}">${safe(long)}</option>`)
  const pick = `<select id="pick-day" aria-label="${safe(words.day)}">${options.join('')}</select>`
  return `<div class="daybar controls">${step('previous-day', words.previousDay, '‹')}${pick}${step('next-day', words.nextDay, '›')}</div>`
}

/** The groups with a search by name, where there are several. */
function groups(content: PlanContent): string {
  const { words } = content
  const { html, shown, all } = groupsTable(content, '', STATIC_ROWS)
  if (all < 2) return ''
  const find = safe(words.findGroup)
  const more = shown < all ? `<noscript>${note(fill(words.shownOf, { shown, all }))}</noscript>` : ''
  return section(
    words.groups,
    `<div class="daybar controls"><input id="find-group" type="search" placeholder="${find}" aria-label="${find}"><span class="note" id="group-count"></span></div>`,
    `<div id="slot-groups">${html}</div>${more}`,
  )
}

/** The largest groups, for readers without the picker. */
function withoutScript(content: PlanContent): string {
  const { words, views } = content
  if (views.length < 2) return ''
  const drawn = views
    .map((view, index) => ({ view, index }))
    .filter(({ view }) => view.kind === 'group')
    .slice(0, STATIC_GROUPS)
    .map(({ view, index }) =>
      titledChart(
        view.name,
        `<div class="chart">${weekAtAGlance(content, index, CANVAS, false)}</div>`,
        factsList(content, view),
      ),
    )
  return `<noscript>${section(words.largest, note(words.noScript), ...drawn)}</noscript>`
}

function list(title: string, items: readonly string[]): string {
  if (items.length === 0) return ''
  return `<section class="keep">${heading(title)}<ul>${items.map((item) => `<li>${safe(item)}</li>`).join('')}</ul></section>`
}
