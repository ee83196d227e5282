import { deflateRawSync, inflateRawSync } from 'node:zlib'
import { KrarupError } from '../../domain/index.ts'
import { fromExactJson, toExactJson } from '../points/index.ts'

/** Shorter texts are sent as they are. */
const WORTH_COMPRESSING = 2000

/** A value as it travels: exact JSON, compressed where that is worth it. The first byte says which. */
export function pack(value: unknown): Buffer {
  const text = Buffer.from(toExactJson(value))
  const compressed = text.length >= WORTH_COMPRESSING
  return Buffer.concat([Buffer.from(compressed ? 'z' : 'j'), compressed ? deflateRawSync(text, { level: 1 }) : text])
}

/**
 * The value of what {@link pack} made.
 *
 * @param most bytes that it may unfold to
 * @throws {KrarupError} UNREADABLE, OUT_OF_RANGE
 */
export function unpack(packed: Uint8Array, most: number): unknown {
  const body = packed.subarray(1)
  if (body.length > most) throw tooLarge(most)
  if (packed[0] === 0x6a) return fromExactJson(Buffer.from(body).toString('utf8'), most)
  if (packed[0] !== 0x7a) throw new KrarupError({ code: 'UNREADABLE', what: 'not a message of krarup' })
  let text: Buffer
  try {
    text = inflateRawSync(body, { maxOutputLength: most })
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE') throw tooLarge(most)
    throw new KrarupError({ code: 'UNREADABLE', what: 'not a message of krarup: it does not unfold' }, { cause })
  }
  return fromExactJson(text.toString('utf8'), most)
}

/** @throws {KrarupError} OUT_OF_RANGE */
export function tooLarge(most: number): KrarupError {
  return new KrarupError({
    code: 'OUT_OF_RANGE',
    what: `a message is larger than ${Math.round(most / 1e6)} MB`,
    how: 'krarup work takes --most-megabytes; fewer queues or days make it smaller',
  })
}
