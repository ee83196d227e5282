import { spawnSync } from 'node:child_process'
import { expect, it } from 'vitest'
import { compileFlag } from './compile-later.ts'

it('asks for no flag that this Node does not know: Node 22 and 24 said so on the console, below every plan', () => {
  const flag = compileFlag(process.versions.node)
  const set = `require('node:v8').setFlagsFromString(${JSON.stringify(flag)})`
  const { status, stderr } = spawnSync(process.execPath, ['--eval', flag === undefined ? '' : set], {
    encoding: 'utf8',
  })
  expect([status, stderr]).toEqual([0, ''])
})

it.each(['22.23.3', '24.21.0', '30.0.0'])('asks for none on Node %s', (node) => {
  expect(compileFlag(node)).toBeUndefined()
})
