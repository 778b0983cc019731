import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { commands } from '../../cli/commands/list.ts'
import { root } from '../../scripts/stack/paths.ts'
import { poll } from '../../scripts/stack/poll.ts'
import type { TestStack } from '../e2e/support/testStack.ts'
import { startTestStack } from '../e2e/support/testStack.ts'
import type { CliScene } from './support/cliScene.ts'
import { sceneOf } from './support/cliScene.ts'

const page = readFileSync(join(root, 'docs/cli.md'), 'utf8')
const lines = [...page.matchAll(/^\$ pennypost (.*)$/gm)].map(([, line = '']) => line)

const env = { PENNYPOST_PASSWORD: 'correct horse battery staple' }
const DAY = 86_400

let stack: TestStack
let scene: CliScene

beforeAll(async () => {
  stack = await startTestStack()
  scene = sceneOf(stack.chain.url, stack.folder, stack.api.url)
})
afterAll(() => stack?.stop())

/** Waits until the API has seen what was sent. */
async function untilIndexed(): Promise<void> {
  const head = await scene.client.getBlockNumber({ cacheTime: 0 })
  const url = `${stack.api.url}/v1/relays?chain=eip155:31337&limit=1`
  const isIndexed = async () => {
    const { asOf } = (await (await fetch(url)).json()) as { asOf?: { blockNumber: string } }
    return asOf !== undefined && BigInt(asOf.blockNumber) >= head
  }
  await poll(isIndexed, { for: `block ${head} in the API`, within: 60_000 })
}

describe('docs/cli.md', () => {
  it('has an example of every command', () => {
    const missing = commands.filter(({ path }) => !lines.some((line) => line.startsWith(path)))
    expect(missing.map(({ path }) => path)).toEqual([])
  })

  it.each(lines.map((line) => [line]))('pennypost %s', async (written) => {
    const [line = '', comment] = written.split(' # ')
    const [command = '', file] = line.split(' > ')
    if (comment === 'two days later') {
      await scene.client.increaseTime({ seconds: 2 * DAY })
      await scene.client.mine({ blocks: 1 })
    }
    await untilIndexed()
    const { code, stdout, stderr } = await scene.run(command, { env })
    expect({ code, stderr }).toEqual({ code: 0, stderr: expect.not.stringContaining('✗') })
    // With the whole stack there is nothing that cannot be listed.
    expect(stderr).not.toContain('cannot be listed')
    if (command.endsWith('--json')) JSON.parse(stdout)
    if (file) writeFileSync(join(stack.folder, file), stdout)
  })
})
