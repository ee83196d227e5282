import { formatTarget, parseDuration, parseShare, parseTarget } from 'krarup/domain'
import { scheduledAgents } from 'krarup/plan'
import { Chart } from '../shared/chart.ts'
import { type Field, field, figures, fill, h, scrolling, section, select, table } from '../shared/dom.ts'
import { fromHash, toHash } from '../shared/save.ts'
import { messageOf, number, percent, readField, readNumber, seconds } from '../shared/units.ts'
import { type Achieved, achievedBy, agentsFor, DEFAULT_QUESTION, type Question } from './question.ts'

/** Rows of the table on either side of the answer, and places of the curve. */
const AROUND = 3
const CURVE = 24

type Input = Field<HTMLInputElement | HTMLSelectElement>

const text = (label: string, hint: string, value = '', mode = 'text'): Input =>
  field(label, h('input', { value, autocomplete: 'off', inputmode: mode }), hint)

/** Fields by the names of the command's options. */
const fields = {
  volume: text('Contacts in the interval', 'with callers who call again: first attempts', '100', 'decimal'),
  interval: text('Interval', 'a duration: 30m, 15m, 1h', '30m'),
  aht: text('Handle time', 'talk, hold and after-call work: 5m, 280s', '5m'),
  target: text('Target', '90/10, or sl=90/10,abandon=3%,asa=20s,occupancy=85%', '90/10'),
  shrinkage: text('Shrinkage', 'share of paid time away from contacts: 30%', '30%'),
  patience: text('Patience', 'mean, before callers hang up: 2m; empty: they wait for ever'),
  model: field(
    'Model',
    select(
      [
        ['auto', 'by patience'],
        ['erlang-a', 'Erlang A'],
        ['erlang-c', 'Erlang C'],
      ],
      'auto',
    ),
    'Erlang A where a patience is given',
  ),
  redial: text('Call again', 'share of those who hang up or find no line: 40%'),
  attempts: field(
    'The contacts are',
    select(
      [
        ['first', 'first attempts'],
        ['all', 'all attempts'],
      ],
      'first',
    ),
    'says something where callers call again',
  ),
  lines: text('Lines', 'contacts waiting and in service together; empty: enough', '', 'numeric'),
  concurrency: text('Chats at once', 'that an agent holds; empty: calls', '', 'numeric'),
  slowdown: text('Slower by', 'how much longer a chat takes for each further one: 30%'),
} satisfies Record<string, Input>

type Name = keyof typeof fields

const answerPlace = h('div', { 'aria-live': 'polite' })
const command = h('code')
const chart = new Chart()
const tablePlace = h('div')

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

function update(): void {
  toHash(Object.fromEntries(Object.entries(fields).map(([name, { input }]) => [name, input.value])))
  try {
    show(question())
  } catch (error) {
    fill(answerPlace, h('p', { class: 'error' }, messageOf(error)))
  }
}

function show(asked: Question): void {
  const { target, shrinkage } = asked
  const { agents, warnings } = agentsFor(asked)
  const within = target.serviceLevel?.within ?? 10
  const found = achievedBy(asked, agents)
  const { state } = found
  fill(
    answerPlace,
    figures([
      ['Agents on duty', number(agents), `for ${formatTarget(target)}`],
      ['To schedule', number(scheduledAgents(agents, shrinkage)), `with ${percent(shrinkage, 0)} shrinkage`],
      [`Answered within ${within} s`, percent(state.serviceLevel(within))],
      ['Mean wait', seconds(state.asa), 'of those answered'],
      ['Occupancy', percent(state.occupancy)],
      ['Hang up', percent(state.abandonment)],
    ]),
    ...warnings.map((warning) => h('p', { class: 'note' }, warning)),
    asked.redial > 0 &&
      h(
        'p',
        { class: 'note' },
        `First attempts ${number(found.first, 1)}, with those who call again ${number(found.all, 1)} contacts an interval.`,
      ),
  )
  command.textContent = commandOf()
  showCurve(asked, agents, within)
  showTable(asked, agents, within)
}

/** The command that asks the same. */
function commandOf(): string {
  const words = Object.entries(fields).flatMap(([name, { input }]) => {
    const value = input.value.trim()
    const isDefault = (name === 'model' && value === 'auto') || (name === 'attempts' && value === 'first')
    return value === '' || isDefault ? [] : [`--${name} ${/[\s,;&|<>*]/.test(value) ? `"${value}"` : value}`]
  })
  return `krarup staff ${words.join(' ')}`
}

function showCurve(asked: Question, agents: number, within: number): void {
  const load = (asked.volume * asked.aht) / asked.interval / (asked.concurrency ?? 1)
  const from = Math.max(0, Math.min(Math.floor(load * 0.85), agents - CURVE / 2))
  const most = Math.max(agents + CURVE / 3, from + CURVE)
  const step = Math.max(1, Math.ceil((most - from) / 60))
  const all: Achieved[] = []
  for (let n = from; n <= most; n += step) all.push(achievedBy(asked, n))
  const { share } = asked.target.serviceLevel ?? {}
  chart.show({
    title: `Answered within ${within} s, by agents on duty`,
    placesName: 'Agents',
    places: all.map(({ state }) => String(state.agents)),
    isTick: () => true,
    format: (value) => percent(value, value < 0.995 ? 1 : 2),
    formatLevel: (value) => percent(value, 0),
    series: [
      { name: `answered within ${within} s`, look: 'line', values: all.map(({ state }) => state.serviceLevel(within)) },
      { name: 'occupancy', look: 'dashed', values: all.map(({ state }) => state.occupancy) },
    ],
    most: 1,
    ...(share === undefined ? {} : { goal: { name: `target ${percent(share, 0)}`, value: share } }),
  })
}

function showTable(asked: Question, agents: number, within: number): void {
  const most = asked.lines === undefined ? agents + AROUND : Math.min(asked.lines, agents + AROUND)
  const from = Math.max(0, agents - AROUND)
  const rows = Array.from({ length: most - from + 1 }, (_, k) => achievedBy(asked, from + k))
  const content = table(
    'What one agent more or less would mean',
    ['Agents', `Within ${within} s`, 'Wait at all', 'Mean wait', 'Occupancy', 'Hang up', 'Turned away'],
    rows.map(({ state }) => [
      state.agents === agents ? `${state.agents} (the answer)` : String(state.agents),
      percent(state.serviceLevel(within)),
      percent(state.waitProbability),
      seconds(state.asa),
      percent(state.occupancy),
      percent(state.abandonment),
      percent(state.blocking),
    ]),
  )
  content.tBodies[0].rows[agents - from]?.classList.add('chosen')
  fill(tablePlace, scrolling(content, 'Agents around the answer'))
}

const main = document.getElementById('main') as HTMLElement
for (const [name, value] of Object.entries(fromHash())) if (name in fields) fields[name as Name].input.value = value
for (const { input } of Object.values(fields)) input.addEventListener('input', update)
const [usual, more] = [
  ['volume', 'interval', 'aht', 'target', 'shrinkage', 'patience'],
  ['model', 'redial', 'attempts', 'lines', 'concurrency', 'slowdown'],
]
const group = (legend: string, names: readonly string[]) =>
  h(
    'fieldset',
    {},
    h('legend', {}, legend),
    h('div', { class: 'fields' }, ...names.map((name) => fields[name as Name].element)),
  )
main.append(
  h(
    'div',
    { class: 'columns' },
    h(
      'div',
      { class: 'beside' },
      section('asked', 'What is asked', group('The work', usual), group('Callers, lines and chats', more)),
    ),
    h(
      'div',
      {},
      section('answer', 'Agents', answerPlace, h('p', { class: 'note' }, 'On the command line: ', command)),
      section('curve', 'More or fewer', chart.element, tablePlace),
    ),
  ),
)
update()
