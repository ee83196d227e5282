/**
 * The true service of a day's staffing curve by the transient solution, beside what else gives it: a plain simulation, call by call, of as many days as bring
 * the 95 % half-width of the day's service level to about half a point. The solution has no error of chance at all.
 */
import { pointwiseAgents, transientDay } from 'krarup/erlang/day'
import { raceBuilds } from './against.ts'
import { finish, race } from './harness.ts'

const AHT = 300
const PATIENCE = 180
const WITHIN = 20
const INTERVAL = 1800
const DAYS = 200
const volumes = Array.from({ length: 48 }, (_, i) => Math.round(75 + 50 * Math.sin(((i - 16) / 24) * Math.PI)))
const { agents } = pointwiseAgents(
  { volumes, interval: INTERVAL, aht: AHT, patience: PATIENCE },
  { serviceLevel: { within: WITHIN, share: 0.8 } },
)

/** First come, first served on one queue; calls in progress are finished where staff is cut. Share answered within the threshold, day by day. */
function simulateDays(days: number): number[] {
  const exponential = (mean: number) => -Math.log(1 - Math.random()) * mean
  return Array.from({ length: days }, () => {
    const arrivals = volumes.flatMap((volume, i) => {
      const times: number[] = []
      const gap = INTERVAL / volume
      for (let t = i * INTERVAL + exponential(gap); t < (i + 1) * INTERVAL; t += exponential(gap)) times.push(t)
      return times
    })
    const queue: { time: number; gone: number }[] = []
    const busy: number[] = []
    let inTime = 0
    let next = 0
    let change = 1
    let onDuty = agents[0]
    const take = (now: number) => {
      while (queue.length > 0 && busy.length < onDuty) {
        const caller = queue.shift() as { time: number; gone: number }
        if (caller.gone < now) continue
        if (now - caller.time <= WITHIN) inTime++
        busy.push(now + exponential(AHT))
      }
    }
    while (next < arrivals.length || queue.length > 0) {
      let first = 0
      for (let j = 1; j < busy.length; j++) if (busy[j] < busy[first]) first = j
      const ends = busy.length > 0 ? busy[first] : Infinity
      const changes = change < agents.length ? change * INTERVAL : Infinity
      const arrives = next < arrivals.length ? arrivals[next] : Infinity
      const now = Math.min(ends, changes, arrives)
      if (now === Infinity) break
      if (now === arrives) queue.push({ time: now, gone: now + exponential(PATIENCE) })
      if (now === arrives) next++
      else if (now === changes) onDuty = agents[change++]
      else busy.splice(first, 1)
      take(now)
    }
    return inTime / arrivals.length
  })
}

const solved = transientDay({ volumes, interval: INTERVAL, aht: AHT, patience: PATIENCE, agents, within: WITHIN })
const levels = simulateDays(DAYS)
const mean = levels.reduce((sum, level) => sum + level, 0) / DAYS
const deviation = Math.sqrt(levels.reduce((sum, level) => sum + (level - mean) ** 2, 0) / (DAYS - 1))
console.log(
  `service level ${(solved.day.serviceLevel * 100).toFixed(4)} % (imbalance ${solved.imbalance.toExponential(1)}); simulated ${(mean * 100).toFixed(2)} % +- ${((196 * deviation) / Math.sqrt(DAYS)).toFixed(2)}`,
)

const LARGE_DAY = `
const { pointwiseAgents, transientDay } = await load('erlang/day/index.js')
const volumes = Array.from({ length: 48 }, (_, i) => Math.round(4980 * (0.6 + 0.4 * Math.sin(((i - 16) / 24) * Math.PI))))
const day = { volumes, interval: 1800, aht: 300, patience: 180 }
const { agents } = pointwiseAgents(day, { serviceLevel: { within: 20, share: 0.8 } })
await measured(() => transientDay({ ...day, agents, within: 20 }))
`

finish(import.meta.url, [
  await race({
    name: 'a day of 48 half hours, solved',
    ours: () => transientDay({ volumes, interval: INTERVAL, aht: AHT, patience: PATIENCE, agents, within: WITHIN }),
    reference: () => simulateDays(DAYS),
    referenceName: `${DAYS} days simulated, half a point`,
    rounds: 3,
  }),
  ...raceBuilds({ name: 'a day at 780 agents, solved', rounds: 3 }, { script: LARGE_DAY }),
])
