import { expect, it } from 'vitest'
import { checkedModule, findExamples } from './documented-examples.ts'

const page = ['# A page', '```ts', 'const x = 1 //=> 1', '```', '```sh', 'ls', '```', '```ts', 'f()', '```'].join('\n')

it('finds the ts blocks of a page, with their lines', () => {
  expect(findExamples('a.md', page)).toEqual([
    { file: 'a.md', line: 3, code: 'const x = 1 //=> 1' },
    { file: 'a.md', line: 9, code: 'f()' },
  ])
})

it('finds the ts blocks of docstrings, not of template strings', () => {
  const source = [
    '/**',
    ' * @example',
    ' * ```ts',
    ' * f({',
    ' *   a: 1,',
    ' * }) //=> 2',
    ' * ```',
    ' */',
    '`',
    '```ts',
    '`',
  ].join('\n')
  expect(findExamples('a.ts', source)).toEqual([{ file: 'a.ts', line: 4, code: 'f({\n  a: 1,\n}) //=> 2' }])
})

it('a block that is not closed is an error', () => {
  expect(() => findExamples('a.md', '```ts\nf()')).toThrow('a.md:1')
})

/** What the checks of a block see, run without imports. */
async function checksOf(code: string): Promise<unknown[][]> {
  const { source } = checkedModule({ file: 'a.md', line: 10, code })
  const seen: unknown[][] = []
  const { run } = await import(`data:text/javascript,${encodeURIComponent(source.replace('check: any', 'check'))}`)
  await run((...check: unknown[]) => seen.push(check))
  return seen
}

it('checks expressions, declarations, awaited values and statements over several lines, and knows their lines', async () => {
  const code = [
    'const a = 1',
    'const b = a + 1 //=> 2',
    'Math.max(',
    '  a,',
    '  7,',
    ') //=> 7',
    'Object({ b }) //=> { b: 2 }',
    'Promise.resolve([a]) //=> [1]',
  ]
  expect(await checksOf(code.join('\n'))).toEqual([
    [2, 2, 11],
    [7, 7, 15],
    [{ b: 2 }, { b: 2 }, 16],
    [[1], [1], 17],
  ])
})

it.each([
  ['an arrow inside a statement', 'f(\n  1, //=> 1\n)'],
  ['an arrow after nothing', '//=> 1'],
  ['an arrow without a value', 'f() //=>'],
  ['an arrow after a statement without a value', 'if (x) f() //=> 1'],
])('%s is an error, not an example that passes', (_, code) => {
  expect(() => checkedModule({ file: 'a.md', line: 1, code })).toThrow('a.md:1')
})
