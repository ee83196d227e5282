/** Labels of one search at most: some 100 MB. */
const MOST_LABELS = 1 << 21

type Numbers = Int32Array | Float64Array

function wider<A extends Numbers>(from: A, to: A): A {
  to.set(from as never)
  return to
}

/** The labels of a search, layer after layer, in typed arrays that all searches share; within a layer a node and code has one label, the cheapest. */
export class Labels {
  size = 0
  node = new Int32Array(1 << 14)
  /** All counts. */
  code = new Float64Array(1 << 14)
  /** The counts that the table carries. */
  cell = new Int32Array(1 << 14)
  value = new Float64Array(1 << 14)
  private before = new Int32Array(1 << 14)
  private arc = new Int32Array(1 << 14)
  /** Places of the table, and the layer in which each was filled. */
  private table = new Int32Array(1 << 15)
  private stamp = new Int32Array(1 << 15)
  private now = 0

  begin(code: number, cell: number, value: number): void {
    this.size = 1
    this.node[0] = 0
    this.code[0] = code
    this.cell[0] = cell
    this.value[0] = value
  }

  nextLayer(): void {
    this.now++
  }

  /** False where memory is at its end. */
  put(node: number, code: number, cell: number, value: number, before: number, arc: number): boolean {
    if (this.size * 2 > this.table.length) this.growTable()
    const { table, stamp, now } = this
    const mask = table.length - 1
    let slot = slotOf(node, code) & mask
    while (stamp[slot] === now) {
      const at = table[slot]
      if (this.node[at] === node && this.code[at] === code) {
        if (value < this.value[at]) {
          this.value[at] = value
          this.before[at] = before
          this.arc[at] = arc
        }
        return true
      }
      slot = (slot + 1) & mask
    }
    stamp[slot] = now
    table[slot] = this.size
    if (this.size >= this.node.length) {
      if (this.size >= MOST_LABELS) return false
      this.grow()
    }
    const at = this.size++
    this.node[at] = node
    this.code[at] = code
    this.cell[at] = cell
    this.value[at] = value
    this.before[at] = before
    this.arc[at] = arc
    return true
  }

  pathTo(label: number, days: number): Int32Array {
    const path = new Int32Array(days)
    for (let day = days - 1, at = label; day >= 0; day--) {
      path[day] = this.arc[at]
      at = this.before[at]
    }
    return path
  }

  private grow(): void {
    const capacity = this.node.length * 2
    this.node = wider(this.node, new Int32Array(capacity))
    this.code = wider(this.code, new Float64Array(capacity))
    this.cell = wider(this.cell, new Int32Array(capacity))
    this.value = wider(this.value, new Float64Array(capacity))
    this.before = wider(this.before, new Int32Array(capacity))
    this.arc = wider(this.arc, new Int32Array(capacity))
  }

  /** What is in this layer is put in a larger table. */
  private growTable(): void {
    const { table, stamp, now } = this
    const mask = table.length * 4 - 1
    this.table = new Int32Array(mask + 1)
    this.stamp = new Int32Array(mask + 1)
    for (let i = 0; i < table.length; i++) {
      if (stamp[i] !== now) continue
      let slot = slotOf(this.node[table[i]], this.code[table[i]]) & mask
      while (this.stamp[slot] === now) slot = (slot + 1) & mask
      this.stamp[slot] = now
      this.table[slot] = table[i]
    }
  }
}

function slotOf(node: number, code: number): number {
  const hash = Math.imul(node + 1, 0x9e3779b1) ^ Math.imul(code | 0, 0x85ebca6b)
  return hash ^ (hash >>> 15)
}
