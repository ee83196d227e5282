import { isAlias, isMap, isScalar, isSeq, type Node } from 'yaml'
import { type core, toJSONSchema, type ZodType } from 'zod'
import { KrarupError, offerNames, type Place } from '../../domain/index.ts'
import { parsedYaml } from './parsed-yaml.ts'
import { withoutStandIns, withStandIns, writtenKey } from './prototype-names.ts'

/** A document that has the shape it should have. */
export interface ReadYaml<T> {
  data: T
  /** Where the value at a path stands; where there is none, what encloses it. */
  placeOf(path: readonly string[]): Place
  /** Whether there is a value at a path. */
  has(path: readonly string[]): boolean
}

/**
 * Reads YAML (JSON is YAML too) and checks its shape. A problem is named with its line and column, what is allowed there, and the nearest word that is.
 *
 * @throws {KrarupError} UNREADABLE
 */
export function readYamlDocument<T>(text: string, file: string, schema: ZodType<T>): T {
  return openYamlDocument(text, file, schema).data
}

/** As {@link readYamlDocument}, for files whose meaning is checked afterwards. */
export function openYamlDocument<T>(text: string, file: string, schema: ZodType<T>): ReadYaml<T> {
  const { document, lines, data } = parsedYaml(text, file)
  if (typeof data !== 'object' || Array.isArray(data))
    throw new KrarupError({
      code: 'UNREADABLE',
      what: 'the file does not consist of words with values, such as name: value',
      where: { file },
      how: 'krarup init writes one to start from; a history is read by krarup plan, and krarup init --scenario makes a scenario of it',
    })
  const result = schema.safeParse(withStandIns(data))
  if (result.success) {
    return {
      data: withoutStandIns(result.data),
      placeOf: (path) => ({ file, ...position(path) }),
      has: (path) => nodeAt(path) !== undefined,
    }
  }

  const issues = result.error.issues.map(mostTelling)
  const issue = issues.find(({ code }) => code === 'unrecognized_keys') ?? issues[0]
  const unknownKey = issue.code === 'unrecognized_keys' ? writtenKey(issue.keys[0]) : undefined
  const place = issue.path.map((key) => writtenKey(String(key)))
  const path = [...place, ...(unknownKey === undefined ? [] : [unknownKey])]
  const around = nodeAt(place)
  const said = (key: string) => (isMap(around) ? around.get(key) : undefined)
  const allowed =
    unknownKey === undefined
      ? []
      : allowedKeys(toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }), place, said)
  const node = nodeAt(path)
  const missing = node === undefined && unknownKey === undefined && path.length > 0
  throw new KrarupError({
    code: 'UNREADABLE',
    what: missing
      ? `${path.at(-1)} is missing`
      : unknownKey === undefined
        ? issue.message
        : `${unknownKey} is not known here`,
    where: { name: path.join('.'), file, ...position(path, unknownKey !== undefined) },
    ...(unknownKey === undefined ? {} : { how: offerNames(unknownKey, allowed, { list: 'allowed are:' }) }),
    ...(unknownKey === undefined && isScalar(node) ? { value: node.value } : {}),
  })

  /** Names may be written as numbers, such as those of hotlines: keys are compared as texts. */
  function nodeAt(keys: readonly string[]): Node | undefined {
    let node = document.contents as Node | null | undefined
    for (const key of keys) {
      if (isAlias(node)) node = node.resolve(document)
      if (isMap(node)) node = node.items.find((item) => String(item.key) === key)?.value as Node | null | undefined
      else node = isSeq(node) ? (node.items[Number(key)] as Node | undefined) : undefined
      if (!node) return undefined
    }
    return node ?? undefined
  }

  /** Of the value where it is a scalar, else of the key that leads to it, else of what encloses it. */
  function position(keys: readonly string[], ofKey = false): Place {
    const value = nodeAt(keys)
    const parent = nodeAt(keys.slice(0, -1))
    const key = isMap(parent) ? parent.items.find((item) => String(item.key) === keys.at(-1))?.key : undefined
    const node = (isScalar(value) && !ofKey ? value : (key ?? value)) as Node | undefined
    if (!node?.range) return keys.length ? position(keys.slice(0, -1), ofKey) : {}
    const { line, col } = lines.linePos(node.range[0])
    return { line, column: col }
  }
}

/**
 * Where a value may have one of several forms: the problem of the form that fits furthest; where it is of none of their types, what the schema says of all of them.
 */
function mostTelling(issue: core.$ZodIssue): core.$ZodIssue {
  if (issue.code !== 'invalid_union' || issue.errors.length === 0) return issue
  const inner = issue.errors.flat().map((each) => mostTelling({ ...each, path: [...issue.path, ...each.path] }))
  const isOther = ({ code }: core.$ZodIssue) => code === 'invalid_type' || code === 'invalid_value'
  const tried = inner.filter((each) => !isOther(each) || each.path.length > issue.path.length)
  if (tried.length === 0 && issue.message !== NO_MESSAGE) return issue
  return (tried.length > 0 ? tried : inner).reduce((best, each) => (depth(each) > depth(best) ? each : best))
}

/** An unknown key tells more than what is missing beside it: often it is meant to be that. */
function depth({ code, path }: core.$ZodIssue): number {
  return path.length + (code === 'unrecognized_keys' ? 1.5 : 0)
}

/** What zod says of a union that says nothing of its own. */
const NO_MESSAGE = 'Invalid input'

interface Schema {
  properties?: Record<string, Schema>
  additionalProperties?: Schema | boolean
  items?: Schema
  const?: unknown
  anyOf?: Schema[]
  oneOf?: Schema[]
}

/** The keys that a schema knows at a path, where some are `said` already: of several forms those whose fixed values are the ones that are said. */
export function allowedKeys(schema: unknown, path: readonly string[], said: (key: string) => unknown): string[] {
  let forms = [schema as Schema]
  for (const key of path) {
    forms = spread(forms).flatMap((form) => {
      const next = form.properties?.[key] ?? form.additionalProperties ?? form.items
      return typeof next === 'object' ? [next] : []
    })
  }
  const fitting = spread(forms)
    .map(({ properties = {} }) => properties)
    .filter((properties) =>
      Object.entries(properties).every(([key, value]) => value.const === undefined || value.const === said(key)),
    )
  return [...new Set(fitting.flatMap((properties) => Object.keys(properties)))]
}

function spread(forms: readonly Schema[]): Schema[] {
  return forms.flatMap((form) => {
    const choices = form.anyOf ?? form.oneOf
    return choices ? spread(choices) : [form]
  })
}
