export { type Backtest, type BacktestOptions, type BacktestRow, backtest, type Coverage } from './backtest.ts'
export {
  FORECAST_PARTS,
  type ForecastPart,
  type PartRow,
  type PartWorth,
  type UntestedReason,
  type WorthOfParts,
  type WorthOptions,
  worthOfParts,
} from './worth-of-parts.ts'
