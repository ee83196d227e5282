/** Loaded first into the processes that `bench/against.ts` starts: at the end each adds a line with its processor time and its peak of memory to a file. */
const { appendFileSync } = require('node:fs')
const { isMainThread } = require('node:worker_threads')

const file = process.env.KRARUP_BENCH_USAGE
if (file && isMainThread)
  process.on('exit', () => {
    const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage()
    const milliseconds = globalThis.measuredMilliseconds ?? (userCPUTime + systemCPUTime) / 1000
    appendFileSync(file, `${JSON.stringify({ milliseconds, megabytes: maxRSS / 1024 })}\n`)
  })
