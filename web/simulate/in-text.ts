import {
  type Document,
  isAlias,
  isCollection,
  isMap,
  isScalar,
  isSeq,
  type Pair,
  parseDocument,
  stringify,
  type YAMLMap,
} from 'yaml'

/** A part of a scenario's text that the form shows: a value, as it is written or on one line. */
export interface Written {
  text: string
  /** Written by an alias (`*day`), or marked for one (`&day`): others depend on it. */
  shared: boolean
}

/**
 * The text of a scenario file with what the form says put in its place. Nothing else changes: comments, order and the way it is written stay. What is read here is the way it is written only;
 * what it means, and what is wrong with it, is judged by the reader of the command.
 */
export class ScenarioText {
  readonly text: string
  readonly #document: Document.Parsed
  /** Whether it is YAML at all, with records where the form looks for them. */
  readonly legible: boolean

  constructor(text: string) {
    this.text = text
    this.#document = parseDocument(text, { prettyErrors: false, logLevel: 'error', uniqueKeys: false })
    const isRecord = (key: string) => {
      const value = this.#map([])?.get(key)
      return value === undefined || value === null || isMap(value)
    }
    this.legible = this.#document.errors.length === 0 && !!this.#map([]) && isRecord('queues') && isRecord('groups')
  }

  /** Names of a record's values, in their order. */
  keys(path: readonly string[]): string[] {
    return (this.#map(path)?.items ?? []).map(({ key }) => String(key))
  }

  /** A value, on one line. */
  read(path: readonly string[]): Written | undefined {
    const value = this.#pair(path)?.value
    if (value === undefined || value === null) return undefined
    if (isAlias(value)) return { text: this.#source(value), shared: true }
    if (!isScalar(value) && !isCollection(value)) return undefined
    const shared = value.anchor !== undefined
    if (isScalar(value) || (value.flow && !this.#source(value).includes('\n')))
      return { text: this.#source(value).replace(/^&\S+\s+/, ''), shared }
    return { text: flow(value.toJS(this.#document)), shared }
  }

  /** The texts of a list's items; one item that is no list is a list of one. */
  items(path: readonly string[]): string[] {
    const value = this.#pair(path)?.value
    if (isSeq(value))
      return value.items.map((item) =>
        isCollection(item) && !item.flow ? flow(item.toJS(this.#document)) : this.#source(item),
      )
    return value === undefined || value === null ? [] : [this.#source(value)]
  }

  /** Puts a value, written as YAML on one line, in its place; an empty one takes the word away. */
  with(path: readonly string[], written: string): string {
    const pair = this.#pair(path)
    if (written.trim() === '') return pair ? this.without(path) : this.text
    if (!pair) return this.#added(path.slice(0, -1), `${name(path.at(-1)!)}: ${written}`)
    const value = pair.value
    if (value === null || value === undefined || (isScalar(value) && value.range?.[0] === value.range?.[1])) {
      const end = rangeOf(pair.key)[1]
      const colon = this.text.indexOf(':', end)
      return this.#put(colon + 1, colon + 1, ` ${written}`)
    }
    const [from, to] = rangeOf(value)
    if (isCollection(value) && !value.flow) return this.#blockReplaced(pair, written)
    return this.#put(from, to, written)
  }

  /** Takes a word with its value away. */
  without(path: readonly string[]): string {
    const pair = this.#pair(path)
    const map = this.#map(path.slice(0, -1))
    if (!pair || !map) return this.text
    const from = rangeOf(pair.key)[0]
    if (!map.flow) {
      // The last word of a record goes with it: a record of nothing would be no record.
      if (map.items.length === 1 && path.length > 1) return this.with(path.slice(0, -1), '{}')
      return this.#put(this.#lineStart(from), this.#lineEnd(this.#endOf(pair)), '')
    }
    const index = map.items.indexOf(pair)
    const next = map.items[index + 1]
    const before = map.items[index - 1]
    if (next) return this.#put(from, rangeOf(next.key)[0], '')
    return this.#put(before ? this.#endOf(before) : from, this.#endOf(pair), '')
  }

  /** Adds a record with words, each a line. */
  withRecord(path: readonly string[], lines: readonly string[]): string {
    const parent = path.slice(0, -1)
    const map = this.#map(parent)
    const own = name(path.at(-1)!)
    if (map?.flow || !map) return this.#added(parent, `${own}: { ${lines.join(', ')} }`)
    return this.#added(parent, [`${own}:`, ...lines.map((line) => `  ${line}`)].join('\n'))
  }

  /** Gives a queue or a group another name, also where queues name their groups. */
  renamed(path: readonly string[], to: string): string {
    const pair = this.#pair(path)
    if (!pair) return this.text
    const old = path.at(-1)!
    const places = [rangeOf(pair.key)]
    if (path[0] === 'groups')
      for (const queue of this.keys(['queues'])) {
        const groups = this.#pair(['queues', queue, 'groups'])?.value
        for (const item of isSeq(groups) ? groups.items : []) {
          const said = isMap(item) ? item.items.find(({ key }) => String(key) === 'group')?.value : item
          if (isScalar(said) && String(said.value) === old) places.push(rangeOf(said))
        }
      }
    return places
      .sort((a, b) => b[0] - a[0])
      .reduce((text, [from, end]) => text.slice(0, from) + name(to) + text.slice(end), this.text)
  }

  #map(path: readonly string[]): YAMLMap | undefined {
    let node: unknown = this.#document.contents
    for (const key of path) {
      if (isAlias(node)) node = node.resolve(this.#document)
      node = isMap(node) ? node.items.find((item) => String(item.key) === key)?.value : undefined
    }
    return isMap(node) ? node : undefined
  }

  #pair(path: readonly string[]): Pair | undefined {
    return this.#map(path.slice(0, -1))?.items.find(({ key }) => String(key) === path.at(-1))
  }

  #source(node: unknown): string {
    const [from, to] = rangeOf(node)
    return this.text.slice(from, to)
  }

  #put(from: number, to: number, text: string): string {
    return this.text.slice(0, from) + text + this.text.slice(to)
  }

  /** Where the last value below a pair ends, without the comments and empty lines behind it. */
  #endOf(pair: Pair): number {
    const value = pair.value
    if (isCollection(value) && !value.flow && value.items.length > 0) {
      const last = value.items.at(-1)
      if (isMap(value)) return this.#endOf(last as Pair)
      return isMap(last) && !last.flow && last.items.length > 0 ? this.#endOf(last.items.at(-1)!) : rangeOf(last)[1]
    }
    if (value === null || value === undefined) return this.text.indexOf(':', rangeOf(pair.key)[1]) + 1
    return Math.max(rangeOf(value)[1], this.text.indexOf(':', rangeOf(pair.key)[1]) + 1)
  }

  #blockReplaced(pair: Pair, written: string): string {
    const colon = this.text.indexOf(':', rangeOf(pair.key)[1])
    return this.#put(colon + 1, this.#endOf(pair), ` ${written}`)
  }

  #lineStart(at: number): number {
    return this.text.lastIndexOf('\n', at - 1) + 1
  }

  /** Behind the line's end. */
  #lineEnd(at: number): number {
    const end = this.text.indexOf('\n', at)
    return end < 0 ? this.text.length : end + 1
  }

  /** Adds lines at the end of a record, which is made where there is none. */
  #added(path: readonly string[], lines: string): string {
    const map = this.#map(path)
    if (!map) {
      const below = lines.split('\n').map((line) => `  ${line}`)
      if (path.length === 0) return `${this.text}${lines}\n`
      const pair = this.#pair(path)
      const key = `${name(path.at(-1)!)}:`
      if (!pair) return this.#added(path.slice(0, -1), [key, ...below].join('\n'))
      const colon = this.text.indexOf(':', rangeOf(pair.key)[1])
      const indent = ' '.repeat(rangeOf(pair.key)[0] - this.#lineStart(rangeOf(pair.key)[0]))
      return this.#put(colon + 1, this.#endOf(pair), `\n${below.map((line) => indent + line).join('\n')}`)
    }
    const last = map.items.at(-1)
    if (map.flow) {
      if (last) return this.#put(this.#endOf(last), this.#endOf(last), `, ${lines}`)
      const [from, to] = rangeOf(map)
      return this.#put(from, to, `{ ${lines} }`)
    }
    const first = rangeOf(map.items[0].key)[0]
    const indent = ' '.repeat(first - this.#lineStart(first))
    const end = this.#lineEnd(this.#endOf(last!))
    const gap = this.text[end - 1] === '\n' ? '' : '\n'
    const text = lines.split('\n').map((line) => indent + line)
    return this.#put(end, end, `${gap}${text.join('\n')}\n`)
  }
}

function rangeOf(node: unknown): [number, number] {
  const range = (node as { range?: [number, number, number] | null }).range
  return range ? [range[0], range[1]] : [0, 0]
}

/** A name as a key of YAML. */
function name(text: string): string {
  return stringify(text, { lineWidth: 0 }).trimEnd()
}

/** A value on one line. */
function flow(value: unknown): string {
  return stringify(value, { collectionStyle: 'flow', lineWidth: 0, flowCollectionPadding: true })
    .trimEnd()
    .replace(/\s*\n\s*/g, ' ')
}
