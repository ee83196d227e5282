import { describe, expect, it } from 'vitest'
import { KrarupError } from '../domain/index.ts'
import { groundOf } from './assignment.ts'
import { centre } from './change.testing.ts'
import { evaluateExpression } from './expression.ts'
import { dataOf } from './scenario-data.ts'

const ground = groundOf(dataOf(centre()), { opens: 8 * 3600 })
const value = (text: string) => evaluateExpression(text, ground)

describe('an expression', () => {
  it.each([
    ['1 + 2 * 3', 7],
    ['(1 + 2) * 3', 9],
    ['2 ^ 3 ^ 2', 512],
    ['-2 ^ 2', -4],
    ['10 - 4 - 3', 3],
    ['1e3 / 8', 125],
    ['.5 + 1.5e-1', 0.65],
    ['240s', 240],
    ['4m30s', 270],
    ['00:05:00 + 10', 310],
    ['5%', 0.05],
    ['100 + 5%', 100.05],
    ['queues.hotline.aht', 300],
    ['queues.hotline.aht + 30s', 330],
    ['queues.hotline.afterCall-5', 15],
    ['queues.hotline.after-call-5', 15],
    ['queues.hotline.aht-queues.hotline.after-call', 280],
    ['queues["10.086"].volume / 4', 10],
    ['queues.热线.volume * 2', [20, 40, 40, 20]],
    ['queues.hotline.volume + queues.热线.volume', [110, 140, 130, 100]],
    ['queues.hotline.volume["8:30"] / 2', [60]],
    ['sum(queues.hotline.volume)', 420],
    ['mean(groups.general.agents)', 21],
    ['max(groups.general.agents)', 22],
    ['max(groups.general.agents, 21)', [21, 22, 22, 21]],
    ['min(3, 2, 5)', 2],
    ['round(sum(queues.hotline.volume) * queues.hotline.aht / (4 * 30m) / 85%)', 21],
    ['round(12.3456, 2)', 12.35],
    ['ceil(21 / 0.7)', 30],
    ['floor(7.9) + abs(-1) + mod(7, 4)', 11],
    ['sqrt(16) + exp(0) + log(1) + pow(2, 3)', 13],
    ['groups["vip seats"].agents * [1, 2]', [5, 10]],
    ['interval / 60', 30],
  ])('%s is %j', async (text, expected) => {
    const found = await value(text)
    if (typeof expected === 'number') expect(found).toBeCloseTo(expected, 12)
    else expect(found).toEqual(expected)
  })

  it.each([
    ['1 / 0', 'no finite value (got Infinity)'],
    ['0 / 0', 'no finite value (got NaN)'],
    ['sqrt(-1)', 'no finite value'],
    ['10 % 3', '"%" has no meaning here'],
    ['5%3', 'an operator is missing after 5%'],
    ['2 aht', 'an operator is missing after 2'],
    ['2(3)', 'an operator is missing after 2'],
    ['(2)(3)', 'only numbers'],
    ['1 +', 'this is not an expression'],
    ['(1', 'this is not an expression'],
    ['rund(2)', 'did you mean round?'],
    ['queues.hotline.ath', 'did you mean aht?'],
    ['queues.hotline', 'holds a record, not a number'],
    ['queues.high-tier.aht', 'holds a distribution'],
    ['name', 'holds text'],
    ['queues.hotline.patients', 'did you mean patience?'],
    ['queues.hotline.balking', 'holds nothing, not a number'],
    ['sum(1, 2)', 'sum takes one list'],
    ['round()', 'round takes'],
    ['abs(1, 2)', 'abs takes 1 values'],
    ['[]', 'a list has numbers in it'],
    ['[[1], [2]]', 'a list has numbers in it'],
  ])('%s: says %s', async (text, message) => {
    await expect(value(text)).rejects.toThrow(message)
  })
})

/** Every way out of an expression that its authors could think of: each must be refused, at once. */
const ATTEMPTS = [
  'constructor',
  '__proto__',
  'toString',
  'queues.constructor',
  'queues.__proto__',
  'queues["__proto__"]',
  'queues["constructor"]["constructor"]',
  'queues.hotline.constructor.constructor("return process")()',
  'queues.hotline.aht.constructor',
  'queues.hotline.aht.toFixed',
  'queues.hotline.aht.toFixed(2)',
  'queues.hotline.volume.map',
  'queues.hotline.volume.length',
  'queues.hotline.volume["length"]',
  'queues.hotline.volume.constructor',
  'queues.hotline.volume.push(1)',
  'name.length',
  'name.constructor.constructor("return this")()',
  'name.replace("a", "b")',
  '"text".constructor',
  '"text"',
  'f(x) = x',
  'x = 3',
  'queues.hotline.aht = 3',
  '1; 2',
  '1\n2',
  'import("fs")',
  'import({ pi: 3 })',
  'createUnit("foo")',
  'parse("1+1")',
  'parser()',
  'evaluate("1+1")',
  'compile("1")',
  'simplify("x+x")',
  'derivative("x^2", "x")',
  'resolve("x")',
  'config({})',
  'typed("f", {})',
  'chain(2)',
  'reviver("x", {})',
  'help(round)',
  'factory("x", [], f)',
  'cos.constructor',
  'round.constructor("return process")()',
  'round["constructor"]',
  'process.exit(1)',
  'globalThis',
  'this',
  'v0',
  'v0 + v1',
  'queues.hotline.aht + v0',
  'process\\u002eexit(1)',
  '\\u0063onstructor',
  'queues["\\u0063onstructor"]',
  'queues["__pro" + "to__"]',
  '`process`',
  '() => 1',
  'function () {}',
  '{ a: 1 }',
  '{}.constructor',
  '[].constructor',
  '[1, 2].map(f)',
  '[1][1].constructor',
  '1:1000000000',
  '0:0.000001:1e9',
  'ones(100000, 100000)',
  'zeros(1e9)',
  'range(0, 1e9)',
  '100000!',
  '170!!',
  'factorial(1e9)',
  'gamma(1e9)',
  'combinations(1e9, 5e8)',
  'bignumber(10) ^ 1e9',
  '9^9^9^9^9',
  '1e308 * 1e308',
  '2 ^ 1e9',
  'i',
  'pi',
  'Infinity',
  'true',
  'null',
  'undefined',
  '1 > 0 ? 1 : 2',
  'not 1',
  '5 to cm',
  '5 cm',
  "queues'",
  'queues.hotline.volume[1:2]',
  'queues.hotline.volume[end]',
  'queues.hotline.volume[-1]',
  'queues.hotline.volume[1e3]',
  '# comment',
  '1 // 2',
  '1 /* 2 */',
]

describe('nothing else can be reached from an expression', () => {
  it.each(ATTEMPTS)('%s', async (text) => {
    const began = performance.now()
    const found = await value(text).catch((error: unknown) => error)
    expect(found).toBeInstanceOf(KrarupError)
    // Half a second is what loading the parser takes, once.
    expect(performance.now() - began).toBeLessThan(5000)
  })

  it.each([
    ['deep brackets', `${'('.repeat(500)}1${')'.repeat(500)}`],
    ['deep within the limit of characters', `${'('.repeat(300)}1${')'.repeat(300)}`],
    ['a long sum', `1${'+1'.repeat(1_000_000)}`],
    ['many signs', `${'-'.repeat(900)}1`],
    ['a tower of powers', `2${'^2'.repeat(300)}`],
    ['many calls', `${'abs('.repeat(200)}1${')'.repeat(200)}`],
    [
      'many names',
      Array(20)
        .fill(`queues${'.hotline'.repeat(20)}`)
        .join('+'),
    ],
    ['a long path', `queues${'["hotline"]'.repeat(80)}`],
  ])('%s: refused at once', async (_, text) => {
    await value('1 + 1')
    const began = performance.now()
    await expect(value(text)).rejects.toBeInstanceOf(KrarupError)
    expect(performance.now() - began).toBeLessThan(500)
  })

  it('the scenario is left as it was, and so are the things that every program shares', async () => {
    const before = JSON.stringify(ground.data)
    for (const text of ATTEMPTS) await value(text).catch(() => {})
    expect(JSON.stringify(ground.data)).toBe(before)
    expect(Object.keys(Object.prototype)).toEqual([])
    expect(({} as Record<string, unknown>).polluted).toBeUndefined()
  })
})
