import { isIP } from 'node:net'
import type { Redis } from 'ioredis'
import { KrarupError } from '../../domain/index.ts'
import type { QueueAddress } from './address.ts'

/** The packages that a queue needs. They are installed by who wants it: with what they bring they are 16 MB. */
export interface QueuePackages {
  bullmq: typeof import('bullmq')
  ioredis: typeof import('ioredis')
}

/**
 * Loads the packages, when they are needed.
 *
 * @throws {KrarupError} MISSING
 */
export async function queuePackages(
  load: (name: string) => Promise<unknown> = (name) => import(name),
): Promise<QueuePackages> {
  try {
    const [bullmq, ioredis] = await Promise.all([load('bullmq'), load('ioredis')])
    return { bullmq, ioredis } as QueuePackages
  } catch (cause) {
    throw new KrarupError(
      {
        code: 'MISSING',
        what: 'a queue of work needs the packages bullmq and ioredis, and they are not installed',
        how: 'npm install bullmq@6 ioredis@5 (with -g where krarup was installed so); --part and krarup merge need neither',
      },
      { cause },
    )
  }
}

export interface ConnectionOptions {
  /** Is told in a sentence what becomes of the connection. */
  note: (line: string) => void
}

/** Milliseconds to wait for a server at the start, and the longest pause between two tries later on. */
const FIRST_PATIENCE = 10_000
const LONGEST_PAUSE = 2000

/**
 * Connects to the server. A connection that is lost later is sought again for ever; commands wait for it.
 *
 * @throws {KrarupError} CONNECTION where there is no server, or it refuses the password
 */
export async function connect(
  address: QueueAddress,
  { ioredis }: Pick<QueuePackages, 'ioredis'>,
  { note }: ConnectionOptions,
): Promise<Redis> {
  let wasReady = false
  let lastError: Error | undefined
  const { host, port, tls, database, username, password, shown } = address
  const client = new ioredis.Redis({
    host,
    port,
    db: database,
    lazyConnect: true,
    connectTimeout: FIRST_PATIENCE,
    maxRetriesPerRequest: null,
    retryStrategy: (times) => (wasReady ? Math.min(LONGEST_PAUSE, 100 * 2 ** times) : null),
    ...(tls ? { tls: isIP(host) ? {} : { servername: host } } : {}),
    ...(username === undefined ? {} : { username }),
    ...(password === undefined ? {} : { password }),
  })
  client.on('error', (error) => {
    lastError = error
  })
  try {
    await client.connect()
    await client.ping()
  } catch (error) {
    client.disconnect()
    throw notConnected(shown, lastError ?? (error as Error))
  }
  wasReady = true
  let lost = false
  client.on('close', () => {
    // An ordinary end closes too.
    if (lost || client.status === 'end') return
    lost = true
    note(`the connection to ${shown} is lost; trying again`)
  })
  client.on('ready', () => {
    if (lost) note(`the connection to ${shown} is back`)
    lost = false
  })
  return client
}

const REASONS: readonly [RegExp, string][] = [
  [/ECONNREFUSED/, 'nobody listens there: is the server running, and is this its port?'],
  [/ENOTFOUND|EAI_AGAIN/, 'no machine has this name'],
  [/ETIMEDOUT|EHOSTUNREACH|ENETUNREACH/, 'it does not answer: is there a firewall between?'],
  [/WRONGPASS|invalid password/i, 'the server refuses the name or the password'],
  [/NOAUTH|without any password|AUTH/, 'give its password: in the address, or in the environment as REDISCLI_AUTH'],
  [/NOPERM/, 'this user may not do that there: it needs all commands on keys that begin with krarup'],
  [
    /certificate|self.signed|altname/i,
    'its certificate is not trusted here: NODE_EXTRA_CA_CERTS=FILE names your own authority',
  ],
  [
    /wrong version number|EPROTO|ECONNRESET|Connection is closed/,
    'it ends the connection: is it rediss:// (with TLS) there, or redis://?',
  ],
  [/DB index|invalid DB/i, 'it has no database of this number'],
]

/** What the server says is not passed on as it is: it may hold what was sent. */
function notConnected(shown: string, { message, ...rest }: Error & { code?: string }): KrarupError {
  const said = `${message} ${rest.code ?? ''}`
  return new KrarupError({
    code: 'CONNECTION',
    what: `cannot use the queue at ${shown}`,
    how: REASONS.find(([pattern]) => pattern.test(said))?.[1] ?? `it says: ${rest.code ?? message.split(' ')[0]}`,
  })
}
