import type { Service } from '../state/index.ts'
import { ask } from './ask.ts'
import { answer } from './assign.ts'
import { endConversation } from './end.ts'
import { becomeFree, release, takeMore } from './free.ts'

/** What features that come before the service ask of it. */
export const SERVICE: Service = { ask, answer, endConversation, release, becomeFree, takeMore }
