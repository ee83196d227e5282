/**
 * Whose turn comes first, of a few who each wait for one moment: a tree in which the earlier of two goes on (Knuth, The Art of Computer Programming 3, 5.4.1). At the same moment the lower
 * `order` is first.
 */
export class Tournament {
  /** When each has its turn; Infinity: never. `set` after a change. */
  readonly time: Float64Array
  readonly order: Int32Array
  /** Leaves from `size` on, their winners before them, that of all at 1. */
  private readonly winner: Int32Array
  private readonly size: number

  constructor(players: number) {
    let size = 1
    while (size < players) size *= 2
    this.size = size
    this.time = new Float64Array(size)
    this.order = new Int32Array(size)
    this.winner = new Int32Array(2 * size)
    for (let p = 0; p < size; p++) this.winner[size + p] = p
    this.clear()
  }

  /** Nobody waits. */
  clear(): void {
    this.time.fill(Number.POSITIVE_INFINITY)
    for (let node = this.size - 1; node > 0; node--) this.winner[node] = this.winner[2 * node]
  }

  /** Takes note of the time and the order of a player. */
  set(player: number): void {
    const { winner, time, order } = this
    for (let node = (this.size + player) >> 1; node > 0; node >>= 1) {
      const a = winner[2 * node]
      const b = winner[2 * node + 1]
      winner[node] = time[a] < time[b] || (time[a] === time[b] && order[a] < order[b]) ? a : b
    }
  }

  first(): number {
    return this.winner[1]
  }
}
