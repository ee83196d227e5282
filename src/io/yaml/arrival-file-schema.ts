import { z } from 'zod'
import { coefficient, list, number } from './scenario-words.ts'

const contacts = 'not a number of contacts: write 0 or more'

/** How contacts come to a queue, or calls to a menu. */
export const arrivalWords = {
  volume: z
    .union([number(contacts), list(number(contacts), contacts)], `${contacts}, for a day or as a list by interval`)
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
}
