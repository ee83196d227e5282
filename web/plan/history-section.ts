import { parseDuration } from 'krarup/domain'
import { type ColumnMap, type ReadHistoryOptions, ROLES, type Role, UNIT_NAMES, type UnitMap } from 'krarup/io/browser'
import { type Field, field, fill, h, scrolling, section, select, table } from '../shared/dom.ts'
import { bytesOf, loadPart } from '../shared/parts.ts'
import { readField } from '../shared/units.ts'
import type { Opened } from './types.ts'

type Input = Field<HTMLInputElement | HTMLSelectElement>

const choice = (label: string, options: readonly string[], hint: string): Input =>
  field(label, select([['', 'as the file says'], ...options.map((one) => [one, one] as const)]), hint)
const text = (label: string, hint: string): Input => field(label, h('input', { autocomplete: 'off' }), hint)

/** How a file is to be read, by the names of the command's options. */
function readingFields() {
  return {
    map: text('Columns', 'measure=heading; …, for example offered=Calls in; aht=Dur'),
    dateOrder: choice('Order of dates', ['ymd', 'dmy', 'mdy'], 'where the file leaves it open'),
    decimal: choice('Decimal mark', ['point', 'comma'], 'where the file leaves it open'),
    interval: text('Interval', 'for example 30m; empty: found from the rows'),
    labels: choice('Times are', ['start', 'end'], 'of their intervals'),
    timezone: text('Time zone', 'for example Europe/Copenhagen: days of 23 and 25 hours'),
    aht: choice('Unit of handle times', UNIT_NAMES, 'over what the heading says'),
    wait: choice('Unit of waits', UNIT_NAMES, 'over what the heading says'),
    threshold: text('Answered within', 'what the column of it means, for example 20s'),
    absent: choice('Absent rows are', ['missing', 'zero'], 'in open hours'),
    sums: choice('Queues that are sums', ['drop', 'keep'], 'such as "All queues"'),
    sheet: text('Sheet', 'of a workbook, where several have a history'),
  } satisfies Record<string, Input>
}

/** Options that the reader's messages name, as the command has them, and where they stand on the page. */
const OPTION_FIELDS: Readonly<Record<string, keyof ReturnType<typeof readingFields>>> = {
  '--map': 'map',
  '--date-order': 'dateOrder',
  '--decimal': 'decimal',
  '--interval': 'interval',
  '--labels': 'labels',
  '--timezone': 'timezone',
  '--threshold': 'threshold',
  '--absent': 'absent',
  '--sums': 'sums',
  '--sheet': 'sheet',
}
const GO_ON = 'go on without rows that cannot be read'

/** Names of fields of the form below that a message speaks of by the command's options. */
function fieldsNamed(message: string, fields: ReturnType<typeof readingFields>): string[] {
  const options = new Set(message.match(/--[a-z][a-z-]*/g))
  const names = Object.entries(OPTION_FIELDS).flatMap(([option, name]) =>
    options.has(option) ? [fields[name].element.querySelector('label')?.textContent ?? name] : [],
  )
  const units = options.has('--unit') ? ['Unit of handle times', 'Unit of waits'] : []
  return [...names, ...units, ...(options.has('--rejects') ? [GO_ON] : [])]
}

export interface HistorySection {
  element: HTMLElement
  /** Shows what was recognised, or what is wrong. */
  show(name: string, opened: Opened): void
  fail(name: string, message: string): void
  /** The options of the form; throws where one cannot be read. */
  options(): ReadHistoryOptions
  /** Texts of the form that say something, by name, for the link. */
  texts(): Record<string, string>
  setTexts(texts: Readonly<Record<string, string>>): void
}

/** Where a file is chosen, and what was recognised in it. */
export function historySection(open: (content: Blob, name: string) => void, again: () => void): HistorySection {
  const fields = readingFields()
  const goOn = h('input', { type: 'checkbox', id: 'go-on' })
  const told = h('div', { 'aria-live': 'polite' })
  const columns = h('div')
  const input = h('input', { type: 'file', id: 'file', accept: '.csv,.txt,.tsv,.xlsx,text/csv' })
  input.addEventListener('change', () => {
    const [file] = input.files ?? []
    if (file) open(file, file.name)
    // The same file again is a change too.
    input.value = ''
  })
  const drop = h(
    'div',
    { class: 'drop' },
    h('label', { for: 'file' }, 'A history: CSV or workbook (.xlsx), drop it here or choose it'),
    input,
    h('span', {}, ' or '),
    h('button', { type: 'button', onclick: () => void openExample(open) }, 'Try the example'),
  )
  for (const kind of ['dragover', 'dragleave', 'drop'])
    drop.addEventListener(kind, (event) => {
      event.preventDefault()
      drop.classList.toggle('over', kind === 'dragover')
      const [file] = kind === 'drop' ? ((event as DragEvent).dataTransfer?.files ?? []) : []
      if (file) open(file, file.name)
    })
  const details = h(
    'details',
    { id: 'correct' },
    h('summary', {}, 'Correct what was recognised'),
    columns,
    h('div', { class: 'fields' }, ...Object.values(fields).map(({ element }) => element)),
    h('p', {}, goOn, ' ', h('label', { for: 'go-on', class: 'inline' }, GO_ON)),
    h('div', { class: 'buttons' }, h('button', { type: 'button', class: 'main', onclick: again }, 'Read it again')),
  )
  return {
    element: section('history', 'History', drop, told, details),
    show(name, opened) {
      const { told: lines, queues, interval, days, from, to, rejected } = opened
      fill(
        told,
        h(
          'p',
          {},
          h('strong', {}, name),
          `: ${queues.length === 1 ? '1 queue' : `${queues.length} queues`}, ${days} days from ${from} to ${to}, intervals of ${interval / 60} min${rejected ? `, ${rejected} rows left out` : ''}`,
        ),
        h(
          'details',
          {},
          h('summary', {}, `What was recognised (${lines.length} remarks)`),
          h('ul', {}, ...lines.map((line) => h('li', {}, line))),
        ),
      )
      fill(columns, columnTable(opened, fields.map.input as HTMLInputElement))
    },
    fail(name, message) {
      const named = fieldsNamed(message, fields)
      const here =
        named.length > 0 ? [h('p', {}, `On this page, below: ${named.map((it) => `“${it}”`).join(', ')}.`)] : []
      fill(told, h('p', { class: 'error', role: 'alert' }, h('strong', {}, `${name} `), message), ...here)
      details.open = true
    },
    options() {
      const value = (name: keyof typeof fields) => fields[name].input.value.trim()
      const duration = (name: keyof typeof fields) => readField(fields[name], parseDuration)
      const units = {
        ...(value('aht') ? { aht: value('aht') } : {}),
        ...(value('wait') ? { wait: value('wait') } : {}),
      }
      return Object.fromEntries(
        Object.entries({
          map: readField(fields.map, columnMap),
          dateOrder: value('dateOrder'),
          decimal: value('decimal'),
          interval: duration('interval'),
          labels: value('labels'),
          timezone: value('timezone'),
          units: Object.keys(units).length > 0 ? (units as UnitMap) : undefined,
          threshold: duration('threshold'),
          absent: value('absent'),
          sums: value('sums'),
          sheet: value('sheet'),
          rejects: goOn.checked ? [] : undefined,
        }).filter(([, one]) => one !== undefined && one !== ''),
      ) as ReadHistoryOptions
    },
    texts: () => Object.fromEntries(Object.entries(fields).map(([name, { input }]) => [`read-${name}`, input.value])),
    setTexts(texts) {
      for (const [name, { input }] of Object.entries(fields)) input.value = texts[`read-${name}`] ?? input.value
    },
  }
}

/** `offered=Calls in; aht=Dur`. */
function columnMap(text: string): ColumnMap {
  const pairs = text.split(';').filter((pair) => pair.trim() !== '')
  return Object.fromEntries(
    pairs.map((pair) => {
      const [, name = '', heading = ''] = /^([^=]+)=(.+)$/.exec(pair.trim()) ?? []
      const role = ROLES.find((one) => one.toLowerCase() === name.trim().toLowerCase())
      if (role) return [role, heading.trim()]
      throw new Error(`write measure=heading; the measures are ${ROLES.join(', ')}`)
    }),
  )
}

/** Each column with what it is taken for; another choice goes into the field of columns. */
function columnTable({ columns, aside }: Opened, map: HTMLInputElement): HTMLElement {
  const all = [
    ...columns.map(({ heading, role }) => ({ heading, role, remark: '' })),
    ...aside.map(({ heading, reason }) => ({ heading, role: '', remark: reason ?? '' })),
  ]
  const rows = all.map(({ heading, role, remark }) => {
    const chosen = select(
      [['', role === '' ? 'left aside' : 'as recognised'], ...ROLES.map((one) => [one, one] as const)],
      '',
    )
    chosen.setAttribute('aria-label', `${heading} is`)
    chosen.addEventListener('change', () => {
      const others = map.value
        .split(';')
        .map((pair) => pair.trim())
        .filter((pair) => pair !== '' && !pair.endsWith(`=${heading}`))
      if (chosen.value !== '') others.push(`${chosen.value as Role}=${heading}`)
      map.value = others.join('; ')
    })
    return [heading || '(no heading)', role || remark || '–', chosen]
  })
  return scrolling(
    table('Columns of the file', ['Heading', 'Recognised as', 'Take it as'], rows),
    'Columns of the file',
  )
}

async function openExample(open: (content: Blob, name: string) => void): Promise<void> {
  const { name, base64 } = JSON.parse(await loadPart('example')) as { name: string; base64: string }
  open(new Blob([bytesOf(base64)]), name)
}
