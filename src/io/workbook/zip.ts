import { inflateSync } from 'fflate'
import { damaged, tooLarge } from './damaged.ts'

/** One file in a zip archive. */
interface Entry {
  name: string
  /** 0: stored as it is, 8: deflated. */
  method: number
  isEncrypted: boolean
  checksum: number
  /** Bytes in the archive, and unpacked. */
  packed: number
  size: number
  /** Where its own header stands. */
  at: number
}

const END_OF_DIRECTORY = 0x06054b50
const DIRECTORY_ENTRY = 0x02014b50
const LOCAL_HEADER = 0x04034b50

/** The comment at the end of an archive has at most so many bytes. */
const LONGEST_COMMENT = 0xffff

/** More files than this, and it is no workbook that a person made. */
const MOST_ENTRIES = 20_000

/** Deflate packs 1 032 bytes into one at most; an archive that says more lies about its sizes. */
const MOST_PACKED = 1032

/**
 * The files of a zip archive, unpacked one by one when they are asked for. Sizes are limited before anything is
 * unpacked, and every file is held to its checksum: a bit that has changed must not become another number of contacts.
 */
export class Archive {
  private readonly bytes: Uint8Array
  private readonly view: DataView
  private readonly entries = new Map<string, Entry>()
  private readonly file: string

  constructor(bytes: Uint8Array, file: string) {
    this.bytes = bytes
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    this.file = file
    this.readDirectory()
  }

  get names(): string[] {
    return [...this.entries.values()].map(({ name }) => name)
  }

  /** Whether some file in it is locked by a password. */
  get isEncrypted(): boolean {
    return [...this.entries.values()].some(({ isEncrypted }) => isEncrypted)
  }

  has(name: string): boolean {
    return this.entries.has(keyOf(name))
  }

  /**
   * A file's bytes; undefined where there is none of the name.
   *
   * @param most bytes that it may have
   * @throws {KrarupError} UNREADABLE where it is damaged, UNSUPPORTED where it is larger than allowed
   */
  read(name: string, most: number): Uint8Array | undefined {
    const entry = this.entries.get(keyOf(name))
    if (!entry) return undefined
    const { method, packed, size, at, checksum } = entry
    if (size > most) {
      throw tooLarge(
        this.file,
        `the part ${entry.name} has ${megabytes(size)} MB, more than the ${megabytes(most)} MB that are read`,
        'export fewer days or columns, or save the sheet as CSV',
      )
    }
    if (at + 30 > this.bytes.length || this.view.getUint32(at, true) !== LOCAL_HEADER) throw this.broken(entry)
    const start = at + 30 + this.view.getUint16(at + 26, true) + this.view.getUint16(at + 28, true)
    if (start + packed > this.bytes.length || size > packed * MOST_PACKED + 1) throw this.broken(entry)
    const data = this.bytes.subarray(start, start + packed)
    let unpacked: Uint8Array
    try {
      unpacked = method === 0 ? data : method === 8 ? inflateSync(data, { out: new Uint8Array(size) }) : EMPTY
    } catch (cause) {
      throw damaged(this.file, `the part ${entry.name} cannot be unpacked`, cause)
    }
    if (unpacked.length !== size || checksumOf(unpacked) !== checksum) throw this.broken(entry)
    return unpacked
  }

  private broken({ name }: Entry): Error {
    return damaged(this.file, `the part ${name} is not what the archive says of it`)
  }

  private readDirectory(): void {
    const { view, bytes } = this
    const end = this.findEnd()
    if (end < 0) throw damaged(this.file, 'its end is missing (the file was cut off)')
    const count = view.getUint16(end + 10, true)
    let at = view.getUint32(end + 16, true)
    if (count > MOST_ENTRIES || at === 0xffff_ffff) {
      throw tooLarge(
        this.file,
        'an archive with far more in it than a workbook has',
        'save the sheet in a workbook of its own',
      )
    }
    for (let i = 0; i < count; i++) {
      if (at + 46 > bytes.length || view.getUint32(at, true) !== DIRECTORY_ENTRY)
        throw damaged(this.file, 'its list of parts ends too early')
      const nameLength = view.getUint16(at + 28, true)
      const name = DECODER.decode(bytes.subarray(at + 46, at + 46 + nameLength)).replaceAll('\\', '/')
      this.entries.set(keyOf(name), {
        name,
        method: view.getUint16(at + 10, true),
        isEncrypted: (view.getUint16(at + 8, true) & 1) === 1,
        checksum: view.getUint32(at + 16, true),
        packed: view.getUint32(at + 20, true),
        size: view.getUint32(at + 24, true),
        at: view.getUint32(at + 42, true),
      })
      at += 46 + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true)
    }
  }

  private findEnd(): number {
    const first = Math.max(0, this.bytes.length - 22 - LONGEST_COMMENT)
    for (let at = this.bytes.length - 22; at >= first; at--) {
      if (this.view.getUint32(at, true) === END_OF_DIRECTORY) return at
    }
    return -1
  }
}

const EMPTY = new Uint8Array(0)
const DECODER = new TextDecoder()

/** Some writers spell a name one way in the list and another way where it is used. */
function keyOf(name: string): string {
  return name.replace(/^\//, '').toLowerCase()
}

function megabytes(bytes: number): number {
  return Math.ceil(bytes / 1e6)
}

/** CRC-32 of ISO 3309, as zip archives hold it; eight bytes a step. */
function checksumOf(bytes: Uint8Array): number {
  const [t0, t1, t2, t3, t4, t5, t6, t7] = TABLES
  const whole = bytes.length - (bytes.length % 8)
  let crc = -1
  let i = 0
  for (; i < whole; i += 8) {
    crc ^= bytes[i] | (bytes[i + 1] << 8) | (bytes[i + 2] << 16) | (bytes[i + 3] << 24)
    crc =
      t7[crc & 255] ^
      t6[(crc >>> 8) & 255] ^
      t5[(crc >>> 16) & 255] ^
      t4[crc >>> 24] ^
      t3[bytes[i + 4]] ^
      t2[bytes[i + 5]] ^
      t1[bytes[i + 6]] ^
      t0[bytes[i + 7]]
  }
  for (; i < bytes.length; i++) crc = t0[(crc ^ bytes[i]) & 255] ^ (crc >>> 8)
  return ~crc >>> 0
}

const TABLES = crcTables()

function crcTables(): Int32Array[] {
  const first = Int32Array.from({ length: 256 }, (_, byte) => {
    let crc = byte
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1
    return crc
  })
  const tables = [first]
  for (let n = 1; n < 8; n++) tables.push(tables[n - 1].map((crc) => first[crc & 255] ^ (crc >>> 8)))
  return tables
}
