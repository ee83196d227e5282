import { type Alias, type Document, isMap, isScalar, LineCounter, type Node, parseDocument, visit } from 'yaml'
import { KrarupError, type Place } from '../../domain/index.ts'

export interface ParsedYaml {
  document: Document
  lines: LineCounter
  /** Plain records, lists and values. */
  data: unknown
}

/** Records and lists within one another; more are written by no person. */
const MOST_LEVELS = 100
const TOO_DEEP = 'records and lists lie too deep within one another'

/**
 * The values in a text of YAML. Whatever the parser says, also where it gives up, is an error with its place.
 *
 * @throws {KrarupError} UNREADABLE
 */
export function parsedYaml(text: string, file: string): ParsedYaml {
  const lines = new LineCounter()
  const placeAt = (offset: number): Place => {
    const { line, col } = lines.linePos(offset)
    return { file, line, column: col }
  }
  const broken = (said: string, where: Place, cause?: unknown) =>
    new KrarupError({ code: 'UNREADABLE', what: `not YAML: ${said}`, where }, { cause })
  let document: Document.Parsed
  try {
    // Its own check of keys compares each with all others: an hour for a million of them.
    document = parseDocument(text, { lineCounter: lines, prettyErrors: false, uniqueKeys: false, logLevel: 'error' })
  } catch (cause) {
    if (!(cause instanceof RangeError)) throw cause
    throw broken(TOO_DEEP, { file }, cause)
  }
  const [error] = document.errors
  if (error) throw broken(/call stack/.test(error.message) ? TOO_DEEP : error.message, placeAt(error.pos[0]), error)
  const aliases = checkNodes(document, (said, { range }) => broken(said, range ? placeAt(range[0]) : { file }))
  try {
    return { document, lines, data: document.toJS() ?? {} }
  } catch (cause) {
    const last = aliases.at(-1)
    throw broken(
      `${cause instanceof Error ? cause.message : cause}`,
      last?.range ? placeAt(last.range[0]) : { file },
      cause,
    )
  }
}

/** That keys are names and stand once, that aliases stand for something that does not hold them, and that nothing lies too deep. Returns the aliases. */
function checkNodes(document: Document, wrong: (said: string, node: Node) => KrarupError): Alias[] {
  const aliases: Alias[] = []
  const anchored = new Map<string, Node>()
  visit(document, {
    Node(_, node, path) {
      if (path.length > 2 * MOST_LEVELS) throw wrong(`more than ${MOST_LEVELS} levels of records and lists`, node)
      if ('anchor' in node && node.anchor) anchored.set(node.anchor, node)
      if (isMap(node)) checkKeys(node.items as { key: unknown }[], wrong, node)
    },
    Alias(_, alias, path) {
      const target = anchored.get(alias.source)
      if (!target) throw wrong(`nothing is marked &${alias.source} before *${alias.source}`, alias)
      if (path.includes(target)) throw wrong(`*${alias.source} lies within what it stands for`, alias)
      aliases.push(alias)
    },
  })
  return aliases
}

function checkKeys(items: readonly { key: unknown }[], wrong: (said: string, node: Node) => KrarupError, map: Node) {
  const known = new Set<string>()
  for (const { key } of items) {
    if (key !== null && !isScalar(key)) throw wrong('a key is a name, not a list or a record', (key ?? map) as Node)
    const name = String(key === null ? '' : key.value)
    if (known.has(name)) throw wrong(`${name} stands twice here: names must be unique`, (key ?? map) as Node)
    known.add(name)
  }
}
