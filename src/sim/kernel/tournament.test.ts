import fc from 'fast-check'
import { expect, it } from 'vitest'
import { Tournament } from './tournament.ts'

it('knows the first of all who wait, by time and then by order, after any changes', () => {
  const change = fc.record({
    player: fc.nat({ max: 6 }),
    time: fc.constantFrom(1, 2, 3, Number.POSITIVE_INFINITY),
    order: fc.integer({ min: -1, max: 3 }),
  })
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 7 }), fc.array(change), (players, changes) => {
      const tournament = new Tournament(players)
      const { time, order } = tournament
      for (const { player: any, ...turn } of changes) {
        const player = any % players
        time[player] = turn.time
        order[player] = turn.order
        tournament.set(player)
        const first = tournament.first()
        const earliest = Math.min(...time)
        expect(time[first]).toBe(earliest)
        if (earliest < Number.POSITIVE_INFINITY)
          expect(order[first]).toBe(Math.min(...order.filter((_, p) => time[p] === earliest)))
      }
      tournament.clear()
      expect(time[tournament.first()]).toBe(Number.POSITIVE_INFINITY)
    }),
  )
})
