import { parentPort, workerData } from 'node:worker_threads'
import { planInParts } from '../../plan/index.ts'
import { type PlanThreadTask, takeGroups } from './plan-threads.ts'

const { history, settings, next } = workerData as PlanThreadTask
await takeGroups({ ...planInParts(history, settings), next, put: (result) => parentPort?.postMessage(result) })
