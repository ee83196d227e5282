import { field, fill, h, section, select } from '../shared/dom.ts'
import { beginPage } from '../shared/frame.ts'
import { language, languageOption } from '../shared/language.ts'
import { bytesOf, loadPart } from '../shared/parts.ts'
import { loadMessages, said, saidError } from '../shared/said.ts'
import { fromHash, saveFile, toHash } from '../shared/save.ts'
import { number } from '../shared/units.ts'
import { Stopped, WorkerClient } from '../shared/worker-client.ts'
import { answerWords } from './answer-words.ts'
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
/** The figures that are shown, and the text that they are of. */
let figuresOf: { text: string; simulated: Simulated } | undefined
/** What was asked of changes, the first first. */
let answers: { change: Change; answer: WhatIfAnswer; command: string }[] = []
let waiting: ReturnType<typeof setTimeout> | undefined
/** The worker that simulates, where one does, and how far it is. */
let underWay: { client: WorkerClient; text: () => string; share: number } | undefined
/** What was said last, in the language at hand. */
let told: () => string = () => ''

const main = document.getElementById('main') as HTMLElement

/** What the page is made of, in one language. */
type View = ReturnType<typeof makeView>
let view: View

beginPage('simulate', (place) => {
  const before = view as View | undefined
  view = makeView()
  fill(place, ...view.elements)
  if (before) showAgain(before)
  else void begin()
})

function makeView() {
  const say = words()
  const numberField = (label: string, id: string, value: number, most: number, hint: string) =>
    field(label, h('input', { type: 'number', id, min: 1, max: most, step: 1, value }), hint)
  const cores = navigator.hardwareConcurrency || 1
  const settings = {
    replications: numberField(say.replications, 'replications', 100, MOST_REPLICATIONS, say.replicationsHint),
    seed: numberField(say.seed, 'seed', 1, Number.MAX_SAFE_INTEGER, say.seedHint),
    workers: numberField(say.workers, 'workers', cores, 64, say.workersHint),
  }
  for (const { input } of Object.values(settings)) input.addEventListener('input', showCommand)
  const runButton = h(
    'button',
    { type: 'button', class: 'main', id: 'simulate', disabled: true, onclick: () => void simulate() },
    say.simulate,
  )
  const form = formSection((next) => setText(next, 'form'))
  const editor = textSection(
    () => simulator.ask<object>('schema', undefined),
    (next) => setText(next, 'text'),
  )
  const results = resultSections()
  const whatIf = whatIfSection((change) => void compare(change))
  const views = viewSwitch({ form: form.element, text: editor.element }, () => editor.open())
  const status = h('div', { id: 'checked', 'aria-live': 'polite' })
  const workingText = h('span')
  const progress = h('progress', { max: 1, value: 0, 'aria-label': say.progressName })
  const working = h(
    'div',
    { class: 'working', hidden: true },
    workingText,
    progress,
    h('button', { type: 'button', onclick: cancel }, say.cancel),
  )
  const toldPlace = h('p', { role: 'status', id: 'told' })
  const stale = h('p', { class: 'note', hidden: true }, say.stale)
  const command = h('code')
  const result = h('div', { hidden: true }, stale, ...results.elements)
  const take = takeAway()
  return {
    elements: [
      section('scenario', say.scenario, starting(), views.element, status),
      section(
        'run',
        say.run,
        h('div', { class: 'fields' }, ...Object.values(settings).map(({ element }) => element)),
        h('div', { class: 'buttons' }, runButton),
        h('p', { class: 'note' }, say.commandLine, command),
      ),
      working,
      toldPlace,
      result,
      whatIf.element,
      take.element,
    ],
    ...{ settings, runButton, form, editor, results, whatIf, views, status, working, workingText, progress, toldPlace },
    ...{ stale, command, result, afterSimulation: take.afterSimulation },
  }
}

/** What is known, in a view of another language. What is under way goes on, and tells of itself there. */
function showAgain(before: View): void {
  for (const name of ['replications', 'seed', 'workers'] as const)
    view.settings[name].input.value = before.settings[name].input.value
  setText(text, 'file')
  if (figuresOf) showFigures(figuresOf.simulated)
  for (const { change, answer, command } of answers) view.whatIf.answered(change, answer, command)
  if (underWay) work(underWay.client, underWay.text, underWay.share)
  else rest(told)
  if (before.views.shown() === 'text') void view.views.show('text')
}

/** The scenario of the link, of `krarup serve`, or an example. */
async function begin(): Promise<void> {
  const { scenario, name, replications, seed } = fromHash()
  if (replications) view.settings.replications.input.value = replications
  if (seed) view.settings.seed.input.value = seed
  const served = document.querySelector<HTMLMetaElement>('meta[name="krarup-scenario"]')?.content
  if (scenario !== undefined) {
    try {
      return take(await unpacked(scenario), name ?? fileName)
    } catch {
      say(() => words().linkBroken)
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
  view.result.hidden = true
  figuresOf = undefined
  answers = []
  setText(next, 'file')
}

function setText(next: string, from: 'form' | 'text' | 'file'): void {
  text = next
  const read = new ScenarioText(text)
  view.form.show(read)
  if (from !== 'text') view.editor.show(text)
  view.stale.hidden = figuresOf === undefined || figuresOf.text === text
  showCommand()
  clearTimeout(waiting)
  waiting = setTimeout(() => void check(read), from === 'text' ? PAUSE : 0)
}

async function check(read: ScenarioText): Promise<void> {
  const { checked, wrong } = await simulator
    .ask<Check>('check', { text: read.text, name: fileName })
    .catch((error): Check => ({ wrong: { message: saidError(error) } }))
  if (read.text !== text) return
  view.form.complain(wrong)
  view.editor.complain(wrong)
  view.runButton.disabled = !checked || underWay !== undefined
  main.dataset.checked = checked ? 'right' : 'wrong'
  if (!checked) {
    fill(view.status, h('p', { class: 'error' }, wrong.message), goTo(wrong))
    return
  }
  view.form.setChecked(checked)
  view.whatIf.offer(read, checked)
  if (checked.remarks.length > 0) await loadMessages()
  if (read.text !== text) return
  fill(
    view.status,
    h('p', { class: 'note' }, words().isRight(number(checked.contacts))),
    ...checked.remarks.map((remark) => h('p', { class: 'note' }, said(remark))),
  )
}

function goTo({ line, column }: Wrong): HTMLElement | undefined {
  if (line === undefined) return undefined
  const act = async () => {
    await view.views.show('text')
    view.editor.goTo(line, column)
  }
  return h('button', { type: 'button', class: 'small', onclick: () => void act() }, words().goToPlace(String(line)))
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
    replications: whole(view.settings.replications, MOST_REPLICATIONS),
    seed: whole(view.settings.seed, Number.MAX_SAFE_INTEGER),
    language: language(),
  }
}

/** Workers for replications are started by the worker that asks for them. */
async function workers(): Promise<Workers> {
  const count = Math.min(Math.max(1, Math.round(Number(view.settings.workers.input.value)) || 1), 64)
  return { script: await loadPart('replications'), count }
}

async function simulate(): Promise<void> {
  const question = asked()
  work(simulator, () => words().starting)
  try {
    const answer = await simulator.ask<Simulated>(
      'simulate',
      { ...question, workers: await workers() },
      ({ done, of, contacts }: { done: number; of: number; contacts: number }) =>
        work(simulator, () => words().progress(String(done), String(of), number(contacts)), done / of),
    )
    figuresOf = { text: question.text, simulated: answer }
    showFigures(answer)
    main.dataset.simulated = String(Number(main.dataset.simulated ?? 0) + 1)
    const counted = () => words().counted(String(answer.replications))
    rest(() => (answer.stopped ? words().stoppedAfter(counted()) : words().finished(counted())))
  } catch (error) {
    rest(() => (error instanceof Stopped ? answerWords().stopped : saidError(error)))
  }
}

function showFigures(simulated: Simulated): void {
  view.result.hidden = false
  view.stale.hidden = figuresOf?.text === text
  view.results.show(simulated)
  showTakeAway()
}

async function compare(change: Change): Promise<void> {
  whatIfs ??= new WorkerClient('whatif')
  const client = whatIfs
  const question = asked()
  work(client, () => words().starting)
  view.whatIf.say(words().startingWith(change.name()))
  try {
    const answer = await client.ask<WhatIfAnswer>(
      'whatIf',
      { ...question, change: change.change, vary: change.vary, workers: await workers() },
      ({ finished, of, done }: { finished: number; of: number; done: number }) =>
        work(
          client,
          () => (of > 1 ? words().points(String(finished), String(of), String(done)) : words().counted(String(done))),
          (finished + done / question.replications) / (of + 1),
        ),
    )
    rest(() => '')
    const command = `krarup whatif ${quoted(fileName)} ${change.vary ? '--vary' : '--set'} ${quoted(change.change)}${options(question)}`
    answers.push({ change, answer, command })
    view.whatIf.answered(change, answer, command)
  } catch (error) {
    rest(() => '')
    view.whatIf.say(error instanceof Stopped ? answerWords().stopped : saidError(error), true)
  }
}

/** Other options of the command than those that it takes by itself. */
function options({ replications, seed }: Asked): string {
  return `${replications === 100 ? '' : ` --replications ${replications}`}${seed === 1 ? '' : ` --seed ${seed}`}${languageOption()}`
}

/** A word of a shell's line. */
function quoted(word: string): string {
  return /^[\w./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`
}

function showCommand(): void {
  const { input } = view.settings.replications
  view.command.textContent = `krarup simulate ${quoted(fileName)}${options({ ...emptyAsked(), replications: Number(input.value) || 100, seed: Number(view.settings.seed.input.value) || 1 })}`
}

function emptyAsked(): Asked {
  return { text, name: fileName, replications: 100, seed: 1, language: language() }
}

function work(client: WorkerClient, text: () => string, share = 0): void {
  if (underWay?.client !== client) say(text)
  underWay = { client, text, share }
  view.working.hidden = false
  view.workingText.textContent = text()
  view.progress.value = share
  view.runButton.disabled = true
  view.whatIf.busy(true)
}

function rest(text: () => string): void {
  underWay = undefined
  view.working.hidden = true
  say(text)
  view.runButton.disabled = main.dataset.checked !== 'right'
  view.whatIf.busy(false)
}

function say(text: () => string): void {
  told = text
  view.toldPlace.textContent = text()
}

/** What is finished is kept: the worker answers with it. */
function cancel(): void {
  void underWay?.client.ask('stop', undefined)
}

/** Two ways to look at the scenario. */
function viewSwitch(
  panels: Readonly<Record<'form' | 'text', HTMLElement>>,
  openText: () => Promise<void>,
): { element: HTMLElement; show(view: 'form' | 'text'): Promise<void>; shown(): 'form' | 'text' } {
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
      view === 'form' ? words().asForm : words().asText,
    ),
  )
  const list = h('div', { class: 'tabs', role: 'tablist', 'aria-label': words().viewsName }, ...tabs)
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
    if (view === 'text') await openText()
  }

  return {
    element: h('div', {}, list, ...places),
    show,
    shown: () => names.find((_, k) => !places[k].hidden)!,
  }
}

/** An example, or a file. */
function starting(): HTMLElement {
  const choice = field(words().start, select([['', words().chooseExample]]), '')
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
  return h('div', { class: 'starting' }, choice.element, field(words().openFile, file).element)
}

function showTakeAway(): void {
  for (const button of view.afterSimulation) {
    button.disabled = false
    button.removeAttribute('title')
  }
}

function takeAway(): { element: HTMLElement; afterSimulation: HTMLButtonElement[] } {
  const afterSimulation: HTMLButtonElement[] = []
  const taken = h('p', { id: 'taken', role: 'status' })
  const button = (label: string, act: () => Promise<void> | void, needsFigures = false) => {
    const made = h(
      'button',
      {
        type: 'button',
        disabled: needsFigures,
        title: needsFigures ? words().afterSimulation : undefined,
        onclick: async () => {
          try {
            await act()
          } catch (error) {
            taken.textContent = saidError(error)
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
    const whole = await simulator.ask<object>('whole', undefined)
    saveFile(name, await files.ask<string>(kind, { ...whole, language: language() }), type)
  }
  const element = section(
    'take',
    words().take,
    h('p', { class: 'note' }, words().takeNote),
    h(
      'div',
      { class: 'buttons' },
      button(words().saveYaml, () => saveFile(fileName, text, 'application/yaml')),
      button(words().saveCsv, () => make('csv', 'simulation.csv', 'text/csv'), true),
      button(words().savePage, () => make('page', 'simulation.html', 'text/html'), true),
      button(words().copyLink, async () => {
        const { replications, seed } = asked()
        toHash({
          scenario: await packed(text),
          name: fileName === 'scenario.yaml' ? '' : fileName,
          replications: replications === 100 ? '' : String(replications),
          seed: seed === 1 ? '' : String(seed),
        })
        try {
          await navigator.clipboard.writeText(location.href)
          taken.textContent = words().linkCopied
        } catch {
          taken.textContent = words().linkShown
        }
      }),
    ),
    taken,
  )
  return { element, afterSimulation }
}
