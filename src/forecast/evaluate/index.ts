export { type Backtest, type BacktestOptions, type BacktestRow, backtest, type Coverage } from './backtest.ts'
