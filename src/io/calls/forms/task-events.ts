import { type LogForm, plainHeading, VISIT } from '../call-form.ts'
import { END } from '../visits.ts'

const OF_AGENTS = /^(?:reservation|worker)\./
/** Events that end a stay in a queue whose caller remains. */
const LEAVES = new Set(['task-queue.timeout', 'task-queue.moved', 'workflow.timeout'])

interface OpenTask {
  visit: number
  /** NaN until somebody answers, or the agent is rung. */
  answered: number
  rung: number
  wrapup: number
}

/**
 * Events of Twilio's TaskRouter, one a row: a task enters a queue, is reserved for a worker, who is rung, is accepted, wrapped up and completed. A reservation that is rejected, or runs out, is the worker's event; a task that is canceled before
 * anybody accepted it was given up. A task that is moved on visits each of its queues.
 */
export const taskEvents: LogForm = ({ headings, delimiter }, visits) => {
  const plain = headings.map(plainHeading)
  const at = (...names: string[]) => plain.findIndex((heading) => names.includes(heading))
  const [type, task, queue] = [at('eventtype', 'type'), at('tasksid'), at('taskqueuename', 'taskqueuesid')]
  const time = at('timestampms', 'timestamp', 'eventdatems', 'eventdate')
  const worker = at('workername', 'workersid')
  if (type < 0 || task < 0 || queue < 0 || time < 0) return undefined
  const { details } = visits
  const open = new Map<string, OpenTask>()
  return {
    what: 'events of Twilio TaskRouter',
    row: 'an event',
    delimiter,
    headings,
    headLines: 1,
    take(cells) {
      const event = cells.text(type).replace(/^com\.twilio\.taskrouter\./, '')
      const now = cells.moment(time)
      if (cells.bad) return undefined
      const id = cells.text(task)
      if (event === 'task-queue.entered') {
        const before = open.get(id)
        if (before && visits.end[before.visit] === END.unknown) leave(before.visit, now)
        const name = cells.text(queue)
        const visit = visits.add({ queue: name, arrived: now, waited: NaN, end: END.unknown, handled: NaN })
        details?.chain(cells.key(task), visit, visits.arrived)
        open.set(id, { visit, answered: Number.NaN, rung: Number.NaN, wrapup: Number.NaN })
        return VISIT
      }
      const stay = open.get(id)
      if (!stay) return OF_AGENTS.test(event) ? 'events of agents' : 'events of the system'
      const { visit } = stay
      if (event === 'reservation.created') stay.rung = now
      else if (event === 'reservation.accepted') {
        stay.answered = now
        visits.end[visit] = END.answered
        visits.waited[visit] = now - visits.arrived[visit]
        details?.set(visit, { agent: cells.text(worker), ringing: now - stay.rung })
      } else if (event === 'task.wrapup' || event === 'reservation.wrapup') stay.wrapup = now
      else if (event === 'task.completed') {
        visits.handled[visit] = now - stay.answered
        const talked = Number.isNaN(stay.wrapup) ? now : stay.wrapup
        details?.set(visit, { talk: talked - stay.answered, afterCall: now - talked })
        open.delete(id)
      } else if (event === 'task.canceled') {
        if (visits.end[visit] === END.unknown) {
          leave(visit, now)
          visits.end[visit] = END.abandoned
        }
        open.delete(id)
      } else if (LEAVES.has(event)) {
        if (visits.end[visit] === END.unknown) leave(visit, now)
      } else return OF_AGENTS.test(event) ? 'events of agents' : 'events of the system'
      return VISIT
    },
    notes: () => [],
  }

  function leave(visit: number, now: number): void {
    visits.end[visit] = END.left
    visits.waited[visit] = now - visits.arrived[visit]
  }
}
