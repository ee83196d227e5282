import { describe, expect, it } from 'vitest'
import { KrarupError } from '../../domain/index.ts'
import { queuePackages } from './connection.ts'
import { pack, unpack } from './packing.ts'
import { checkJobData, errorSent, errorToSend, keysOf, resultSent, resultToSend } from './protocol.ts'

describe('messages of a queue of work', () => {
  it('come out as they went in, short and long', () => {
    for (const value of [{ a: [Number.NaN, -0] }, new Float64Array(5000).fill(1 / 3), 'x'.repeat(10_000)])
      expect(unpack(pack(value), 1e6)).toStrictEqual(value)
    expect(pack('x'.repeat(10_000)).length).toBeLessThan(200)
  })

  it('unfold to no more than is allowed', () => {
    expect(() => unpack(pack('x'.repeat(2_000_000)), 1_000_000)).toThrow('larger than 1 MB')
    expect(() => unpack(pack(new Float64Array(200_000)), 1_000_000)).toThrow('more numbers than are allowed')
    expect(() => unpack(Buffer.from(`j"${'x'.repeat(100)}"`), 50)).toThrow('larger than')
  })

  it.each(['', 'x', 'jx', 'zzz', 'j{"$":["map"]}'])('%j is none', (text) => {
    expect(() => unpack(Buffer.from(text), 1000)).toThrow(KrarupError)
  })

  it('a job has its five words, and the version of who takes it', () => {
    const job = { krarup: '1.0.0', run: 'a-1', kind: 'points', shared: '0', items: '' }
    expect(checkJobData(job, '1.0.0')).toEqual(job)
    for (const bad of [null, 'x', [], {}, { ...job, items: 7 }, { ...job, run: '../x' }, { ...job, shared: 'a:b' }])
      expect(() => checkJobData(bad, '1.0.0')).toThrow('not a job of krarup')
    expect(() => checkJobData(job, '1.1.0')).toThrow('the job is of krarup 1.0.0, and this worker is 1.1.0')
  })

  it('each version has a queue of its own, without a colon, which BullMQ refuses', () => {
    expect(keysOf({ name: 'sweep' }, '1.0.0').queue).toBe('sweep@1.0.0')
  })

  it('a result has a head and a body, whatever the bytes of the body', () => {
    const body = Buffer.from([10, 13, 0, 255])
    expect(resultSent(resultToSend({ job: 'a', seconds: 1.5 }, body))).toEqual({
      head: { job: 'a', seconds: 1.5 },
      packed: body,
    })
    for (const text of ['', 'x\n', '{}\n', 'null\n'])
      expect(() => resultSent(Buffer.from(text))).toThrow('not a result')
  })

  it('an error of ours stays one, with its hint; another says where it was', () => {
    const error = new KrarupError({ code: 'CONFLICT', what: 'a', how: 'b', where: { name: '/c' } })
    expect(errorSent(errorToSend(error))).toMatchObject({
      code: 'CONFLICT',
      what: 'a',
      how: 'b',
      where: { name: '/c' },
    })
    expect(errorSent(errorToSend(new TypeError('odd')))).toEqual(new Error('on a worker: odd'))
  })
})

it('packages that are not installed are asked for, with the way that needs none', async () => {
  const missing = () => Promise.reject(new Error("Cannot find package 'bullmq'"))
  await expect(queuePackages(missing)).rejects.toThrow(
    /npm install bullmq@6 ioredis@5 .*--part and krarup merge need neither/,
  )
})
