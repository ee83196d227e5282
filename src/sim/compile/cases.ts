import { checkNumber, checkShare, KrarupError } from '../../domain/index.ts'
import { type CaseStep, conflict, findName, isDeferred, missing, pointer, type Scenario } from '../../scenario/index.ts'
import type { CasesModel } from '../model/feature-models.ts'
import { onGrid } from '../model/grid.ts'
import { type CompileContext, startsOfLists } from './context.ts'
import { exactly } from './follow-ups.ts'

/** Each may have two clocks, and each clock of a case is a bit of a word of 32. */
const MOST_STEPS = 15

/** Names of the scenario's queues to which follow-ups and cases lead: they may have no volume of their own. */
export function queuesFollowing({ queues, tiers = {}, cases = {} }: Scenario): string[] {
  const followed = [...Object.values(queues), ...Object.values(tiers)].flatMap(({ followUps }) =>
    Array.isArray(followUps) ? followUps.map(({ to }) => to as string) : [],
  )
  const ofCases = Object.values(cases).flatMap(({ steps = [], escalation }) => [
    ...Array.from(steps, ({ queue }) => queue),
    ...(escalation ? [escalation.to] : []),
  ])
  const receivers = Object.entries(queues).filter(([, { from, perAgent }]) => from || perAgent)
  return [...followed, ...ofCases, ...receivers.map(([name]) => name)]
}

/**
 * Cases; undefined where there are none.
 *
 * @throws {KrarupError} MISSING, CONFLICT, OUT_OF_RANGE
 */
export function compileCases({ cases, queues: given }: Scenario, context: CompileContext): CasesModel | undefined {
  const names = Object.keys(cases ?? {})
  if (!cases || names.length === 0) return undefined
  const place = (name: string, key: string) => `/cases/${pointer(name)}/${key}`
  const steps = names.flatMap((name) =>
    cases[name].steps.map((step, index) => {
      const at = place(name, `steps/${index}`)
      checkStep(step, index, at, given)
      return { ...step, name, at }
    }),
  )
  for (const name of names) {
    const { length } = cases[name].steps
    if (length === 0) throw missing(place(name, 'steps'), 'a case needs a step', 'name a queue of deferred work')
    if (length > MOST_STEPS)
      throw conflict(place(name, 'steps'), `a case has ${MOST_STEPS} steps at most`, 'join some of them')
  }
  steps.forEach(({ queue, at }, s) => {
    if (steps.findIndex((other) => other.queue === queue) < s)
      throw conflict(`${at}/queue`, 'this queue has another step already', 'give each step a queue of its own')
  })
  const { addTime, findQueue, queueNames } = context
  const everyQueue = queueNames.map((_, q) => q)
  const clocks = steps.map(({ beginWithin, within, at }) => [
    ...clockOf(beginWithin, `${at}/beginWithin`, true),
    ...clockOf(within, `${at}/within`, false),
  ])
  const flat = clocks.flatMap((list, step) => list.map((clock) => ({ ...clock, step })))
  // A queue stands for its tiers: a contact that goes there comes to the part of its own tier.
  const stepQueue = steps.flatMap(({ queue, at }) => everyQueue.map((q) => findQueue(queue, q, `${at}/queue`)))
  const stepOfQueue = new Int32Array(queueNames.length).fill(-1)
  steps.forEach((_, s) => {
    for (const q of everyQueue) stepOfQueue[stepQueue[s * queueNames.length + q]] = s
  })
  const reasons = names.map((name) => [cases[name].escalation?.when ?? ['late', 'repeat']].flat())
  const escalates = (word: 'late' | 'repeat') =>
    Uint8Array.from(names, (name, c) => (cases[name].escalation && reasons[c].includes(word) ? 1 : 0))
  return {
    names,
    stepStart: startsOfLists(names.map((name) => cases[name].steps)),
    stepQueue: Int32Array.from(stepQueue),
    share: Float64Array.from(steps, ({ share = 1, at }) => checkShare(`${at}/share`, share)),
    after: Int32Array.from(steps, ({ after, at }) => addTime(exactly(after), `${at}/after`)),
    clockStart: startsOfLists(clocks),
    clockNames: flat.map(({ step, untilBegun }) => {
      const { name, queue } = steps[step]
      return `${name}: ${queue} ${untilBegun ? 'begun' : 'done'}`
    }),
    clockStep: Int32Array.from(flat, ({ step }) => step),
    within: Float64Array.from(flat, ({ seconds }) => seconds),
    untilBegun: Uint8Array.from(flat, ({ untilBegun }) => (untilBegun ? 1 : 0)),
    stepOfQueue,
    escalateTo: Int32Array.from(
      names.flatMap((name) => {
        const to = cases[name].escalation?.to
        return everyQueue.map((q) => (to === undefined ? -1 : findQueue(to, q, place(name, 'escalation/to'))))
      }),
    ),
    whenLate: escalates('late'),
    whenRepeated: escalates('repeat'),
  }

  function clockOf(seconds: number | undefined, at: string, untilBegun: boolean) {
    return seconds === undefined ? [] : [{ seconds: onGrid(checkNumber(at, seconds, { least: 0 })), untilBegun }]
  }
}

function checkStep(step: CaseStep, index: number, at: string, queues: Scenario['queues']): void {
  findName(step.queue, Object.keys(queues), `${at}/queue`, 'queue')
  const queue = queues[step.queue]
  if (!isDeferred(queue))
    throw conflict(`${at}/queue`, 'a step of a case is deferred work', 'give its queue channel: deferred')
  if (step.within !== undefined && step.beginWithin !== undefined && step.beginWithin > step.within)
    throw new KrarupError({
      code: 'OUT_OF_RANGE',
      what: 'the work is to be begun after it is to be done',
      where: { name: `${at}/beginWithin` },
      how: 'give a time that is no longer than within',
      value: step.beginWithin,
    })
  if (index === 0 && (step.after !== undefined || step.share !== undefined))
    throw conflict(
      `${at}/${step.after === undefined ? 'share' : 'after'}`,
      'the first step comes with the case, always and at once',
      'leave it out; how many come is the volume of its queue, and what leads there',
    )
  if (index > 0 && queue.open)
    throw conflict(
      `${at}/queue`,
      'a later step comes whenever the one before is done: it needs a queue that is always open',
      'give it a queue without opening hours; its agents need not be there at night',
    )
}
