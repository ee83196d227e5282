/** What is known of a place by the JSON Schema of scenario files. */
interface Schema {
  $ref?: string
  description?: string
  properties?: Record<string, Schema>
  additionalProperties?: Schema | boolean
  items?: Schema
  const?: unknown
  enum?: unknown[]
  anyOf?: Schema[]
  oneOf?: Schema[]
  allOf?: Schema[]
  $defs?: Record<string, Schema>
}

export interface Offer {
  label: string
  detail: 'word' | 'value' | 'name'
  help: string
}

export interface Offers {
  /** Where the word begins that is being written. */
  from: number
  offers: Offer[]
}

/** Where in the text something is written: the words that lead to it, and whether its value follows. */
interface Place {
  path: string[]
  /** The word being written, up to the cursor. */
  begun: string
  /** Behind `word:`, or in a list. */
  isValue: boolean
}

/** What can be written at a place of a scenario's text, and what the words mean, by the schema of scenario files. */
export class Completions {
  readonly #schema: Schema

  constructor(schema: object) {
    this.#schema = schema as Schema
  }

  offersAt(text: string, at: number): Offers {
    const { path, begun, isValue } = placeOf(text, at)
    const forms = this.#formsAt(path)
    const offers = isValue ? [...this.#values(forms), ...namesFor(text, path)] : this.#words(forms)
    const known = new Set<string>()
    return {
      from: at - begun.length,
      offers: offers.filter(({ label }) => !known.has(label) && known.add(label)),
    }
  }

  /** What the word at a place means. */
  helpAt(text: string, at: number): { word: string; help: string } | undefined {
    const line = lineAt(text, at)
    const end = at + /^[\p{L}\p{N}_-]*/u.exec(line.text.slice(at - line.from))![0].length
    const { path, begun, isValue } = placeOf(text, end)
    const said = isValue ? path : [...path, begun]
    const [parent, word] = [said.slice(0, -1), said.at(-1)]
    if (word === undefined || word === '') return undefined
    const found = this.#formsAt(parent).find(({ properties }) => properties && Object.hasOwn(properties, word))
    const help = found?.properties?.[word].description
    return help === undefined ? undefined : { word, help }
  }

  #resolved(schema: Schema): Schema[] {
    const ref = schema.$ref?.split('/').at(-1)
    const own = ref === undefined ? [] : this.#resolved(this.#schema.$defs?.[ref] ?? {})
    const parts = [...(schema.anyOf ?? []), ...(schema.oneOf ?? []), ...(schema.allOf ?? [])]
    return [schema, ...own, ...parts.flatMap((part) => this.#resolved(part))]
  }

  #formsAt(path: readonly string[]): Schema[] {
    let forms = this.#resolved(this.#schema)
    for (const key of path) {
      forms = forms.flatMap(({ properties, additionalProperties, items }) => {
        const next =
          key === '-'
            ? items
            : properties && Object.hasOwn(properties, key)
              ? properties[key]
              : typeof additionalProperties === 'object'
                ? additionalProperties
                : undefined
        return next ? this.#resolved(next) : []
      })
    }
    return forms
  }

  #words(forms: readonly Schema[]): Offer[] {
    return forms.flatMap(({ properties = {} }) =>
      Object.entries(properties).map(([label, { description = '' }]) => ({
        label,
        detail: 'word' as const,
        help: description,
      })),
    )
  }

  #values(forms: readonly Schema[]): Offer[] {
    return forms.flatMap(({ const: only, enum: several = [], description = '' }) =>
      [...(only === undefined ? [] : [only]), ...several].map((value) => ({
        label: String(value),
        detail: 'value' as const,
        help: description,
      })),
    )
  }
}

/** Names of groups or queues, where the scenario refers to them. */
function namesFor(text: string, path: readonly string[]): Offer[] {
  const last = path.filter((key) => key !== '-').at(-1)
  const of = last === 'groups' || last === 'group' ? 'groups' : last === 'to' || last === 'queue' ? 'queues' : undefined
  if (of === undefined || path.length < 2) return []
  const block =
    new RegExp(`^${of}:[^\\S\\n]*(?:#.*)?\\n((?:[ \\t]+.*\\n|\\s*\\n|#.*\\n)*)`, 'm').exec(`${text}\n`)?.[1] ?? ''
  const indent = /^( +)\S/m.exec(block)?.[1] ?? '  '
  const names = [...block.matchAll(new RegExp(`^${indent}([^\\s#:][^:]*):`, 'gm'))].map(([, name]) => name)
  return names.map((label) => ({ label, detail: 'name', help: '' }))
}

interface Line {
  from: number
  text: string
}

function lineAt(text: string, at: number): Line {
  const from = text.lastIndexOf('\n', at - 1) + 1
  const end = text.indexOf('\n', at)
  return { from, text: text.slice(from, end < 0 ? text.length : end) }
}

/** Reads indentation and brackets, for a text that is being written is seldom whole YAML. */
function placeOf(text: string, at: number): Place {
  const line = lineAt(text, at)
  const before = line.text.slice(0, at - line.from)
  const { keys, rest, indent } = lineParts(before)
  const path = [...above(text, line.from, indent), ...keys]
  return inFlow(path, rest)
}

/** The words in front of a line's open value: `- group: ` gives `-` and `group`. */
function lineParts(text: string): { keys: string[]; rest: string; indent: number } {
  const indent = /^ */.exec(text)![0].length
  let rest = text.slice(indent)
  const keys: string[] = []
  while (/^- ?/.test(rest)) {
    keys.push('-')
    rest = rest.replace(/^- */, '')
  }
  const key = /^("[^"]*"|'[^']*'|[^\s:#{}[\],][^:#{}[\],]*):\s/.exec(`${rest}${rest.endsWith(':') ? ' ' : ''}`)
  if (key) {
    keys.push(unquoted(key[1]))
    rest = rest.slice(Math.min(rest.length, key[0].length))
    return { keys, rest: ` ${rest}`, indent }
  }
  return { keys, rest, indent }
}

/** The words of the lines above that enclose a line of so much indentation. */
function above(text: string, from: number, indent: number): string[] {
  const path: string[] = []
  let least = indent
  for (let end = from - 1; end >= 0 && least > 0; ) {
    const start = text.lastIndexOf('\n', end - 1) + 1
    const line = text.slice(start, end)
    end = start - 1
    const own = /^ */.exec(line)![0].length
    if (line.trim() === '' || line.trim().startsWith('#')) continue
    const dashes = /^ *((?:- +)+)/.exec(line)
    // Words beside the first of a list's item are within the item.
    if (dashes && own < least && own + dashes[1].length <= least) {
      if (own + dashes[1].length < least) path.unshift(...lineParts(line).keys.filter((key) => key !== '-'))
      path.unshift('-')
      least = own
      continue
    }
    if (own >= least) continue
    const { keys } = lineParts(line.trimEnd())
    path.unshift(...keys)
    least = own
  }
  return path
}

/** Goes into the brackets that are open at the end of a line: `{ type: lognormal, me`. */
function inFlow(path: string[], rest: string): Place {
  const isValueOfLine = rest.startsWith(' ')
  const stack: { bracket: string; key: string | undefined }[] = []
  let word = ''
  let key: string | undefined
  for (const sign of rest) {
    if (sign === '{' || sign === '[') {
      stack.push({ bracket: sign, key })
      word = ''
      key = undefined
    } else if (sign === '}' || sign === ']') {
      key = stack.pop()?.key
      word = ''
    } else if (sign === ',') {
      word = ''
      key = undefined
    } else if (sign === ':' && stack.at(-1)?.bracket === '{') {
      key = unquoted(word.trim())
      word = ''
    } else word += sign
  }
  const inner = stack.flatMap(({ bracket, key: within }) => [
    ...(within === undefined ? [] : [within]),
    ...(bracket === '[' ? ['-'] : []),
  ])
  const begun = /[^\s{}[\],:]*$/.exec(word)![0]
  const open = stack.at(-1)?.bracket
  return {
    path: [...path, ...inner, ...(key === undefined ? [] : [key])],
    begun,
    isValue: open === '[' || key !== undefined || (open === undefined && isValueOfLine),
  }
}

function unquoted(text: string): string {
  return text.trim().replace(/^(["'])(.*)\1$/, '$2')
}
