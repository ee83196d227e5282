import { addKey, beginKeys, firstUniforms, STREAM_SIZE, startBelow } from '../../numeric/random/stream.ts'

/** What the streams of customers are seeded in and from. */
export interface CustomerStreams {
  readonly stream: Int32Array
  readonly queueKeys: Int32Array
}

/** What is drawn about one contact, each with a random stream of its own. A number is never reused for another question, so that a seed keeps its draws from version to version. */
export const PURPOSE = {
  agentChoice: 1,
  /** The next five are what the kernel draws for calls; contacts that come in another way draw them from these streams. */
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
  groupAfterCall: 41,
  /** One for each announcement, call, retry, follow-up and step of a case from here on, which are at most 100. */
  announcements: 1000,
  dialTimes: 1100,
  reached: 1200,
  retries: 1300,
  followUps: 1400,
  followUpDelays: 1500,
  caseSteps: 1600,
  caseDelays: 1700,
} as const

/** Keeps contacts' streams apart from those of queues and groups. */
const CONTACT_SOURCES = 1000

/** By queue, the keys that all streams of its customers begin with: what is the same for all need not be hashed for each. */
export function seedQueueKeys(to: Int32Array, queueKey: Float64Array, seed: number, replication: number): void {
  queueKey.forEach((ofQueue, q) => {
    beginKeys(to, q * STREAM_SIZE)
    for (const key of [seed, replication, ofQueue]) addKey(to, q * STREAM_SIZE, key)
  })
}

/**
 * Seeds `stream` for one purpose of one contact; draw from it at place 0. The stream depends on the seed, the replication, the customer (queue and number of the first call), which of the
 * customer's contacts it is, or which work that follows from one, and the purpose. It does not depend on when it is asked for or on what else happens: so two what-ifs share their draws.
 *
 * @param branch 0 for what customers do themselves
 */
export function customerStream(
  { stream, queueKeys }: CustomerStreams,
  purpose: number,
  origin: number,
  customer: number,
  visit: number,
  branch = 0,
): Int32Array {
  startBelow(stream, queueKeys, origin * STREAM_SIZE, CONTACT_SOURCES + purpose, customer, visit, branch)
  return stream
}

/** The first number of that stream for the first contacts of the customers from `customer` on, into `out` from place `at` on, before `end`. */
export function firstOfCustomers(
  { queueKeys }: CustomerStreams,
  purpose: number,
  origin: number,
  customer: number,
  out: Float64Array,
  at: number,
  end: number,
): void {
  firstUniforms(queueKeys, origin * STREAM_SIZE, CONTACT_SOURCES + purpose, customer, 1, out, at, end)
}
