import { join } from 'node:path'
import { logDir, root } from './paths.ts'
import { startChild } from './processes/child.ts'
import { StackError } from './StackError.ts'

/**
 * Compiles those contracts that have changed since the last build.
 *
 * @param logs - Folder for what the compiler says.
 * @throws {StackError} When they do not compile, with what the compiler said.
 */
export async function build(logs = logDir): Promise<void> {
  const child = await startChild({
    name: 'The compiler',
    file: process.execPath,
    args: [join(root, 'node_modules/hardhat/dist/src/cli.js'), 'build', '--no-tests'],
    env: { HARDHAT_DISABLE_TELEMETRY: 'true' },
    log: join(logs, 'build.log'),
    signal: 'SIGTERM',
  })
  if ((await child.exited).code !== 0) throw new StackError(await child.death())
}
