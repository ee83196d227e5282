import { formatOffset, formatPlainDateTime, formatTarget, KrarupError, startAt } from '../../domain/index.ts'
import type { Plan, TierPlan } from '../../plan/index.ts'
import type { CsvRows } from '../csv-rows.ts'
import { figuresIn } from '../format.ts'
import { columnHeadings, type Language } from '../language.ts'
import type { Words } from '../plan-words.ts'
import { rounded } from '../rounded.ts'

/** What tables of tiers show, the first two of them texts. */
export function tierHeadings(words: Words): string[] {
  return [words.tier, words.target, words.contacts, words.serviceLevel, words.asa, words.abandonment]
}

/** A tier in the order of {@link tierHeadings}. */
export function tierCells(tier: TierPlan, words: Words): string[] {
  const { percent, volume, duration } = figuresIn(words.language)
  const { total } = tier
  return [
    tierName(tier),
    tierTargets(tier),
    volume(total.volume),
    percent(total.serviceLevel),
    duration(total.asa),
    percent(total.abandonment),
  ]
}

/** A tier has no name of its own: it is its queues. */
export function tierName({ queues }: TierPlan): string {
  return queues.join(', ')
}

export function tierTargets({ targets }: TierPlan): string {
  return targets.map(formatTarget).join('; ')
}

const COLUMNS = {
  start: { zh: '时段开始', de: 'Beginn' },
  group: { zh: '坐席组', de: 'Gruppe' },
  priority: { zh: '优先级', de: 'Vorrang' },
  queues: { zh: '队列', de: 'Warteschlangen' },
  target: { zh: '目标', de: 'Ziel' },
  volume: { zh: '呼入量', de: 'Kontakte' },
  service_level: { zh: '服务水平', de: 'Servicelevel' },
  connect_rate: { zh: '接通率', de: 'Erreichbarkeit' },
  asa: { zh: '平均应答速度', de: 'ASA' },
  abandonment: { zh: '放弃率', de: 'Abbruchquote' },
}

/**
 * The tiers of a plan as CSV, a row a tier and interval in which it has contacts; groups without tiers have no rows. Units as in {@link planCsvRows}.
 *
 * @throws {KrarupError} MISSING where no group has tiers
 */
export function planTierCsvRows(plan: Plan, language: Language = 'en'): CsvRows {
  const groups = plan.groups.filter(({ tiers }) => tiers)
  if (groups.length === 0)
    throw new KrarupError({
      code: 'MISSING',
      what: 'no group of this plan has tiers',
      where: { name: '--by' },
      how: 'give queues of one group different priorities in a plan file (priority: 1), or leave out --by tier',
    })
  const { offsets } = plan
  const columns = { ...COLUMNS, ...(offsets ? { utc_offset: { zh: 'UTC偏移', de: 'UTC-Versatz' } } : {}) }
  return {
    headings: columnHeadings(columns, language),
    rows: groups.flatMap((group) =>
      group.tiers!.flatMap((tier) =>
        Array.from(tier.volume, (contacts, i) => ({ contacts, i }))
          .filter(({ contacts }) => !Number.isNaN(contacts))
          .map(({ contacts, i }) => [
            formatPlainDateTime(startAt(plan, i)).slice(0, 16).replace('T', ' '),
            group.name,
            tier.priority,
            tier.queues.join('; '),
            tierTargets(tier),
            rounded(contacts, 1),
            rounded(tier.serviceLevel[i], 4),
            rounded(tier.connectRate[i], 4),
            rounded(tier.asa[i], 1),
            rounded(tier.abandonment[i], 4),
            ...(offsets ? [formatOffset(offsets[i])] : []),
          ]),
      ),
    ),
  }
}
