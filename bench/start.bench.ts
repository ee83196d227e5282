import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { finish, race } from './harness.ts'

/** How long `krarup --help` takes, process and all, beside the least that a program with commander can take. */
const root = fileURLToPath(new URL('../', import.meta.url))

function run(args: string[]): void {
  const { status, stderr } = spawnSync(process.execPath, args, { cwd: root, encoding: 'utf8' })
  if (status !== 0) throw new Error(`node ${args.join(' ')} ended with ${status}: ${stderr}`)
}

finish(import.meta.url, [
  await race({
    name: 'krarup --help',
    ours: () => run(['dist/cli/main.js', '--help']),
    reference: () => run(['--input-type=module', '--eval', "import 'commander'"]),
    referenceName: 'node --eval "import \'commander\'"',
    time: 1000,
  }),
])
