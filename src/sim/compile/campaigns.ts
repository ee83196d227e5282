import { checkNumber, checkShare } from '../../domain/index.ts'
import { standardForm } from '../../numeric/random/distribution.ts'
import {
  CAMPAIGN_MODES,
  conflict,
  DEFAULTS,
  findName,
  type GroupScenario,
  missing,
  type QueueScenario,
  type RandomTime,
} from '../../scenario/index.ts'
import type { CampaignModel } from '../model/feature-models.ts'
import type { CompileContext } from './context.ts'

const MOST_CONTACTS = 1e7
/** Rules on abandoned calls have this share: docs/scenarios/campaigns.md. */
const PREDICTIVE_CAP = 0.03

/**
 * Campaigns; undefined where there are none.
 *
 * @param queues the model's: one a queue and tier
 * @throws {KrarupError} OUT_OF_RANGE, CONFLICT, MISSING, UNREADABLE
 */
export function compileCampaigns(
  queues: readonly QueueScenario[],
  groups: readonly GroupScenario[],
  names: CompileContext,
): CampaignModel | undefined {
  const place = (q: number, key: string) => names.place(q, `campaign/${key}`)
  queues.forEach((queue, q) => {
    checkQueue(queue, q, names)
  })
  if (!queues.some(({ campaign }) => campaign)) return undefined
  const given = queues.map(({ campaign }) => campaign)
  const time = (word: 'dial' | 'ring' | 'noAnswer' | 'wrongParty' | 'preview' | 'retry') =>
    Int32Array.from(given, (campaign, q) => names.addTime(campaign?.[word], place(q, word)))
  const answered = given.map((campaign, q) =>
    campaign === undefined
      ? [0]
      : typeof campaign.answered === 'number'
        ? [checkShare(place(q, 'answered'), campaign.answered)]
        : names.byInterval(campaign.answered, place(q, 'answered'), { least: 0, most: 1 }),
  )
  return {
    reserve: Float64Array.from(groups, ({ reserve = DEFAULTS.group.reserve }) => reserve),
    list: Float64Array.from(given, (campaign, q) =>
      campaign ? checkNumber(place(q, 'list'), campaign.list, { least: 0, most: MOST_CONTACTS, whole: true }) : -1,
    ),
    mode: Uint8Array.from(given, (campaign) => CAMPAIGN_MODES.indexOf(campaign?.mode ?? DEFAULTS.campaign.mode)),
    from: Float64Array.from(given, (campaign, q) =>
      campaign?.from === undefined ? 0 : checkNumber(place(q, 'from'), campaign.from, { least: 0 }),
    ),
    to: Float64Array.from(given, (campaign, q) =>
      campaign?.to === undefined
        ? names.daySeconds
        : checkNumber(place(q, 'to'), campaign.to, { above: campaign.from ?? 0 }),
    ),
    answered: Float64Array.from({ length: names.intervals * queues.length }, (_, k) => {
      const values = answered[k % queues.length]
      return values[Math.floor(k / queues.length) % values.length]
    }),
    rightParty: Float64Array.from(given, (campaign, q) =>
      checkShare(place(q, 'rightParty'), campaign?.rightParty ?? DEFAULTS.campaign.rightParty),
    ),
    preview: time('preview'),
    dial: time('dial'),
    ring: time('ring'),
    noAnswer: time('noAnswer'),
    wrongParty: time('wrongParty'),
    retry: time('retry'),
    attempts: Int32Array.from(given, (campaign, q) =>
      checkNumber(place(q, 'attempts'), campaign?.attempts ?? DEFAULTS.campaign.attempts, { least: 1, whole: true }),
    ),
    callsPerAgent: Float64Array.from(given, (campaign, q) =>
      checkNumber(place(q, 'callsPerAgent'), campaign?.callsPerAgent ?? DEFAULTS.campaign.callsPerAgent, { above: 0 }),
    ),
    leastFree: Float64Array.from(given, (campaign, q) =>
      checkNumber(place(q, 'whenFree/agents'), campaign?.whenFree?.agents ?? 0, { least: 0, whole: true }),
    ),
    freeIn: Uint8Array.from(queues.flatMap((queue, q) => freeIn(queue, q, names))),
    afterService: Uint8Array.from(given, (campaign) => (campaign?.dials === 'after-service' ? 1 : 0)),
    cap: Float64Array.from(given, (campaign, q) => {
      if (campaign?.cap !== undefined) return checkShare(place(q, 'cap'), campaign.cap)
      return campaign?.mode === 'power' ? Number.POSITIVE_INFINITY : PREDICTIVE_CAP
    }),
    capByDay: Uint8Array.from(given, (campaign) => (campaign?.capOver === 'day' ? 1 : 0)),
    connect: Float64Array.from(given, (campaign, q) =>
      checkNumber(place(q, 'connectWithin'), campaign?.connectWithin ?? DEFAULTS.campaign.connectWithin, { least: 0 }),
    ),
    answeredSeconds: Float64Array.from(given, (campaign) => meanOf(campaign?.dial) + meanOf(campaign?.ring)),
    talkSeconds: Float64Array.from(queues, ({ campaign, aht, afterCall }) => {
      const right = campaign?.rightParty ?? DEFAULTS.campaign.rightParty
      return right * (meanOf(aht) + meanOf(afterCall)) + (1 - right) * meanOf(campaign?.wrongParty)
    }),
  }
}

/** By group: 1: its free agents count for whether a queue's campaign dials. */
function freeIn({ campaign, groups }: QueueScenario, q: number, { groupNames, place }: CompileContext): number[] {
  const own = groups?.map((entry) => (typeof entry === 'string' ? entry : entry.group)) ?? []
  const named = campaign?.whenFree?.groups
  named?.forEach((name, k) => {
    findName(name, groupNames, place(q, `campaign/whenFree/groups/${k}`), 'group')
  })
  return groupNames.map((name) => ((named ?? own).includes(name) ? 1 : 0))
}

function meanOf(time: RandomTime | undefined): number {
  return time === undefined ? 0 : typeof time === 'number' ? time : standardForm(time).mean
}

function checkQueue(queue: QueueScenario, q: number, { place }: CompileContext): void {
  const { campaign, channel } = queue
  if (channel === 'outbound' && !campaign)
    throw missing(
      place(q, 'campaign'),
      'an outbound queue needs its campaign',
      'write campaign: { list: 5000, answered: 30% }',
    )
  if (!campaign) return
  if (queue.tiers) throw conflict(place(q, 'tiers'), 'a campaign has no tiers', 'give each a campaign of its own')
  const { mode = DEFAULTS.campaign.mode } = campaign
  const only = (word: 'callsPerAgent' | 'cap' | 'capOver', modes: readonly string[]) => {
    if (campaign[word] !== undefined && !modes.includes(mode))
      throw conflict(
        place(q, `campaign/${word}`),
        `says nothing of a campaign that is ${mode}`,
        `leave it out, or write mode: ${modes.join(' or ')}`,
      )
  }
  only('callsPerAgent', ['power'])
  only('capOver', ['power', 'predictive'])
  if (campaign.attempts !== undefined && campaign.attempts > 1 && campaign.retry === undefined)
    throw missing(place(q, 'campaign/retry'), 'further attempts need the time until they are made', 'write retry: 2h')
}
