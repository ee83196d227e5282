/** Work shared over a queue in Redis or Valkey: who has work, and who does it. The only place that touches the network. */
export { isQueueAddress, readQueueAddress } from './address.ts'
export { pack, unpack } from './packing.ts'
export { type ErrorSent, errorSent, errorToSend, type ItemResult } from './protocol.ts'
export { openWorkQueue, type WorkQueue } from './sender.ts'
export { type PackedJob, serveWorkQueue } from './serve.ts'
