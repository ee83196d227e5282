import type { RandomStream } from '../numeric/random/stream.ts'
import { addColumn, addRow, type Entry, type KeptModel, newProgram, withModel } from '../solver/index.ts'
import type { Compiled } from './compiled.ts'
import { priceOf } from './local-search.ts'
import { OFF } from './model.ts'

/** Whole rosters of one person each, from which a roster of all is put together. */
export interface Column {
  person: number
  days: Int16Array
  ownCost: number
}

/** The columns that were found so far, each once. */
export class ColumnPool {
  readonly byPerson: Column[][]
  private readonly known = new Set<string>()

  constructor(people: number) {
    this.byPerson = Array.from({ length: people }, () => [])
  }

  /** False where it was there. */
  add(column: Column): boolean {
    const key = `${column.person}:${column.days.join()}`
    if (this.known.has(key)) return false
    this.known.add(key)
    this.byPerson[column.person].push(column)
    return true
  }
}

export interface ColumnTask {
  compiled: Compiled
  pool: ColumnPool
  /** People who are to be rostered; the others stay, and are in `cover`. */
  free: readonly number[]
  cover: Int32Array
  /** Most columns a person to begin with. */
  columnsToBegin: number
  /** Most rounds before the first person is fixed, and between two. */
  rounds: number
  roundsBetween(): number
  /** What a dive fixes: people's whole rosters, or single days of theirs, which goes slower and finds more where needs are hard. */
  fixes: 'rosters' | 'days'
  /** Nothing that costs more is of use. */
  cutoff: number
  /** How often a dive of days may take back what led above the cutoff; 0 where it is left out. */
  returns?: number
  /** Own prices of the last run, to choose columns and to begin from. */
  prices?: Float64Array | undefined
  /** Chance in the order in which people are fixed; none where it is left out. */
  random?: RandomStream
  /** Called before each round with the shortest paths solved since the last call; true ends the work. */
  isOver(solved: number): boolean
}

export interface ColumnAnswer {
  /** Columns of the free people, where the work came to an end. */
  columns?: Column[]
  cost: number
  /** No roster of the free people beside the others costs less. */
  bound: number
  prices: Float64Array
}

/** Column generation for the free people, and a dive: the columns that the relaxed answer likes most are fixed one after the other, with new columns between. */
export async function generateAndDive(task: ColumnTask): Promise<ColumnAnswer> {
  const master = newMaster(task)
  return withModel(master.program, (model) => new Generation(task, model).run())
}

/** Rows: one a free person, then one for each day and shift. Columns: under and over of each day and shift. */
function newMaster({ compiled, free, cover }: ColumnTask) {
  const program = newProgram()
  const { need, under, over } = compiled
  const slack: Entry[][] = Array.from(need, (_, j) => [
    [addColumn(program, { cost: under[j] }), 1],
    [addColumn(program, { cost: over[j] }), -1],
  ])
  for (let i = 0; i < free.length; i++) addRow(program, 1, 1, [])
  for (let j = 0; j < need.length; j++) addRow(program, need[j] - cover[j], need[j] - cover[j], slack[j])
  return { program }
}

/** A shift or the day off of a person's day, `kinds + 1` a day, and how sure the relaxed answer is of it; 2 is wholly. */
interface DayOfPerson {
  person: number
  at: number
  share: number
}

class Generation {
  private readonly inModel: { column: Column; at: number }[] = []
  private readonly known = new Set<Column>()
  private readonly costs: Float64Array
  /** Prices that gave the best bound. */
  private best: Float64Array
  private bound = Number.NEGATIVE_INFINITY
  private readonly rest: Float64Array
  private readonly fixed = new Map<number, Column>()
  private solved = 0
  private returns: number
  /** Days of people that are fixed: 1 what cannot be any more, `kinds + 1` a day. */
  private readonly barred = new Map<number, Uint8Array>()

  private readonly task: ColumnTask
  private readonly model: KeptModel

  constructor(task: ColumnTask, model: KeptModel) {
    this.task = task
    this.model = model
    this.returns = task.returns ?? 0
    const { compiled, cover, prices } = task
    this.costs = new Float64Array(compiled.days * (compiled.kinds + 1))
    this.best = prices?.slice() ?? new Float64Array(compiled.need.length)
    this.rest = Float64Array.from(compiled.need, (need, j) => need - cover[j])
  }

  /** What was solved after the last look at the budget counts too: a dive that ends at once would else be free, and a budget in paths never end. */
  run(): ColumnAnswer {
    const answer = this.dived()
    this.task.isOver(this.solved)
    return answer
  }

  private dived(): ColumnAnswer {
    const { task } = this
    this.putFirst()
    let value = this.generate(task.rounds, 0.6)
    while (this.fixed.size < task.free.length) {
      if (value > task.cutoff || task.isOver(this.solved)) return this.answer()
      this.solved = 0
      if (task.fixes === 'days') {
        const open = this.openDays()
        if (!open) return this.answer()
        if (this.fixed.size < task.free.length) value = this.fixSome(open)
        continue
      }
      if (!this.fixNext()) return this.answer()
      if (this.fixed.size < task.free.length) value = this.generate(task.roundsBetween(), 0)
    }
    return this.answer()
  }

  private answer(): ColumnAnswer {
    const { task, fixed, bound, best } = this
    if (fixed.size < task.free.length) return { cost: Number.POSITIVE_INFINITY, bound, prices: best }
    const columns = task.free.map((person) => fixed.get(person)!)
    const { need, under, over, kinds } = task.compiled
    const there = task.cover.slice()
    let cost = 0
    for (const { days, ownCost } of columns) {
      cost += ownCost
      days.forEach((kind, day) => {
        if (kind !== OFF) there[day * kinds + kind]++
      })
    }
    for (let j = 0; j < need.length; j++) {
      const gap = need[j] - there[j]
      cost += gap > 0 ? gap * under[j] : -gap * over[j]
    }
    return { columns, cost, bound, prices: best }
  }

  /** The pool's columns that look best at the last prices. */
  private putFirst(): void {
    const { pool, free, columnsToBegin } = this.task
    for (const person of free) {
      this.fillCosts(person, this.best)
      const ranked = pool.byPerson[person].map((column) => ({ column, cost: this.reduced(column) }))
      if (ranked.length > columnsToBegin) ranked.sort((a, b) => a.cost - b.cost)
      for (const { column } of ranked.slice(0, columnsToBegin)) this.put(column)
    }
  }

  private put(column: Column): void {
    if (this.known.has(column)) return
    this.known.add(column)
    const { free, compiled } = this.task
    const entries: (readonly [number, number])[] = [[free.indexOf(column.person), 1]]
    column.days.forEach((kind, day) => {
      if (kind !== OFF) entries.push([free.length + day * compiled.kinds + kind, 1])
    })
    this.inModel.push({ column, at: this.model.addColumn({ cost: column.ownCost }, entries) })
  }

  /** Prices of each day and shift for one person: her own, less what the row pays. */
  private fillCosts(person: number, prices: Float64Array): void {
    const { days, kinds, own } = this.task.compiled
    const table = own[person]
    for (let day = 0, at = 0, j = 0; day < days; day++) {
      for (let k = 0; k < kinds; k++) this.costs[at] = table[at++] - prices[j++]
      this.costs[at] = table[at++]
    }
    const barred = this.barred.get(person)
    if (barred) for (let at = 0; at < barred.length; at++) if (barred[at]) this.costs[at] = Number.POSITIVE_INFINITY
  }

  /** Cost of a column at the prices in `costs`. */
  private reduced(column: Column): number {
    const { kinds, own } = this.task.compiled
    return priceOf(column.days, this.costs, kinds) - priceOf(column.days, own[column.person], kinds) + column.ownCost
  }

  /** Rounds of new columns; `smooth` is the share of the best prices in those that are asked at (Wentges, 1997). */
  private generate(rounds: number, smooth: number): number {
    const { task, model, rest, fixed } = this
    const { compiled, free } = task
    const prices = new Float64Array(compiled.need.length)
    let share = smooth
    let value = Number.POSITIVE_INFINITY
    for (let round = 0; round < rounds; round++) {
      const relaxed = model.solveRelaxed()
      if (!relaxed) return value
      value = relaxed.cost
      if (task.isOver(this.solved)) return value
      this.solved = 0
      const isGlobal = fixed.size === 0 && this.barred.size === 0
      for (let j = 0; j < prices.length; j++) {
        const own = relaxed.duals[free.length + j]
        prices[j] = isGlobal ? share * this.best[j] + (1 - share) * own : own
      }
      let bound = 0
      for (let j = 0; j < prices.length; j++) bound += prices[j] * rest[j]
      let added = 0
      for (let i = 0; i < free.length; i++) {
        const person = free[i]
        if (fixed.has(person)) continue
        this.fillCosts(person, prices)
        let least = Number.POSITIVE_INFINITY
        for (const { column } of this.inModel) {
          if (column.person !== person || !this.isOpen(column)) continue
          const cost = this.reduced(column)
          if (cost < least) least = cost
        }
        this.solved++
        const found = compiled.searches[person].solve(this.costs, least - 1e-4)
        bound += found.days ? found.bound : Math.min(least, Math.max(found.bound, least - 1e-4))
        if (!found.days) continue
        const ownCost =
          found.cost -
          priceOf(found.days, this.costs, compiled.kinds) +
          priceOf(found.days, compiled.own[person], compiled.kinds)
        const column = { person, days: found.days, ownCost }
        task.pool.add(column)
        // Only what is cheap at the master's own prices changes it.
        let own = ownCost - relaxed.duals[i]
        found.days.forEach((kind, day) => {
          if (kind !== OFF) own -= relaxed.duals[free.length + day * compiled.kinds + kind]
        })
        if (own < -1e-6) {
          this.put(column)
          added++
        }
      }
      if (isGlobal && bound > this.bound) {
        this.bound = bound
        this.best = prices.slice()
      }
      if (isGlobal && this.bound > task.cutoff) return value
      // Of what is fixed by days nothing comes below the cutoff.
      if (!isGlobal && fixed.size === 0 && bound > task.cutoff + 1e-6) return Number.POSITIVE_INFINITY
      if (added > 0) {
        if (isGlobal && value - this.bound < 1e-4 * Math.abs(value)) return value
        continue
      }
      if (share === 0 || !isGlobal) return value
      share = share > 0.1 ? share / 2 : 0
    }
    return value
  }

  /** Fixes the days that the relaxed answer is surest of; where that leads above the cutoff fewer of them, and at last bars the surest. */
  private fixSome(open: readonly DayOfPerson[]): number {
    const { task, barred } = this
    const sure = open.filter(({ share }) => share === 2)
    const others = open.slice(sure.length)
    for (const each of sure) this.fixDay(each)
    let size = Math.max(1, Math.round(others.length * 0.06))
    for (;;) {
      const chosen = others.slice(0, size)
      const before = new Map(chosen.map(({ person }) => [person, barred.get(person)!.slice()]))
      for (const each of chosen) this.fixDay(each)
      const value = this.generate(task.roundsBetween(), 0)
      if (value <= task.cutoff || this.returns <= 0 || chosen.length === 0) return value
      this.returns--
      for (const [person, own] of before) this.reopen(person, own)
      if (size === 1) {
        this.bar(chosen[0])
        return this.generate(task.roundsBetween(), 0)
      }
      size = Math.ceil(size / 4)
    }
  }

  /** Lets in again what was not barred before. */
  private reopen(person: number, before: Uint8Array): void {
    const { inModel, model, barred } = this
    barred.set(person, before)
    for (const { column, at } of inModel)
      if (column.person === person) model.setColumnBounds(at, 0, this.isOpen(column) ? Number.POSITIVE_INFINITY : 0)
  }

  /** One shift, or the day off, that cannot be any more. */
  private bar({ person, at }: DayOfPerson): void {
    const { inModel, model, task, best } = this
    const { compiled, pool } = task
    const { kinds } = compiled
    this.barred.get(person)![at] = 1
    let isAnyOpen = false
    for (const { column, at: place } of inModel) {
      if (column.person !== person) continue
      if (this.isOpen(column)) isAnyOpen = true
      else model.setColumnBounds(place, 0, 0)
    }
    if (isAnyOpen) return
    // Without a column of hers the program has no answer.
    this.fillCosts(person, best)
    this.solved++
    const found = compiled.searches[person].solve(this.costs)
    if (!found.days) return
    const ownCost =
      found.cost - priceOf(found.days, this.costs, kinds) + priceOf(found.days, compiled.own[person], kinds)
    const column = { person, days: found.days, ownCost }
    pool.add(column)
    this.put(column)
  }

  /** Days and shifts of people that are not fixed and that the relaxed answer holds, the surest first; undefined where it has none. Where it is whole, everybody is fixed. */
  private openDays(): DayOfPerson[] | undefined {
    const { model, inModel, task, fixed, barred } = this
    const { compiled, free, random } = task
    const { days, kinds } = compiled
    const width = kinds + 1
    const relaxed = model.solveRelaxed()
    if (!relaxed) return undefined
    const used = inModel.filter(({ at }) => relaxed.values[at] > 1e-6)
    if (used.every(({ at }) => relaxed.values[at] > 1 - 1e-4)) {
      for (const { column } of used) fixed.set(column.person, column)
      return []
    }
    const shares = new Map(free.map((person) => [person, new Float64Array(days * width)]))
    for (const { column, at } of used) {
      const row = shares.get(column.person)!
      column.days.forEach((kind, day) => {
        row[day * width + (kind === OFF ? kinds : kind)] += relaxed.values[at]
      })
    }
    const open: DayOfPerson[] = []
    for (const [person, row] of shares) {
      const own = barred.get(person) ?? new Uint8Array(days * width)
      barred.set(person, own)
      for (let at = 0; at < row.length; at++) {
        const day = Math.floor(at / width)
        const isFixed = own.subarray(day * width, (day + 1) * width).reduce((sum, each) => sum + each, 0) === kinds
        // Days off follow from the others.
        if (isFixed || row[at] < 1e-6) continue
        if (at % width === kinds && row[at] < 1 - 1e-4) continue
        open.push({ person, at, share: row[at] >= 1 - 1e-4 ? 2 : row[at] + (random ? 0.15 * random.uniform() : 0) })
      }
    }
    return open.sort((a, b) => b.share - a.share)
  }

  private fixDay({ person, at }: DayOfPerson): void {
    const { inModel, model, task, barred } = this
    const { kinds } = task.compiled
    const width = kinds + 1
    const day = Math.floor(at / width)
    const own = barred.get(person)!
    if (own[at]) return
    const kind = at % width === kinds ? OFF : at % width
    // Of these, one must be left.
    const fits = inModel.filter(({ column }) => column.person === person && this.isOpen(column))
    if (!fits.some(({ column }) => column.days[day] === kind)) return
    for (let k = 0; k < width; k++) if (day * width + k !== at) own[day * width + k] = 1
    for (const { column, at: place } of fits) if (column.days[day] !== kind) model.setColumnBounds(place, 0, 0)
  }

  /** Whether a column keeps to what is fixed. */
  private isOpen({ person, days }: Column): boolean {
    const barred = this.barred.get(person)
    const { kinds } = this.task.compiled
    return !barred || days.every((kind, day) => !barred[day * (kinds + 1) + (kind === OFF ? kinds : kind)])
  }

  /** Fixes the people whom the relaxed answer is surest of. */
  private fixNext(): boolean {
    const { model, inModel, fixed, task } = this
    const relaxed = model.solveRelaxed()
    if (!relaxed) return false
    const surest = new Map<number, { share: number; column: Column; at: number }>()
    for (const { column, at } of inModel) {
      if (fixed.has(column.person)) continue
      const share = relaxed.values[at]
      const best = surest.get(column.person)
      if (!best || share > best.share) surest.set(column.person, { share, column, at })
    }
    const { random } = task
    if (random) for (const each of surest.values()) each.share += each.share > 0.95 ? 0 : 0.2 * random.uniform()
    const ranked = [...surest.values()].sort((a, b) => b.share - a.share)
    ranked.forEach(({ share, column, at }, i) => {
      if (share <= 0.95 && i > 0 && !(share > 0.7 && i < 1 + task.free.length / 20)) return
      fixed.set(column.person, column)
      model.setColumnBounds(at, 1, 1)
      column.days.forEach((kind, day) => {
        if (kind !== OFF) this.rest[day * task.compiled.kinds + kind]--
      })
    })
    return true
  }
}
