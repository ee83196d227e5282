import { isCollection, isMap, isScalar, type Pair, parseDocument } from 'yaml'
import { KrarupError } from '../../../domain/index.ts'

/**
 * The text of a scenario file with other agents on duty. Nothing else in it changes: comments and the way it is written stay.
 *
 * @param agents by group, and by interval
 * @throws {KrarupError} UNSUPPORTED
 */
export function withAgentsInText(text: string, agents: Readonly<Record<string, readonly number[]>>): string {
  const groups = parseDocument(text).get('groups')
  if (!isMap(groups)) throw notEditable()
  const changes = Object.entries(agents).map(([name, counts]) => {
    const list = `[${counts.join(', ')}]`
    const pair = groups.items.find(({ key }) => String(key) === name)
    if (!isMap(pair?.value)) return instead(pair, `{ agents: ${list} }`)
    const group = pair.value
    const own = group.items.find(({ key }) => String(key) === 'agents')
    if (own) return instead(own, list)
    // A first word of the group, written as its others are.
    const first = group.items[0] ? startOf(group.items[0].key) : undefined
    if (first === undefined) return instead(pair, `{ agents: ${list} }`)
    return {
      from: first,
      to: first,
      with: group.flow ? `agents: ${list}, ` : `agents: ${list}\n${indentOf(text, first)}`,
    }
  })
  let changed = text
  for (const { from, to, with: put } of changes.sort((a, b) => b.from - a.from))
    changed = changed.slice(0, from) + put + changed.slice(to)
  return changed
}

/** The value of a pair, to be replaced. */
function instead(pair: Pair | undefined, put: string): { from: number; to: number; with: string } {
  const value = pair?.value
  if (!(isScalar(value) || isCollection(value)) || !value.range) throw notEditable()
  const [from, to] = value.range
  // A name without a value has no place of its own: it stands right behind the colon. The end of a block is that of its last line.
  return { from, to, with: from === to ? ` ${put}` : isCollection(value) && !value.flow ? `${put}\n` : put }
}

function startOf(key: unknown): number | undefined {
  return isScalar(key) ? key.range?.[0] : undefined
}

/** Spaces in front of a place in its line. */
function indentOf(text: string, place: number): string {
  return ' '.repeat(place - text.lastIndexOf('\n', place - 1) - 1)
}

function notEditable(): KrarupError {
  return new KrarupError({
    code: 'UNSUPPORTED',
    what: 'the groups of this scenario are written in a way that cannot be changed in place, such as by an alias',
    where: { name: 'groups' },
    how: 'write them out, or take the agents from --csv or --json',
  })
}
