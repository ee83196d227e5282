import { Labels } from './labels.ts'
import { OFF } from './model.ts'
import type { PersonGraph } from './person-graph.ts'

/** The days of one person at least cost, and a bound below which no roster of this person lies. */
export interface BestDays {
  /** Absent where nothing below the limit was found. */
  days?: Int16Array
  cost: number
  bound: number
  /** False where the search was cut at its most labels, so that something better may exist. */
  isExact: boolean
}

/** Rounds of the search for multipliers at most. */
const MULTIPLIER_ROUNDS = 12
/** Cells that a table of what is still to come may have, times arcs a node. */
const MOST_TABLE_STEPS = 250_000
const EPSILON = 1e-7
const INFINITE = Number.POSITIVE_INFINITY

const labels = new Labels()
let cells = new Float64Array(1 << 12)

/**
 * The cheapest days of a person under prices for each day and shift: a shortest path through the person's graph, with what rules count carried along.
 *
 * Counts with few values are carried exactly by a table of what is still to come from each node; the others have multipliers there (Handler and Zang, 1980), and labels from the first day on, of which only those stay that can still come below the limit.
 */
export class PersonSearch {
  private readonly prices: Float64Array
  private readonly cheapest: Int16Array
  private readonly weights: Float64Array
  private readonly still: Float64Array
  private readonly path: Int32Array
  private readonly count: number
  /** Days with the same periods of all counts are a phase. */
  private readonly phaseOf: Int16Array
  private readonly phasePeriods: number[][] = []
  private readonly multipliers: Float64Array[]
  private readonly bestMultipliers: Float64Array[]
  private readonly totals: Float64Array[]
  /** For each resource and period: the least of its penalty less the multiplier times the total. */
  private readonly least: Float64Array[]
  private readonly addPrice: Float64Array
  private readonly addCode: Float64Array
  private readonly startTotals: number[]
  private readonly closing: number[][]
  /** Resources that the table carries, and those that have multipliers in it. */
  private readonly exact: number[]
  private readonly priced: number[]
  private readonly size: number
  private readonly tableStride: Int32Array
  private readonly addTable: Int32Array
  private readonly startTable: number

  readonly graph: PersonGraph
  private readonly kinds: number

  constructor(graph: PersonGraph, kinds: number) {
    this.graph = graph
    this.kinds = kinds
    const { days, classes, resources, adds } = graph
    this.count = adds.length
    this.prices = new Float64Array(days * (classes + 1))
    this.cheapest = new Int16Array(days * (classes + 1))
    this.weights = new Float64Array(graph.arcTo.length)
    this.still = new Float64Array(graph.arcStart.length)
    this.path = new Int32Array(days)
    this.phaseOf = new Int16Array(days)
    for (let day = 0; day < days; day++) {
      const periods = resources.map(({ periodOf }) => periodOf[day])
      const last = this.phasePeriods[this.phasePeriods.length - 1]
      if (!last || periods.some((period, r) => period !== last[r])) this.phasePeriods.push(periods)
      this.phaseOf[day] = this.phasePeriods.length - 1
    }
    const perPeriod = () => resources.map(({ costs }) => new Float64Array(costs.length))
    this.multipliers = perPeriod()
    this.bestMultipliers = perPeriod()
    this.totals = perPeriod()
    this.least = perPeriod()
    this.addPrice = new Float64Array(this.phasePeriods.length * adds.length)
    this.addCode = Float64Array.from(adds, (row) => resources.reduce((sum, { stride }, r) => sum + row[r] * stride, 0))
    this.startTotals = resources.map(({ stride, radix }) => Math.floor(graph.startCode / stride) % radix)
    this.closing = Array.from({ length: days }, (_, day) =>
      resources.flatMap(({ periodOf }, r) => (day < days - 1 && periodOf[day + 1] !== periodOf[day] ? [r] : [])),
    )
    this.exact = []
    this.tableStride = new Int32Array(resources.length)
    let size = 1
    const largest = resources.map((_, r) => Math.max(0, ...adds.map((row) => row[r])))
    const byRadix = resources
      .map((_, r) => r)
      .sort(
        (a, b) =>
          resources[b].costs.length * (resources[b].isBroad ? 1 : 0) -
            resources[a].costs.length * (resources[a].isBroad ? 1 : 0) || resources[a].radix - resources[b].radix,
      )
    for (const r of byRadix) {
      // Totals above the last are cells too, so that what is added never carries into another digit.
      const width = resources[r].radix + largest[r]
      if (size * width * graph.arcTo.length > MOST_TABLE_STEPS) continue
      this.exact.push(r)
      this.tableStride[r] = size
      size *= width
    }
    this.size = size
    this.priced = resources.map((_, r) => r).filter((r) => !this.exact.includes(r))
    this.addTable = Int32Array.from(adds, (row) => this.exact.reduce((sum, r) => sum + row[r] * this.tableStride[r], 0))
    this.startTable = this.exact.reduce((sum, r) => sum + this.startTotals[r] * this.tableStride[r], 0)
  }

  /**
   * @param costs cost of each day and shift, `kinds + 1` a day, the last for a day off; Infinity where it is impossible
   * @param limit only days that cost less count
   */
  solve(costs: Float64Array, limit = INFINITE): BestDays {
    this.priceClasses(costs)
    const relaxed = this.relax(limit)
    let { cost, path, bound } = relaxed
    if (bound === INFINITE) return { cost: bound, bound, isExact: true }
    if (bound >= Math.min(limit, cost) - EPSILON) return this.answer(path, cost, bound, limit, true)
    const sharper = this.fillTable()
    if (sharper === INFINITE) return { cost: INFINITE, bound: INFINITE, isExact: true }
    bound = Math.max(bound, sharper)
    if (bound >= Math.min(limit, cost) - EPSILON) return this.answer(path, cost, bound, limit, true)
    // Where nothing is known above, the limit is felt for: a low one keeps the labels few.
    let step = this.priced.length === 0 ? INFINITE : Math.max(1, Math.abs(bound) * 0.02)
    for (;;) {
      const top = Math.min(limit, cost)
      const tried = Math.min(top, bound + step)
      const found = this.priced.length === 0 ? this.walkTable(tried) : this.label(tried)
      if (found.path) {
        cost = found.cost
        path = found.path
      }
      if (!found.isExact) return this.answer(path, cost, bound, limit, false)
      if (found.path || tried >= top) return this.answer(path, cost, Math.min(top, cost), limit, true)
      step *= 4
      if (step > 1e15) return { cost: INFINITE, bound: INFINITE, isExact: true }
    }
  }

  private answer(path: Int32Array | undefined, cost: number, bound: number, limit: number, isExact: boolean): BestDays {
    if (!path || cost >= limit - EPSILON) return { cost: limit, bound: Math.min(bound, limit), isExact }
    const { graph, cheapest } = this
    const width = graph.classes + 1
    const days = Int16Array.from(path, (arc, day) => cheapest[day * width + graph.arcClass[arc]])
    return { days, cost, bound: isExact ? cost : bound, isExact }
  }

  /** The cheapest shift of each class on each day. */
  private priceClasses(costs: Float64Array): void {
    const { graph, prices, cheapest, kinds, weights } = this
    const { days, classes, classOf, layers, arcStart, arcClass, arcCost } = graph
    const width = classes + 1
    prices.fill(INFINITE)
    for (let day = 0; day < days; day++) {
      const row = day * width
      const from = day * (kinds + 1)
      for (let k = 0; k < kinds; k++) {
        const c = classOf[k]
        if (c >= 0 && costs[from + k] < prices[row + c]) {
          prices[row + c] = costs[from + k]
          cheapest[row + c] = k
        }
      }
      prices[row + classes] = costs[from + kinds]
      cheapest[row + classes] = OFF
      const end = arcStart[layers[day + 1]]
      for (let arc = arcStart[layers[day]]; arc < end; arc++) weights[arc] = arcCost[arc] + prices[row + arcClass[arc]]
    }
  }

  /** Searches multipliers of the counts that give a high bound; a path that happens to be a roster is one. */
  private relax(limit: number): { bound: number; cost: number; path?: Int32Array | undefined } {
    const { multipliers, bestMultipliers, totals } = this
    let bound = Number.NEGATIVE_INFINITY
    let cost = INFINITE
    let path: Int32Array | undefined
    let scale = 1
    let stalled = 0
    const rounds = this.priced.length === 0 ? 4 : MULTIPLIER_ROUNDS
    for (let round = 0; round < rounds; round++) {
      const value = this.backward()
      if (value === INFINITE) return { bound: value, cost: value }
      const real = this.follow()
      if (real < cost) {
        cost = real
        path = this.path.slice()
      }
      if (value > bound + EPSILON) {
        stalled = value > bound + 2e-3 * Math.abs(bound) ? 0 : stalled + 1
        bound = value
        for (let r = 0; r < multipliers.length; r++) bestMultipliers[r].set(multipliers[r])
      } else {
        stalled++
        scale *= 0.6
      }
      const top = Math.min(limit, cost)
      if (bound >= top - EPSILON || stalled > 3) break
      let square = 0
      for (let r = 0; r < totals.length; r++)
        for (let period = 0; period < totals[r].length; period++) {
          const gap = totals[r][period] - this.wanted(r, period)
          totals[r][period] = gap
          square += gap * gap
        }
      if (square === 0) break
      const distance = (top < INFINITE ? top : value + Math.max(10, 0.1 * Math.abs(value))) - value
      const stepSize = (scale * Math.max(distance, 1e-3)) / square
      for (let r = 0; r < totals.length; r++)
        for (let period = 0; period < totals[r].length; period++) multipliers[r][period] += stepSize * totals[r][period]
    }
    for (let r = 0; r < multipliers.length; r++) multipliers[r].set(bestMultipliers[r])
    return { bound, cost, path }
  }

  /** The total at which a penalty less the multiplier times the total is least. */
  private wanted(r: number, period: number): number {
    const table = this.graph.resources[r].costs[period]
    const multiplier = this.multipliers[r][period]
    let best = 0
    let least = INFINITE
    for (let x = 0; x < table.length; x++) {
      const value = table[x] - multiplier * x
      if (value < least) {
        least = value
        best = x
      }
    }
    this.least[r][period] = least
    return best
  }

  /** What arcs add, priced by the multipliers of these resources; the sum of what the multipliers leave of each period's penalty. */
  private priceAdds(which: readonly number[]): number {
    const { graph, addPrice, multipliers, phasePeriods, count } = this
    const { adds } = graph
    for (let phase = 0; phase < phasePeriods.length; phase++)
      for (let a = 0; a < count; a++) {
        let price = 0
        for (const r of which) price += adds[a][r] * multipliers[r][phasePeriods[phase][r]]
        addPrice[phase * count + a] = price
      }
    let sum = 0
    for (const r of which) {
      for (let period = 0; period < multipliers[r].length; period++) {
        this.wanted(r, period)
        sum += this.least[r][period]
      }
      sum += this.startTotals[r] * multipliers[r][0]
    }
    return sum
  }

  /** What must still come from each node, with multipliers for all counts; the bound of the whole. */
  private backward(): number {
    const { graph, still, weights, addPrice, phaseOf, count } = this
    const { days, layers, arcStart, arcTo, arcAdd, endCost } = graph
    const constant = this.priceAdds(graph.resources.map((_, r) => r))
    still.set(endCost, layers[days])
    for (let day = days - 1; day >= 0; day--) {
      const base = phaseOf[day] * count
      const last = layers[day + 1]
      for (let node = layers[day]; node < last; node++) {
        let low = INFINITE
        const end = arcStart[node + 1]
        for (let arc = arcStart[node]; arc < end; arc++) {
          const value = weights[arc] + addPrice[base + arcAdd[arc]] + still[arcTo[arc]]
          if (value < low) low = value
        }
        still[node] = low
      }
    }
    return still[0] + constant
  }

  /** Follows the bound's own path: fills `path` and `totals`, and says what it costs as a roster. */
  private follow(): number {
    const { graph, still, weights, addPrice, totals, path, phaseOf, count } = this
    const { days, arcStart, arcTo, arcAdd, adds, resources, endCost, layers } = graph
    for (let r = 0; r < totals.length; r++) {
      totals[r].fill(0)
      totals[r][0] = this.startTotals[r]
    }
    let node = 0
    let cost = 0
    for (let day = 0; day < days; day++) {
      const base = phaseOf[day] * count
      let low = INFINITE
      let best = -1
      for (let arc = arcStart[node]; arc < arcStart[node + 1]; arc++) {
        const value = weights[arc] + addPrice[base + arcAdd[arc]] + still[arcTo[arc]]
        if (value < low) {
          low = value
          best = arc
        }
      }
      path[day] = best
      cost += weights[best]
      const add = adds[arcAdd[best]]
      for (let r = 0; r < resources.length; r++) totals[r][resources[r].periodOf[day]] += add[r]
      node = arcTo[best]
    }
    cost += endCost[node - layers[days]]
    for (let r = 0; r < resources.length; r++)
      for (let period = 0; period < totals[r].length; period++) {
        const table = resources[r].costs[period]
        const total = totals[r][period]
        cost += total < table.length ? table[total] : INFINITE
      }
    return cost
  }

  /**
   * Fills the table of what is still to come from each node and total of the exact counts, the others with their multipliers, which go into the weights. The bound of the whole.
   */
  private fillTable(): number {
    const { graph, weights, addPrice, phaseOf, count, size, exact, tableStride, addTable } = this
    const { days, layers, arcStart, arcTo, arcAdd, resources, endCost } = graph
    const constant = this.priceAdds(this.priced)
    const length = (layers[days + 1] + 1) * size
    if (cells.length < length) cells = new Float64Array(length * 2)
    const table = cells
    for (let n = 0; n < endCost.length; n++) {
      const at = (layers[days] + n) * size
      for (let c = 0; c < size; c++) table[at + c] = endCost[n] + this.closedCost(c, exact, days - 1)
    }
    // The first digit's cells lie side by side.
    const inner = exact.length > 0 ? resources[exact[0]].radix : 1
    const outer = exact.length > 0 ? this.outerCells : [0]
    for (let day = days - 1; day >= 0; day--) {
      const base = phaseOf[day] * count
      const isClosing = this.closing[day].some((r) => tableStride[r] > 0 || exact.includes(r))
      const first = layers[day]
      const last = layers[day + 1]
      table.fill(INFINITE, first * size, last * size)
      for (let node = first; node < last; node++) {
        const end = arcStart[node + 1]
        for (let arc = arcStart[node]; arc < end; arc++) {
          const weight = weights[arc] + addPrice[base + arcAdd[arc]]
          weights[arc] = weight
          if (weight === INFINITE) continue
          const shift = addTable[arcAdd[arc]]
          if (isClosing) {
            this.fillClosing(table, node * size, arcTo[arc] * size, weight, shift, day)
            continue
          }
          for (let o = 0; o < outer.length; o++) {
            const out = node * size + outer[o]
            const from = arcTo[arc] * size + outer[o] + shift
            for (let c = 0; c < inner; c++) {
              const value = weight + table[from + c]
              if (value < table[out + c]) table[out + c] = value
            }
          }
        }
      }
    }
    return table[this.startTable] + constant
  }

  /** Cells at which the first digit is 0 and the others are totals that exist. */
  private get outerCells(): number[] {
    const { graph, exact, tableStride } = this
    let list = [0]
    for (const r of exact.slice(1))
      list = list.flatMap((cell) =>
        Array.from({ length: graph.resources[r].radix }, (_, x) => cell + x * tableStride[r]),
      )
    return list
  }

  private digit(cell: number, r: number): number {
    const { tableStride, exact, size } = this
    const at = exact.indexOf(r)
    const width = (at + 1 < exact.length ? tableStride[exact[at + 1]] : size) / tableStride[r]
    return Math.floor(cell / tableStride[r]) % width
  }

  /** Penalty of the totals of a cell for periods that end with this day. */
  private closedCost(cell: number, which: readonly number[], day: number): number {
    let sum = 0
    for (const r of which) {
      const { costs, periodOf } = this.graph.resources[r]
      const table = costs[periodOf[day]]
      const total = this.digit(cell, r)
      sum += total < table.length ? table[total] : INFINITE
    }
    return sum
  }

  /** A day on which a period ends. */
  private fillClosing(
    table: Float64Array,
    out: number,
    from: number,
    weight: number,
    shift: number,
    day: number,
  ): void {
    const { exact, size, tableStride, graph } = this
    const closes = this.closing[day].filter((r) => exact.includes(r))
    for (let cell = 0; cell + shift < size; cell++) {
      if (exact.some((r) => this.digit(cell, r) >= graph.resources[r].radix)) continue
      const after = cell + shift
      const cost = this.closedCost(after, closes, day)
      if (cost === INFINITE) continue
      const next = closes.reduce((sum, r) => sum - this.digit(after, r) * tableStride[r], after)
      const value = weight + cost + table[from + next]
      if (value < table[out + cell]) table[out + cell] = value
    }
  }

  /** Where the table carries all counts, its own way is the answer. */
  private walkTable(limit: number): { path?: Int32Array; cost: number; isExact: boolean } {
    const { graph, weights, size, addTable } = this
    const { days, arcStart, arcTo, arcAdd } = graph
    const cost = cells[this.startTable]
    if (cost >= limit - EPSILON) return { cost: INFINITE, isExact: true }
    const path = new Int32Array(days)
    let node = 0
    let cell = this.startTable
    for (let day = 0; day < days; day++) {
      let low = INFINITE
      let nextCell = cell
      for (let arc = arcStart[node]; arc < arcStart[node + 1]; arc++) {
        let after = cell + addTable[arcAdd[arc]]
        let value = weights[arc]
        if (this.closing[day].length > 0) {
          const closes = this.closing[day]
          value += this.closedCost(after, closes, day)
          after = closes.reduce((sum, r) => sum - this.digit(after, r) * this.tableStride[r], after)
        }
        value += cells[arcTo[arc] * size + after]
        if (value < low) {
          low = value
          path[day] = arc
          nextCell = after
        }
      }
      node = arcTo[path[day]]
      cell = nextCell
    }
    return { path, cost, isExact: true }
  }

  /** Labels from the first day on, of which only those stay that can still come below the limit. */
  private label(limit: number): { path?: Int32Array; cost: number; isExact: boolean } {
    const { graph, weights, addCode, multipliers, least, closing, size, addTable, tableStride, priced } = this
    const { days, arcStart, arcTo, arcAdd, adds, resources } = graph
    const cut = limit - EPSILON
    // What the multipliers leave of the priced counts' penalties is in each label from the beginning, and goes out when a period is closed.
    let start = 0
    for (const r of priced) {
      start += this.startTotals[r] * multipliers[r][0]
      for (const each of least[r]) start += each
    }
    labels.begin(graph.startCode, this.startTable, start)
    let from = 0
    for (let day = 0; day < days; day++) {
      const to = labels.size
      if (from === to) return { cost: INFINITE, isExact: true }
      labels.nextLayer()
      const closes = day === days - 1 ? priced : closing[day]
      for (let at = from; at < to; at++) {
        const node = labels.node[at]
        const value = labels.value[at]
        const code = labels.code[at]
        const cell = labels.cell[at]
        const end = arcStart[node + 1]
        for (let arc = arcStart[node]; arc < end; arc++) {
          let next = value + weights[arc]
          const addId = arcAdd[arc]
          let after = cell + addTable[addId]
          if (closes.length === 0 && !(next + cells[arcTo[arc] * size + after] < cut)) continue
          let nextCode = code + addCode[addId]
          const add = adds[addId]
          let isPossible = next < cut + 1e12
          for (let i = 0; i < priced.length; i++) {
            const r = priced[i]
            if (add[r] === 0) continue
            const { stride, radix, costs, periodOf } = resources[r]
            const total = Math.floor(code / stride) % radix
            if (total + add[r] >= costs[periodOf[day]].length) isPossible = false
          }
          if (!isPossible) continue
          for (let i = 0; i < closes.length; i++) {
            const r = closes[i]
            const { stride, radix, costs, periodOf } = resources[r]
            const period = periodOf[day]
            const total = Math.floor(nextCode / stride) % radix
            next += costs[period][total]
            if (priced.includes(r)) next -= multipliers[r][period] * total + least[r][period]
            else after -= total * tableStride[r]
            nextCode -= total * stride
          }
          if (closes.length > 0 && !(next + cells[arcTo[arc] * size + after] < cut)) continue
          if (!labels.put(arcTo[arc], nextCode, after, next, at, arc)) return { cost: INFINITE, isExact: false }
        }
      }
      from = to
    }
    let best = -1
    let low = limit
    for (let at = from; at < labels.size; at++) {
      const value = labels.value[at] + cells[labels.node[at] * size + labels.cell[at]]
      if (value < low) {
        low = value
        best = at
      }
    }
    return best < 0 ? { cost: INFINITE, isExact: true } : { path: labels.pathTo(best, days), cost: low, isExact: true }
  }
}
