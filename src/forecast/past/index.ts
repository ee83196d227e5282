export { type ErrorDistribution, errorDistribution } from './error-distribution.ts'
export { type IntradayRule, intradayRule } from './intraday.ts'
export { levelWander, wandering } from './level-wander.ts'
export {
  areMostlyNone,
  farLeads,
  farOrigins,
  JUDGED_DAYS,
  LEAD_GROUPS,
  leadGroupOf,
  leastDays,
  MOST_LEADS,
  pastErrorsByGroup,
  pastErrorsByLead,
  pastForecasts,
  pastOrigins,
  pastWeeks,
  tooShort,
} from './past-forecasts.ts'
