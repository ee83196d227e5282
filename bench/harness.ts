import { readFileSync } from 'node:fs'
import { Bench } from 'tinybench'

/** One figure of the benches: ours beside a reference measured in the same run. */
export interface Claim {
  name: string
  /** Of `ours` and `reference`. */
  unit: string
  ours: number
  reference: number
  referenceName: string
  /** How many times better ours is: reference / ours for times, ours / reference for rates. What the bounds are about. */
  ratio: number
}

export interface Race {
  name: string
  ours: () => unknown
  reference: () => unknown
  referenceName: string
  /** Operations that one call of `ours` does; times are printed an operation. Default 1. */
  oursPerCall?: number
  referencePerCall?: number
  /** Milliseconds for each side in each of the rounds. Default 100. */
  time?: number
  /** Rounds, ours and reference in turn; the median ratio counts. Default 5. */
  rounds?: number
}

/** Times two functions in turn and returns nanoseconds an operation of each and the median ratio of the rounds. */
export async function race({
  name,
  ours,
  reference,
  referenceName,
  oursPerCall = 1,
  referencePerCall = 1,
  time = 100,
  rounds = 5,
}: Race): Promise<Claim> {
  const pairs: { ours: number; reference: number }[] = []
  for (let round = 0; round < rounds; round++) {
    pairs.push({
      ours: (await nanoseconds(ours, time)) / oursPerCall,
      reference: (await nanoseconds(reference, time)) / referencePerCall,
    })
  }
  return {
    name,
    unit: 'ns',
    ours: median(pairs.map((pair) => pair.ours)),
    reference: median(pairs.map((pair) => pair.reference)),
    referenceName,
    ratio: median(pairs.map((pair) => pair.reference / pair.ours)),
  }
}

async function nanoseconds(fn: () => unknown, time: number): Promise<number> {
  const bench = new Bench({ time, warmupTime: time / 5, iterations: 1, warmupIterations: 1, throws: true })
  bench.add('it', fn)
  const [task] = await bench.run()
  const result = task.result
  if (!result || !('latency' in result)) throw new Error('the bench did not finish')
  return result.latency.p50 * 1e6
}

export function median(values: number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = sorted.length >> 1
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
}

/** Smallest ratio that a claim may have, by the claim's name; committed beside each bench as NAME.bounds.json. */
export type Bounds = Record<string, { least: number }>

/** Prints the table, checks the bounds and, where a parent process listens, sends it the claims. Every bench file ends with this. */
export function finish(benchUrl: string, claims: Claim[]): void {
  const bounds: Bounds = JSON.parse(readFileSync(new URL(benchUrl.replace(/\.bench\.[jt]s$/, '.bounds.json')), 'utf8'))
  const unknown = Object.keys(bounds).filter((name) => !claims.some((claim) => claim.name === name))
  let failed = unknown.length
  for (const name of unknown) console.error(`no claim is called ${JSON.stringify(name)}: its bound checks nothing`)
  console.table(
    Object.fromEntries(
      claims.map(({ name, unit, ours, reference, referenceName, ratio }) => {
        const least = bounds[name]?.least
        const broken = least !== undefined && !(ratio >= least)
        if (broken) failed++
        return [
          name,
          {
            ours: `${round(ours)} ${unit}`,
            reference: `${round(reference)} ${unit} (${referenceName})`,
            ratio: round(ratio),
            bound: least === undefined ? '' : `>= ${least}${broken ? ' BROKEN' : ''}`,
          },
        ]
      }),
    ),
  )
  process.send?.({ claims })
  if (failed) process.exitCode = 1
}

function round(value: number): number {
  return Number(value.toPrecision(3))
}
