import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { basename, extname, join, relative, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import { KrarupError, LANGUAGES } from '../../domain/index.ts'
import { commandSays } from '../../domain/messages/index.ts'
import { fileError } from '../../io/index.ts'
import type { Words } from '../commands/command.ts'
import { EXIT } from '../exit.ts'
import { packageFile } from '../package-file.ts'
import type { Terminal } from '../terminal.ts'
import { checkFiles } from './files.ts'
import { Options } from './words.ts'

/** Browsers of this machine alone. */
const LOOPBACK = '127.0.0.1'
/** Where nothing is said; the same each time, so that a link stays good. */
const PORT = 8420
const HIGHEST_PORT = 65_535
/** The page that opens a scenario. */
const SIMULATOR = '/simulate.html'

const TYPES: { readonly [ending: string]: string } = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
}

/** What is served, by path. */
type Files = ReadonlyMap<string, { type: string; content: Uint8Array | string }>

/** `krarup serve`. */
export async function runServe(path: string | undefined, words: Words, terminal: Terminal): Promise<number> {
  const options = new Options(words)
  const port = options.whole('port', 0) ?? PORT
  if (port > HIGHEST_PORT)
    throw new KrarupError({
      code: 'OUT_OF_RANGE',
      what: `a port is at most ${HIGHEST_PORT}`,
      where: { name: '--port' },
      how: 'leave it out, or take 0 for any that is free',
      value: port,
    })
  if (path === '-')
    throw new KrarupError({
      code: 'UNSUPPORTED',
      what: 'the playground reads a file, not standard input',
      how: 'name the file, or drop it on the page',
    })
  const language = options.choice('lang', LANGUAGES)
  await checkFiles(options, { input: path })
  const files = await filesWith(path)
  const server = createServer((request, response) => answer(request, response, files))
  const address = await new Promise<AddressInfo>((resolve, reject) => {
    server.once('error', (cause: NodeJS.ErrnoException) => reject(portError(cause, port)))
    server.listen(port, LOOPBACK, () => resolve(server.address() as AddressInfo))
  })
  const page = isScenario(path) ? SIMULATOR.slice(1) : ''
  const url = `http://${LOOPBACK}:${address.port}/${page}${language === undefined ? '' : `#lang=${language}`}`
  terminal.out(url)
  terminal.say(commandSays('serving', { keys: 'Ctrl-C' }))
  if (options.has('open')) openInBrowser(url, terminal)
  await new Promise<void>((resolve) => {
    if (terminal.signal.aborted) resolve()
    else terminal.signal.addEventListener('abort', () => resolve(), { once: true })
  })
  server.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))
  return EXIT.done
}

/** A scenario rather than a history, by its ending. */
function isScenario(path: string | undefined): boolean {
  return path !== undefined && /\.(ya?ml|json)$/i.test(path)
}

/** The built pages and, as a part of theirs, the history or the scenario. */
async function filesWith(opened: string | undefined): Promise<Files> {
  const folder = fileURLToPath(packageFile('dist/site'))
  const paths = await readdir(folder, { recursive: true, withFileTypes: true }).catch((cause) => {
    throw fileError(folder, 'read', cause)
  })
  const files = new Map<string, { type: string; content: Uint8Array | string }>()
  for (const entry of paths.filter((one) => one.isFile())) {
    const path = join(entry.parentPath, entry.name)
    const type = TYPES[extname(path)]
    if (type) files.set(`/${relative(folder, path).split(sep).join('/')}`, { type, content: await readFile(path) })
  }
  if (opened !== undefined) {
    const bytes = await readFile(opened).catch((cause) => {
      throw fileError(opened, 'read', cause)
    })
    const [kind, at] = isScenario(opened) ? ['scenario', SIMULATOR] : ['history', '/index.html']
    // A name that no other page can guess: scripts are loaded across sites.
    const part = `${kind}-${randomBytes(16).toString('hex')}`
    const page = files.get(at)!
    const content = page.content.toString().replace('<title>', `<meta name="krarup-${kind}" content="${part}"><title>`)
    files.set(at, { ...page, content })
    const text = JSON.stringify({ name: basename(opened), base64: bytes.toString('base64') })
    files.set(`/parts/${part}.js`, {
      type: TYPES['.js'],
      content: `krarupPart(${JSON.stringify(part)},${JSON.stringify(text)})\n`,
    })
  }
  return files.set('/', files.get('/index.html')!)
}

function answer(request: IncomingMessage, response: ServerResponse, files: Files): void {
  const { method = '', headers } = request
  const path = new URL(request.url ?? '/', 'http://localhost').pathname
  const file = files.get(path)
  const refuse = (status: number) => response.writeHead(status, { 'Content-Type': 'text/plain' }).end()
  // Of a name that leads here from elsewhere, whoever owns it could read the answer.
  if (!/^(127\.0\.0\.1|localhost)(:\d+)?$/.test(headers.host ?? '')) return void refuse(403)
  if (method !== 'GET' && method !== 'HEAD') return void refuse(405)
  if (!file) return void refuse(404)
  response.writeHead(200, {
    'Content-Type': file.type,
    'Content-Length': Buffer.byteLength(file.content),
    'Cache-Control': 'no-store',
    'Cross-Origin-Resource-Policy': 'same-origin',
    'X-Content-Type-Options': 'nosniff',
    'Referrer-Policy': 'no-referrer',
  })
  response.end(method === 'HEAD' ? undefined : file.content)
}

function portError(cause: NodeJS.ErrnoException, port: number): KrarupError {
  const taken = cause.code === 'EADDRINUSE'
  return new KrarupError(
    {
      code: 'FILE',
      what: taken ? 'another program has this port' : `this port cannot be opened (${cause.code ?? cause.message})`,
      where: { name: '--port' },
      how: 'take another, or 0 for any that is free',
      value: port,
    },
    { cause },
  )
}

function openInBrowser(url: string, terminal: Terminal): void {
  const [command, ...words] =
    process.platform === 'darwin'
      ? ['open', url]
      : process.platform === 'win32'
        ? ['cmd', '/c', 'start', '', url]
        : ['xdg-open', url]
  const opener = spawn(command, words, { stdio: 'ignore', detached: true })
  opener.on('error', () => terminal.note(`no browser could be opened (${command} is not there): open ${url} yourself`))
  opener.unref()
}
