import type { Target } from '../domain/index.ts'

export function guessAgents(load: number, _aht: number, _patience: number, _target: Target): number {
  return load + Math.sqrt(load)
}
