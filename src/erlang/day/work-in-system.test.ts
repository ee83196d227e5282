import { expect, it } from 'vitest'
import { NumberInSystem } from './number-in-system.ts'
import { advance, distance } from './work-in-system.ts'

it.each([
  ['all agents busy for sure', 700, 40, 0.2, 3],
  ['nobody busy', 40, 0, 0.5, 4],
  ['some agents free for sure', 20, 200, 0.2, 2],
  ['from nothing, some agents free for sure', 0, 200, 0.2, 1],
  ['now one, now the other', 60, 60, 0.2, 2],
])('the number in the system goes on as it does jump by jump: %s', (_, start, agents, rate, handleTimes) => {
  const aht = 300
  const [quick, exact] = [new NumberInSystem(start, 0), new NumberInSystem(start, 0)]
  for (const number of [quick, exact]) number.staff(agents, false)
  for (let step = 0; step < 2; step++) {
    advance(quick, handleTimes * aht, rate, 1 / aht)
    exact.advance(handleTimes * aht, rate, 1 / aht)
  }
  // Tails of 1e-12 are cut off.
  expect(distance(quick.rows[0], exact.rows[0])).toBeLessThan(1e-9)
})
