import { KrarupError } from '../domain/index.ts'
import { type Ground, readPath } from './path.ts'
import { isRecord } from './scenario-data.ts'

/** `.*` before another key or an operator, or `[*]`: every name, or every element of a list. A product has no point before its sign. */
const EVERY = /\.\*(?=\s*(?:[.[]|[-+*/]?=(?!=)))|\[\*\]/u
const EVERY_ON_THE_RIGHT = /\.\*(?=[.[])|\[\*\]/gu
/** Where the path of a change ends. Quoted names, which may hold anything, are stepped over. */
const PATH = /^(?:\[\s*"(?:[^"\\]|\\.)*"\s*\]|\[\s*'(?:[^'\\]|\\.)*'\s*\]|\.\*|\[\*\]|[^-=+*/[]|\[|-(?!=))*/u

/**
 * A change that is meant for every name of a place, as one change each: `queues.*.volume += 10%`, `groups.*.agents = round(groups.*.agents * 1.1)`, `queues.vip.groups[*].after = 5s`. On the right `*` is the name that it is on
 * the left. A change without `*` is itself.
 *
 * @throws {KrarupError} MISSING where a name has nothing there that could be changed; UNREADABLE
 */
export function everyChange(text: string, ground: Ground): string[] {
  const changes = expand(text, [], ground)
  if (changes.length === 1 && changes[0] === text) {
    const path = (PATH.exec(text) as RegExpExecArray)[0]
    if (text.slice(path.length).search(EVERY_ON_THE_RIGHT) < 0) return changes
    throw new KrarupError({
      code: 'UNREADABLE',
      what: 'on the right, * is the name that it is on the left, where there is none',
      where: { name: text },
      how: 'write groups.*.agents = round(groups.*.agents * 1.1), or sum(...) of names that are written out',
    })
  }
  return changes
}

function expand(text: string, names: readonly string[], ground: Ground): string[] {
  const left = (PATH.exec(text) as RegExpExecArray)[0]
  // The sign is looked for with what follows it, which may be the operator.
  const found = EVERY.exec(text)
  if (!found || found.index >= left.length) return [names.length === 0 ? text : withNames(text, left.length, names)]
  const parent = readPath(text.slice(0, found.index), text.length - text.trimStart().length, ground)
  const { value } = parent
  // What is no path is told by whoever reads it.
  if (parent.end < found.index) return [text]
  const keys = Array.isArray(value) ? value.map((_, k) => String(k)) : isRecord(value) ? Object.keys(value) : []
  if (keys.length === 0)
    throw new KrarupError({
      code: 'MISSING',
      what: `${parent.text} has nothing that * could stand for`,
      where: { name: text },
    })
  return keys.flatMap((key) => {
    const name = Array.isArray(value) ? `[${key}]` : `["${key.replaceAll(/["\\]/g, '\\$&')}"]`
    const named = text.slice(0, found.index) + name + text.slice(found.index + found[0].length)
    return expand(named, [...names, name], ground)
  })
}

function withNames(text: string, from: number, names: readonly string[]): string {
  let k = 0
  const right = text.slice(from).replaceAll(EVERY_ON_THE_RIGHT, () => names[k++ % names.length])
  if (k % names.length === 0) return text.slice(0, from) + right
  throw new KrarupError({
    code: 'UNREADABLE',
    what: `a path on the right has as many * as the one on the left, which has ${names.length}`,
    where: { name: text },
  })
}
