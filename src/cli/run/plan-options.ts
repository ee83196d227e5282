import { KrarupError } from '../../domain/index.ts'
import { parseOpeningHours, readStaffing } from '../../io/index.ts'
import type { PlanFile } from '../../io/yaml/index.ts'
import type { PlanOptions } from '../../plan/index.ts'
import { shareInTime } from './deadline-share.ts'
import { type HorizonOf, horizonOf } from './horizon.ts'
import { given, type Options, optionName } from './words.ts'

/** What the command line and its plan file say of a plan, the holidays that the file names, and the days that are asked for. */
export async function planOptionsOf(
  options: Options,
): Promise<{ planOptions: PlanOptions; holidays?: string; horizon: HorizonOf }> {
  // The room of plan files is heavy: a plan without one does not wait for it.
  const yaml = ['config', 'patience', 'model'].some((name) => options.text(name) !== undefined)
    ? await import('../../io/yaml/index.ts')
    : undefined
  const config = options.text('config')
  const { holidays, days, ...file }: PlanFile =
    yaml === undefined || config === undefined ? { settings: {}, queues: {} } : await yaml.readPlanFile(config)
  const settings = {
    ...file.settings,
    ...deadlineOf(options),
    ...given({
      hours: options.read('hours', parseOpeningHours),
      shrinkage: options.share('shrinkage'),
      patience: yaml && options.read('patience', yaml.readPatience),
      model: yaml && options.read('model', yaml.readModelName),
      aht: options.handleTime('aht'),
      leastAgents: options.whole('leastAgents', 0),
    }),
  }
  const roster = options.text('rostered')
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
      sure: options.share('sure'),
      mostAgents: options.whole('mostAgents', 1),
      mostChange: options.whole('mostChange', 1),
      rostered: roster === undefined ? undefined : await readStaffing(roster),
      prove: proofDays(options),
    }),
  }
  return { planOptions, horizon: horizonOf(options, days), ...given({ holidays }) }
}

/** Days of each day of the plan that `--prove` serves it on: the limits of a share of nine in ten are 1.3 points away. */
const PROOF_DAYS = 2000

/** Fewer would prove nothing; the library says the same. */
const LEAST_PROOF_DAYS = 100

function proofDays(options: Options): number | undefined {
  const days = options.whole('proveDays', LEAST_PROOF_DAYS)
  return options.has('prove') || days !== undefined ? (days ?? PROOF_DAYS) : undefined
}

/** `--target` of contacts on the line, or with `--deadline` of work that can wait. */
function deadlineOf(options: Options): PlanOptions['settings'] {
  const within = options.duration('deadline')
  const counts = options.choice('deadlineCounts', ['hours', 'open-hours'])
  if (within === undefined) {
    if (counts === undefined) return given({ target: options.target('target') })
    throw new KrarupError({
      code: 'CONFLICT',
      what: '--deadline-counts says nothing without --deadline',
      where: { name: '--deadline-counts' },
      how: 'leave it out, or name the deadline, for example --deadline 48h',
    })
  }
  const of = ['patience', 'model', 'targetOver', 'floor', 'day'].find((name) => options.text(name) !== undefined)
  if (of !== undefined)
    throw new KrarupError({
      code: 'CONFLICT',
      what: `${optionName(of)} says nothing of work with a deadline`,
      where: { name: optionName(of) },
      how: 'leave it out, or leave out --deadline',
    })
  return {
    deadline: {
      within,
      ...given({ share: shareInTime(options, within) }),
      ...(counts === 'open-hours' ? { counts: 'open hours' } : {}),
    },
  }
}
