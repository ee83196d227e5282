// How many agents does a queue need? A service that answers over HTTP, to this machine alone.
//
//   node service.js 8080
//   curl --json '{ "volumePerInterval": 100, "interval": 1800, "aht": 300, "patience": 120, "target": "80/20" }' http://127.0.0.1:8080/requirement
import { createServer } from 'node:http'
import { DEFAULT_TARGET, KrarupError, parseTarget } from 'krarup/domain'
import { requiredAgents } from 'krarup/erlang'

const MOST_BYTES = 64 * 1024

/** What was asked for, in the words of `requiredAgents`, to what is answered. Wrong input throws a KrarupError, which says what, where and how to mend it. */
function answer({ target, ...queue }) {
  const asked = parseTarget(target)
  const { within, definition } = asked.serviceLevel ?? DEFAULT_TARGET.serviceLevel
  const { agents, binding, warnings, state } = requiredAgents(queue, asked)
  return { agents, binding, warnings, ...state.toJSON(), within, serviceLevel: state.serviceLevel(within, definition) }
}

async function bodyOf(request) {
  let body = ''
  // A question that is too long is answered too, so its connection stays open.
  for await (const chunk of request.setEncoding('utf8').iterator({ destroyOnReturn: false })) {
    body += chunk
    if (body.length > MOST_BYTES) throw new RangeError(`a question has at most ${MOST_BYTES} bytes`)
  }
  return body
}

async function handle(request) {
  if (request.url !== '/requirement') return [404, { what: 'ask /requirement' }]
  if (request.method !== 'POST') return [405, { what: 'ask with POST, and a queue as JSON' }]
  try {
    return [200, answer({ ...JSON.parse(await bodyOf(request)) })]
  } catch (error) {
    if (error instanceof KrarupError) {
      const { code, what, where, how } = error
      return [400, { code, what, where, how }]
    }
    if (error instanceof SyntaxError) return [400, { what: 'not JSON', how: error.message }]
    if (error instanceof RangeError) return [413, { what: error.message }]
    throw error
  }
}

const server = createServer(async (request, response) => {
  const [status, body] = await handle(request).catch((error) => {
    console.error(error)
    return [500, { what: 'the service failed; its log says why' }]
  })
  response.writeHead(status, { 'content-type': 'application/json' }).end(`${JSON.stringify(body)}\n`)
})
server.on('error', (error) => {
  console.error(`cannot listen: ${error.message}`)
  process.exitCode = 1
})
server.listen(Number(process.argv[2] ?? 8080), '127.0.0.1', () => {
  console.log(`http://127.0.0.1:${server.address().port}/requirement`)
})
process.once('SIGTERM', () => server.close())
