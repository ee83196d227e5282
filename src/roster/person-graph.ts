import { OFF, type PersonRule, type RosterPerson, type ShiftKind } from './model.ts'
import type { Calendar, RuleMachine, Step } from './rules/automaton.ts'
import { machineOf, startOf } from './rules/machine.ts'

/** A count of a rule as the search carries it: a digit of a label's code. */
export interface Resource {
  name: string
  periodOf: Int16Array
  costs: Float64Array[]
  /** The digit's place in the code. */
  stride: number
  /** Its penalty is hard at both ends: no multiplier holds it well. */
  isBroad: boolean
  /** The digit goes from 0 to this less one. */
  radix: number
}

/**
 * All that a person may do, as a graph with a layer of nodes a day: an arc is a day with a class of shifts, or off, and has the penalty of the rules; what they count is carried beside.
 * Shifts that no rule tells apart are one class. Nodes from which the same follows at the same price are one node.
 */
export interface PersonGraph {
  days: number
  /** Class of each kind of shift; the class of a day off is `classes`. */
  classOf: Int16Array
  classes: number
  /** First node of each layer, and after the last. */
  layers: Int32Array
  arcStart: Int32Array
  arcTo: Int32Array
  arcClass: Int16Array
  arcCost: Float64Array
  /** Which of `adds` an arc adds to the resources. */
  arcAdd: Int16Array
  adds: Int32Array[]
  resources: Resource[]
  /** Code of the first node's resources. */
  startCode: number
  /** Penalties of the days before the roster's end that no arc holds: of the last layer's nodes. */
  endCost: Float64Array
}

/** The machines of a person's rules. */
export function machinesOf(
  rules: readonly PersonRule[],
  kinds: readonly ShiftKind[],
  calendar: Calendar,
): RuleMachine[] {
  return rules.map((rule) => machineOf(rule, kinds, calendar))
}

interface Layer {
  /** States of the machines, a row a node. */
  states: Int32Array[]
  arcs: { to: number; class: number; cost: number; add: number }[][]
}

export function personGraph(person: RosterPerson, kinds: readonly ShiftKind[], calendar: Calendar): PersonGraph {
  const machines = machinesOf(person.rules, kinds, calendar)
  const usable = kinds.map((_, k) => k).filter((k) => person.kindCost[k] < Number.POSITIVE_INFINITY)
  const signs = kinds.map((_, k) => machines.map((machine) => machine.signOf(k)).join('|'))
  const distinct = [...new Set(usable.map((k) => signs[k]))]
  const classOf = Int16Array.from(kinds, (_, k) => distinct.indexOf(signs[k]))
  const examples = [...distinct.map((sign) => usable.find((k) => signs[k] === sign)!), OFF]
  const starts = machines.map((machine) => startOf(machine, person.before, machine.count?.daysBefore ?? 0))
  const groups = countGroups(
    machines.filter(isBinding),
    examples,
    (machine) => starts[machines.indexOf(machine)].isOver,
  )
  const counting = groups.map(([first]) => first)
  const adds = new AddTable(counting.length)
  const layers = exploredLayers(
    machines,
    counting,
    examples,
    starts.map(({ state }) => state),
    calendar,
    adds,
  )
  const resources = resourcesOf(groups)
  return {
    ...merged(layers, machines),
    days: calendar.days,
    classOf,
    classes: distinct.length,
    adds: adds.rows,
    resources,
    startCode: resources.reduce(
      (sum, { stride }, r) => sum + stride * starts[machines.indexOf(counting[r])].counted,
      0,
    ),
  }
}

/** Whether a count can come to anything: one that no roster can exceed is not carried. */
function isBinding({ count }: RuleMachine): boolean {
  if (!count) return false
  return count.costs.some((costs, period) => {
    const days = count.periodOf.filter((each) => each === period).length
    const top = (days + (period === 0 ? count.daysBefore : 0)) * count.largest
    return costs.some((cost) => cost > 0) || top >= costs.length
  })
}

/** Rows of what arcs add, each once. */
class AddTable {
  readonly rows: Int32Array[] = []
  private readonly ids = new Map<string, number>()
  private readonly width: number

  constructor(width: number) {
    this.width = width
  }
  idOf(row: Int32Array): number {
    const key = row.join()
    let id = this.ids.get(key)
    if (id === undefined) {
      id = this.rows.length
      this.rows.push(Int32Array.from({ length: this.width }, (_, i) => row[i]))
      this.ids.set(key, id)
    }
    return id
  }
}

/** Every state of the machines together that can be reached, day by day. */
function exploredLayers(
  machines: RuleMachine[],
  counting: readonly RuleMachine[],
  examples: number[],
  start: number[],
  { days }: Calendar,
  adds: AddTable,
): Layer[] {
  const layers: Layer[] = [{ states: [Int32Array.from(start)], arcs: [] }]
  const step: Step = { state: 0, cost: 0, add: 0 }
  const next = new Int32Array(machines.length)
  const isCounted = machines.map((machine) => counting.includes(machine))
  const add = new Int32Array(isCounted.filter(Boolean).length)
  for (let day = 0; day < days; day++) {
    const layer = layers[day]
    const after: Layer = { states: [], arcs: [] }
    const ids = new Map<string, number>()
    for (const state of layer.states) {
      const arcs: Layer['arcs'][number] = []
      for (let c = 0; c < examples.length; c++) {
        let cost = 0
        let counted = 0
        for (let m = 0; m < machines.length && cost < Number.POSITIVE_INFINITY; m++) {
          machines[m].step(state[m], day, examples[c], step)
          cost += step.cost
          next[m] = step.state
          if (isCounted[m]) add[counted++] = step.add
        }
        if (cost === Number.POSITIVE_INFINITY) continue
        const key = next.join()
        let to = ids.get(key)
        if (to === undefined) {
          to = after.states.length
          ids.set(key, to)
          after.states.push(next.slice())
        }
        arcs.push({ to, class: c, cost, add: adds.idOf(add) })
      }
      layer.arcs.push(arcs)
    }
    layers.push(after)
  }
  return layers
}

/** Merges nodes from which the same follows, from the last day backwards, and lays the graph out in typed arrays. */
function merged(layers: Layer[], machines: RuleMachine[]) {
  const days = layers.length - 1
  /** New number of each node in its layer. */
  let mapping: number[] = []
  const endCosts: number[] = []
  {
    const ids = new Map<number, number>()
    mapping = layers[days].states.map((state) => {
      const cost = machines.reduce((sum, machine, m) => sum + machine.end(state[m]), 0)
      let id = ids.get(cost)
      if (id === undefined) {
        id = endCosts.length
        ids.set(cost, id)
        endCosts.push(cost)
      }
      return id
    })
  }
  const kept: Layer['arcs'][] = []
  for (let day = days - 1; day >= 0; day--) {
    const ids = new Map<string, number>()
    const nodes: Layer['arcs'] = []
    const dead = mapping.map((id) => id < 0)
    const nextMapping = layers[day].arcs.map((arcs) => {
      const own = arcs.filter(({ to }) => !dead[to]).map((arc) => ({ ...arc, to: mapping[arc.to] }))
      // From here no way leads on: the node is none.
      if (own.length === 0) return -1
      const key = own.map((arc) => `${arc.to},${arc.class},${arc.cost},${arc.add}`).join(';')
      let id = ids.get(key)
      if (id === undefined) {
        id = nodes.length
        ids.set(key, id)
        nodes.push(own)
      }
      return id
    })
    mapping = nextMapping
    kept.unshift(nodes)
  }
  const layerStarts = new Int32Array(days + 2)
  kept.forEach((nodes, day) => {
    layerStarts[day + 1] = layerStarts[day] + nodes.length
  })
  layerStarts[days + 1] = layerStarts[days] + endCosts.length
  const all = kept.flat()
  const arcStart = new Int32Array(layerStarts[days + 1] + 1)
  all.forEach((arcs, n) => {
    arcStart[n + 1] = arcStart[n] + arcs.length
  })
  arcStart.fill(arcStart[all.length], all.length)
  const arcs = kept.flatMap((nodes, day) => nodes.flat().map((arc) => ({ ...arc, to: layerStarts[day + 1] + arc.to })))
  return {
    layers: layerStarts,
    arcStart,
    arcTo: Int32Array.from(arcs, ({ to }) => to),
    arcClass: Int16Array.from(arcs, (arc) => arc.class),
    arcCost: Float64Array.from(arcs, ({ cost }) => cost),
    arcAdd: Int16Array.from(arcs, ({ add }) => add),
    endCost: Float64Array.from(endCosts),
  }
}

/** Counts that always rise together are one: contract hours and shifts, where all shifts have the same length, nights and their fair share. */
function countGroups(
  machines: RuleMachine[],
  examples: readonly number[],
  isApart: (machine: RuleMachine) => boolean,
): RuleMachine[][] {
  const groups = new Map<string, RuleMachine[]>()
  const step: Step = { state: 0, cost: 0, add: 0 }
  for (const machine of machines) {
    const { count, isPlain } = machine
    const adds = examples.map((kind) => {
      machine.step(machine.start, 0, kind, step)
      return step.add
    })
    // What a count with states adds is known of its kind of rule only.
    const adding = isPlain ? adds.join() : (machine.countsAs ?? machine.name)
    const own = isApart(machine) ? machine.name : ''
    const key = `${own}/${adding}/${count!.daysBefore}/${count!.periodOf.join()}`
    groups.set(key, [...(groups.get(key) ?? []), machine])
  }
  return [...groups.values()]
}

function resourcesOf(groups: RuleMachine[][]): Resource[] {
  let stride = 1
  return groups.map((machines) => {
    const [{ name, count }] = machines
    const { periodOf } = count!
    const costs = count!.costs.map((_, period) => {
      const tables = machines.map((machine) => machine.count!.costs[period])
      const length = Math.min(...tables.map((table) => table.length))
      return Float64Array.from({ length }, (__, total) => tables.reduce((sum, table) => sum + table[total], 0))
    })
    const radix = Math.max(...costs.map((table) => table.length))
    const isBroad = costs.some((table) => table[0] > 0)
    const resource = { name, periodOf, costs, stride, radix, isBroad }
    stride *= radix
    return resource
  })
}
