import { isMap, isScalar, LineCounter, type Node, parseDocument } from 'yaml'
import { type core, toJSONSchema, type ZodType } from 'zod'
import { KrarupError, nearest, type Place } from '../../domain/index.ts'

/**
 * Reads YAML (JSON is YAML too) and checks its shape. A problem is named with its line and column, what is allowed there, and the nearest word that is.
 *
 * @throws {KrarupError} UNREADABLE
 */
export function readYamlDocument<T>(text: string, file: string, schema: ZodType<T>): T {
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false })
  const [broken] = document.errors
  if (broken) {
    const { line, col } = lines.linePos(broken.pos[0])
    throw new KrarupError(
      { code: 'UNREADABLE', what: `not YAML: ${broken.message}`, where: { file, line, column: col } },
      { cause: broken },
    )
  }
  const result = schema.safeParse(document.toJS() ?? {})
  if (result.success) return result.data

  const issues = result.error.issues.map(mostTelling)
  const issue = issues.find(({ code }) => code === 'unrecognized_keys') ?? issues[0]
  const unknownKey = issue.code === 'unrecognized_keys' ? issue.keys[0] : undefined
  const path = [...issue.path.map(String), ...(unknownKey === undefined ? [] : [unknownKey])]
  const allowed = allowedKeys(toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }), issue.path.map(String))
  const guess = unknownKey === undefined ? undefined : nearest(unknownKey, allowed)
  const node = document.getIn(path, true)
  throw new KrarupError({
    code: 'UNREADABLE',
    what: unknownKey === undefined ? issue.message : `${unknownKey} is not known here`,
    where: { name: path.join('.'), file, ...position(path) },
    ...(unknownKey === undefined
      ? {}
      : { how: guess ? `did you mean ${guess}?` : `allowed are: ${allowed.join(', ')}` }),
    ...(unknownKey === undefined && isScalar(node) ? { value: node.value } : {}),
  })

  /** Of the value where it is a scalar, else of the key that leads to it, else of what encloses it. */
  function position(keys: readonly string[]): Place {
    const value = document.getIn(keys, true) as Node | undefined
    const parent = document.getIn(keys.slice(0, -1), true)
    const key = isMap(parent) ? parent.items.find((item) => String(item.key) === keys.at(-1))?.key : undefined
    const node = (isScalar(value) && unknownKey === undefined ? value : (key ?? value)) as Node | undefined
    if (!node?.range) return keys.length ? position(keys.slice(0, -1)) : {}
    const { line, col } = lines.linePos(node.range[0])
    return { line, column: col }
  }
}

/** Where a value may have one of several forms, the problem of the form that fits furthest. */
function mostTelling(issue: core.$ZodIssue): core.$ZodIssue {
  if (issue.code !== 'invalid_union' || issue.errors.length === 0) return issue
  const inner = issue.errors.flat().map((each) => mostTelling({ ...each, path: [...issue.path, ...each.path] }))
  return inner.reduce((best, each) => (each.path.length > best.path.length ? each : best))
}

interface Schema {
  properties?: Record<string, Schema>
  additionalProperties?: Schema | boolean
  items?: Schema
  anyOf?: Schema[]
  oneOf?: Schema[]
}

/** The keys that a schema knows at a path. */
function allowedKeys(schema: unknown, path: readonly string[]): string[] {
  let forms = [schema as Schema]
  for (const key of path) {
    forms = spread(forms).flatMap((form) => {
      const next = form.properties?.[key] ?? form.additionalProperties ?? form.items
      return typeof next === 'object' ? [next] : []
    })
  }
  return [...new Set(spread(forms).flatMap((form) => Object.keys(form.properties ?? {})))]
}

function spread(forms: readonly Schema[]): Schema[] {
  return forms.flatMap((form) => {
    const choices = form.anyOf ?? form.oneOf
    return choices ? spread(choices) : [form]
  })
}
