import { CAMPAIGN_WORDS } from './channel.ts'
import { COSTS_WORDS } from './costs.ts'
import { ANNOUNCEMENT_WORDS, CALLBACK_WORDS, REDIAL_WORDS } from './customer.ts'
import { GROUP_WORDS } from './group.ts'
import type { Words } from './kinds.ts'
import { SILENCE_WORDS } from './menu.ts'
import { QUEUE_WORDS } from './queue.ts'
import { SCENARIO_WORDS } from './scenario.ts'

type Default<W> = W extends { readonly default: infer D } ? D : never
type DefaultsOf<W> = {
  readonly [K in keyof W as W[K] extends { readonly default: unknown } ? K : never]: Default<W[K]>
}

function defaultsOf<W extends Words>(words: W): DefaultsOf<W> {
  return Object.fromEntries(
    Object.entries(words).flatMap(([word, row]) => ('default' in row ? [[word, row.default]] : [])),
  ) as DefaultsOf<W>
}

/** What holds where a scenario does not say it. */
export const DEFAULTS = {
  scenario: defaultsOf(SCENARIO_WORDS),
  queue: defaultsOf(QUEUE_WORDS),
  group: defaultsOf(GROUP_WORDS),
  redial: defaultsOf(REDIAL_WORDS),
  announcement: defaultsOf(ANNOUNCEMENT_WORDS),
  callback: defaultsOf(CALLBACK_WORDS),
  campaign: defaultsOf(CAMPAIGN_WORDS),
  silence: defaultsOf(SILENCE_WORDS),
  costs: defaultsOf(COSTS_WORDS),
}
