import type { CompiledModel } from '../sim/index.ts'
import { addColumn, addRow, newProgram, type Program, solve } from '../solver/index.ts'
import type { Outcome } from './evaluate.ts'
import type { Space, Staffing } from './space.ts'

/** Queues that share groups: whatever staffing serves them, these groups together carry their work. */
export interface Pool {
  queues: readonly number[]
  groups: readonly number[]
}

/** With more queues than this, only single queues, pairs that share a group, what each group can serve, and all together are looked at. */
const MOST_QUEUES = 10

/** Every set of queues whose pooled load is more than the sum of its parts says: sets that share groups, each as large as its groups allow. */
export function poolsOf({ queues, routeQueue, routeGroup, groups }: CompiledModel): Pool[] {
  const servedBy = Array.from({ length: queues }, () => new Set<number>())
  for (let r = 0; r < routeQueue.length; r++) servedBy[routeQueue[r]].add(routeGroup[r])
  const all = Array.from({ length: queues }, (_, q) => q)
  const sets = queues <= MOST_QUEUES ? subsets(all) : neighbours(all, servedBy, groups)
  const byGroups = new Map<string, Pool>()
  for (const set of sets) {
    const own = new Set(set.flatMap((q) => [...servedBy[q]]))
    // All queues that only these groups serve belong to the set.
    const whole = all.filter((q) => servedBy[q].size > 0 && [...servedBy[q]].every((g) => own.has(g)))
    if (own.size === 0 || !isConnected(whole, servedBy)) continue
    const list = [...own].sort((a, b) => a - b)
    byGroups.set(list.join(), { queues: whole, groups: list })
  }
  return [...byGroups.values()]
}

function subsets(all: readonly number[]): number[][] {
  return Array.from({ length: 2 ** all.length - 1 }, (_, mask) => all.filter((q) => ((mask + 1) >> q) & 1))
}

function neighbours(all: readonly number[], servedBy: readonly ReadonlySet<number>[], groups: number): number[][] {
  const pairs = all.flatMap((q) =>
    all.filter((p) => p > q && [...servedBy[p]].some((g) => servedBy[q].has(g))).map((p) => [q, p]),
  )
  const ofGroups = Array.from({ length: groups }, (_, g) => all.filter((q) => servedBy[q].has(g)))
  return [...all.map((q) => [q]), ...pairs, ...ofGroups.filter((set) => set.length > 0), [...all]]
}

function isConnected(set: readonly number[], servedBy: readonly ReadonlySet<number>[]): boolean {
  const reached = new Set([set[0]])
  for (let grew = true; grew; ) {
    grew = false
    for (const q of set)
      if (!reached.has(q) && [...reached].some((p) => [...servedBy[p]].some((g) => servedBy[q].has(g)))) {
        reached.add(q)
        grew = true
      }
  }
  return reached.size === set.length
}

/** Mean work of each queue in each block, in agents: [queue * blocks + block]. */
export function loadsOf({ work, days }: Outcome, { blocks, hours }: Space): Float64Array {
  const size = work.length / days.length
  const loads = new Float64Array(size)
  for (let d = 0; d < days.length; d++)
    for (let k = 0; k < size; k++) loads[k] += work[d * size + k] / days.length / (hours[k % blocks] * 3600)
  return loads
}

/** Adds a column for every place of a staffing, within its bounds, and rows for largest changes. */
export function addPlaces(
  program: Program,
  space: Space,
  bounds: { lower(place: number): number; upper(place: number): number },
): void {
  const { cost, groups, blocks, change } = space
  for (let place = 0; place < groups * blocks; place++)
    addColumn(program, { cost: cost[place], lower: bounds.lower(place), upper: bounds.upper(place), whole: true })
  for (let g = 0; g < groups; g++)
    if (change[g] < Number.POSITIVE_INFINITY)
      for (let b = 1; b < blocks; b++)
        addRow(program, -change[g], change[g], [
          [g * blocks + b, 1],
          [g * blocks + b - 1, -1],
        ])
}

/**
 * The cheapest staffing in which the groups of every pool have its load and `beta` times its square root: what one pool of so many queues would need (Halfin and Whitt 1981). Where the bounds do not allow it, as much as they allow.
 */
export async function pooledStaffing(
  space: Space,
  pools: readonly Pool[],
  loads: Float64Array,
  beta: number,
): Promise<Staffing | undefined> {
  const { blocks, least, most } = space
  const program = newProgram()
  addPlaces(program, space, { lower: (place) => least[place], upper: (place) => most[place] })
  for (const pool of pools)
    for (let b = 0; b < blocks; b++) {
      const load = loadOf(pool, loads, blocks, b)
      if (load === 0) continue
      const needed = Math.ceil(load + beta * Math.sqrt(load))
      const there = pool.groups.reduce((sum, g) => sum + most[g * blocks + b], 0)
      addRow(
        program,
        Math.max(0, Math.min(needed, there)),
        Number.POSITIVE_INFINITY,
        pool.groups.map((g) => [g * blocks + b, 1]),
      )
    }
  const values = await solve(program)
  return values && Int32Array.from(values.subarray(0, least.length), Math.round)
}

function loadOf({ queues }: Pool, loads: Float64Array, blocks: number, block: number): number {
  return queues.reduce((sum, q) => sum + loads[q * blocks + block], 0)
}
