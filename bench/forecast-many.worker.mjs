// Forecasts the queues it is given, two weeks ahead with intervals, and says when it is done.
import { parentPort } from 'node:worker_threads'
import { forecastSeries } from 'krarup/forecast'

parentPort.on('message', ({ histories, model }) => {
  for (const history of histories) forecastSeries(history, { horizon: 14 * 48, model }).quantile(0.9)
  parentPort.postMessage('done')
})
