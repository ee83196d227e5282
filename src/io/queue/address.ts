import { KrarupError } from '../../domain/index.ts'

/** Where a queue of work is. */
export interface QueueAddress {
  host: string
  port: number
  /** `rediss://`: the server's certificate is checked as any other. */
  tls: boolean
  /** Name of the queue, one of several on a server. */
  name: string
  database: number
  username?: string
  password?: string
  /** The address for people: without its password. */
  shown: string
}

const DEFAULT_PORT = 6379
/** Parts of names of keys in Redis: no colon, which BullMQ refuses. */
const NAME = /^[\w.-]+$/

/** Whether a text is meant for the address of a queue of work. */
export function isQueueAddress(text: string): boolean {
  return /^rediss?:\/\//i.test(text)
}

/**
 * Reads `redis://host/name`, `rediss://user:password@host:6380/name?db=2`.
 *
 * @param password where the address has none
 * @throws {KrarupError} UNREADABLE; the text is not shown in it, for it may hold a password
 */
export function readQueueAddress(text: string, password?: string): QueueAddress {
  const unreadable = (what: string) =>
    new KrarupError({
      code: 'UNREADABLE',
      what,
      how: 'write redis://host/sweep, or rediss://user@host:6380/sweep for TLS',
    })
  let url: URL
  try {
    url = new URL(text)
  } catch {
    throw unreadable('not the address of a Redis server')
  }
  const tls = url.protocol === 'rediss:'
  if (!tls && url.protocol !== 'redis:')
    throw unreadable(`not the address of a Redis server: it begins with ${url.protocol}//`)
  if (url.hostname === '') throw unreadable('the address names no host')
  const name = decoded(url.pathname.slice(1))
  if (name === '') throw unreadable('the address names no queue')
  if (/^\d+$/.test(name))
    throw new KrarupError({
      code: 'UNREADABLE',
      what: `/${name} would be a queue of that name`,
      how: `write the queue's name, and the number of the database behind it: redis://${url.host}/sweep?db=${name}`,
    })
  if (!NAME.test(name)) throw unreadable('the name of a queue has letters, digits, dots, dashes and underscores')
  const unknown = [...url.searchParams.keys()].find((key) => key !== 'db')
  if (unknown !== undefined) throw unreadable('after the name only ?db=NUMBER is known')
  const database = url.searchParams.get('db') ?? '0'
  if (!/^\d{1,5}$/.test(database)) throw unreadable('?db= takes a number')
  const username = decoded(url.username)
  const secret = url.password === '' ? password : decoded(url.password)
  return {
    host: url.hostname.replace(/^\[(.*)\]$/, '$1'),
    port: url.port === '' ? DEFAULT_PORT : Number(url.port),
    tls,
    name,
    database: Number(database),
    ...(username === '' ? {} : { username }),
    ...(secret === undefined || secret === '' ? {} : { password: secret }),
    shown: `${url.protocol}//${url.host}/${name}${database === '0' ? '' : `?db=${database}`}`,
  }
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
