import { formatOffset, formatPlainDateTime, formatTarget, KrarupError, startAt } from '../../domain/index.ts'
import type { Plan, TierPlan } from '../../plan/index.ts'
import type { CsvRows } from '../csv-rows.ts'
import { figures } from '../format.ts'
import type { Language } from '../language.ts'
import type { Words } from '../plan-words.ts'
import { rounded } from '../rounded.ts'

const { percent, volume, duration } = figures

/** What tables of tiers show, the first two of them texts. */
export function tierHeadings(words: Words): string[] {
  return [words.tier, words.target, words.contacts, words.serviceLevel, words.asa, words.abandonment]
}

/** A tier in the order of {@link tierHeadings}. */
export function tierCells(tier: TierPlan): string[] {
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
  start: '时段开始',
  group: '坐席组',
  priority: '优先级',
  queues: '队列',
  target: '目标',
  volume: '呼入量',
  service_level: '服务水平',
  connect_rate: '接通率',
  asa: '平均应答速度',
  abandonment: '放弃率',
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
  const columns = { ...COLUMNS, ...(offsets ? { utc_offset: 'UTC偏移' } : {}) }
  return {
    headings: language === 'zh' ? Object.values(columns) : Object.keys(columns),
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
