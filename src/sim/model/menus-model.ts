import type { ArrivalModel } from './feature-models.ts'
import type { MenuModel } from './menu-model.ts'

export interface ArrivalTable {
  /** Contacts a second, [slot * sources + source]. */
  rates: Float64Array
  /** Contacts of a day where their number is fixed, else -1: [day * sources + source]. */
  fixedVolume: Float64Array
}

/** The menus of a scenario, and how calls get from them to the model's queues. */
export interface MenusModel extends ArrivalTable {
  menus: MenuModel[]
  /** Names as numbers, for their streams of chance. */
  key: Float64Array
  /** Only where calls come in batches. */
  batches?: ArrivalModel
  /** Gamma shape of each menu's own busyness factor of the day; Infinity for none. */
  busynessShape: Float64Array
  /** The same, of the factors of day parts. */
  dayPartBusynessShape: Float64Array
  tiers: number
  /** The model's queue for contacts of a tier of a scenario's queue: [queue * (tiers + 1) + 1 + tier]; without a tier, in the first place, -1 where chance gives one. */
  queueOf: Int32Array
  /** Chance of the model's queue or one before it, for a contact of its scenario's queue that has no tier yet; the model's queues of one lie side by side. */
  tierChance: Float64Array
  /** The first of the model's queues that belong to a scenario's queue. */
  firstOf: Int32Array
}
