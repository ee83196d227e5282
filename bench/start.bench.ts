import { raceBuilds } from './against.ts'
import { finish, race } from './harness.ts'
import { runNode } from './node-process.ts'

/** How long `krarup --help` takes, process and all, beside the least that a program with commander can take. */
finish(import.meta.url, [
  await race({
    name: 'krarup --help',
    ours: () => runNode('dist/cli/main.js', '--help'),
    reference: () => runNode('--input-type=module', '--eval', "import 'commander'"),
    referenceName: 'node --eval "import \'commander\'"',
    time: 500,
    rounds: 9,
  }),
  ...raceBuilds({ name: 'krarup --help', rounds: 9 }, { command: ['--help'] }),
])
