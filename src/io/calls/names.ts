/** Names by number, in order of their first row. */
export class Names {
  readonly list: string[] = []
  private readonly ids = new Map<string, number>()

  idOf(name: string): number {
    const known = this.ids.get(name)
    if (known !== undefined) return known
    const id = this.list.length
    this.list.push(name)
    this.ids.set(name, id)
    return id
  }
}
