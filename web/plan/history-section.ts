import { parseDuration } from 'krarup/domain'
import { type ColumnMap, type ReadHistoryOptions, ROLES, type Role, UNIT_NAMES, type UnitMap } from 'krarup/io/browser'
import { type Field, field, fill, h, scrolling, section, select, table } from '../shared/dom.ts'
import { bytesOf, loadPart } from '../shared/parts.ts'
import { said } from '../shared/said.ts'
import { number, readField } from '../shared/units.ts'
import { longDayName } from './times.ts'
import type { Opened } from './types.ts'
import { words } from './words.ts'

type Input = Field<HTMLInputElement | HTMLSelectElement>

/** How a file is to be read, by the names of the command's options. */
function readingFields() {
  const say = words()
  const choice = (label: string, options: readonly (readonly [value: string, text: string])[], hint: string): Input =>
    field(label, select([['', say.asFileSays], ...options]), hint)
  const asTyped = (names: readonly string[]) => names.map((one) => [one, one] as const)
  const text = (label: string, hint: string): Input => field(label, h('input', { autocomplete: 'off' }), hint)
  return {
    map: text(say.columns, say.columnsHint),
    dateOrder: choice(say.dateOrder, asTyped(['ymd', 'dmy', 'mdy']), say.whereOpen),
    decimal: choice(
      say.decimal,
      [
        ['point', say.point],
        ['comma', say.comma],
      ],
      say.whereOpen,
    ),
    interval: text(say.interval, say.intervalHint),
    labels: choice(
      say.labels,
      [
        ['start', say.start],
        ['end', say.end],
      ],
      say.labelsHint,
    ),
    timezone: text(say.timezone, say.timezoneHint),
    aht: choice(say.ahtUnit, asTyped(UNIT_NAMES), say.unitHint),
    wait: choice(say.waitUnit, asTyped(UNIT_NAMES), say.unitHint),
    threshold: text(say.threshold, say.thresholdHint),
    absent: choice(
      say.absent,
      [
        ['missing', say.missing],
        ['zero', say.zero],
      ],
      say.absentHint,
    ),
    sums: choice(
      say.sums,
      [
        ['drop', say.drop],
        ['keep', say.keep],
      ],
      say.sumsHint,
    ),
    sheet: text(say.sheet, say.sheetHint),
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

/** Names of fields of the form below that a message speaks of by the command's options. */
function fieldsNamed(message: string, fields: ReturnType<typeof readingFields>): string[] {
  const options = new Set(message.match(/--[a-z][a-z-]*/g))
  const names = Object.entries(OPTION_FIELDS).flatMap(([option, name]) =>
    options.has(option) ? [fields[name].element.querySelector('label')?.textContent ?? name] : [],
  )
  const units = options.has('--unit') ? [words().ahtUnit, words().waitUnit] : []
  return [...names, ...units, ...(options.has('--rejects') ? [words().goOn] : [])]
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
  const say = words()
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
    h('label', { for: 'file' }, say.dropHere),
    input,
    h('span', {}, say.or),
    h('button', { type: 'button', onclick: () => void openExample(open) }, say.tryExample),
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
    h('summary', {}, say.correct),
    columns,
    h('div', { class: 'fields' }, ...Object.values(fields).map(({ element }) => element)),
    h('p', {}, goOn, ' ', h('label', { for: 'go-on', class: 'inline' }, say.goOn)),
    h('div', { class: 'buttons' }, h('button', { type: 'button', class: 'main', onclick: again }, say.readAgain)),
  )
  return {
    element: section('history', say.history, drop, told, details),
    show(name, opened) {
      const { told: lines, queues, interval, days, from, to, rejected } = opened
      fill(
        told,
        h(
          'p',
          {},
          h('strong', {}, name),
          say.found(
            say.queueCount(queues.length, number(queues.length)),
            number(days),
            longDayName(from),
            longDayName(to),
            say.minutes(number(interval / 60, interval % 60 ? 1 : 0)),
            rejected ? say.rejected(number(rejected)) : '',
          ),
        ),
        h(
          'details',
          {},
          h('summary', {}, say.recognised(number(lines.length))),
          h('ul', {}, ...lines.map((line) => h('li', {}, said(line)))),
        ),
      )
      fill(columns, columnTable(opened, fields.map.input as HTMLInputElement))
    },
    fail(name, message) {
      const named = fieldsNamed(message, fields)
      const here = named.length > 0 ? [h('p', {}, say.onThisPage(named))] : []
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
      throw new Error(words().writeColumns(ROLES.join(', ')))
    }),
  )
}

/** Each column with what it is taken for; another choice goes into the field of columns. */
function columnTable({ columns, aside }: Opened, map: HTMLInputElement): HTMLElement {
  const say = words()
  const all = [
    ...columns.map(({ heading, role }) => ({ heading, role, remark: '' })),
    ...aside.map(({ heading, reason }) => ({ heading, role: '', remark: reason ? said(reason) : '' })),
  ]
  const rows = all.map(({ heading, role, remark }) => {
    const chosen = select(
      [['', role === '' ? say.leftAside : say.asRecognised], ...ROLES.map((one) => [one, one] as const)],
      '',
    )
    chosen.setAttribute('aria-label', say.headingIs(heading || say.noHeading))
    chosen.addEventListener('change', () => {
      const others = map.value
        .split(';')
        .map((pair) => pair.trim())
        .filter((pair) => pair !== '' && !pair.endsWith(`=${heading}`))
      if (chosen.value !== '') others.push(`${chosen.value as Role}=${heading}`)
      map.value = others.join('; ')
    })
    return [heading || say.noHeading, role || remark || '–', chosen]
  })
  return scrolling(table(say.columnsOfFile, [say.heading, say.recognisedAs, say.takeAs], rows), say.columnsOfFile)
}

async function openExample(open: (content: Blob, name: string) => void): Promise<void> {
  const { name, base64 } = JSON.parse(await loadPart('example')) as { name: string; base64: string }
  open(new Blob([bytesOf(base64)]), name)
}
