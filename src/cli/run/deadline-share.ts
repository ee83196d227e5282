import { KrarupError, parseShare } from '../../domain/index.ts'
import type { Options } from './words.ts'

/** The share of `--target 95%`, or of `--target 95/2h`, which names the deadline again; undefined where neither is given. */
export function shareInTime(options: Options, deadline: number): number | undefined {
  if (/^\s*[\d.]+\s*%?\s*$/.test(options.text('target') ?? ''))
    return options.read('target', (text) => parseShare(text, 'the share in time'))!
  const target = options.target('target')
  if (!target) return undefined
  const { serviceLevel, ...others } = target
  if (serviceLevel?.within === deadline && Object.keys(others).length === 0) return serviceLevel.share
  throw new KrarupError({
    code: 'CONFLICT',
    what: 'with --deadline the target is the share that is done by it, and nothing else',
    where: { name: '--target' },
    how: `for example --deadline ${options.text('deadline')} --target 95%`,
  })
}
