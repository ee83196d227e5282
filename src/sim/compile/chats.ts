import { checkNumber, checkShare, KrarupError } from '../../domain/index.ts'
import {
  conflict,
  DEFAULTS,
  type GroupScenario,
  pointer,
  type QueueScenario,
  type Scenario,
} from '../../scenario/index.ts'
import type { ChatModel } from '../model/feature-models.ts'

const MOST_CHATS = 100
/** Rounding of written factors that does not count as slower. */
const TOLERANCE = 1e-9

export function isChat({ channel }: QueueScenario): boolean {
  return channel === 'chat'
}

/**
 * Chats; undefined where there are none.
 *
 * @param queues the model's: one a queue and tier
 * @throws {KrarupError} OUT_OF_RANGE, CONFLICT
 */
export function compileChat(
  scenario: Scenario,
  queues: readonly QueueScenario[],
  groups: readonly GroupScenario[],
  groupNames: readonly string[],
): ChatModel | undefined {
  for (const [name, queue] of Object.entries(scenario.queues)) checkQueue(queue, `/queues/${pointer(name)}`)
  const places = groupNames.map((name) => `/groups/${pointer(name)}`)
  const most = groups.map(({ chats = DEFAULTS.group.chats }, g) =>
    checkNumber(`${places[g]}/chats`, chats, { least: 1, most: MOST_CHATS, whole: true }),
  )
  const slowness = groups.map((group, g) => slownessOf(group, most[g], places[g]))
  const beside = groups.map(({ callsBesideChats = DEFAULTS.group.callsBesideChats }, g) => {
    checkNumber(`${places[g]}/callsBesideChats`, callsBesideChats, { least: 0, whole: true })
    if (callsBesideChats >= most[g] && callsBesideChats > 0)
      throw conflict(
        `${places[g]}/callsBesideChats`,
        'a call takes the place of a chat: fewer chats than the agent holds at most go on beside it',
        `take at most ${most[g] - 1}, or let the group hold more chats`,
      )
    return callsBesideChats
  })
  if (!queues.some(isChat)) return undefined
  const starts = [0]
  for (const count of most) starts.push(starts[starts.length - 1] + count)
  return {
    isChat: Uint8Array.from(queues, (queue) => (isChat(queue) ? 1 : 0)),
    most: Int32Array.from(most),
    slownessStart: Int32Array.from(starts),
    slowness: Float64Array.from(slowness.flat()),
    callsBeside: Int32Array.from(beside),
  }
}

function checkQueue(queue: QueueScenario, name: string): void {
  if (!isChat(queue)) return
  const { agentSelection = DEFAULTS.queue.agentSelection } = queue
  if (agentSelection !== 'order' && agentSelection !== 'most-idle')
    throw conflict(
      `${name}/agentSelection`,
      'a chat goes to the agent who holds the fewest',
      'take order (the first group that has one) or most-idle (of all groups)',
    )
}

/** How many times as long a chat takes, by the number that its agent holds: 1, 2, ..., `most`. */
function slownessOf({ chatSlowdown, chatGaps }: GroupScenario, most: number, place: string): number[] {
  if (chatSlowdown !== undefined && chatGaps !== undefined)
    throw conflict(`${place}/chatGaps`, 'the slowdown follows from the gaps', 'give one of the two')
  const name = chatGaps === undefined ? `${place}/chatSlowdown` : `${place}/chatGaps`
  const factors =
    chatGaps === undefined
      ? readSlowdown(chatSlowdown ?? DEFAULTS.group.chatSlowdown, most, name)
      : fromGaps(checkShare(name, chatGaps), most)
  const worse = factors.findIndex((factor, k) => k > 0 && (k + 1) / factor < (k / factors[k - 1]) * (1 - TOLERANCE))
  if (worse > 0)
    throw conflict(
      name,
      `an agent who holds ${worse + 1} chats finishes fewer than with ${worse}`,
      `take chats: ${worse}`,
    )
  return factors
}

function readSlowdown(slowdown: number | readonly number[], most: number, name: string): number[] {
  if (typeof slowdown === 'number') {
    checkNumber(name, slowdown, { least: 0 })
    return Array.from({ length: most }, (_, k) => 1 + k * slowdown)
  }
  slowdown.forEach((factor, k) => {
    checkNumber(`${name}/${k}`, factor, { above: 0 })
  })
  if (slowdown.length === most && slowdown[0] === 1) return [...slowdown]
  throw new KrarupError({
    code: 'CONFLICT',
    what: `there must be ${most} factors, one for each number of chats held, the first of them 1`,
    where: { name },
    value: slowdown,
  })
}

/**
 * The agent works on a chat, then waits for the customer's answer, a share `gaps` of the time of a chat held alone: with k chats it is the one repairman of k machines, which works with
 * probability 1 - p0, and chats go on so many times slower as each gets less of its work (M/M/1//k; C. Palm, 1947).
 */
function fromGaps(gaps: number, most: number): number[] {
  return Array.from({ length: most }, (_, k) => (gaps === 1 ? 1 : ((k + 1) * (1 - gaps)) / busyShare(k + 1, gaps)))
}

/** Probability that one of so many customers waits for the agent. Weights of the states are summed from the end where they fall, so that neither end is lost. */
function busyShare(chats: number, gaps: number): number {
  const load = (1 - gaps) / gaps
  let term = 1
  let sum = 0
  if (load <= 1) {
    for (let rest = chats; rest > 0; rest--) {
      term *= rest * load
      sum += term
    }
    return sum / (1 + sum)
  }
  for (let answered = 1; answered <= chats; answered++) {
    sum += term
    term /= answered * load
  }
  return sum / (sum + term)
}
