import { KrarupError } from '../../domain/index.ts'
import { type Message, messagesOf } from '../../domain/messages/index.ts'
import type { Contract, Settlement } from '../../plan/index.ts'
import { given, type Options } from './words.ts'

/** The contract of --contract, and the margin that is wanted. */
export async function contractOf(
  options: Options,
): Promise<{ contract: Contract; wanted: { margin?: number } } | undefined> {
  const path = options.text('contract')
  const margin = options.share('margin')
  if (path !== undefined) {
    const { readContract } = await import('../../io/yaml/index.ts')
    return { contract: await readContract(path), wanted: given({ margin }) }
  }
  if (margin === undefined) return undefined
  throw new KrarupError({
    code: 'CONFLICT',
    what: 'a margin is of what a contract pays',
    where: { name: '--margin' },
    how: 'say --contract contract.yaml beside it',
  })
}

/** What a settled contract has to remark. */
export function contractRemarks(settled: Settlement | undefined): readonly Message[] {
  return messagesOf(settled?.remarks ?? [], settled?.messages)
}
