import { Document, isScalar, visit } from 'yaml'
import { formatClock, formatTarget, KrarupError, type Target } from '../../../domain/index.ts'
import {
  formOf,
  inFile,
  type Kind,
  SCENARIO_WORDS,
  type Scenario,
  type Word,
  type Words,
} from '../../../scenario/index.ts'

/**
 * A scenario as the text of a scenario file, which `krarup simulate` reads: times are seconds, shares are from 0 to 1.
 *
 * @param opens second of the day at which its first interval begins
 * @throws {KrarupError} UNSUPPORTED for a `rate`, which a file cannot say
 */
export function scenarioText(scenario: Scenario, opens = 0): string {
  const { name, interval, intervals, ...rest } = scenario
  const hours = intervals === undefined ? undefined : `${clock(opens)}-${clock(opens + intervals * interval)}`
  const written = {
    ...(name === undefined ? {} : { name }),
    interval,
    ...(hours === undefined ? {} : { hours }),
    ...(recordInFile(rest, SCENARIO_WORDS, opens) as object),
  }
  const document = new Document(written)
  visit(document, {
    // lists of numbers, and distributions, read best in a row
    Seq: (_, list) => {
      if (list.items.every(isScalar)) list.flow = true
    },
    Map: (_, map) => {
      if (map.items.length < 5 && map.has('type')) map.flow = true
      if (map.items.every(({ value }) => isScalar(value)) && map.items.length < 4) map.flow = true
    },
  })
  return document.toString({ lineWidth: 0 })
}

function clock(second: number): string {
  return formatClock(second > 86_400 ? second - 86_400 : second)
}

function recordInFile(record: object, words: Words, opens: number): object {
  const isSpan = (words.hours as Word | undefined)?.fileOnly === 'span'
  return Object.fromEntries(
    Object.entries(record).flatMap(([name, value]): [string, unknown][] => {
      const word: Word | undefined = words[name]
      if (isSpan && name === 'from' && 'to' in record)
        return [['hours', `${clock(opens + value)}-${clock(opens + (record.to as number))}`]]
      if (value === undefined || word === undefined) return []
      if (typeof value === 'function') {
        throw new KrarupError({
          code: 'UNSUPPORTED',
          what: 'a rate as a function cannot be written to a file',
          where: { name },
          how: 'give the volume by interval',
        })
      }
      return [[inFile(name), valueInFile(value, word.is, opens)]]
    }),
  )
}

function valueInFile(value: unknown, kind: Kind, opens: number): unknown {
  switch (kind.kind) {
    case 'clock':
      return clock(opens + (value as number))
    case 'list':
      return Array.from(value as ArrayLike<unknown>, (item) => valueInFile(item, kind.item, opens))
    case 'byName':
      return Object.fromEntries(
        Object.entries(value as object).map(([name, item]) => [name, valueInFile(item, kind.item, opens)]),
      )
    case 'words':
      return recordInFile(value as object, kind.words, opens)
    case 'either': {
      const form = formOf(value, kind.forms)
      return form.kind === 'choice' ? value : valueInFile(value, form, opens)
    }
    case 'target':
      return typeof value === 'object' ? formatTarget(value as Target) : value
    default:
      return ArrayBuffer.isView(value) ? Array.from(value as Float64Array) : value
  }
}
