import { Chart } from '../shared/chart.ts'
import { figures, fill, h, section } from '../shared/dom.ts'
import { bytesOf, loadPart } from '../shared/parts.ts'
import { fromHash, saveFile, toHash } from '../shared/save.ts'
import { messageOf, number, percent, seconds } from '../shared/units.ts'
import { Stopped, WorkerClient } from '../shared/worker-client.ts'
import { compareSection, type Variant } from './compare-section.ts'
import { daySection } from './day-section.ts'
import { groupsSection } from './groups-section.ts'
import { heat } from './heat.ts'
import { historySection } from './history-section.ts'
import { planFile, settingsSection } from './settings-section.ts'
import type { GroupDetail, GroupSummary, Opened, Planned, TakeAway, Times } from './types.ts'

const planner = new WorkerClient('planner')
let writer: WorkerClient | undefined

/** What is open: the file, and the name that it has. */
let file: { content: Blob; name: string } | undefined
let opened: Opened | undefined
let chosen = ''
let detail: GroupDetail | undefined
let planned: Planned | undefined
/** Of the last finished plan of this file; good for a newer one of the same days. */
let times: Times | undefined
let summaries = new Map<string, GroupSummary>()
let kept: Variant | undefined

const main = document.getElementById('main') as HTMLElement
const working = h('div', { class: 'working', hidden: true })
const workingText = h('span', { role: 'status' })
const progress = h('progress', { max: 1, value: 0, 'aria-label': 'How far it is' })
const result = h('div', { hidden: true })
const answerPlace = h('div')
const heatPlace = h('div')
const contactsChart = new Chart()
const agentsChart = new Chart()
const remarks = h('div')
const problem = h('p', { class: 'error', role: 'alert', hidden: true })

const history = historySection(
  (content, name) => void open(content, name),
  () => {
    if (file) void open(file.content, file.name)
  },
)
const settings = settingsSection(() => {
  remember()
  void replan()
})
const groups = groupsSection((name) => void choose(name))
const day = daySection()
const compare = compareSection(() => {
  kept = variant()
  showCompared()
})

working.append(workingText, progress, h('button', { type: 'button', onclick: cancel }, 'Cancel'))
result.append(
  groups.element,
  section(
    'result',
    'The plan',
    h('h3', { id: 'group-name' }),
    answerPlace,
    contactsChart.element,
    agentsChart.element,
    heatPlace,
  ),
  day.element,
  compare.element,
  section(
    'take',
    'Take it away',
    h(
      'p',
      { class: 'note' },
      'Files are made here and saved by your browser. The link holds the settings, never the data.',
    ),
    h(
      'div',
      { class: 'buttons' },
      ...(
        [
          [
            'Settings (YAML)',
            () => saveFile('plan.yaml', planFile(file?.name ?? 'history.csv', settings.settings()), 'application/yaml'),
          ],
          ['Plan as CSV', () => take('csv', 'plan.csv', 'text/csv')],
          [
            'Plan as a workbook',
            () => take('xlsx', 'plan.xlsx', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'),
          ],
          ['One-file page', () => take('page', 'plan.html', 'text/html')],
          ['Copy the link', copyLink],
        ] as const
      ).map(([text, act]) => h('button', { type: 'button', onclick: () => void act() }, text)),
    ),
    h('p', { id: 'taken', role: 'status' }),
  ),
  section('remarks', 'Remarks', remarks),
)
main.append(
  history.element,
  problem,
  working,
  h('div', { class: 'columns' }, h('div', { class: 'beside' }, settings.element), result),
)

const texts = fromHash()
history.setTexts(texts)
settings.setTexts(texts)
void openServed()

/** The history that `krarup serve` was given, where it was. */
async function openServed(): Promise<void> {
  const part = document.querySelector<HTMLMetaElement>('meta[name="krarup-history"]')?.content
  if (part === undefined) return
  const { name, base64 } = JSON.parse(await loadPart(part)) as { name: string; base64: string }
  await open(new Blob([bytesOf(base64)]), name)
}

async function open(content: Blob, name: string): Promise<void> {
  file = { content, name }
  remember()
  tell(undefined)
  // A file that is still read, or a plan of another one, is of no use any more.
  forget()
  opened = undefined
  planned = undefined
  times = undefined
  kept = undefined
  result.hidden = true
  try {
    const options = history.options()
    work(`Reading ${name}`)
    opened = await planner.ask<Opened>('open', { content, name, options }, ({ share }: { share: number }) =>
      work(`Reading ${name}`, share),
    )
    history.show(name, opened)
    await plan()
  } catch (error) {
    rest()
    if (error instanceof Stopped) return
    if (opened) tell(messageOf(error))
    else history.fail(name, messageOf(error))
  }
}

/** Ends the planner, with the history that it knows. */
function forget(): void {
  clearTimeout(resting)
  resting = undefined
  finishing = undefined
  planner.stop()
}

/** Names first, then the first queue, then all. */
async function plan(): Promise<void> {
  const names = await planner.ask<string[]>('start', settings.settings())
  groups.begin(names)
  groups.element.hidden = names.length === 1
  if (!names.includes(chosen)) chosen = names[0]
  await replan()
}

/** Milliseconds without a change after which the other queues are planned: while a slider moves, the worker answers for the one that is shown. */
const REST = 200

let running = false
let again = false
/** Waits for a rest. */
let resting: ReturnType<typeof setTimeout> | undefined
/** The other queues, under way or done. */
let finishing: Promise<void> | undefined

/** Sizes the chosen queue for the settings at hand, then the others. Of settings that come meanwhile only the last count. */
async function replan(): Promise<void> {
  if (!opened) return
  again = true
  clearTimeout(resting)
  resting = undefined
  finishing = undefined
  if (running) return
  running = true
  try {
    while (again) {
      again = false
      const asked = performance.now()
      const now = settings.settings()
      detail = await planner.ask<GroupDetail>('resize', { settings: now, group: chosen })
      summaries = new Map([[chosen, detail.summary]])
      planned = undefined
      main.dataset.state = 'working'
      tell(undefined)
      showDetail()
      main.dataset.answeredIn = String(Math.round(performance.now() - asked))
    }
    resting = setTimeout(finish, times ? REST : 0)
  } catch (error) {
    rest()
    if (!(error instanceof Stopped)) tell(messageOf(error))
  } finally {
    running = false
  }
}

/** Plans the other queues, at once where that still waits for a rest. */
function finish(): Promise<void> {
  clearTimeout(resting)
  resting = undefined
  finishing ??= planRest()
  return finishing
}

async function planRest(): Promise<void> {
  const all = opened!.queues.length
  if (all > 1) work(`Planning: 1 of ${all} queues`, 1 / all)
  try {
    const whole = await planner.ask<Planned | undefined>(
      'finish',
      undefined,
      ({ done, all: many, summary }: { done: number; all: number; summary: GroupSummary }) => {
        summaries.set(summary.name, summary)
        groups.put(summary, settings.cost())
        work(`Planning: ${done} of ${many} queues`, done / many)
      },
    )
    finished(whole)
  } catch (error) {
    rest()
    if (!(error instanceof Stopped)) tell(messageOf(error))
  }
}

function finished(whole: Planned | undefined): void {
  if (!whole) return
  planned = whole
  rest()
  const isFirst = !fits(times)
  times = whole.times
  summaries = new Map(whole.groups.map((one) => [one.name, one]))
  for (const one of whole.groups) groups.put(one, settings.cost())
  groups.total(whole.groups, settings.cost())
  fill(
    remarks,
    whole.remarks.length > 0 ? h('ul', {}, ...whole.remarks.map((text) => h('li', {}, text))) : 'Nothing stands out.',
  )
  // Drawn already where the days are the same; whoever changes agents meanwhile keeps them.
  if (isFirst) showDetail()
  else showCompared()
}

/** Whether the times are those of the plan that is shown. */
function fits(known: Times | undefined): known is Times {
  return known !== undefined && known.starts.length === detail?.plan.agents.length
}

async function choose(name: string): Promise<void> {
  chosen = name
  // While settings change, what is known of it may just have been given up: it is planned first then.
  detail = summaries.has(name) ? await planner.ask<GroupDetail | undefined>('detail', name) : undefined
  if (detail) showDetail()
  else void replan()
  document.getElementById('group-name')?.scrollIntoView({ block: 'nearest' })
}

function showDetail(): void {
  if (!detail) return
  result.hidden = false
  const { summary, plan: group, low, high } = detail
  const cost = settings.cost()
  const { share, within } = settings.settings()
  const name = document.getElementById('group-name') as HTMLElement
  name.textContent = summary.name
  name.hidden = opened!.queues.length === 1
  groups.choose(chosen)
  groups.put(summary, cost)
  fill(
    answerPlace,
    figures([
      ['Agents at most', number(summary.peakAgents), `${number(summary.agentHours, 1)} agent hours on duty`],
      ['Full-time equivalents', number(summary.fte, 1), `${number(summary.paidHours, 0)} paid hours`],
      ['Cost', number(summary.paidHours * cost), `at ${number(cost, cost % 1 ? 2 : 0)} an hour`],
      ['Service level', percent(summary.serviceLevel), `target ${percent(share, 0)} within ${within} s`],
      ['Days on target', percent(summary.sure, 0), 'how likely a day is to meet it'],
      ['Mean wait', seconds(summary.asa), `${percent(summary.abandonment)} hang up`],
    ]),
    h(
      'p',
      { class: 'note' },
      group.patienceSource === 'history'
        ? `Patience ${seconds(group.patience)}, estimated from the history.`
        : group.patience === Infinity
          ? 'Nobody is taken to hang up (Erlang C).'
          : '',
    ),
  )
  if (fits(times)) showCurves(detail, times, low, high)
  showCompared()
}

function showCurves(
  { plan: group }: GroupDetail,
  times: Times,
  low: Float64Array | undefined,
  high: Float64Array | undefined,
): void {
  const { starts, dayFrom, dayCount } = times
  const isDay = new Set(Array.from({ length: dayCount }, (_, k) => dayFrom[k]))
  const common = { places: starts, isTick: (i: number) => isDay.has(i), placesName: 'From' }
  contactsChart.show({
    ...common,
    places: starts,
    title: 'Contacts expected by interval',
    format: (value) => number(value, 1),
    formatLevel: (value) => number(value, value % 1 ? 1 : 0),
    series: [{ name: 'expected', values: group.volume, look: 'steps' }],
    ...(low && high ? { band: { name: 'eight of ten intervals are between', low, high } } : {}),
  })
  agentsChart.show({
    ...common,
    title: 'Agents on duty by interval',
    format: (value) => number(value),
    series: [
      { name: 'on duty', values: group.agents.map((n, i) => (group.open[i] ? n : Number.NaN)), look: 'steps' },
      {
        name: 'to schedule, with shrinkage',
        values: group.scheduled.map((n, i) => (group.open[i] ? n : Number.NaN)),
        look: 'steps-dashed',
      },
    ],
  })
  fill(
    heatPlace,
    heat(detail!, times, (k) => day.choose(k)),
  )
  // While settings change, the day is not worth its work.
  if (!again) day.show(detail!, times)
}

function variant(): Variant | undefined {
  return planned && { settings: settings.settings(), cost: settings.cost(), groups: planned.groups }
}

function showCompared(): void {
  compare.show(kept, variant(), chosen)
}

async function take(what: 'csv' | 'xlsx' | 'page', name: string, type: string): Promise<void> {
  const taken = document.getElementById('taken') as HTMLElement
  try {
    taken.textContent = `Making ${name} …`
    if (resting !== undefined || finishing !== undefined) await finish()
    const {
      plan: whole,
      history: past,
      told,
    } = await planner.ask<Omit<TakeAway, 'title' | 'generated'>>('whole', undefined)
    if (!whole) throw new Error('the plan is not finished: wait for it, or plan again')
    writer ??= new WorkerClient('takeaway')
    const request = {
      plan: whole,
      history: past,
      told,
      title: file!.name,
      generated: new Date().toISOString().slice(0, 10),
    }
    saveFile(name, await writer.ask<BlobPart>(what, request), type)
    taken.textContent = `${name} is saved.`
  } catch (error) {
    taken.textContent = messageOf(error)
  }
}

async function copyLink(): Promise<void> {
  remember()
  const taken = document.getElementById('taken') as HTMLElement
  try {
    await navigator.clipboard.writeText(location.href)
    taken.textContent = 'The link is in the clipboard.'
  } catch {
    taken.textContent = `Copy it from the address bar: ${location.href}`
  }
}

function remember(): void {
  toHash({ ...settings.texts(), ...history.texts() })
}

function work(text: string, share?: number): void {
  working.hidden = false
  main.dataset.state = 'working'
  workingText.textContent = text
  if (share === undefined) progress.removeAttribute('value')
  else progress.value = share
}

function rest(): void {
  working.hidden = true
  main.dataset.state = planned ? 'planned' : 'waiting'
}

function cancel(): void {
  forget()
  rest()
  opened = undefined
  tell('Stopped. Choose "Read it again" below the history, or another file, to go on.')
}

function tell(text: string | undefined): void {
  problem.hidden = text === undefined
  problem.textContent = text ?? ''
}
