import { field, fill, h, section, select } from '../shared/dom.ts'
import { bytesOf, loadPart } from '../shared/parts.ts'
import { fromHash, saveFile, toHash } from '../shared/save.ts'
import { messageOf, number } from '../shared/units.ts'
import { Stopped, WorkerClient } from '../shared/worker-client.ts'
import { formSection } from './form-section.ts'
import { ScenarioText } from './in-text.ts'
import { packed, unpacked } from './packed.ts'
import { resultSections } from './result-section.ts'
import { textSection } from './text-section.ts'
import type { Asked, Check, Simulated, WhatIfAnswer, Workers, Wrong } from './types.ts'
import { type Change, whatIfSection } from './whatif-section.ts'
import { words } from './words.ts'

/** Milliseconds without a key after which a text is looked at. */
const PAUSE = 200
const MOST_REPLICATIONS = 10_000

const simulator = new WorkerClient('simulator')
let whatIfs: WorkerClient | undefined
let files: WorkerClient | undefined

/** The scenario: its text is what counts, the form shows it. */
let text = ''
let fileName = 'scenario.yaml'
/** The text of the figures that are shown. */
let simulated: string | undefined
let waiting: ReturnType<typeof setTimeout> | undefined
/** The worker that simulates, where one does. */
let underWay: WorkerClient | undefined

/** Buttons for files of figures. */
const afterSimulation: HTMLButtonElement[] = []

const main = document.getElementById('main') as HTMLElement
const status = h('div', { id: 'checked', 'aria-live': 'polite' })
const working = h('div', { class: 'working', hidden: true })
const workingText = h('span')
const progress = h('progress', { max: 1, value: 0, 'aria-label': words.progressName })
const told = h('p', { role: 'status', id: 'told' })
const stale = h('p', { class: 'note', hidden: true }, words.stale)
const command = h('code')
const result = h('div', { hidden: true })
const numberField = (label: string, id: string, value: number, most: number, hint: string) =>
  field(label, h('input', { type: 'number', id, min: 1, max: most, step: 1, value }), hint)
const cores = navigator.hardwareConcurrency || 1
const settings = {
  replications: numberField(words.replications, 'replications', 100, MOST_REPLICATIONS, words.replicationsHint),
  seed: numberField(words.seed, 'seed', 1, Number.MAX_SAFE_INTEGER, words.seedHint),
  workers: numberField(words.workers, 'workers', cores, 64, words.workersHint),
}
const runButton = h(
  'button',
  { type: 'button', class: 'main', id: 'simulate', disabled: true, onclick: () => void simulate() },
  words.simulate,
)
const form = formSection((next) => setText(next, 'form'))
const editor = textSection(
  () => simulator.ask<object>('schema', undefined),
  (next) => setText(next, 'text'),
)
const results = resultSections()
const whatIf = whatIfSection((change) => void compare(change))
const views = viewSwitch()

main.append(
  section('scenario', words.scenario, starting(), views.element, status),
  section(
    'run',
    words.run,
    h('div', { class: 'fields' }, ...Object.values(settings).map(({ element }) => element)),
    h('div', { class: 'buttons' }, runButton),
    h('p', { class: 'note' }, words.commandLine, command),
  ),
  working,
  told,
  result,
  whatIf.element,
  takeAway(),
)
working.append(workingText, progress, h('button', { type: 'button', onclick: cancel }, words.cancel))
result.append(stale, ...results.elements)
for (const { input } of Object.values(settings)) input.addEventListener('input', showCommand)
void begin()

/** The scenario of the link, of `krarup serve`, or an example. */
async function begin(): Promise<void> {
  const { scenario, name, replications, seed } = fromHash()
  if (replications) settings.replications.input.value = replications
  if (seed) settings.seed.input.value = seed
  const served = document.querySelector<HTMLMetaElement>('meta[name="krarup-scenario"]')?.content
  if (scenario !== undefined) {
    try {
      return take(await unpacked(scenario), name ?? fileName)
    } catch {
      told.textContent = words.linkBroken
    }
  } else if (served !== undefined) {
    const { name, base64 } = JSON.parse(await loadPart(served)) as { name: string; base64: string }
    return take(new TextDecoder().decode(bytesOf(base64)), name)
  }
  const [first] = await examples()
  take(first.text, fileName)
}

interface Example {
  title: string
  text: string
}

async function examples(): Promise<Example[]> {
  return JSON.parse(await loadPart('scenarios')) as Example[]
}

/** Opens another scenario. */
function take(next: string, name: string): void {
  fileName = name
  result.hidden = true
  simulated = undefined
  setText(next, 'file')
}

function setText(next: string, from: 'form' | 'text' | 'file'): void {
  text = next
  const read = new ScenarioText(text)
  form.show(read)
  if (from !== 'text') editor.show(text)
  stale.hidden = simulated === undefined || simulated === text
  showCommand()
  clearTimeout(waiting)
  waiting = setTimeout(() => void check(read), from === 'text' ? PAUSE : 0)
}

async function check(read: ScenarioText): Promise<void> {
  const { checked, wrong } = await simulator
    .ask<Check>('check', { text: read.text, name: fileName })
    .catch((error): Check => ({ wrong: { message: errorText(error) } }))
  if (read.text !== text) return
  form.complain(wrong)
  editor.complain(wrong)
  runButton.disabled = !checked || underWay !== undefined
  main.dataset.checked = checked ? 'right' : 'wrong'
  if (!checked) {
    fill(status, h('p', { class: 'error' }, wrong.message), goTo(wrong))
    return
  }
  form.setChecked(checked)
  whatIf.offer(read, checked)
  fill(
    status,
    h('p', { class: 'note' }, words.isRight(number(checked.contacts))),
    ...checked.remarks.map((remark) => h('p', { class: 'note' }, remark)),
  )
}

function goTo({ line, column }: Wrong): HTMLElement | undefined {
  if (line === undefined) return undefined
  const act = async () => {
    await views.show('text')
    editor.goTo(line, column)
  }
  return h('button', { type: 'button', class: 'small', onclick: () => void act() }, words.goToPlace(line))
}

function asked(): Asked {
  const whole = ({ input }: { input: HTMLInputElement }, most: number) => {
    const value = Math.min(Math.max(1, Math.round(Number(input.value)) || 1), most)
    input.value = String(value)
    return value
  }
  return {
    text,
    name: fileName,
    replications: whole(settings.replications, MOST_REPLICATIONS),
    seed: whole(settings.seed, Number.MAX_SAFE_INTEGER),
  }
}

/** Workers for replications are started by the worker that asks for them. */
async function workers(): Promise<Workers> {
  const count = Math.min(Math.max(1, Math.round(Number(settings.workers.input.value)) || 1), 64)
  return { script: await loadPart('replications'), count }
}

async function simulate(): Promise<void> {
  const question = asked()
  work(simulator, words.starting)
  try {
    const answer = await simulator.ask<Simulated>(
      'simulate',
      { ...question, workers: await workers() },
      ({ done, of, contacts }: { done: number; of: number; contacts: number }) =>
        work(simulator, words.progress(done, of, number(contacts)), done / of),
    )
    simulated = question.text
    result.hidden = false
    stale.hidden = simulated === text
    results.show(answer)
    showTakeAway()
    main.dataset.simulated = String(Number(main.dataset.simulated ?? 0) + 1)
    rest(answer.stopped ? words.stoppedAfter(answer.replications) : words.finished(answer.replications))
  } catch (error) {
    rest(error instanceof Stopped ? words.stopped : messageOf(error))
  }
}

async function compare(change: Change): Promise<void> {
  whatIfs ??= new WorkerClient('whatif')
  const client = whatIfs
  const question = asked()
  work(client, words.starting)
  whatIf.say(`${words.starting}: ${change.name}`)
  try {
    const answer = await client.ask<WhatIfAnswer>(
      'whatIf',
      { ...question, change: change.change, vary: change.vary, workers: await workers() },
      ({ finished, of, done }: { finished: number; of: number; done: number }) =>
        work(client, words.whatIfProgress(finished, of, done), (finished + done / question.replications) / (of + 1)),
    )
    rest('')
    whatIf.answered(
      change,
      answer,
      `krarup whatif ${quoted(fileName)} ${change.vary ? '--vary' : '--set'} ${quoted(change.change)}${options(question)}`,
    )
  } catch (error) {
    rest('')
    whatIf.say(error instanceof Stopped ? words.stopped : errorText(error), true)
  }
}

/** What the worker says of an error has its place in it. */
function errorText(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}

/** Other options of the command than those that it takes by itself. */
function options({ replications, seed }: Asked): string {
  return `${replications === 100 ? '' : ` --replications ${replications}`}${seed === 1 ? '' : ` --seed ${seed}`}`
}

/** A word of a shell's line. */
function quoted(word: string): string {
  return /^[\w./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`
}

function showCommand(): void {
  const { input } = settings.replications
  command.textContent = `krarup simulate ${quoted(fileName)}${options({ ...emptyAsked(), replications: Number(input.value) || 100, seed: Number(settings.seed.input.value) || 1 })}`
}

function emptyAsked(): Asked {
  return { text, name: fileName, replications: 100, seed: 1 }
}

function work(client: WorkerClient, words: string, share = 0): void {
  if (underWay !== client) {
    told.textContent = words
    underWay = client
  }
  working.hidden = false
  workingText.textContent = words
  progress.value = share
  runButton.disabled = true
  whatIf.busy(true)
}

function rest(words: string): void {
  underWay = undefined
  working.hidden = true
  told.textContent = words
  runButton.disabled = main.dataset.checked !== 'right'
  whatIf.busy(false)
}

/** What is finished is kept: the worker answers with it. */
function cancel(): void {
  void underWay?.ask('stop', undefined)
}

/** Two ways to look at the scenario. */
function viewSwitch(): { element: HTMLElement; show(view: 'form' | 'text'): Promise<void> } {
  const panels = { form: form.element, text: editor.element }
  const names = ['form', 'text'] as const
  const tabs = names.map((view) =>
    h(
      'button',
      {
        type: 'button',
        role: 'tab',
        id: `tab-${view}`,
        'aria-controls': `panel-${view}`,
        onclick: () => void show(view),
      },
      view === 'form' ? words.asForm : words.asText,
    ),
  )
  const list = h('div', { class: 'tabs', role: 'tablist', 'aria-label': words.viewsName }, ...tabs)
  list.addEventListener('keydown', (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key]
    if (step === undefined) return
    const next = (tabs.indexOf(document.activeElement as HTMLButtonElement) + step + tabs.length) % tabs.length
    tabs[next].focus()
    void show(names[next])
  })
  const places = names.map((view) =>
    h(
      'div',
      { role: 'tabpanel', id: `panel-${view}`, 'aria-labelledby': `tab-${view}`, hidden: view !== 'form' },
      panels[view],
    ),
  )
  mark('form')

  function mark(view: 'form' | 'text'): void {
    tabs.forEach((tab, k) => {
      tab.setAttribute('aria-selected', String(names[k] === view))
      tab.tabIndex = names[k] === view ? 0 : -1
      places[k].hidden = names[k] !== view
    })
  }

  async function show(view: 'form' | 'text'): Promise<void> {
    mark(view)
    if (view === 'text') await editor.open()
  }

  return { element: h('div', {}, list, ...places), show }
}

/** An example, or a file. */
function starting(): HTMLElement {
  const choice = field(words.start, select([['', words.chooseExample]]), '')
  void examples().then((all) => {
    choice.input.append(...all.map(({ title }, k) => h('option', { value: k }, title)))
    choice.input.addEventListener('change', () => {
      const chosen = all[Number(choice.input.value)]
      if (choice.input.value !== '' && chosen) take(chosen.text, 'scenario.yaml')
      choice.input.value = ''
    })
  })
  const file = h('input', { type: 'file', id: 'scenario-file', accept: '.yaml,.yml,.json' })
  file.addEventListener('change', async () => {
    const [chosen] = file.files ?? []
    if (chosen) take(await chosen.text(), chosen.name)
    file.value = ''
  })
  return h('div', { class: 'starting' }, choice.element, field(words.openFile, file).element)
}

function showTakeAway(): void {
  for (const button of afterSimulation) {
    button.disabled = false
    button.removeAttribute('title')
  }
}

function takeAway(): HTMLElement {
  const taken = h('p', { id: 'taken', role: 'status' })
  const button = (label: string, act: () => Promise<void> | void, needsFigures = false) => {
    const made = h(
      'button',
      {
        type: 'button',
        disabled: needsFigures,
        title: needsFigures ? words.afterSimulation : undefined,
        onclick: async () => {
          try {
            await act()
          } catch (error) {
            taken.textContent = messageOf(error)
          }
        },
      },
      label,
    )
    if (needsFigures) afterSimulation.push(made)
    return made
  }
  const make = async (kind: 'csv' | 'page', name: string, type: string) => {
    files ??= new WorkerClient('simulation-files')
    const whole = await simulator.ask('whole', undefined)
    saveFile(name, await files.ask<string>(kind, whole), type)
  }
  return section(
    'take',
    words.take,
    h('p', { class: 'note' }, words.takeNote),
    h(
      'div',
      { class: 'buttons' },
      button(words.saveYaml, () => saveFile(fileName, text, 'application/yaml')),
      button(words.saveCsv, () => make('csv', 'simulation.csv', 'text/csv'), true),
      button(words.savePage, () => make('page', 'simulation.html', 'text/html'), true),
      button(words.copyLink, async () => {
        const { replications, seed } = asked()
        toHash({
          scenario: await packed(text),
          name: fileName === 'scenario.yaml' ? '' : fileName,
          replications: replications === 100 ? '' : String(replications),
          seed: seed === 1 ? '' : String(seed),
        })
        try {
          await navigator.clipboard.writeText(location.href)
          taken.textContent = words.linkCopied
        } catch {
          taken.textContent = words.linkShown
        }
      }),
    ),
    taken,
  )
}
