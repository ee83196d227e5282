import { type FromWorker, type ToWorker, workerAnswers } from '../worker-messages.ts'

/** The part of a worker's global scope that is used here. */
interface WorkerScope {
  onmessage: (event: { data: ToWorker }) => void
  postMessage(message: FromWorker, transfer: ArrayBuffer[]): void
}

const scope = globalThis as unknown as WorkerScope
const answer = workerAnswers()
scope.onmessage = ({ data }) => {
  const reply = answer(data)
  if (reply) scope.postMessage(reply, 'values' in reply ? [reply.values.buffer] : [])
}
