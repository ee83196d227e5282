import type { PlanFile } from '../../io/yaml/index.ts'
import type { PlanOptions } from '../../plan/index.ts'
import { type HorizonOf, horizonOf } from './horizon.ts'
import { given, type Options } from './words.ts'

/** What the command line and its plan file say of a plan, the holidays that the file names, and the days that are asked for. */
export async function planOptionsOf(
  options: Options,
): Promise<{ planOptions: PlanOptions; holidays?: string; horizon: HorizonOf }> {
  const { readModelName, readPatience, readPlanFile } = await import('../../io/yaml/index.ts')
  const config = options.text('config')
  const { holidays, days, ...file }: PlanFile =
    config === undefined ? { settings: {}, queues: {} } : await readPlanFile(config)
  const settings = {
    ...file.settings,
    ...given({
      target: options.target('target'),
      shrinkage: options.share('shrinkage'),
      patience: options.read('patience', readPatience),
      model: options.read('model', readModelName),
      aht: options.handleTime('aht'),
      leastAgents: options.whole('leastAgents', 0),
    }),
  }
  const planOptions = {
    ...file,
    settings,
    ...given({
      targetOver: options.choice('targetOver', ['interval', 'day', 'week', 'month']),
      floor: options.target('floor'),
      dayMethod: options.choice('day', ['sipp', 'lag', 'lag-max', 'mol', 'square-root', 'transient']),
      fteHours: options.number('fteHours', 0.1),
      forecastModel: options.text('forecastModel'),
      seed: options.whole('seed', 0),
    }),
  }
  return { planOptions, horizon: horizonOf(options, days), ...given({ holidays }) }
}
