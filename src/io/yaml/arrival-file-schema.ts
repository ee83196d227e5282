import { z } from 'zod'
import { secondsIntoDay } from './day-clock.ts'
import { callsFrom, type DayGrid, type TableReference, type Tables, volumesFrom } from './scenario-tables.ts'
import { clock, coefficient, given, list, name, number, share, time, whole } from './scenario-words.ts'

const contacts = 'not a number of contacts: write 0 or more'

const surge = z.strictObject(
  {
    from: clock,
    to: clock.optional(),
    factor: number('not a factor: write a number, 0 or more'),
    halving: time.optional(),
  },
  'not a surge: write { from: 10:00, factor: 3, halving: 1h }',
)

const batch = z.strictObject(
  {
    sizes: list(whole('not a size: write 1 or more', 1), 'not a list of sizes'),
    shares: list(share, 'not a list of shares'),
  },
  'not a batch: write { sizes: [1, 2], shares: [90%, 10%] }',
)

const table = z.strictObject({ file: z.string(), queue: name.optional(), date: z.string().optional() })

/** How contacts come to a queue, or calls to a menu. */
export const arrivalWords = {
  volume: z
    .union(
      [number(contacts), list(number(contacts), contacts), table],
      `${contacts}, for a day, as a list by interval, or from a table: { file: forecast.csv, queue: NAME }`,
    )
    .optional()
    .meta({
      description:
        'Contacts expected: of a day (shared out by profile), or a list by interval. A queue to which a menu leads may go without.',
    }),
  profile: list(number('not a weight: write 0 or more'), 'not a list of weights by interval')
    .optional()
    .meta({ description: "Weights by interval that share out a day's volume. Default: even." }),
  arrivals: z
    .enum(['poisson', 'fixed'], 'not a kind of arrivals: take poisson or fixed')
    .optional()
    .meta({ description: 'poisson (default), or fixed: the volume comes exactly, at times drawn from the profile.' }),
  busyness: coefficient
    .optional()
    .meta({ description: 'Coefficient of variation of its own busyness of the day. Default 0.' }),
  'part-busyness': coefficient
    .optional()
    .meta({ description: 'The same of its busyness in each of the parts of the day. Default 0.' }),
  surges: z
    .array(surge, 'not a list of surges: write [{ from: 10:00, factor: 3 }]')
    .optional()
    .meta({ description: 'Stretches of time with so many times the contacts; halving: the excess decays.' }),
  calls: table.optional().meta({
    description:
      'Instead of volume: a table of these very contacts, with columns at, handle, after-call, patience, tier.',
  }),
  batch: batch.optional().meta({ description: 'Contacts come several at a time. Default one by one.' }),
}

/** What the words of a queue or menu are read by: the day of the scenario, and the tables beside its file. */
export interface ScenarioSurroundings {
  day: DayGrid
  tables: Tables
}

const arrivals = z.object(arrivalWords)
type ArrivalWords = z.infer<typeof arrivals>

/** Arrivals in the scenario's own words and time. @param place JSON pointer of the queue or menu */
export function arrivalsOf<T extends ArrivalWords>(
  { volume, calls, surges, 'part-busyness': partBusyness, ...rest }: T,
  { day, tables }: ScenarioSurroundings,
  place: string,
) {
  return given({
    ...rest,
    volume: isTable(volume) ? volumesFrom(volume, tables, day, `${place}/volume`) : volume,
    calls: calls && callsFrom(calls, tables, day, `${place}/calls`),
    partBusyness,
    surges: surges?.map(({ from, to, factor, halving }, index) =>
      given({
        from: secondsIntoDay(from, day.hours, `${place}/surges/${index}/from`),
        to: to === undefined ? undefined : secondsIntoDay(to, day.hours, `${place}/surges/${index}/to`),
        factor,
        halving,
      }),
    ),
  })
}

/** The tables that a queue or menu names. */
export function tablesOf({ volume, calls }: ArrivalWords): TableReference[] {
  return [volume, calls].filter(isTable)
}

function isTable(value: unknown): value is TableReference {
  return typeof value === 'object' && value !== null && 'file' in value
}
