import { seedStream } from '../../../numeric/random/stream.ts'
import type { Centre, Contact } from '../state/index.ts'

/** Questions that chance decides about one contact, each with a stream of its own. Numbers are never used again for another question: seeds keep their luck. */
export const LUCK = {
  agentChoice: 1,
  /** What `draws.ts` draws for those who call, for those who come in another way. */
  service: 2,
  afterCall: 3,
  patience: 4,
  choices: 5,
  redialDelay: 6,
  transfer: 7,
  repeat: 8,
  repeatDelay: 9,
  redialDelayByCause: 10,
  redialQueue: 11,
  voicemail: 12,
  deflection: 13,
  callback: 14,
  announcedWait: 15,
  batch: 20,
  backlogAge: 30,
  offer: 31,
  offerTime: 32,
  answers: 33,
  rightParty: 34,
  wrongParty: 35,
  preview: 36,
  dial: 37,
  ring: 38,
  noAnswer: 39,
  retry: 40,
  /** One for each announcement, call and retry from here on, which are at most 100. */
  announcements: 1000,
  dialTimes: 1100,
  reached: 1200,
  retries: 1300,
} as const

/** Keeps contacts' streams apart from those of queues and groups. */
const CONTACT_SOURCES = 1000

/**
 * Puts a contact's own chance for a question into `centre.luck`, from which it can be drawn at place 0. It depends on the seed, the replication, whose contact it is (the queue of the
 * first call and its number there), which of the customer's contacts and the question, not on when it is asked or what else is: so two what-ifs share it.
 */
export function askLuck(centre: Centre, contact: Contact, question: number): Int32Array {
  seedStream(
    centre.luck,
    0,
    centre.seed,
    centre.replication,
    centre.model.queueKey[contact.origin],
    CONTACT_SOURCES + question,
    contact.customer,
    contact.visit,
  )
  return centre.luck
}
