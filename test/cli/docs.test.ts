import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { commands } from '../../cli/commands/list.ts'
import { root } from '../../scripts/stack/paths.ts'
import { poll } from '../../scripts/stack/poll.ts'
import type { TestStack } from '../e2e/support/testStack.ts'
import { startTestStack } from '../e2e/support/testStack.ts'
import type { Ran } from './support/cli.ts'
import type { CliScene } from './support/cliScene.ts'
import { sceneOf } from './support/cliScene.ts'

const page = readFileSync(join(root, 'docs/cli.md'), 'utf8')
const lines = [...page.matchAll(/^\$ pennypost (.*)$/gm)].map(([, line = '']) => line)

/** What the page has the reader write: a block whose language is followed by a name. */
const files = [...page.matchAll(/^```\w+ (\S+)\n(.*?)^```$/gms)]

const env = { PENNYPOST_PASSWORD: 'correct horse battery staple' }
const DAY = 86_400

let stack: TestStack
let scene: CliScene
/** What the page has left in the background, until it ends by itself. */
let background: Promise<Ran> | undefined

beforeAll(async () => {
  stack = await startTestStack({ withRelay: true })
  scene = sceneOf(stack.chain.url, stack.folder, stack.api.url)
  for (const [, name = '', text = ''] of files) writeFileSync(join(stack.folder, name), text)
})
afterAll(() => stack?.stop())

/** A command of the page, which has the relay of `npm start`, for the relay of this stack. */
function placed(command: string): string {
  return command.replaceAll('http://127.0.0.1:8788', String(stack.relay?.url))
}

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

/** Runs a command in the background, from when it says that it watches. */
async function leave(command: string): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    const onStderr = (text: string) => /^Watching /m.test(text) && resolve()
    background = scene.run(command, { env, onStderr })
    background.then(() => reject(new Error(`pennypost ${command} has ended.`)), reject)
  })
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
    // Of a relay that has carried a letter; whose the letter is, the scene knows.
    if (comment?.startsWith('carried.txt'))
      writeFileSync(join(stack.folder, 'carried.txt'), stack.scene.letters.toDmitri.stampId)
    // What was set in the very second of a posting cannot be proven to have been in force then.
    if (command.startsWith('send ')) await sleep(1_100)
    await untilIndexed()
    if (command.endsWith(' &')) {
      await leave(command.slice(0, -2))
      return
    }
    const { code, stdout, stderr } = await scene.run(placed(command), { env })
    expect({ code, stderr }).toEqual({ code: 0, stderr: expect.not.stringContaining('✗') })
    // With the whole stack there is nothing that cannot be listed.
    expect(stderr).not.toContain('cannot be listed')
    if (command.endsWith('--json')) JSON.parse(stdout)
    if (file) writeFileSync(join(stack.folder, file), stdout)
    if (!background) return
    expect(await background).toMatchObject({ code: 0, stdout: expect.stringMatching(/\S/) })
    background = undefined
  })
})
