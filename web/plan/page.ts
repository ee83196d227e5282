import { Chart } from '../shared/chart.ts'
import { figures, fill, h, section } from '../shared/dom.ts'
import { beginPage } from '../shared/frame.ts'
import { language } from '../shared/language.ts'
import { bytesOf, loadPart } from '../shared/parts.ts'
import { loadMessages, said, saidError } from '../shared/said.ts'
import { fromHash, saveFile, toHash } from '../shared/save.ts'
import { number, percent, seconds } from '../shared/units.ts'
import { Stopped, WorkerClient } from '../shared/worker-client.ts'
import { compareSection, type Variant } from './compare-section.ts'
import { daySection } from './day-section.ts'
import { groupsSection } from './groups-section.ts'
import { heat } from './heat.ts'
import { historySection } from './history-section.ts'
import { planFile, settingsSection } from './settings-section.ts'
import { placesOf, shortDayName } from './times.ts'
import type { GroupDetail, GroupSummary, Opened, Planned, TakeAway, Times } from './types.ts'
import { words } from './words.ts'

const planner = new WorkerClient('planner')
let writer: WorkerClient | undefined

/** What is open: the file, and the name that it has; what was recognised in it, or why it could not be read. */
let file: { content: Blob; name: string } | undefined
let opened: Opened | undefined
let failed: unknown
/** Names of the groups. */
let names: string[] | undefined
let chosen = ''
let detail: GroupDetail | undefined
let planned: Planned | undefined
/** Of the last finished plan of this file; good for a newer one of the same days. */
let times: Times | undefined
let summaries = new Map<string, GroupSummary>()
let kept: Variant | undefined
/** What is worked on and how far it is, and what went wrong, in the language at hand. */
let underWay: { text: () => string; share: number | undefined } | undefined
let trouble: (() => string) | undefined

const main = document.getElementById('main') as HTMLElement

/** What the page is made of, in one language. */
type View = ReturnType<typeof makeView>
let view: View

beginPage('plan', (place) => {
  const before = view as View | undefined
  const texts = before ? { ...before.settings.texts(), ...before.history.texts() } : fromHash()
  view = makeView()
  view.history.setTexts(texts)
  view.settings.setTexts(texts)
  fill(place, ...view.elements)
  if (before) showAgain(before)
  else void openServed()
})

function makeView() {
  const say = words()
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
  const workingText = h('span', { role: 'status' })
  const progress = h('progress', { max: 1, value: 0, 'aria-label': say.progressName })
  const working = h(
    'div',
    { class: 'working', hidden: true },
    workingText,
    progress,
    h('button', { type: 'button', onclick: cancel }, say.cancel),
  )
  const problem = h('p', { class: 'error', role: 'alert', hidden: true })
  const [answerPlace, heatPlace, remarks] = [h('div'), h('div'), h('div')]
  const [contactsChart, agentsChart] = [new Chart(), new Chart()]
  const groupName = h('h3', { id: 'group-name' })
  const taken = h('p', { id: 'taken', role: 'status' })
  const result = h(
    'div',
    { hidden: true },
    groups.element,
    section('result', say.plan, groupName, answerPlace, contactsChart.element, agentsChart.element, heatPlace),
    day.element,
    compare.element,
    section(
      'take',
      say.take,
      h('p', { class: 'note' }, say.takeNote),
      h(
        'div',
        { class: 'buttons' },
        ...takeButtons().map(([text, act]) => h('button', { type: 'button', onclick: () => void act() }, text)),
      ),
      taken,
    ),
    section('remarks', say.remarks, remarks),
  )
  const columns = h('div', { class: 'columns' }, h('div', { class: 'beside' }, settings.element), result)
  return {
    elements: [history.element, problem, working, columns],
    ...{ history, settings, groups, day, compare, working, workingText, progress, problem, result, taken },
    ...{ groupName, answerPlace, heatPlace, remarks, contactsChart, agentsChart },
  }
}

function takeButtons(): (readonly [name: string, act: () => unknown])[] {
  const say = words()
  return [
    [
      say.saveYaml,
      () => saveFile('plan.yaml', planFile(file?.name ?? 'history.csv', view.settings.settings()), 'application/yaml'),
    ],
    [say.saveCsv, () => take('csv', 'plan.csv', 'text/csv')],
    [
      say.saveWorkbook,
      () => take('xlsx', 'plan.xlsx', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'),
    ],
    [say.savePage, () => take('page', 'plan.html', 'text/html')],
    [say.copyLink, copyLink],
  ]
}

/** What is known, in a view of another language. What is under way goes on, and tells of itself there. */
function showAgain(before: View): void {
  if (underWay) work(underWay.text, underWay.share)
  if (opened) view.history.show(file!.name, opened)
  else if (failed !== undefined) view.history.fail(file!.name, saidError(failed))
  tell(trouble)
  if (!opened || !names) return
  beginGroups()
  for (const one of summaries.values()) view.groups.put(one, view.settings.cost())
  if (planned) showWhole(planned)
  view.day.resume(before.day)
  if (detail) showDetail()
}

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
  failed = undefined
  names = undefined
  detail = undefined
  planned = undefined
  times = undefined
  kept = undefined
  view.result.hidden = true
  const reading = () => words().reading(name)
  try {
    const options = view.history.options()
    work(reading)
    const messages = loadMessages()
    const found = await planner.ask<Opened>('open', { content, name, options }, ({ share }: { share: number }) =>
      work(reading, share),
    )
    await messages
    opened = found
    view.history.show(name, opened)
    await plan()
  } catch (error) {
    rest()
    if (error instanceof Stopped) return
    await loadMessages()
    if (opened) tell(() => saidError(error))
    else {
      failed = error
      view.history.fail(name, saidError(error))
    }
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
  names = await planner.ask<string[]>('start', view.settings.settings())
  beginGroups()
  if (!names.includes(chosen)) chosen = names[0]
  await replan()
}

function beginGroups(): void {
  view.groups.begin(names!)
  view.groups.element.hidden = names!.length === 1
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
      const now = view.settings.settings()
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
    if (!(error instanceof Stopped)) tell(() => saidError(error))
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
  const planning = (done: number, many: number) => work(() => words().planning(number(done), number(many)), done / many)
  if (all > 1) planning(1, all)
  try {
    const whole = await planner.ask<Planned | undefined>(
      'finish',
      undefined,
      ({ done, all: many, summary }: { done: number; all: number; summary: GroupSummary }) => {
        summaries.set(summary.name, summary)
        view.groups.put(summary, view.settings.cost())
        planning(done, many)
      },
    )
    finished(whole)
  } catch (error) {
    rest()
    if (!(error instanceof Stopped)) tell(() => saidError(error))
  }
}

function finished(whole: Planned | undefined): void {
  if (!whole) return
  planned = whole
  rest()
  const isFirst = !fits(times)
  times = whole.times
  summaries = new Map(whole.groups.map((one) => [one.name, one]))
  showWhole(whole)
  // Drawn already where the days are the same; whoever changes agents meanwhile keeps them.
  if (isFirst) showDetail()
  else showCompared()
}

function showWhole({ groups, remarks }: Planned): void {
  for (const one of groups) view.groups.put(one, view.settings.cost())
  view.groups.total(groups, view.settings.cost())
  fill(
    view.remarks,
    remarks.length > 0 ? h('ul', {}, ...remarks.map((one) => h('li', {}, said(one)))) : words().nothingStandsOut,
  )
}

/** Whether the times are those of the plan that is shown. */
function fits(known: Times | undefined): known is Times {
  return known !== undefined && known.clocks.length === detail?.plan.agents.length
}

async function choose(name: string): Promise<void> {
  chosen = name
  // While settings change, what is known of it may just have been given up: it is planned first then.
  detail = summaries.has(name) ? await planner.ask<GroupDetail | undefined>('detail', name) : undefined
  if (detail) showDetail()
  else void replan()
  view.groupName.scrollIntoView({ block: 'nearest' })
}

function showDetail(): void {
  if (!detail) return
  const say = words()
  view.result.hidden = false
  const { summary, plan: group, low, high } = detail
  const cost = view.settings.cost()
  const { share, within } = view.settings.settings()
  view.groupName.textContent = summary.name
  view.groupName.hidden = opened!.queues.length === 1
  view.groups.choose(chosen)
  view.groups.put(summary, cost)
  fill(
    view.answerPlace,
    figures([
      [say.agentsAtMost, number(summary.peakAgents), say.hoursOnDuty(number(summary.agentHours, 1))],
      [say.fullTime, number(summary.fte, 1), say.paidHours(number(summary.paidHours, 0))],
      [say.costs, number(summary.paidHours * cost), say.anHour(number(cost, cost % 1 ? 2 : 0))],
      [
        say.serviceLevel,
        percent(summary.serviceLevel),
        say.targetOf(percent(share, 0), say.seconds(number(within, within % 1 ? 1 : 0))),
      ],
      [say.daysOnTarget, percent(summary.sure, 0), say.howLikely],
      [say.meanWait, seconds(summary.asa), say.shareHangsUp(percent(summary.abandonment))],
    ]),
    h(
      'p',
      { class: 'note' },
      group.patienceSource === 'history'
        ? say.patienceFound(seconds(group.patience))
        : group.patience === Infinity
          ? say.erlangC
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
  const say = words()
  const { dayFrom, dayCount } = times
  const dayAt = new Map(Array.from({ length: dayCount }, (_, k) => [dayFrom[k], times.days[k]]))
  const common = {
    places: placesOf(times),
    isTick: (i: number) => dayAt.has(i),
    tickName: (i: number) => shortDayName(dayAt.get(i)!),
    placesName: say.from,
  }
  view.contactsChart.show({
    ...common,
    title: say.contactsExpected,
    format: (value) => number(value, 1),
    formatLevel: (value) => number(value, value % 1 ? 1 : 0),
    series: [{ name: say.expected, values: group.volume, look: 'steps' }],
    ...(low && high ? { band: { name: say.eightOfTen, low, high } } : {}),
  })
  view.agentsChart.show({
    ...common,
    title: say.agentsByInterval,
    format: (value) => number(value),
    series: [
      { name: say.onDuty, values: group.agents.map((n, i) => (group.open[i] ? n : Number.NaN)), look: 'steps' },
      {
        name: say.toSchedule,
        values: group.scheduled.map((n, i) => (group.open[i] ? n : Number.NaN)),
        look: 'steps-dashed',
      },
    ],
  })
  fill(
    view.heatPlace,
    heat(detail!, times, (k) => view.day.choose(k)),
  )
  // While settings change, the day is not worth its work.
  if (!again) view.day.show(detail!, times)
}

function variant(): Variant | undefined {
  return planned && { settings: view.settings.settings(), cost: view.settings.cost(), groups: planned.groups }
}

function showCompared(): void {
  view.compare.show(kept, variant(), chosen)
}

async function take(what: 'csv' | 'xlsx' | 'page', name: string, type: string): Promise<void> {
  try {
    view.taken.textContent = words().making(name)
    if (resting !== undefined || finishing !== undefined) await finish()
    const { plan: whole, history: past } = await planner.ask<Pick<TakeAway, 'plan' | 'history'>>('whole', undefined)
    if (!whole) throw new Error(words().notFinished)
    writer ??= new WorkerClient('takeaway')
    const request: TakeAway = {
      plan: whole,
      history: past,
      told: opened!.told.map(said),
      language: language(),
      title: file!.name,
      generated: new Date().toISOString().slice(0, 10),
    }
    saveFile(name, await writer.ask<BlobPart>(what, request), type)
    view.taken.textContent = words().saved(name)
  } catch (error) {
    view.taken.textContent = saidError(error)
  }
}

async function copyLink(): Promise<void> {
  remember()
  try {
    await navigator.clipboard.writeText(location.href)
    view.taken.textContent = words().linkCopied
  } catch {
    view.taken.textContent = words().linkShown(location.href)
  }
}

function remember(): void {
  toHash({ ...view.settings.texts(), ...view.history.texts() })
}

function work(text: () => string, share?: number): void {
  underWay = { text, share }
  view.working.hidden = false
  main.dataset.state = 'working'
  view.workingText.textContent = text()
  if (share === undefined) view.progress.removeAttribute('value')
  else view.progress.value = share
}

function rest(): void {
  underWay = undefined
  view.working.hidden = true
  main.dataset.state = planned ? 'planned' : 'waiting'
}

function cancel(): void {
  forget()
  rest()
  opened = undefined
  tell(() => words().stopped)
}

function tell(text: (() => string) | undefined): void {
  trouble = text
  view.problem.hidden = text === undefined
  view.problem.textContent = text?.() ?? ''
}
