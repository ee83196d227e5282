import { access } from 'node:fs/promises'
import { KrarupError } from '../../domain/index.ts'
import { fileError } from '../../io/index.ts'
import { type Options, optionName } from './words.ts'

/** What a command reads and writes, by the names of its options. */
export interface Files {
  /** A file that is read besides those of options; `-` is standard input. */
  input?: string | undefined
  /** Options that name files to be read. */
  reads?: readonly string[]
  /** Options that name files to be written, and what is written. */
  writes?: { readonly [option: string]: Format }
  /** Written where no option says otherwise. */
  defaults?: { readonly [option: string]: string | undefined }
}

export type Format = 'CSV' | 'HTML' | 'SVG' | 'YAML'

/** Endings that say what a file holds. Those of no format that krarup writes stand for what people expect of them. */
const ENDINGS: { readonly [format: string]: readonly string[] } = {
  CSV: ['csv', 'txt'],
  HTML: ['html', 'htm'],
  SVG: ['svg'],
  YAML: ['yaml', 'yml'],
  JSON: ['json'],
  'tab-separated text': ['tsv', 'tab'],
  'a workbook': ['xlsx', 'xls', 'xlsm', 'xlsb', 'ods', 'numbers'],
  'a PDF': ['pdf'],
  'a picture of dots': ['png', 'jpg', 'jpeg', 'gif', 'webp', 'tif', 'tiff', 'bmp'],
  'a document': ['doc', 'docx', 'odt', 'rtf', 'md'],
  'a presentation': ['ppt', 'pptx', 'odp'],
  'an archive': ['zip', 'gz', 'bz2', 'xz', '7z', 'tar', 'tgz'],
}

/**
 * Refuses early, before any work: an input that is not there, an ending that is not what is written, a file that would be overwritten without --force.
 *
 * @throws {KrarupError} FILE, CONFLICT
 */
export async function checkFiles(options: Options, { input, reads = [], writes = {}, defaults = {} }: Files) {
  for (const path of [input, ...reads.map((option) => options.text(option))]) await checkReadable(path)
  const targets = Object.entries(writes).flatMap(([option, format]) => {
    const path = options.text(option) ?? defaults[option]
    return path === undefined ? [] : [{ option, format, path }]
  })
  for (const { option, format, path } of targets) checkEnding(path, option, format)
  if (options.has('force')) return
  for (const { path } of targets) await checkFree(path)
}

async function checkReadable(path: string | undefined): Promise<void> {
  if (path === undefined || path === '-') return
  try {
    await access(path)
  } catch (cause) {
    throw fileError(path, 'read', cause)
  }
}

function checkEnding(path: string, option: string, format: Format): void {
  const ending = /\.([^./\\]+)$/.exec(path)?.[1].toLowerCase() ?? ''
  const said = Object.keys(ENDINGS).find((name) => ENDINGS[name].includes(ending))
  if (said === undefined || said === format) return
  throw new KrarupError({
    code: 'CONFLICT',
    what: `${optionName(option)} writes ${format}, and a file that ends in .${ending} is taken for ${said}`,
    where: { name: optionName(option) },
    how: `write ${path.slice(0, -ending.length)}${ENDINGS[format][0]}`,
    value: path,
  })
}

async function checkFree(path: string): Promise<void> {
  const isThere = await access(path).then(
    () => true,
    () => false,
  )
  if (isThere)
    throw new KrarupError({
      code: 'CONFLICT',
      what: `${path} exists already`,
      how: 'give --force to overwrite it, or another name',
    })
}
