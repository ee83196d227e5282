import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { Redis } from 'ioredis'
import { describe } from 'vitest'

const USUAL_PLACES = ['redis-server', 'valkey-server'].flatMap((name) =>
  ['/usr/bin', '/usr/local/bin', '/opt/homebrew/bin'].map((folder) => `${folder}/${name}`),
)

/** Where a Redis or Valkey server was found. `REDIS_SERVER` names one, which must then be there. Nothing is downloaded. */
const serverPath: string | undefined = process.env.REDIS_SERVER ?? USUAL_PLACES.find((path) => existsSync(path))

export const REDIS_PASSWORD = 'open sesame'

/** A server of the tests' own: on the loopback address, with a port, a folder and a password of its own, and an append-only file. */
export interface RedisServer {
  /** The address of a queue there, without the password. */
  address(queue: string): string
  /** A client for a look inside. */
  client(): Redis
  /** Ends it at once, as a machine that goes down, and starts it again with its append-only file. */
  restart(): Promise<void>
  stop(): Promise<void>
}

/** A group of tests with a server; where none is installed they are skipped, and it says so. */
export function describeWithRedis(name: string, tests: (start: () => Promise<RedisServer>) => void): void {
  if (!serverPath) console.warn(`${name}: skipped, no redis-server was found (set REDIS_SERVER to the path of one)`)
  describe.skipIf(!serverPath)(name, () => tests(startRedis))
}

async function startRedis(): Promise<RedisServer> {
  if (!existsSync(serverPath as string)) throw new Error(`REDIS_SERVER names ${serverPath}, which is not there`)
  const folder = mkdtempSync(join(tmpdir(), 'krarup-redis-'))
  const port = await freePort()
  const args = ['--port', String(port), '--bind', '127.0.0.1', '--dir', folder, '--appendonly', 'yes', '--save', '']
  const launch = () =>
    spawn(serverPath as string, [...args, '--requirepass', REDIS_PASSWORD], { stdio: 'ignore', detached: false })
  const client = () =>
    new Redis({ host: '127.0.0.1', port, password: REDIS_PASSWORD, maxRetriesPerRequest: null }).on('error', () => {})
  let server = launch()
  const answers = async () => {
    const probe = client()
    try {
      await probe.ping()
    } finally {
      probe.disconnect()
    }
  }
  await answers()
  return {
    address: (queue) => `redis://127.0.0.1:${port}/${queue}`,
    client,
    restart: async () => {
      await ended(server, 'SIGKILL')
      await setTimeout(500)
      server = launch()
      await answers()
    },
    stop: async () => {
      await ended(server, 'SIGTERM')
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** Ends a process that the tests have started, and waits until it is gone. */
export async function ended(child: ChildProcess, signal: NodeJS.Signals): Promise<number | null> {
  if (child.exitCode === null && child.signalCode === null) {
    const gone = new Promise((resolve) => child.once('exit', resolve))
    child.kill(signal)
    await gone
  }
  return child.exitCode
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number }
      server.close(() => resolve(port))
    })
  })
}
