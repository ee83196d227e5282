import { toJSONSchema, z } from 'zod'
import { parseTarget } from '../../domain/index.ts'
import { AGENT_SELECTIONS, CALL_SELECTIONS } from '../../sim/index.ts'
import { arrivalWords } from './arrival-file-schema.ts'
import { channelGroupWords, channelWords, deadline } from './channel-file-schema.ts'
import { costsFileSchema } from './costs-file-schema.ts'
import { customerWords, paceFactors, redial } from './customer-file-schema.ts'
import { menuFileSchema } from './menu-file-schema.ts'
import { clock, coefficient, hours, list, name, positive, randomTime, share, time, whole } from './scenario-words.ts'
import { staffWords } from './staff-file-schema.ts'
import { orNone } from './tier-file-schema.ts'
import { troubleFileSchema } from './trouble-file-schema.ts'
import { words } from './words.ts'
import { allowedKeys } from './yaml-document.ts'

const agents = 'not a number of agents: write a whole number, 0 or more'
const lines = whole('not a number of lines: write a whole number, 0 or more')
const priority = z.number('not a priority: write a number; higher ones go first')

/** What a queue says about its contacts, and a tier otherwise. */
const contactWords = {
  aht: randomTime.meta({
    description: 'Handle time without after-call work: its mean (exponential) or a distribution.',
  }),
  'after-call': randomTime.optional().meta({ description: 'After-call work. Default none.' }),
  patience: randomTime
    .optional()
    .meta({ description: 'How long a contact waits before it hangs up. Default for ever.' }),
  balking: share.optional().meta({ description: 'Share that hangs up at once when it would have to wait. Default 0.' }),
  priority: priority.optional().meta({ description: 'Higher goes first. Default 0.' }),
  weight: positive('not a weight: write a number above 0')
    .optional()
    .meta({ description: 'A wait counts so many times as long when the longest wait decides. Default 1.' }),
  groups: z
    .array(
      z.union(
        [name, z.strictObject({ group: name, after: time.optional() })],
        'not a group: write its name, or { group: NAME, after: 20s }',
      ),
      'not a list of groups: write [NAME, NAME]',
    )
    .meta({ description: 'Groups that serve the queue, in order of preference; after: only who has waited so long.' }),
  redial,
  deadline,
  target: words(parseTarget, 'not a target: write 90/10')
    .optional()
    .meta({ description: 'For example 90/10 or sl=80/20,abandon=5%. Default 90/10.', examples: ['90/10', '80/20'] }),
}

/** Who serves the queue besides, and which agent. */
const routingWords = {
  'agent-selection': z
    .enum(AGENT_SELECTIONS, `not a rule: take one of ${AGENT_SELECTIONS.join(', ')}`)
    .optional()
    .meta({ description: 'Which free agent gets a contact. Default order: one of the first group that has one.' }),
  overflow: z
    .array(
      z.strictObject({ queue: name, after: time }, 'not an overflow: write { queue: NAME, after: 60s }'),
      'not a list of overflows: write [{ queue: NAME, after: 60s }]',
    )
    .optional()
    .meta({ description: "After so long a wait another queue's groups serve it too, with that queue's priority." }),
}

const queue = z.strictObject({
  ...contactWords,
  ...arrivalWords,
  ...channelWords,
  ...customerWords,
  ...routingWords,
  tiers: z
    .record(z.string(), share, 'not tiers: write { vip: 5%, ordinary: 95% }')
    .optional()
    .meta({ description: 'Shares of tiers among its contacts; they sum to 100 %.' }),
  client: name.optional().meta({ description: 'Whose contacts these are, for figures by client.' }),
  lines: lines.optional().meta({ description: 'Contacts waiting and in service at once; more are blocked.' }),
  places: whole('not a number of places: write a whole number, 0 or more')
    .optional()
    .meta({ description: 'Contacts waiting at once; more are blocked.' }),
})

const tier = z.strictObject({
  ...contactWords,
  ...routingWords,
  aht: contactWords.aht.optional(),
  groups: contactWords.groups.optional(),
  patience: orNone(contactWords.patience),
  redial: orNone(redial),
  deadline: orNone(deadline),
  overflow: orNone(routingWords.overflow),
  interruptible: channelWords.interruptible,
  offer: orNone(channelWords.offer),
  open: orNone(customerWords.open),
  'at-closing': customerWords['at-closing'],
  voicemail: orNone(customerWords.voicemail),
  transfers: orNone(customerWords.transfers),
  repeat: orNone(customerWords.repeat),
  announcements: orNone(customerWords.announcements),
  'announced-wait': orNone(customerWords['announced-wait']),
  'expected-wait': customerWords['expected-wait'],
  callback: orNone(customerWords.callback),
  deflection: orNone(customerWords.deflection),
  'patience-factors': orNone(customerWords['patience-factors']),
  'aht-factors': orNone(customerWords['aht-factors']),
  'aht-per-wait': customerWords['aht-per-wait'],
  'priority-per-second': customerWords['priority-per-second'],
})

const group = z.strictObject({
  ...staffWords,
  ...channelGroupWords,
  'pace-factors': paceFactors,
  agents: z
    .union(
      [whole(agents), list(whole(agents), agents), z.record(z.string(), whole(agents))],
      'not a number of agents: write a whole number, a list by interval, or hours (08:00-12:00: 5)',
    )
    .optional()
    .meta({ description: 'Agents on duty: a number, a list by interval, or numbers by hours (08:00-12:00: 5).' }),
  'call-selection': z
    .enum(CALL_SELECTIONS, `not a rule: take one of ${CALL_SELECTIONS.join(', ')}`)
    .optional()
    .meta({ description: 'Which contact a free agent takes. Default priority: the highest, then the longest wait.' }),
  aht: z
    .record(z.string(), randomTime, 'not handle times by queue')
    .optional()
    .meta({ description: "Handle times of this group where they differ from the queue's, by queue." }),
  priorities: z
    .record(z.string(), priority, 'not priorities by queue')
    .optional()
    .meta({ description: "Priorities of this group where they differ from the queue's, by queue." }),
})

/** What a scenario file may say. */
export const scenarioFileSchema = z.strictObject({
  name: name.optional().meta({ description: 'What the scenario is called in reports.' }),
  interval: time.default(1800).meta({ description: 'Step of volumes, agents and figures. Default 30m.' }),
  hours: hours
    .optional()
    .meta({ description: 'Opening hours of a day. Default: as long as the lists by interval, else all day.' }),
  days: whole('not a number of days: write 1 or more', 1)
    .optional()
    .meta({ description: 'Days in a row in one replication; who waits at the end of one is carried over. Default 1.' }),
  'warm-up': time.optional().meta({ description: 'Time at the start that is not counted. Default 0.' }),
  closing: z
    .enum(['finish', 'stop'], 'not a closing: take finish or stop')
    .optional()
    .meta({ description: 'Who waits at the end is served (finish, default) or counted as left (stop).' }),
  busyness: coefficient
    .optional()
    .meta({ description: "Coefficient of variation of the day's busyness, of all queues alike. Default 0." }),
  lines: lines.optional().meta({ description: 'Telephone lines for all queues together. Default no limit.' }),
  'longest-queue': z
    .boolean('not yes or no: write true or false')
    .optional()
    .meta({ description: 'Also report the longest queue of each interval. Default false.' }),
  tiers: z
    .record(z.string(), tier, 'not tiers: write a name and what is different for it')
    .optional()
    .meta({ description: 'Kinds of customers: what is different for them in every queue that names them.' }),
  customers: z
    .boolean('not yes or no: write true or false')
    .optional()
    .meta({ description: 'Also count customers apart from their attempts. Default false.' }),
  costs: costsFileSchema.optional().meta({ description: 'What the centre costs and earns.' }),
  menus: z
    .record(z.string(), menuFileSchema, 'not menus: write a name, its volume and its nodes')
    .optional()
    .meta({ description: 'Voice menus (IVR) that calls go through before a queue, or instead of one, by name.' }),
  parts: z
    .strictObject(
      { starts: z.array(clock, 'not a list of times of day').min(1), busyness: coefficient.optional() },
      'not parts of the day: write { starts: [08:00, 13:00], busyness: 5% }',
    )
    .optional()
    .meta({ description: 'Parts of the day that are busy or quiet by themselves, and by how much for all alike.' }),
  trouble: troubleFileSchema
    .optional()
    .meta({ description: 'Outages, sudden absence, peaks: what goes wrong, or is drilled.' }),
  queues: z
    .record(z.string(), queue, 'not queues: write a name and what belongs to it')
    .meta({ description: 'Streams of contacts, by name.' }),
  groups: z
    .record(z.string(), group, 'not groups: write a name and what belongs to it')
    .meta({ description: 'Groups of agents, by name.' }),
})
export type ScenarioWords = z.infer<typeof scenarioFileSchema>

/** The JSON Schema of scenario files, for editors: shipped as `krarup/schema/scenario.schema.json`. */
export function scenarioJsonSchema(): object {
  return {
    ...toJSONSchema(scenarioFileSchema, { io: 'input', reused: 'ref' }),
    title: 'A scenario of krarup simulate',
  }
}

let plainSchema: object | undefined

/** The words that a scenario file knows at a place (`['queues', 'hotline']`), without those of distributions: what a number can be given to. */
export function scenarioWords(place: readonly string[]): string[] {
  plainSchema ??= toJSONSchema(scenarioFileSchema, { io: 'input', unrepresentable: 'any' })
  return allowedKeys(plainSchema, place, () => undefined)
}
