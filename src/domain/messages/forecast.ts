import { speaker } from './message.ts'

/** What a planner should know of forecasts. */
export const FORECAST = {
  nothingOfToday: 'nothing of today is known of {queues}: as forecast in the morning',
  notYetCome:
    "{queue}: the last {count} intervals of today's figures are zeros and were taken as not yet come; where nothing came, say until when they are known (--until)",
  idleOverride: 'without effect, for no open interval of the forecast is meant: the override of {what}',
  idleKeep: 'without effect, for nothing odd was found there: keep {what}',
  silentEvent:
    '{name} ({day}) has no effect on the forecast of {queues}: no past day of this name there, or a model that knows no calendar; an override can give it one',
  takenForClosed:
    '{name} ({days}) is taken for closed in {queues}: every past day of this name was closed; where it will be open, the calendar must name the weekday it resembles (like)',
  asOwnWeekday:
    '{name} ({days}) is forecast as its own weekday in {queues}, not as the one that the calendar names (like): so past special days were there',
  borrowed:
    'never in the history of {queues}, so what such days usually do elsewhere is borrowed, with a wider range: {days}; your own figures replace it (--override), and days that a file names (--holidays FILE) borrow nothing',
  namedDays: '{name} ({days})',
  growths: 'growth over what the models expect: {growths}',
  idleGrowths: 'without effect, for no day of the forecast is meant: the growth {growths}',
  growth: '{what}{from}{to}',
  growthFrom: ' from {day}',
  growthTo: ' to {day}',
  young: '{queue} is young: it borrows the past of {from}, by its share',
  historyTooShort: 'the history has {days} {days:day|days} and {needed} are needed',
} as const

export const forecastSays = speaker('forecast', FORECAST)
