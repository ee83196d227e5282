import { describe, expect, it } from 'vitest'
import { KrarupError } from '../../domain/index.ts'
import { parsedYaml } from './parsed-yaml.ts'

const LEVELS = 20_000

describe('what the parser of YAML cannot take', () => {
  // These used to end in a bare ReferenceError or RangeError of the package with a stack.
  it.each([
    ['an alias without its anchor', 'a: 1\nb: *x\n', 2, 4, 'nothing is marked &x before *x'],
    ['an alias before its anchor', 'b: *x\na: &x 1\n', 1, 4, 'nothing is marked &x'],
    ['an alias within what it stands for', 'a: &x\n  b: *x\n', 2, 6, 'lies within what it stands for'],
    ['aliases that multiply', laughs(12), 12, undefined, 'alias'],
    ['a key that is a list', '[1, 2]: 3\n', 1, 1, 'a key is a name'],
    ['a key that stands twice', 'a: 1\nb: 2\na: 3\n', 3, 1, 'a stands twice'],
    ['many levels', `a: ${'['.repeat(300)}${']'.repeat(300)}`, 1, undefined, 'levels'],
    ['endless levels', `a: ${'['.repeat(LEVELS)}${']'.repeat(LEVELS)}`, undefined, undefined, 'records and lists'],
    ['a tab', 'a:\n\t- 1\n', 2, 1, 'not YAML'],
  ])('%s', (_, text, line, column, said) => {
    let error: unknown
    try {
      parsedYaml(text, 'x.yaml')
    } catch (cause) {
      error = cause
    }
    expect(error).toBeInstanceOf(KrarupError)
    const { message, where } = error as KrarupError
    expect(message).toContain(said)
    if (line !== undefined) expect(where?.line).toBe(line)
    if (column !== undefined) expect(where?.column).toBe(column)
  })

  it('a hundred thousand keys are read in a moment', { tags: ['slow'] }, () => {
    const text = Array.from({ length: 100_000 }, (_, i) => `k${i}: 1`).join('\n')
    expect(Object.keys(parsedYaml(text, 'x.yaml').data as object)).toHaveLength(100_000)
  })

  it('aliases that are as they should be are read', () => {
    expect(parsedYaml('a: &x { b: 1 }\nc: *x\nd: [*x, *x]\n', 'x.yaml').data).toEqual({
      a: { b: 1 },
      c: { b: 1 },
      d: [{ b: 1 }, { b: 1 }],
    })
  })
})

/** Each line is ten times the one before it. */
function laughs(lines: number): string {
  const line = (i: number) =>
    `k${i}: &k${i} [${Array.from({ length: 10 }, () => (i === 0 ? '1' : `*k${i - 1}`)).join(', ')}]`
  return Array.from({ length: lines }, (_, i) => line(i)).join('\n')
}
