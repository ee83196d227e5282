import { formatTarget, parseDuration, parseShare, parseTarget } from 'krarup/domain'
import { scheduledAgents } from 'krarup/plan'
import { Chart } from '../shared/chart.ts'
import { type Field, field, figures, fill, h, scrolling, section, select, table } from '../shared/dom.ts'
import { beginPage } from '../shared/frame.ts'
import { languageOption } from '../shared/language.ts'
import { loadMessages, said } from '../shared/said.ts'
import { fromHash, toHash } from '../shared/save.ts'
import { messageOf, number, percent, readField, readNumber, seconds } from '../shared/units.ts'
import { type Achieved, achievedBy, agentsFor, DEFAULT_QUESTION, type Question } from './question.ts'
import { words } from './words.ts'

/** Rows of the table on either side of the answer, and places of the curve. */
const AROUND = 3
const CURVE = 24

type Input = Field<HTMLInputElement | HTMLSelectElement>

/** Fields by the names of the command's options. */
function makeFields() {
  const say = words()
  const text = (label: string, hint: string, value = '', mode = 'text'): Input =>
    field(label, h('input', { value, autocomplete: 'off', inputmode: mode }), hint)
  return {
    volume: text(say.volume, say.volumeHint, '100', 'decimal'),
    interval: text(say.interval, say.intervalHint, '30m'),
    aht: text(say.aht, say.ahtHint, '5m'),
    target: text(say.target, say.targetHint, '90/10'),
    shrinkage: text(say.shrinkage, say.shrinkageHint, '30%'),
    patience: text(say.patience, say.patienceHint),
    model: field(
      say.model,
      select(
        [
          ['auto', say.byPatience],
          ['erlang-a', 'Erlang A'],
          ['erlang-c', 'Erlang C'],
        ],
        'auto',
      ),
      say.modelHint,
    ),
    redial: text(say.redial, say.redialHint),
    attempts: field(
      say.attempts,
      select(
        [
          ['first', say.first],
          ['all', say.all],
        ],
        'first',
      ),
      say.attemptsHint,
    ),
    lines: text(say.lines, say.linesHint, '', 'numeric'),
    concurrency: text(say.concurrency, say.concurrencyHint, '', 'numeric'),
    slowdown: text(say.slowdown, say.slowdownHint),
  } satisfies Record<string, Input>
}

let fields: ReturnType<typeof makeFields>
type Name = keyof typeof fields

let answerPlace: HTMLElement
let command: HTMLElement
let chart: Chart
let tablePlace: HTMLElement

function question(): Question {
  const whole = readNumber({ least: 1, whole: true })
  const { model, attempts } = fields
  const read = <Value>(name: Name, how: (text: string) => Value) => readField(fields[name], how)
  return {
    volume: read('volume', readNumber({ least: 0 })) ?? DEFAULT_QUESTION.volume,
    interval: read('interval', parseDuration) ?? DEFAULT_QUESTION.interval,
    aht: read('aht', parseDuration) ?? DEFAULT_QUESTION.aht,
    target: read('target', parseTarget) ?? DEFAULT_QUESTION.target,
    shrinkage: read('shrinkage', (words) => parseShare(words, 'shrinkage')) ?? 0,
    model: model.input.value === 'erlang-a' ? 'erlangA' : model.input.value === 'erlang-c' ? 'erlangC' : undefined,
    patience: read('patience', parseDuration),
    redial: read('redial', (words) => parseShare(words, 'the share that calls again')) ?? 0,
    attempts: attempts.input.value === 'all' ? 'all' : 'first',
    lines: read('lines', whole),
    concurrency: read('concurrency', whole),
    slowdown: read('slowdown', (words) => parseShare(words, 'slowdown')) ?? 0,
  }
}

/** What stands in the fields. */
function texts(): Record<string, string> {
  return Object.fromEntries(Object.entries(fields).map(([name, { input }]) => [name, input.value]))
}

function update(): void {
  toHash(texts())
  try {
    show(question())
  } catch (error) {
    fill(answerPlace, h('p', { class: 'error' }, messageOf(error)))
  }
}

function show(asked: Question): void {
  const say = words()
  const { target, shrinkage } = asked
  const { agents, warnings } = agentsFor(asked)
  const within = target.serviceLevel?.within ?? 10
  const found = achievedBy(asked, agents)
  const warningsPlace = h('div')
  void showWarnings(warningsPlace, warnings)
  const { state } = found
  fill(
    answerPlace,
    figures([
      [say.onDuty, number(agents), say.forTarget(formatTarget(target))],
      [say.toSchedule, number(scheduledAgents(agents, shrinkage)), say.withShrinkage(percent(shrinkage, 0))],
      [say.answeredWithin(plain(within)), percent(state.serviceLevel(within))],
      [say.meanWait, seconds(state.asa), say.ofAnswered],
      [say.occupancy, percent(state.occupancy)],
      [say.hangUp, percent(state.abandonment)],
    ]),
    warningsPlace,
    asked.redial > 0 && h('p', { class: 'note' }, say.redials(number(found.first, 1), number(found.all, 1))),
  )
  command.textContent = commandOf()
  showCurve(asked, agents, within)
  showTable(asked, agents, within)
}

/** What the formulas warn of; the words for it are loaded where they are not English. */
async function showWarnings(place: HTMLElement, warnings: readonly string[]): Promise<void> {
  if (warnings.length === 0) return
  await loadMessages()
  fill(place, ...warnings.map((text) => h('p', { class: 'note' }, said({ id: `staff.${text}`, text }))))
}

/** The command that asks the same. */
function commandOf(): string {
  const typed = Object.entries(fields).flatMap(([name, { input }]) => {
    const value = input.value.trim()
    const isDefault = (name === 'model' && value === 'auto') || (name === 'attempts' && value === 'first')
    return value === '' || isDefault ? [] : [`--${name} ${/[\s,;&|<>*]/.test(value) ? `"${value}"` : value}`]
  })
  return `krarup staff ${typed.join(' ')}${languageOption()}`
}

function showCurve(asked: Question, agents: number, within: number): void {
  const say = words()
  const load = (asked.volume * asked.aht) / asked.interval / (asked.concurrency ?? 1)
  const from = Math.max(0, Math.min(Math.floor(load * 0.85), agents - CURVE / 2))
  const most = Math.max(agents + CURVE / 3, from + CURVE)
  const step = Math.max(1, Math.ceil((most - from) / 60))
  const all: Achieved[] = []
  for (let n = from; n <= most; n += step) all.push(achievedBy(asked, n))
  const { share } = asked.target.serviceLevel ?? {}
  chart.show({
    title: say.curveTitle(plain(within)),
    placesName: say.agents,
    places: all.map(({ state }) => number(state.agents)),
    isTick: () => true,
    format: (value) => percent(value, value < 0.995 ? 1 : 2),
    formatLevel: (value) => percent(value, 0),
    series: [
      {
        name: say.withinSeries(plain(within)),
        look: 'line',
        values: all.map(({ state }) => state.serviceLevel(within)),
      },
      { name: say.occupancySeries, look: 'dashed', values: all.map(({ state }) => state.occupancy) },
    ],
    most: 1,
    ...(share === undefined ? {} : { goal: { name: say.goal(percent(share, 0)), value: share } }),
  })
}

function showTable(asked: Question, agents: number, within: number): void {
  const say = words()
  const most = asked.lines === undefined ? agents + AROUND : Math.min(asked.lines, agents + AROUND)
  const from = Math.max(0, agents - AROUND)
  const rows = Array.from({ length: most - from + 1 }, (_, k) => achievedBy(asked, from + k))
  const content = table(
    say.oneMore,
    [say.agents, say.within(plain(within)), say.waitAtAll, say.meanWait, say.occupancy, say.hangUp, say.turnedAway],
    rows.map(({ state }) => [
      state.agents === agents ? say.theAnswer(number(state.agents)) : number(state.agents),
      percent(state.serviceLevel(within)),
      percent(state.waitProbability),
      seconds(state.asa),
      percent(state.occupancy),
      percent(state.abandonment),
      percent(state.blocking),
    ]),
  )
  content.tBodies[0].rows[agents - from]?.classList.add('chosen')
  fill(tablePlace, scrolling(content, say.around))
}

/** Seconds of a target. */
function plain(within: number): string {
  return number(within, within % 1 ? 1 : 0)
}

beginPage('staff', (place) => {
  const say = words()
  // Of a page in another language what stands in its fields, which the address has too.
  const values = fields ? texts() : fromHash()
  fields = makeFields()
  for (const [name, value] of Object.entries(values)) if (name in fields) fields[name as Name].input.value = value
  for (const { input } of Object.values(fields)) input.addEventListener('input', update)
  answerPlace = h('div', { 'aria-live': 'polite' })
  command = h('code')
  chart = new Chart()
  tablePlace = h('div')
  const group = (legend: string, names: readonly Name[]) =>
    h(
      'fieldset',
      {},
      h('legend', {}, legend),
      h('div', { class: 'fields' }, ...names.map((name) => fields[name].element)),
    )
  const usual = group(say.work, ['volume', 'interval', 'aht', 'target', 'shrinkage', 'patience'])
  const more = group(say.more, ['model', 'redial', 'attempts', 'lines', 'concurrency', 'slowdown'])
  fill(
    place,
    h(
      'div',
      { class: 'columns' },
      h('div', { class: 'beside' }, section('asked', say.asked, usual, more)),
      h(
        'div',
        {},
        section('answer', say.answer, answerPlace, h('p', { class: 'note' }, say.commandLine, command)),
        section('curve', say.curve, chart.element, tablePlace),
      ),
    ),
  )
  update()
})
