/**
 * A side of `reader.bench.ts`, in a process of its own: DuckDB, on one thread, reads the file and groups its rows, by what the first argument says. It is told the types of the columns, so that it does not look for them.
 * Plain JavaScript: the package is there for the bench alone.
 */
import { DuckDBInstance } from '@duckdb/node-api'

const [by, file] = process.argv.slice(2)
const types =
  "{'start': 'TIMESTAMP', 'queue': 'VARCHAR', 'offered': 'INTEGER', 'answered': 'INTEGER', 'aht': 'INTEGER'}"
const before = process.cpuUsage()
const instance = await DuckDBInstance.create(':memory:', { threads: '1' })
const connection = await instance.connect()
await connection.run(
  `create table grouped as select ${by}, sum(offered) as offered, sum(answered) as answered, sum(answered * aht) as handled
   from read_csv('${file}', columns = ${types}, header = true) group by ${by}`,
)
const answer = await connection.runAndReadAll('select sum(offered)::double from grouped')
const { user, system } = process.cpuUsage(before)
process.send?.({
  seconds: (user + system) / 1e6,
  sum: Number(answer.getRows()[0][0]),
  peakMegabytes: process.resourceUsage().maxRSS / 1024,
})
connection.closeSync()
