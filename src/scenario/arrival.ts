import {
  CLOCK,
  COEFFICIENT,
  choice,
  list,
  number,
  ONE_EACH,
  record,
  SHARE,
  special,
  TIME,
  type WordsOf,
  whole,
} from './kinds.ts'

/** How contacts come to a queue, or calls to a menu. */
export interface ArrivalScenario {
  /** Expected contacts: a number for a day, shared out by `profile`, or an array by interval. */
  volume?: number | readonly number[]
  /** Weights by interval that share out a day's `volume`. Default: even. */
  profile?: readonly number[]
  /** Instead of `volume`: contacts a second at a time. Held constant for a `rateStep`, at the mean of that step by Simpson's rule. Library only: a file cannot say it. */
  rate?: (time: number) => number
  /** Seconds for which a `rate` is held constant; divides the interval. Default: the interval's 60th part. */
  rateStep?: number
  /** `'poisson'` (default), or `'fixed'`: a day's volume, rounded, comes exactly, at times drawn from the profile. */
  arrivals?: 'poisson' | 'fixed'
  /** Coefficient of variation of its own busyness factor of the day (gamma, mean 1). Default 0. */
  busyness?: number
  /** The same of its factor of each part of the day. Default 0. */
  partBusyness?: number
  /** Stretches of time with more contacts, or fewer: the factors of several that overlap multiply. */
  surges?: readonly Surge[]
  /** Contacts come several at a time: how many, and how often each; `volume` still counts contacts. Default one at a time. */
  batch?: Batch
  /** Instead of `volume`: these very contacts, the same in every replication; what a call does not say is drawn. In the order of their moments. */
  calls?: readonly LoggedCall[]
}

export interface Surge {
  /** Seconds from the start of the first interval. */
  from: number
  /** Default: the end of the run. */
  to?: number
  /** So many times the contacts at `from`. */
  factor: number
  /** Seconds in which what the factor adds, or takes away, halves. Default: it stays until `to`. */
  halving?: number
}

/** Sizes of batches and their shares, which sum to 1. */
export interface Batch {
  sizes: readonly number[]
  shares: readonly number[]
}

/** A contact of a log: seconds. */
export interface LoggedCall {
  at: number
  /** Handle time of an agent of pace 1, without after-call work. */
  handle?: number
  afterCall?: number
  patience?: number
  /** Needed where the queue has tiers. */
  tier?: string
}

const SURGE_WORDS = {
  from: { is: CLOCK, needed: true, help: 'When it begins.' },
  to: { is: CLOCK, otherwise: 'the end of the run', help: 'When it ends.' },
  factor: {
    is: number('not a factor: write a number, 0 or more'),
    needed: true,
    help: 'Multiplier on the contacts at the start.',
  },
  halving: { is: TIME, otherwise: 'it stays as it is', help: 'Time in which the excess halves.' },
} as const satisfies WordsOf<Surge>

const BATCH_WORDS = {
  sizes: {
    is: list(
      whole('not a size: write 1 or more', 1),
      'not a list of sizes',
      'the list is empty: give at least one size',
    ),
    needed: true,
    help: 'Contacts of a batch.',
  },
  shares: {
    is: list(SHARE, 'not a list of shares', 'the list is empty: give a share for each size'),
    needed: true,
    help: 'How often each size comes; they sum to 100 %.',
  },
} as const satisfies WordsOf<Batch>

/** How contacts come to a queue, or calls to a menu. */
export const ARRIVAL_WORDS = {
  volume: {
    is: special<number | readonly number[]>('volume')(),
    of: ['call', 'chat', 'deferred'],
    help: 'Contacts expected: of a day (shared out by profile), or a list by interval. A queue to which a menu leads may go without.',
  },
  profile: {
    is: list(number('not a weight: write 0 or more'), 'not a list of weights by interval', ONE_EACH),
    of: ['call', 'chat', 'deferred'],
    otherwise: 'even',
    help: "Weights by interval that share out a day's volume.",
  },
  rate: {
    is: special<(time: number) => number>('volume')(),
    of: ['call', 'chat', 'deferred'],
    libraryOnly: true,
    help: 'Instead of volume: contacts a second at a time.',
  },
  rateStep: {
    is: TIME,
    of: ['call', 'chat', 'deferred'],
    libraryOnly: true,
    otherwise: "the interval's 60th part",
    help: 'Seconds for which a rate is held constant.',
  },
  arrivals: {
    is: choice(['poisson', 'fixed'], 'not a kind of arrivals: take poisson or fixed'),
    of: ['call', 'chat', 'deferred'],
    default: 'poisson',
    help: 'poisson, or fixed: the volume comes exactly, at times drawn from the profile.',
  },
  busyness: {
    is: COEFFICIENT,
    of: ['call', 'chat', 'deferred'],
    default: 0,
    help: 'Coefficient of variation of its own busyness of the day.',
  },
  partBusyness: {
    is: COEFFICIENT,
    of: ['call', 'chat', 'deferred'],
    default: 0,
    help: 'The same of its busyness in each of the parts of the day.',
  },
  surges: {
    is: list(
      record<Surge>(SURGE_WORDS, 'not a surge: write { from: 10:00, factor: 3, halving: 1h }'),
      'not a list of surges: write [{ from: 10:00, factor: 3 }]',
    ),
    of: ['call', 'chat', 'deferred'],
    help: 'Stretches of time with more contacts, or fewer; halving: the excess decays.',
  },
  batch: {
    is: record<Batch>(BATCH_WORDS, 'not a batch: write { sizes: [1, 2], shares: [90%, 10%] }'),
    of: ['call', 'chat', 'deferred'],
    otherwise: 'one by one',
    help: 'Contacts come several at a time.',
  },
  calls: {
    is: special<readonly LoggedCall[]>('calls')(),
    of: ['call', 'chat', 'deferred'],
    help: 'Instead of volume: a table of these very contacts, with columns at, handle, after-call, patience, tier.',
  },
} as const satisfies WordsOf<ArrivalScenario>
