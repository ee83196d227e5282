import type { ArrayNode, ConstantNode, FunctionNode, MathNode, OperatorNode, ParenthesisNode, SymbolNode } from 'mathjs'
import { KrarupError, parseDuration, unknownName } from '../domain/index.ts'
import { shareOrQuantity } from '../scenario/index.ts'
import { type Ground, readPath } from './path.ts'
import { isNumbers, kindOf } from './scenario-data.ts'
import { elementwise, type Value } from './values.ts'

/** Longer or deeper expressions are not written by hand. Without loops, definitions and names of their own, expressions of this size end at once. */
const MOST_CHARACTERS = 1000
const MOST_TOKENS = 400
const MOST_DEPTH = 40

/**
 * The value of an expression whose only names are the scenario's own numbers: `round(groups.general.agents / 10)`, `queues.hotline.aht + 30s`, `[10, 12, 12]`.
 * Lists by interval are taken element by element; times are written 240s, shares 5%. Read by a scanner that lets nothing else through, parsed and computed by mathjs,
 * which is loaded for expressions that are more than one number.
 *
 * @throws {KrarupError} UNREADABLE, MISSING, OUT_OF_RANGE, CONFLICT
 */
export async function evaluateExpression(text: string, ground: Ground): Promise<Value> {
  const { source, values, literal } = scan(text, ground)
  const value = literal ?? (await compute(source, values, text))
  const numbers = typeof value === 'number' ? [value] : value
  const wrong = numbers.find((number) => !Number.isFinite(number))
  if (wrong === undefined) return value
  throw new KrarupError({
    code: 'OUT_OF_RANGE',
    what: 'the expression has no finite value',
    where: { name: text.trim() },
    value: wrong,
  })
}

/** Functions of numbers, element by element. */
const SCALAR = ['abs', 'ceil', 'exp', 'floor', 'log', 'max', 'min', 'mod', 'pow', 'round', 'sqrt'] as const
/** Functions of one list, which give a number. */
const OF_LIST = ['max', 'mean', 'min', 'sum'] as const
const FUNCTIONS = [...new Set<string>([...SCALAR, ...OF_LIST])].sort()

const SPACE = /\s+/y
const NUMBER = /(?:\d+(?:\.\d+)?|\.\d+)(?:[eE][+-]?\d+)?/y
const CLOCK = /(?:\d+:)?\d{1,2}:\d{2}(?:\.\d+)?/y
const UNIT = String.raw`\d+(?:\.\d+)?(?:ms|sec|s|min|m|h|d|秒|分钟|分|小时|天)`
const DURATION = new RegExp(`(?:${UNIT})+(?![\\p{L}\\p{N}_])`, 'uy')
const SHARE = /\d+(?:\.\d+)?%/y
const CALL = /([A-Za-z][A-Za-z0-9]*)\s*(?=\()/y
const NAME = /[\p{L}_]/uy
const SIGN = /[-+*/^(),[\]]/y
/** After a number or a share an operator has to come, not something that could be multiplied with it. */
const OPERAND = /\s*[\p{L}\p{N}_.("'[]/uy

/** What follows is a factor of a share: `10% * queues.a.volume`. */
const TIMES = /\s*[*/^]/y

interface Scanned {
  /** What mathjs is given: numbers, `v0`, `v1`, ..., operators, brackets, names of functions. */
  source: string
  values: Value[]
  /** Where it is one number and nothing else. */
  literal?: number
}

function scan(text: string, ground: Ground): Scanned {
  if (text.length > MOST_CHARACTERS) throw unreadable(text, `an expression has at most ${MOST_CHARACTERS} characters`)
  const values: Value[] = []
  const tokens: string[] = []
  const literals: number[] = []
  let depth = 0
  let at = 0
  /** The path before the last sign, where it is of no share. */
  let quantity: string | undefined
  const take = (pattern: RegExp) => {
    pattern.lastIndex = at
    const found = pattern.exec(text)
    if (found) at += found[0].length
    return found
  }
  const push = (token: string) => {
    tokens.push(token)
    if (tokens.length > MOST_TOKENS) throw unreadable(text, 'the expression is too long')
  }
  const number = (value: number) => {
    OPERAND.lastIndex = at
    if (OPERAND.test(text)) throw unreadable(text, `an operator is missing after ${text.slice(0, at).trimStart()}`)
    literals.push(value)
    values.push(value)
    push(`v${values.length - 1}`)
  }
  while (at < text.length) {
    if (take(SPACE)) continue
    const read = take(SHARE) ?? take(DURATION) ?? take(CLOCK) ?? take(NUMBER)
    if (read) {
      const [word] = read
      if (word.endsWith('%') && quantity !== undefined && '+-'.includes(tokens.at(-1) as string)) {
        TIMES.lastIndex = at
        if (!TIMES.test(text)) throw percentOfNothing(text, quantity, tokens.at(-1) as string, word)
      }
      quantity = undefined
      number(
        word.endsWith('%')
          ? Number(word.slice(0, -1)) / 100
          : /[:\p{L}]/u.test(word.replace(/[eE]/, ''))
            ? parseDuration(word)
            : Number(word),
      )
      continue
    }
    const call = take(CALL)
    if (call) {
      if (!FUNCTIONS.includes(call[1])) throw unknownFunction(text, call[1])
      push(call[1])
      continue
    }
    NAME.lastIndex = at
    if (NAME.test(text)) {
      const { value, end, text: path, keys } = readPath(text, at, ground)
      if (typeof value !== 'number' && !isNumbers(value))
        throw new KrarupError({
          code: 'UNREADABLE',
          what: `${path} holds ${kindOf(value)}, not a number`,
          where: { name: text.trim() },
          how: 'an expression takes numbers and lists of numbers, such as queues.hotline.volume',
        })
      values.push(typeof value === 'number' ? value : [...value])
      push(`v${values.length - 1}`)
      quantity = shareOrQuantity(keys) === 'quantity' ? path : undefined
      at = end
      continue
    }
    const sign = take(SIGN)
    if (!sign) throw unreadable(text, `${JSON.stringify(text[at])} has no meaning here`)
    if ('(['.includes(sign[0])) depth++
    if (')]'.includes(sign[0])) depth--
    if (depth > MOST_DEPTH) throw unreadable(text, `an expression has at most ${MOST_DEPTH} brackets within each other`)
    if (!'+-'.includes(sign[0])) quantity = undefined
    push(sign[0])
  }
  if (tokens.length === 0) throw unreadable(text, 'the expression is empty')
  const source = tokens.join(' ')
  return source === 'v0' && literals.length === 1 ? { source, values, literal: literals[0] } : { source, values }
}

async function compute(source: string, values: readonly Value[], text: string): Promise<Value> {
  const math = await loadMath()
  let tree: MathNode
  try {
    tree = math.parse(source)
  } catch {
    throw unreadable(text, 'this is not an expression: a bracket, an operator or a value is missing or too many')
  }
  return evaluate(tree)

  function evaluate(node: MathNode): Value {
    switch (node.type) {
      case 'ConstantNode': {
        const { value } = node as ConstantNode
        if (typeof value !== 'number') break
        return value
      }
      case 'ParenthesisNode':
        return evaluate((node as ParenthesisNode).content)
      case 'SymbolNode': {
        const index = /^v(\d+)$/.exec((node as SymbolNode).name)
        if (!index) break
        return values[Number(index[1])]
      }
      case 'ArrayNode': {
        const items = (node as ArrayNode).items.map(evaluate)
        if (items.length === 0 || items.some((item) => typeof item !== 'number'))
          throw unreadable(text, 'a list has numbers in it, at least one')
        return items as number[]
      }
      case 'OperatorNode': {
        const { fn, args, implicit } = node as OperatorNode
        const operator = OPERATORS.find((name) => name === (fn as string))
        if (implicit || operator === undefined) break
        return elementwise(args.map(evaluate), math[operator])
      }
      case 'FunctionNode': {
        const { fn, args } = node as FunctionNode
        const name = (fn as unknown as SymbolNode).name
        return call(name, args.map(evaluate))
      }
    }
    throw unreadable(text, 'only numbers, names of the scenario, + - * / ^, brackets and functions can stand here')
  }

  function call(name: string, args: Value[]): Value {
    const list = OF_LIST.find((each) => each === name)
    if (list && args.length === 1) {
      const [only] = args
      const numbers = typeof only === 'number' ? [only] : only
      const sum = () => numbers.reduce((total, each) => math.add(total, each))
      if (list === 'sum') return sum()
      if (list === 'mean') return math.divide(sum(), numbers.length)
      return numbers.reduce((best, each) => math[list](best, each))
    }
    const scalar = SCALAR.find((each) => each === name)
    if (!scalar) throw list ? unreadable(text, `${name} takes one list`) : unknownFunction(text, name)
    const [least, most] = ARGUMENTS[scalar] ?? [1, 1]
    if (args.length < least || args.length > most)
      throw unreadable(text, `${name} takes ${least === most ? least : `${least} or more`} values`)
    return elementwise(args, math[scalar])
  }
}

const OPERATORS = ['add', 'subtract', 'multiply', 'divide', 'pow', 'unaryMinus', 'unaryPlus'] as const
const ARGUMENTS: Partial<Record<string, readonly [least: number, most: number]>> = {
  max: [2, MOST_TOKENS],
  min: [2, MOST_TOKENS],
  mod: [2, 2],
  pow: [2, 2],
  round: [1, 2],
}

type Arithmetic = Record<(typeof OPERATORS)[number] | (typeof SCALAR)[number], (...numbers: number[]) => number> & {
  parse: (text: string) => MathNode
}

let loaded: Promise<Arithmetic> | undefined

/** The parser and the arithmetic of mathjs on plain numbers, and nothing else of it. */
function loadMath(): Promise<Arithmetic> {
  loaded ??= import('mathjs/number').then((all) => {
    const { create } = all
    const math = create({
      parseDependencies: all.parseDependencies,
      addDependencies: all.addDependencies,
      subtractDependencies: all.subtractDependencies,
      multiplyDependencies: all.multiplyDependencies,
      divideDependencies: all.divideDependencies,
      powDependencies: all.powDependencies,
      unaryMinusDependencies: all.unaryMinusDependencies,
      unaryPlusDependencies: all.unaryPlusDependencies,
      absDependencies: all.absDependencies,
      ceilDependencies: all.ceilDependencies,
      expDependencies: all.expDependencies,
      floorDependencies: all.floorDependencies,
      logDependencies: all.logDependencies,
      maxDependencies: all.maxDependencies,
      minDependencies: all.minDependencies,
      modDependencies: all.modDependencies,
      roundDependencies: all.roundDependencies,
      sqrtDependencies: all.sqrtDependencies,
    })
    return math as unknown as Arithmetic
  })
  return loaded
}

/** A tenth of one contact is never meant. */
function percentOfNothing(text: string, path: string, sign: string, share: string): KrarupError {
  return new KrarupError({
    code: 'CONFLICT',
    what: `${share} is a number (${Number(share.slice(0, -1)) / 100}) here, not a part of ${path}`,
    where: { name: text.trim() },
    how: `write ${path} * (1 ${sign} ${share})`,
  })
}

function unknownFunction(text: string, name: string): KrarupError {
  const what = 'no function has this name'
  return unknownName({ what, name, known: FUNCTIONS, where: { name: text.trim() }, list: 'there are' })
}

function unreadable(text: string, what: string): KrarupError {
  return new KrarupError({ code: 'UNREADABLE', what, where: { name: text.trim() } })
}
