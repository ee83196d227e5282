import { parentPort } from 'node:worker_threads'
import { workerAnswers } from '../worker-messages.ts'

const answer = workerAnswers()
parentPort?.on('message', (message) => {
  const reply = answer(message)
  if (reply) parentPort?.postMessage(reply, 'values' in reply ? [reply.values.buffer] : [])
})
