import { KrarupError, unknownName } from '../domain/index.ts'
import { choicesAt, takesNames } from '../scenario/index.ts'
import type { Assignment } from './assignment-parts.ts'

const LIST = /^\s*\[(.*)\]\s*$/s
/** A name in quotation marks, or up to the next comma. */
const NAME = /\s*(?:"((?:[^"\\]|\\["\\])*)"|'((?:[^'\\]|\\['\\])*)'|([^,"'[\]{}]*))\s*(,|$)/y

/**
 * The names that an assignment puts into a place where a list of names may stand (`queues.vip.groups = [vip seats, general]`); undefined where the place takes something else. What is called so is found when the changed
 * scenario is compiled.
 *
 * @throws {KrarupError} UNREADABLE, CONFLICT
 */
export function namesOf({ path, operator, expression, text }: Assignment): string[] | undefined {
  if (path.hours || !takesNames(path.keys)) return undefined
  const how = `write ${path.text} = [first, second]; a name with a comma stands in quotation marks`
  const listed = LIST.exec(expression)
  if (operator !== '=')
    throw new KrarupError({
      code: 'CONFLICT',
      what: `${path.text} is a list of names, which ${operator} cannot change`,
      where: { name: text },
      how,
    })
  const names: string[] = []
  for (let at = 0, more = listed !== null; more; ) {
    NAME.lastIndex = at
    const found = NAME.exec((listed as RegExpExecArray)[1])
    const name = found && (found[1] ?? found[2] ?? found[3].trim()).replaceAll(/\\(["'\\])/g, '$1')
    if (!found || !name) break
    names.push(name)
    at = NAME.lastIndex
    more = found[4] === ','
    if (!more) return names
  }
  throw new KrarupError({
    code: 'UNREADABLE',
    what: `${path.text} takes a list of names`,
    where: { name: text },
    how,
    value: expression.trim(),
  })
}

/**
 * The word that an assignment puts into a place where one of a few may stand (`queues.vip.agent-selection = random`); undefined where the place takes something else, or a number is given to a place that takes either.
 *
 * @throws {KrarupError} UNREADABLE
 */
export function choiceOf({ path, operator, expression, text }: Assignment): string | undefined {
  const choices = path.hours ? [] : choicesAt(path.keys)
  const name = expression.trim().replace(/^(["'])(.*)\1$/s, '$2')
  if (operator === '=' && choices.includes(name)) return name
  if (choices.length === 0 || /^[\d.([+-]/.test(name)) return undefined
  throw unknownName({
    what: `${path.text} takes one of its own words`,
    where: { name: text },
    name,
    known: choices,
    always: `write ${path.text} = ${choices.join(', ')}`,
  })
}
