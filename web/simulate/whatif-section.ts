import { field, fill, h, scrolling, section, select, table } from '../shared/dom.ts'
import { language } from '../shared/language.ts'
import { entityName } from './answer-words.ts'
import type { ScenarioText } from './in-text.ts'
import type { Checked, WhatIfAnswer } from './types.ts'
import { words } from './words.ts'

/** A change as the command takes it, and its name for people. */
export interface Change {
  /** In the page's language. */
  name: () => string
  change: string
  vary: boolean
}

const OPERATORS = ['*=', '+=', '-=', '/=', '='] as const

export interface WhatIfSection {
  element: HTMLElement
  /** Offers a button for each queue and group of a scenario. */
  offer(text: ScenarioText, checked: Checked): void
  /** The answer to a change, above those before it. */
  answered(change: Change, answer: WhatIfAnswer, command: string): void
  say(text: string, isError?: boolean): void
  busy(isBusy: boolean): void
}

/** What-ifs: one click for what is asked most, and any path with one value or several. */
export function whatIfSection(ask: (change: Change) => void): WhatIfSection {
  const offers = h('div', { class: 'offers' })
  const answers = h('div')
  const said = h('p', { role: 'status' })
  const paths = h('datalist', { id: 'whatif-paths' })
  const path = field(
    words().path,
    h('input', {
      id: 'whatif-path',
      list: 'whatif-paths',
      autocomplete: 'off',
      spellcheck: 'false',
      value: 'queues.*.volume',
    }),
    words().pathHint,
  )
  const operator = field(
    words().operator,
    select(
      OPERATORS.map((sign) => [sign, SIGNS[sign]] as const),
      '*=',
    ),
  )
  const values = field(
    words().values,
    h('input', { id: 'whatif-values', autocomplete: 'off', spellcheck: 'false', value: '1.1' }),
    words().valuesHint,
  )
  const button = h('button', { type: 'submit' }, words().ask)
  const form = h(
    'form',
    { class: 'free' },
    h(
      'fieldset',
      {},
      h('legend', {}, words().free),
      h('div', { class: 'fields' }, path.element, operator.element, values.element),
      h('div', { class: 'buttons' }, button),
    ),
  )
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    const [to, wanted] = [path.input.value.trim(), values.input.value.trim()]
    path.complain(to === '' ? words().noPath : undefined)
    values.complain(wanted === '' ? words().noPath : undefined)
    if (to === '' || wanted === '') {
      // What was said of another change is not of this one.
      said.textContent = ''
      return
    }
    const change = `${to} ${operator.input.value} ${wanted}`
    // Commas within brackets belong to an expression or a list.
    const vary = /,|\.\./.test(wanted.replace(/[[(][^\])]*[\])]/g, ''))
    ask({ name: () => change, change, vary })
  })
  let isBusy = false
  const buttons = () => [...offers.querySelectorAll('button'), button]
  const element = section(
    'what-if',
    words().whatIf,
    h('p', { class: 'note' }, words().whatIfNote),
    h('h3', {}, words().oneClick),
    offers,
    paths,
    form,
    said,
    answers,
  )
  return {
    element,
    offer(text, checked) {
      const focused = (document.activeElement as HTMLElement | null)?.dataset.change
      const rows = offersOf(text, checked)
      fill(
        offers,
        ...rows.map(([name, changes]) =>
          h(
            'div',
            { class: 'offer' },
            h('span', { class: 'offer-name' }, name()),
            ...changes.map((each) =>
              h(
                'button',
                {
                  type: 'button',
                  class: 'small',
                  'aria-label': words().of(name(), each.name()),
                  'data-change': each.change,
                  disabled: isBusy,
                  onclick: () => ask({ ...each, name: () => words().of(name(), each.name()) }),
                },
                each.name(),
              ),
            ),
          ),
        ),
      )
      if (focused) offers.querySelector<HTMLElement>(`[data-change="${CSS.escape(focused)}"]`)?.focus()
      fill(
        paths,
        ...[
          'queues.*.volume',
          ...text
            .keys(['queues'])
            .flatMap((queue) => ['volume', 'aht', 'patience'].map((word) => pathOf('queues', queue, word))),
          ...text.keys(['groups']).map((group) => pathOf('groups', group, 'agents')),
        ].map((value) => h('option', { value })),
      )
    },
    answered({ name: named, change, vary }, answer, command) {
      const name = named()
      const several = vary
      const headings = [
        ...(several ? [words().value] : []),
        words().figure,
        words().asItIs,
        words().changed,
        words().difference,
        words().verdict,
      ]
      const content = table(
        words().compared(name),
        [words().ofWhat, ...headings],
        answer.rows[language()].map((row) => [
          row.entity,
          ...(several ? [row.value] : []),
          row.figure,
          row.before,
          row.after,
          row.difference,
          row.verdict,
        ]),
      )
      const left = [...(several ? [1, 2] : [1]), headings.length]
      for (const row of content.rows) for (const k of left) row.cells[k].classList.add('left')
      const title = `${name}${name === change ? '' : ` (${change})`}`
      for (const older of answers.querySelectorAll('details')) older.open = false
      answers.prepend(
        h(
          'details',
          { class: 'answer', open: true },
          h('summary', {}, title),
          scrolling(content, words().compared(name)),
          h('p', { class: 'note' }, words().commandLine, h('code', {}, command)),
        ),
      )
      said.className = ''
      said.textContent = words().whatIfDone(name)
    },
    say(text, isError = false) {
      said.className = isError ? 'error' : ''
      said.textContent = text
    },
    busy(now) {
      isBusy = now
      for (const each of buttons()) each.disabled = now
    },
  }
}

const SIGNS: Readonly<Record<(typeof OPERATORS)[number], string>> = {
  '*=': '×',
  '+=': '+',
  '-=': '−',
  '/=': '÷',
  '=': '=',
}

function offersOf(text: ScenarioText, { agents }: Checked): [name: () => string, changes: Change[]][] {
  const change = (name: () => string, change: string): Change => ({ name, change, vary: false })
  const queues = text.keys(['queues']).map((queue): [string, Change[]] => {
    const [volume, aht] = ['volume', 'aht'].map((word) => numberAt(text, 'queues', queue, word))
    return [
      queue,
      [
        ...(volume ? [change(() => words().moreVolume, `${volume} *= 1.1`)] : []),
        ...(aht ? [change(() => words().longerAht, `${aht} *= 1.1`)] : []),
      ],
    ]
  })
  const everyQueue = text
    .keys(['queues'])
    .every((queue) => numberAt(text, 'queues', queue, 'volume')?.endsWith('.volume'))
  const groups = text.keys(['groups']).map((group): [string, Change[]] => {
    const path = pathOf('groups', group, 'agents')
    const now = agents[group]
    // Those of shifts are changed in the shifts.
    if (!now || text.keys(['groups', group]).includes('shifts')) return [group, []]
    const less = now.includes(0) ? `${path} = max(${path} - 1, 0)` : `${path} -= 1`
    return [
      group,
      [
        ...(now.some((each) => each > 0) ? [change(() => words().oneLess, less)] : []),
        change(() => words().oneMore, `${path} += 1`),
      ],
    ]
  })
  const all: [() => string, Change[]][] =
    everyQueue && queues.length > 1
      ? [[() => words().allQueues, [change(() => words().moreVolume, 'queues.*.volume *= 1.1')]]]
      : []
  return [
    ...all,
    ...queues.map(([name, changes]): [() => string, Change[]] => [() => entityName('queues', name), changes]),
    ...groups.map(([name, changes]): [() => string, Change[]] => [() => entityName('groups', name), changes]),
  ].filter(([, changes]) => changes.length > 0)
}

/** The path of a number, or of the mean of a distribution; undefined where there is neither. */
function numberAt(text: ScenarioText, kind: string, name: string, word: string): string | undefined {
  const written = text.read([kind, name, word])
  if (!written) return undefined
  const parts = text.keys([kind, name, word])
  if (parts.includes('mean')) return `${pathOf(kind, name, word)}.mean`
  return parts.length === 0 || parts.every((part) => /^\d{1,2}:\d{2}/.test(part)) ? pathOf(kind, name, word) : undefined
}

/** `queues.sales.volume`, `groups["vip seats"].agents`. */
function pathOf(kind: string, name: string, word: string): string {
  const isPlain = /^[\p{L}_][\p{L}\p{N}_-]*$/u.test(name)
  return isPlain ? `${kind}.${name}.${word}` : `${kind}[${JSON.stringify(name)}].${word}`
}
