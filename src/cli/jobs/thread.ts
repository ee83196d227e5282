import { parentPort, workerData } from 'node:worker_threads'
import { errorToSend } from '../../io/queue/index.ts'
import { jobAnswers } from './answer.ts'

const answer = jobAnswers((workerData as { most: number }).most)
parentPort?.on('message', async (job) => {
  try {
    const results = await answer(job)
    parentPort?.postMessage({ results }, [results.buffer as ArrayBuffer])
  } catch (error) {
    parentPort?.postMessage({ error: errorToSend(error) })
  }
})
