import { DAY_SECONDS, intervalsPerDay, KrarupError, weekdayOf } from '../../domain/index.ts'
import { forecastQueue } from '../../forecast/index.ts'
import type { Volumes } from '../../io/index.ts'
import { randomStream } from '../../numeric/random/stream.ts'
import { type ForecastSummary, summariseForecast } from '../../report/index.ts'
import type { Words } from '../commands/command.ts'
import type { Terminal } from '../terminal.ts'
import type { CheckedFiles } from './files.ts'
import { historyOf } from './history.ts'
import { horizonOf } from './horizon.ts'
import { breathe } from './output.ts'
import { Options } from './words.ts'

/** Weeks that are forecast where nothing is said. */
const USUAL_WEEKS = 60
/** Seed of the courses from which the ranges of weeks come. */
const SEED = 1

/** Contacts to come by queue, as `krarup forecast --by week` has them, and how a week's contacts lie in its intervals. */
export async function forecastVolumes(
  path: string,
  words: Words,
  terminal: Terminal,
  files: CheckedFiles,
): Promise<Map<string, Volumes>> {
  const asked = { ...words, weeks: words.weeks ?? String(USUAL_WEEKS) }
  const { history, ahead, calendar, remarks } = await historyOf(path, words, terminal, files, {
    horizon: horizonOf(new Options(asked)),
  })
  const last = (ahead.first + ahead.days) * DAY_SECONDS
  const volumes = new Map<string, Volumes>()
  for (const [index, queue] of history.queues.entries()) {
    const end = queue.start + queue.state.length * history.interval
    const horizon = (last - end) / history.interval
    const forecasted = forecastQueue(queue, { horizon, calendar, siblings: history.queues })
    volumes.set(queue.queue, volumesOf(summariseForecast(forecasted, randomStream(SEED, index), calendar)))
    terminal.progress(`forecasting: ${volumes.size} of ${history.queues.length} queues`)
    await breathe(terminal)
  }
  terminal.progress(undefined)
  for (const remark of remarks) terminal.say(remark)
  return volumes
}

function volumesOf({ weeks, horizon, forecasted: { queue, volume } }: ForecastSummary): Volumes {
  const perDay = intervalsPerDay(volume.interval)
  const shares = new Array<number>(7 * perDay).fill(0)
  for (const place of horizon.places) {
    const day = Math.floor(place / perDay)
    shares[weekdayOf(Math.floor(volume.start / DAY_SECONDS) + day) * perDay + (place % perDay)] +=
      volume.mean[place] || 0
  }
  const all = shares.reduce((sum, each) => sum + each, 0)
  if (!(all > 0))
    throw new KrarupError({
      code: 'MISSING',
      what: `no contacts of ${queue} are expected`,
      where: { name: '--history' },
      how: 'leave the queue out with --queue, or give its volume in the file',
    })
  return {
    rows: weeks
      .filter(({ mean }) => !Number.isNaN(mean))
      .map(({ first, days, mean, low, high, aht }) => ({
        from: first,
        days,
        mean,
        low: Math.min(low, mean),
        high: Math.max(high, mean),
        ...(aht > 0 ? { aht } : {}),
      })),
    shape: { interval: volume.interval, shares: shares.map((each) => each / all) },
  }
}
