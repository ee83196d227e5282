import { transientDay } from 'krarup/erlang/day'
import { answer } from '../shared/worker-host.ts'
import type { DayAnswer, DayRequest } from './types.ts'

/** A day served with other agents: the queue carries over from interval to interval. */
function serveDay({ volume, aht, open, patience, within, interval, agents }: DayRequest): DayAnswer {
  const [first, last] = [open.indexOf(1), open.lastIndexOf(1) + 1]
  const none = () => new Float64Array(open.length).fill(Number.NaN)
  const result = { serviceLevel: none(), backlog: none(), asa: none() }
  const served = transientDay({
    volumes: volume.slice(first, last).map((value) => value || 0),
    aht: aht.slice(first, last).map((value) => value || aht[first]),
    interval,
    agents: agents.slice(first, last),
    ...(patience === Infinity ? {} : { patience }),
    ...(within === undefined ? {} : { within }),
  })
  for (const [k, figures] of served.intervals.entries()) {
    result.serviceLevel[first + k] = figures.serviceLevel
    result.backlog[first + k] = figures.backlog
    result.asa[first + k] = figures.asa
  }
  const { serviceLevel, asa, abandonment } = served.day
  return { ...result, day: { serviceLevel, asa, abandonment } }
}

answer({ serveDay })
