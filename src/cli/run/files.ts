import { constants, fstatSync } from 'node:fs'
import { access } from 'node:fs/promises'
import { KrarupError } from '../../domain/index.ts'
import {
  checkOutputs,
  checkWritable,
  type FileContent,
  fileError,
  findChromium,
  type NamedFile,
  printPage,
  writeFilesTogether,
} from '../../io/index.ts'
import { type Options, optionName } from './words.ts'

/** What a command reads and writes, by the names of its options. */
export interface Files {
  /** A file that is read besides those of options; `-` is standard input. */
  input?: string | undefined
  /** Other files that are read. */
  others?: readonly NamedFile[]
  /** Options that name files to be read; each may be given several times. */
  reads?: readonly string[]
  /** Options that name files to be written, and what is written: of several formats the file's ending chooses, and the first is for endings that say nothing. */
  writes?: { readonly [option: string]: Format | readonly Format[] }
  /** Options that name files to which is added. */
  appends?: readonly string[]
  /** Written where no option says otherwise. */
  defaults?: { readonly [option: string]: string | undefined }
}

export type Format = 'CSV' | 'XLSX' | 'JSON' | 'HTML' | 'SVG' | 'PDF' | 'PNG' | 'YAML' | 'ICS'

/** What an answer is written as. */
export const ANSWER_FORMATS = ['CSV', 'XLSX', 'JSON'] as const
/** What a page of HTML and an SVG can be written as; beside themselves, as a Chromium prints or draws them. */
export const PAGE_FORMATS = ['HTML', 'PDF', 'PNG'] as const
export const PICTURE_FORMATS = ['SVG', 'PNG', 'PDF'] as const

/** Endings that say what a file holds. Those of no format that krarup writes stand for what people expect of them. */
const ENDINGS: { readonly [format: string]: readonly string[] } = {
  CSV: ['csv', 'txt'],
  XLSX: ['xlsx'],
  HTML: ['html', 'htm'],
  SVG: ['svg'],
  PDF: ['pdf'],
  PNG: ['png'],
  YAML: ['yaml', 'yml'],
  JSON: ['json'],
  ICS: ['ics'],
  'tab-separated text': ['tsv', 'tab'],
  'another kind of workbook': ['xls', 'xlsm', 'xlsb', 'ods', 'numbers'],
  'another kind of picture': ['jpg', 'jpeg', 'gif', 'webp', 'tif', 'tiff', 'bmp'],
  'a document': ['doc', 'docx', 'odt', 'rtf', 'md'],
  'a presentation': ['ppt', 'pptx', 'odp'],
  'an archive': ['zip', 'gz', 'bz2', 'xz', '7z', 'tar', 'tgz'],
}

/** The files of a command that were found fit, to be written when its answer is there. */
export interface CheckedFiles {
  /** Files that turned out to be read too, such as the tables that a scenario names: none of them is an output either. */
  alsoRead(paths: readonly string[]): Promise<void>
  /** Writes files that belong together, all or none. */
  write(files: readonly FileContent[]): Promise<void>
}

/**
 * Refuses early, before any work: an input that is not there, an ending that is not what is written, a file that would be overwritten without --force, a place where nothing can be written,
 * an output that is an input or another output.
 *
 * @throws {KrarupError} FILE, CONFLICT
 */
export async function checkFiles(
  options: Options,
  { input, others = [], reads = [], writes = {}, appends = [], defaults = {} }: Files,
): Promise<CheckedFiles> {
  const inputs: NamedFile[] = [
    ...(input === undefined ? [] : [{ path: input, role: 'the input' }]),
    ...others,
    ...reads.flatMap((option) => pathsOf(options, option).map((path) => ({ path, role: optionName(option) }))),
  ]
  for (const { path } of inputs) await checkReadable(path)
  const targets = Object.entries(writes).flatMap(([option, formats]) => {
    const path = options.text(option) ?? defaults[option]
    return path === undefined ? [] : [{ path, role: optionName(option), formats: [formats].flat() }]
  })
  for (const { path, role, formats } of targets) checkEnding(path, role, formats)
  const printed = new Map(targets.map(({ path, formats }) => [path, formatOf(path, formats)]))
  if ([...printed.values()].some(isPrinted)) await findChromium()
  const outputs = [
    ...targets,
    ...appends.flatMap((option) => pathsOf(options, option).map((path) => ({ path, role: optionName(option) }))),
  ]
  const known = inputs.map((file) => (file.path === '-' ? { ...file, opened: openedFile(0) } : file))
  await checkOutputs(outputs, known)
  const force = options.has('force')
  for (const { path } of targets) await checkWritable(path, force)
  return {
    alsoRead: async (paths) => {
      known.push(...paths.map((path) => ({ path, role: 'a file that is read' })))
      await checkOutputs(outputs, known)
    },
    write: async (files) => {
      const contents: FileContent[] = []
      for (const file of files) {
        const as = printed.get(file.path)
        const isPage = as !== undefined && isPrinted(as) && typeof file.content === 'string'
        contents.push(isPage ? { ...file, content: await printPage(file.content as string, as) } : file)
      }
      await writeFilesTogether(contents, { force, inputs: known.map(({ path }) => path) })
    },
  }
}

function isPrinted(format: Format): format is 'PDF' | 'PNG' {
  return format === 'PDF' || format === 'PNG'
}

/** The files that an option names, which may be given several times. */
function pathsOf(options: Options, option: string): string[] {
  const path = options.text(option)
  return path === undefined ? options.list(option) : [path]
}

/** A file of a disk that comes as an open file, such as standard input. */
function openedFile(descriptor: number): string | undefined {
  try {
    const status = fstatSync(descriptor, { bigint: true })
    return status.isFile() ? `${status.dev}:${status.ino}` : undefined
  } catch {
    return undefined
  }
}

async function checkReadable(path: string): Promise<void> {
  if (path === '-') return
  try {
    await access(path, constants.R_OK)
  } catch (cause) {
    throw fileError(path, 'read', cause)
  }
}

/** What is written to a file of several formats, by its ending. */
export function formatOf<T extends Format>(path: string, formats: readonly T[]): T {
  return formats.find((format) => format === kindOf(path)) ?? formats[0]
}

/** What a file's ending says that it holds. */
function kindOf(path: string): string | undefined {
  const ending = endingOf(path)
  return Object.keys(ENDINGS).find((name) => ENDINGS[name].includes(ending))
}

function endingOf(path: string): string {
  return /\.([^./\\]+)$/.exec(path)?.[1].toLowerCase() ?? ''
}

function checkEnding(path: string, role: string, formats: readonly Format[]): void {
  const said = kindOf(path)
  if (said === undefined || (formats as readonly string[]).includes(said)) return
  const ending = endingOf(path)
  throw new KrarupError({
    code: 'CONFLICT',
    what: `${role} writes ${either(formats)}, and a file that ends in .${ending} is taken for ${said === 'XLSX' ? 'a workbook' : said}`,
    where: { name: role },
    how: `write ${either(formats.map((format) => path.slice(0, -ending.length) + ENDINGS[format][0]))}`,
    value: path,
  })
}

/** `CSV`, `CSV or XLSX`, `HTML, PDF or PNG`. */
function either(names: readonly string[]): string {
  return names.length < 2 ? names.join() : `${names.slice(0, -1).join(', ')} or ${names[names.length - 1]}`
}
