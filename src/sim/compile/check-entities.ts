import { checkNumber, checkTarget, KrarupError } from '../../domain/index.ts'
import { DEFAULTS, findName, type GroupScenario, missing, pointer, type QueueScenario } from '../../scenario/index.ts'

/** @throws {KrarupError} MISSING, UNREADABLE, OUT_OF_RANGE */
export function checkQueue({ aht, redial, target }: QueueScenario, name: string): void {
  if (aht === undefined || aht === null) {
    throw missing(`${name}/aht`, 'a queue needs a handle time', 'give a mean in seconds, or a distribution')
  }
  if (redial && redial.delay === undefined) {
    throw missing(
      `${name}/redial/delay`,
      'redials need the time until the next attempt',
      'give a mean in seconds, or a distribution',
    )
  }
  if (!target) return
  try {
    checkTarget(target)
  } catch (error) {
    if (!(error instanceof KrarupError)) throw error
    const { code, what, how, value } = error
    throw new KrarupError(
      { code, what, where: { name: `${name}/target` }, ...(how ? { how } : {}), value },
      { cause: error },
    )
  }
}

/** That a group names queues that there are. @throws {KrarupError} MISSING, UNREADABLE */
export function checkGroupNames(group: GroupScenario, name: string, queueNames: readonly string[]) {
  for (const word of ['aht', 'afterCall', 'priorities'] as const)
    for (const key of Object.keys(group[word] ?? {}))
      findName(key, queueNames, `/groups/${pointer(name)}/${word}`, 'queue')
}

export function checkPace({ pace = DEFAULTS.group.pace }: GroupScenario, name: string): number {
  return checkNumber(`/groups/${pointer(name)}/pace`, pace, { above: 0 })
}
