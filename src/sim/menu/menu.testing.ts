import type { StandardForm } from '../../numeric/random/distribution.ts'
import { type DistributionTable, distributionTable } from '../../numeric/random/sample.ts'
import type { MenuScenario } from '../../scenario/index.ts'
import { type CompiledMenu, compileMenu } from './compile-menu.ts'

export const QUEUES = ['general', 'english', 'complaints']
export const TIERS = ['ordinary', 'middle', 'high']

/** A menu compiled by itself. */
export function compiled(menu: MenuScenario): CompiledMenu & { distributions: DistributionTable } {
  const forms: StandardForm[] = []
  const result = compileMenu('main', menu, {
    queueNames: QUEUES,
    tierNames: TIERS,
    addForm: (form) => forms.push(form) - 1,
  })
  return { ...result, distributions: distributionTable(forms) }
}

/** A hotline's menu: languages, self-service, a way back, tiers, silence and hang-ups; times that vary and times that do not. */
export const HOTLINE: MenuScenario = {
  volume: 5_000_000,
  start: 'language',
  nodes: {
    bill: {
      time: { type: 'gamma', mean: 25, sd: 10 },
      choices: [{ share: 0.7, end: 'self-service' }, { share: 0.2, to: 'main' }, { to: 'general' }],
      hangUp: 0.06,
    },
    language: {
      time: 8,
      choices: [
        { share: 0.9, to: 'main' },
        { share: 0.04, to: 'english', tier: 'middle' },
        { share: 0.06, end: 'hang-up' },
      ],
      silence: { share: 0.05, again: 0.6, wait: { type: 'uniform', from: 5, to: 6 }, repeats: 3 },
      hangUp: 0.02,
    },
    main: {
      time: { type: 'uniform', from: 10, to: 20 },
      choices: [
        { share: 0.6, to: 'bill' },
        { share: 0.05, to: 'vip', tier: 'high' },
        { share: 0.05, to: 'complaints' },
        { share: 0.3, end: 'self-service' },
      ],
      silence: { share: 0.1 },
      hangUp: 0.03,
    },
    vip: {
      time: 4,
      choices: [
        { share: 0.5, to: 'general' },
        { share: 0.5, to: 'main' },
      ],
    },
  },
}
