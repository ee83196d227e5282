/** @module-tag slow */
import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { Queue } from 'bullmq'
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest'
import { pack, unpack } from '../src/io/queue/index.ts'
import { describeWithRedis, ended, REDIS_PASSWORD, type RedisServer } from './redis.ts'
import { packageJson, ROOT } from './repository.ts'

const HOTLINE = `${ROOT}fixtures/hotline.csv`
const TIERS = `${ROOT}examples/hotline-tiers.yaml`
const { version } = packageJson() as { version: string }

/** A command that runs, with what it has said so far. */
interface Running {
  child: ChildProcess
  said: { out: string; notes: string }
  /** Its exit status. */
  end: Promise<number | null>
}

describeWithRedis('work over a queue', (start) => {
  let redis: RedisServer
  let folder: string
  let running: Running[] = []
  beforeAll(async () => {
    redis = await start()
  })
  afterAll(() => redis.stop())
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'krarup-queue-'))
  })
  afterEach(async () => {
    for (const { child } of running) await ended(child, 'SIGKILL')
    running = []
    rmSync(folder, { recursive: true, force: true })
  })

  /** The built command, as on a machine of its own. The password is in its environment only. */
  function krarup(...words: string[]): Running {
    const child = spawn(process.execPath, [`${ROOT}dist/cli/main.js`, ...words], {
      cwd: folder,
      env: { ...process.env, REDISCLI_AUTH: REDIS_PASSWORD },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    const said = { out: '', notes: '' }
    child.stdout.on('data', (bytes) => {
      said.out += bytes
    })
    child.stderr.on('data', (bytes) => {
      said.notes += bytes
    })
    const one = { child, said, end: new Promise<number | null>((resolve) => child.once('close', resolve)) }
    running.push(one)
    return one
  }

  /** What a command prints when it is through. */
  async function whole(...words: string[]): Promise<string> {
    const { said, end } = krarup(...words)
    expect([await end, said.notes.includes('error')]).toEqual([0, false])
    return said.out
  }

  async function until(isTrue: () => boolean | Promise<boolean>, what: string): Promise<void> {
    for (let tries = 0; tries < 600; tries++) {
      if (await isTrue()) return
      await setTimeout(50)
    }
    throw new Error(`waited in vain: ${what}`)
  }

  function worker(queue: string, ...words: string[]): Running {
    return krarup('work', redis.address(queue), '--workers', '1', ...words)
  }
  const isWorking = ({ said }: Running) => said.notes.includes('working for')

  it('three workers, one killed in the middle, Redis restarted with its append-only file: the same bytes as on one machine', async () => {
    const sweep = ['whatif', TIERS, '--vary', 'groups.general.agents=18..33', '--replications', '100', '--json']
    const expected = await whole(...sweep, '--workers', '1')
    const address = redis.address('killed')
    const workers = [worker('killed'), worker('killed'), worker('killed')]
    await until(() => workers.every(isWorking), 'three workers')
    const sender = krarup(...sweep, '--queue', address, '--resume', 'sweep.points')
    const points = () => {
      const path = join(folder, 'sweep.points')
      return existsSync(path) ? readFileSync(path, 'utf8').split('\n').length - 2 : 0
    }
    await until(() => points() >= 2, 'the first points')
    await ended(workers[0].child, 'SIGKILL')
    await until(() => points() >= 5, 'some more points')
    await redis.restart()
    expect(points()).toBeLessThan(17)
    expect(await sender.end).toBe(0)
    expect(sender.said.out).toBe(expected)
    expect(sender.said.notes).toContain(`the connection to ${address} is lost; trying again`)
    expect(sender.said.notes).toContain(`the connection to ${address} is back`)
    // The points in the file are the sweep as well.
    expect(await whole('merge', 'sweep.points', '--json')).toBe(expected)
    const [, ...left] = workers
    for (const { child, said } of left) {
      expect(await ended(child, 'SIGTERM')).toBe(0)
      expect(said.notes).toMatch(/\d+ jobs? done\n$/)
    }
    expect(JSON.stringify([sender, ...workers].map(({ said }) => said))).not.toContain(REDIS_PASSWORD)
  }, 180_000)

  it('simulate, its precision, a comparison, searches, a plan, a backtest: the same bytes as on one machine', async () => {
    const [one] = [worker('kinds', '--idle', '60s'), worker('kinds', '--idle', '60s')]
    await until(() => isWorking(one), 'a worker')
    for (const command of [
      ['simulate', TIERS, '--replications', '43'],
      ['simulate', TIERS, '--precision', '1%'],
      ['whatif', TIERS, '--set', 'groups.general.agents += 2', '--replications', '20'],
      ['plan', HOTLINE, '--days', '2', '--queue', 'General', '--queue', 'VIP'],
      ['backtest', HOTLINE, '--origins', '2', '--model', 'weekday-profile'],
      ['whatif', TIERS, '--goal', 'ordinary=80/20', '--vary', 'groups.general.agents=18..30:4', '--minimise', 'agents'],
      ['optimise', TIERS, '--blocks', '6h', '--days', '20', '--fresh', '60', '--iterations', '1'],
    ])
      expect(await whole(...command, '--json', '--queue', redis.address('kinds'))).toBe(
        await whole(...command, '--json'),
      )
  }, 180_000)

  it('says that no worker is there, and that there are some of another version; Ctrl-C leaves nothing behind', async () => {
    const address = redis.address('alone')
    const client = redis.client()
    try {
      const sender = krarup('simulate', TIERS, '--queue', address)
      await until(
        () => sender.said.notes.includes(`no worker is at ${address}; on any machine: krarup work ${address}`),
        'the remark',
      )
      await client.sadd('krarup-run:alone:workers', 'old')
      await client.set('krarup-run:alone:worker:old', JSON.stringify({ krarup: '0.0.9', threads: 4 }))
      await until(
        () => sender.said.notes.includes(`there are workers of krarup 0.0.9, and this is ${version}`),
        'the version',
      )
      sender.child.kill('SIGINT')
      expect(await sender.end).toBe(130)
      expect(await client.keys('krarup-run:alone:*-*-*')).toEqual([])
      expect(await client.llen(`krarup:alone@${version}:wait`)).toBe(0)
    } finally {
      client.disconnect()
    }
  }, 60_000)

  it('a worker refuses what is no job of this version, and goes on', async () => {
    const one = worker('odd', '--most-megabytes', '1', '--time-limit', '2s')
    await until(() => isWorking(one), 'a worker')
    const client = redis.client()
    const queue = new Queue(`odd@${version}`, { connection: redis.client() as never, prefix: 'krarup' })
    const scenario = {
      interval: 1800,
      queues: { a: { volume: [9, 9], aht: 60, groups: ['b'] } },
      groups: { b: { agents: 2 } },
    }
    const good = { krarup: version, run: 'run', kind: 'replications', shared: '0' }
    const items = (value: unknown) => pack(value).toString('base64')
    let number = 0
    /** What becomes of one job: its results, or what is wrong with it. */
    const answer = async (data: unknown, shared: unknown = { scenario, seed: 1 }) => {
      await client.set('krarup-run:odd:run:lease', '1')
      await client.set('krarup-run:odd:run:shared:0', shared instanceof Buffer ? shared : pack(shared))
      // What many jobs share is kept by its name: each of these has a name of its own.
      const name = String(++number)
      await client.rename('krarup-run:odd:run:shared:0', `krarup-run:odd:run:shared:${name}`)
      const own = typeof data === 'object' && data !== null && 'shared' in data ? { ...data, shared: name } : data
      await queue.add('x', own, { removeOnComplete: true, removeOnFail: true })
      const found = await client.blpopBuffer('krarup-run:odd:run:results', 20)
      const [, message] = found as [Buffer, Buffer]
      const end = message.indexOf('\n')
      const head = JSON.parse(message.toString('utf8', 0, end))
      return head.error?.what ?? JSON.stringify(unpack(message.subarray(end + 1), 1e8))
    }
    try {
      expect(await answer({ ...good, krarup: '0.0.9', items: items([]) })).toBe(
        `the job is of krarup 0.0.9, and this worker is ${version}`,
      )
      expect(await answer({ ...good, kind: 'constructor', items: items([]) })).toContain(
        'a kind of work that is not known here',
      )
      expect(await answer({ ...good, items: 'AAAA' })).toBe('not a message of krarup')
      expect(await answer({ ...good, items: items({}) })).toBe('not a job of krarup')
      expect(await answer({ ...good, items: items(['process.exit(1)']) })).toContain('a record is expected')
      expect(await answer({ ...good, items: items([{ first: 0, count: 1e9 }]) })).toContain('must be')
      expect(await answer({ ...good, items: items([]) }, { scenario: { queues: null }, seed: 1 })).toBe(
        'the scenario has no queue',
      )
      expect(await answer({ ...good, items: items([]) }, Buffer.from('zz'))).toContain('does not unfold')
      expect(await answer({ ...good, items: items([]) }, new Float64Array(1e6))).toContain(
        'more numbers than are allowed',
      )
      expect(await answer({ ...good, items: 'A'.repeat(2_000_000) })).toContain('larger than 1 MB')
      const endless = {
        ...scenario,
        queues: { a: { ...scenario.queues.a, volume: [4e7, 4e7] } },
        groups: { b: { agents: 99_999 } },
      }
      expect(
        await answer({ ...good, items: items([{ first: 0, count: 1000 }]) }, { scenario: endless, seed: 1 }),
      ).toContain('took longer than this worker allows: 2s')
      // And a good one, after all that.
      expect(await answer({ ...good, items: items([{ first: 0, count: 1 }]) })).toMatch(/^\[\{"value":\{"0":/)
      expect(one.said.notes).toContain('a job was refused: the job is of krarup 0.0.9')
      expect(one.child.exitCode).toBe(null)
    } finally {
      await queue.close()
      client.disconnect()
    }
  }, 90_000)

  it('refuses a wrong password and a server that is not there, and never prints a password', async () => {
    const at = (text: string) => redis.address('x').replace('//', `//${text}@`)
    for (const [address, message] of [
      [at(':wrong-secret'), 'the server refuses the name or the password'],
      ['redis://:wrong-secret@127.0.0.1:1/x', 'nobody listens there'],
      [`${at(':wrong-secret')}/y`, 'the name of a queue has letters'],
      [`${at(':wrong-secret')}?x=wrong-secret`, 'only ?db=NUMBER is known'],
    ]) {
      const { said, end } = krarup('work', address)
      expect([await end, said.notes]).toEqual([2, expect.stringContaining(message)])
      expect(said.notes).not.toContain('wrong-secret')
    }
    writeFileSync(join(folder, 'x'), '')
  }, 60_000)
})
