import { describe, expect, it } from 'vitest'
import { isQueueAddress, readQueueAddress } from './address.ts'

describe('the address of a queue of work', () => {
  it('has host, port, queue, database and TLS', () => {
    expect(readQueueAddress('redis://host/sweep')).toEqual({
      host: 'host',
      port: 6379,
      tls: false,
      name: 'sweep',
      database: 0,
      shown: 'redis://host/sweep',
    })
    expect(readQueueAddress('rediss://planner:s%2Fcret@10.0.0.7:6380/march-2026?db=2')).toEqual({
      host: '10.0.0.7',
      port: 6380,
      tls: true,
      name: 'march-2026',
      database: 2,
      username: 'planner',
      password: 's/cret',
      shown: 'rediss://10.0.0.7:6380/march-2026?db=2',
    })
    expect(readQueueAddress('redis://[::1]:7000/x').host).toBe('::1')
  })

  it('takes the password of the environment where it has none', () => {
    expect(readQueueAddress('redis://host/x', 'sesame').password).toBe('sesame')
    expect(readQueueAddress('redis://:own@host/x', 'sesame').password).toBe('own')
    expect(readQueueAddress('redis://host/x', '')).not.toHaveProperty('password')
  })

  it('is told from the name of a queue of contacts', () => {
    expect(['redis://h/x', 'rediss://h/x', 'REDIS://h/x'].every(isQueueAddress)).toBe(true)
    expect(['redis', 'sales', 'http://h/x'].some(isQueueAddress)).toBe(false)
  })

  it.each([
    ['secret', 'not the address of a Redis server'],
    ['http://secret@host/x', 'it begins with http://'],
    ['redis://:secret@host', 'names no queue'],
    ['redis://:secret@host/', 'names no queue'],
    ['redis://:secret@host/3', 'redis://host/sweep?db=3'],
    ['redis://:secret@host/a:b', 'letters, digits, dots'],
    ['redis://:secret@host/a?password=secret', 'only ?db=NUMBER'],
    ['redis://:secret@host/a?db=secret', '?db= takes a number'],
    ['redis:///x', 'names no host'],
  ])('%s is refused, and not shown: %s', (text, message) => {
    expect(() => readQueueAddress(text)).toThrow(message)
    try {
      readQueueAddress(text)
    } catch (error) {
      expect(String(error)).not.toContain('secret')
    }
  })
})
