import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { least } from './support/leastEnv.ts'

it('a relay that cannot start does not tell the url of its node, which holds its key', async () => {
  const secret = 'hunter2'
  const main = join(import.meta.dirname, '../../relay/main.ts')
  const env = { ...process.env, ...least, RELAY_RPC_URL: `http://127.0.0.1:1/v2/${secret}` }
  const child = spawn(process.execPath, [main], { env, stdio: ['ignore', 'pipe', 'pipe'] })
  let said = ''
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (data: Buffer) => {
      said += data
    })
  const [status] = await once(child, 'close')
  expect(status).toBe(1)
  expect(said).toContain('[url]')
  expect(said).not.toContain(secret)
})
