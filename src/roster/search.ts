import { randomStream } from '../numeric/random/stream.ts'
import { type Column, ColumnPool, generateAndDive } from './columns.ts'
import type { Compiled } from './compiled.ts'
import { constructed, localSearch, pairCost, State } from './local-search.ts'
import { OFF } from './model.ts'

/** How long to search: in shortest paths of one person, which repeats, or in seconds, which does not. */
export interface SearchBudget {
  paths?: number
  seconds?: number
  /** The clock that seconds are read from, in milliseconds. */
  now?: () => number
}

export interface SearchOptions extends SearchBudget {
  seed?: number
  /** Without column generation: local search alone. */
  isLocalOnly?: boolean
  /** Days to begin from, each person's possible under her own rules. */
  start?: { days: readonly Int16Array[]; ownCost: ArrayLike<number> }
  signal?: AbortSignal
  onProgress?: (progress: SearchProgress) => void | Promise<void>
}

export interface SearchProgress {
  stage: 'local search' | 'column generation' | 'dives'
  cost: number
  bound: number
  share: number
}

export interface SearchAnswer {
  days: Int16Array[]
  cost: number
  /** No roster costs less; minus infinity where none was worked out. */
  bound: number
  /** The bound is reached: nothing cheaper exists. */
  isBest: boolean
  /** Shortest paths that were solved. */
  paths: number
  stopped: 'best' | 'budget' | 'aborted'
}

/** Enough for 40 people and 28 days to come within a per cent. */
const DEFAULT_PATHS = 20_000
const ROUNDING = 1e-4

/** What the budget has left, and what was done with it. */
class Meter {
  paths = 0
  private readonly begun: number
  private readonly options: SearchOptions

  constructor(options: SearchOptions) {
    this.options = options
    this.begun = options.now?.() ?? 0
  }
  get share(): number {
    const { seconds, paths = seconds === undefined ? DEFAULT_PATHS : undefined, now, signal } = this.options
    if (signal?.aborted) return Number.POSITIVE_INFINITY
    return Math.max(
      paths === undefined ? 0 : this.paths / paths,
      seconds === undefined || !now ? 0 : (now() - this.begun) / 1000 / seconds,
    )
  }
}

/** Local search for a first roster, column generation for a bound and a dive, then dives for some of the people at a time. */
export async function search(compiled: Compiled, options: SearchOptions = {}): Promise<SearchAnswer> {
  const run = new Run(compiled, options)
  await run.all()
  return run.answer()
}

class Run {
  private readonly meter: Meter
  private readonly random
  private readonly pool: ColumnPool
  private best: Column[] = []
  private cost = Number.POSITIVE_INFINITY
  private bound = Number.NEGATIVE_INFINITY
  private prices: Float64Array | undefined
  /** Whether column generation for everybody came to its end within its share of the budget. */
  private isRootSolved = false
  private readonly hasHardNeeds: boolean
  /** Penalties are whole numbers, so that a bound may be rounded up. */
  private readonly isWhole: boolean

  private readonly compiled: Compiled
  private readonly options: SearchOptions

  constructor(compiled: Compiled, options: SearchOptions) {
    this.compiled = compiled
    this.options = options
    this.meter = new Meter(options)
    this.random = randomStream(options.seed ?? 1)
    this.pool = new ColumnPool(compiled.people)
    this.isWhole = hasWholeCosts(compiled)
    this.hasHardNeeds = compiled.problem.needs.some(
      ({ people, under, over }) => people > 0 && Math.max(under, over) === Number.POSITIVE_INFINITY,
    )
  }

  async all(): Promise<void> {
    const { compiled, options } = this
    const state = constructed(compiled, this.random)
    this.meter.paths += compiled.people
    this.take(state.days, state.ownCost, state.cost)
    if (options.start) {
      const start = new State(compiled)
      options.start.days.forEach((days, person) => {
        start.add(person, days, options.start!.ownCost[person])
      })
      this.take(start.days, start.ownCost, start.cost)
    }
    await this.tell('local search')
    await this.localUntil(options.isLocalOnly ? 1 : 0.05)
    if (options.isLocalOnly) return
    await this.dive()
    // Where the linear program did not come to its end, dives have little to go by.
    if (!this.isRootSolved && !this.isBest) await this.localUntil(1)
    await this.redive()
  }

  answer(): SearchAnswer {
    const { bound, meter } = this
    // Sums of prices leave a rest of rounding.
    const cost = this.isWhole ? Math.round(this.cost) : this.cost
    const isBest = this.isBest
    const stopped = this.options.signal?.aborted ? 'aborted' : isBest ? 'best' : 'budget'
    return {
      days: this.best.map(({ days }) => days),
      cost,
      bound: Math.min(cost, bound),
      isBest,
      paths: meter.paths,
      stopped,
    }
  }

  /** Where penalties are fractions, the bound is lower by up to `ROUNDING` for each person: paths that gain less are not looked for. */
  private get isBest(): boolean {
    const slack = this.isWhole ? 1 : 1 + this.compiled.people
    return this.cost <= this.bound + ROUNDING * slack
  }

  /** Only what costs less than this is better. */
  private get cutoff(): number {
    return this.isWhole ? this.cost - 1 + ROUNDING : this.cost - ROUNDING
  }

  private async tell(stage: SearchProgress['stage']): Promise<void> {
    const { cost, bound, meter } = this
    await this.options.onProgress?.({ stage, cost, bound, share: Math.min(1, meter.share) })
  }

  private take(days: readonly Int16Array[], ownCost: ArrayLike<number>, cost: number): void {
    const columns = days.map((each, person) => ({ person, days: each, ownCost: ownCost[person] }))
    for (const column of columns) this.pool.add(column)
    if (cost >= this.cost - ROUNDING) return
    this.best = columns
    this.cost = cost
  }

  private raise(bound: number): void {
    const sure = this.isWhole ? Math.ceil(bound - 1e-3) : bound
    if (sure > this.bound) this.bound = sure
  }

  private async localUntil(until: number): Promise<void> {
    const { compiled, meter, best } = this
    const from = meter.share
    if (from >= until) return
    const before = meter.paths
    const state = new State(compiled)
    best.forEach(({ days, ownCost }, person) => {
      state.add(person, days, ownCost)
    })
    const found = localSearch(state, this.random, {
      share: (paths) => {
        meter.paths = before + paths
        return (meter.share - from) / (until - from)
      },
    })
    this.take(found.days, found.ownCost, found.cost)
    await this.tell('local search')
  }

  /** What a dive fixes. Hard needs leave no room for whole rosters. */
  private fixes(): 'rosters' | 'days' {
    return this.hasHardNeeds || this.random.uniform() >= 0.35 ? 'days' : 'rosters'
  }

  private everyone(): number[] {
    return Array.from({ length: this.compiled.people }, (_, p) => p)
  }

  /** Column generation for everybody, and the dive from there. */
  private async dive(): Promise<void> {
    const { compiled, meter, pool } = this
    const rootEnd = 0.5
    let isRoot = true
    const found = await generateAndDive({
      compiled,
      pool,
      free: this.everyone(),
      cover: new Int32Array(compiled.need.length),
      columnsToBegin: 60,
      rounds: 1000,
      fixes: this.fixes(),
      roundsBetween: () => {
        isRoot = false
        this.isRootSolved = true
        return meter.share < 0.6 ? 50 : meter.share < 0.8 ? 8 : 2
      },
      cutoff: Number.POSITIVE_INFINITY,
      isOver: (solved) => {
        meter.paths += solved
        return isRoot ? meter.share >= rootEnd : meter.share >= 1
      },
    })
    this.raise(found.bound)
    this.prices = found.prices
    this.takeColumns(found.columns, found.cost)
    await this.tell('column generation')
  }

  private takeColumns(columns: Column[] | undefined, cost: number): boolean {
    if (!columns) return false
    const next = this.best.slice()
    for (const column of columns) next[column.person] = column
    const whole =
      cost +
      pairCost(
        this.compiled,
        next.map(({ days }) => days),
      )
    if (whole >= this.cost - ROUNDING) return false
    this.best = next
    this.cost = whole
    return true
  }

  /** Some of the people anew, the others as they are. */
  private async redive(): Promise<void> {
    const { compiled, meter, pool, random } = this
    let size = Math.min(compiled.people, Math.max(4, Math.round(compiled.people / 3)))
    let failures = 0
    while (meter.share < 1 && !this.isBest) {
      // Now and then everybody: from another order of the same dive comes another roster.
      const free = this.chosen(random.uniform() < 0.25 ? compiled.people : size)
      const cover = new Int32Array(compiled.need.length)
      let others = 0
      this.best.forEach(({ days, ownCost }, person) => {
        if (free.includes(person)) return
        others += ownCost
        days.forEach((kind, day) => {
          if (kind !== OFF) cover[day * compiled.kinds + kind]++
        })
      })
      const found = await generateAndDive({
        compiled,
        pool,
        free,
        cover,
        columnsToBegin: 40,
        rounds: 200,
        fixes: this.fixes(),
        roundsBetween: () => 50,
        cutoff: this.cutoff - others,
        returns: 40,
        prices: this.prices,
        random,
        isOver: (solved) => {
          meter.paths += solved
          return meter.share >= 1
        },
      })
      // A dive that solves nothing is a step of the budget all the same.
      meter.paths++
      const isBetter = this.takeColumns(found.columns, found.cost + others)
      failures = isBetter ? 0 : failures + 1
      if (failures >= 4 && size < compiled.people) {
        size = Math.min(compiled.people, Math.ceil(size * 1.4))
        failures = 0
      }
      await this.tell('dives')
    }
  }

  /** People who are rostered anew together: drawn at random. */
  private chosen(size: number): number[] {
    const everyone = this.everyone()
    for (let i = 0; i < size; i++) {
      const other = i + Math.floor(this.random.uniform() * (everyone.length - i))
      ;[everyone[i], everyone[other]] = [everyone[other], everyone[i]]
    }
    return everyone.slice(0, size).sort((a, b) => a - b)
  }
}

function hasWholeCosts({ own, under, over, searches }: Compiled): boolean {
  const isWhole = (value: number) => value === Number.POSITIVE_INFINITY || Number.isInteger(value)
  return (
    [under, over, ...own].every((row) => row.every(isWhole)) &&
    searches.every(
      ({ graph }) =>
        graph.arcCost.every(isWhole) && graph.resources.every(({ costs }) => costs.every((row) => row.every(isWhole))),
    )
  )
}
