import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createWalletClient, http } from 'viem'
import { hardhat } from 'viem/chains'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { people } from '../../scripts/seed/people.ts'
import { root } from '../../scripts/stack/paths.ts'
import { poll } from '../../scripts/stack/poll.ts'
import { freePort } from '../../scripts/stack/ports.ts'
import { createServices } from '../../scripts/stack/processes/services.ts'
import { request } from '../../scripts/stack/rpc.ts'
import type { Stack } from '../../scripts/stack/stack.ts'
import { startStack } from '../../scripts/stack/stack.ts'
import { setRelayEndpoint } from '../../sdk/src/actions/setRelayEndpoint.ts'
import { codesOf, readGuide } from './support/guides/readGuide.ts'
import type { GuideRunner } from './support/guides/runGuide.ts'
import { createGuideRunner, missingLines } from './support/guides/runGuide.ts'

/*
Guides
├── their code is that of the examples, word for word, and every example is in one
├── the examples import the package and what goes with it, nothing of the repository
└── their commands run in their order against what npm start brings up, and print what the page says
*/

const names = ['sender', 'recipient', 'app', 'relay']
const guides = names.map(readGuide)
const examples = readdirSync(join(root, 'examples')).filter((file) => file.endsWith('.ts'))
const textOf = (file: string) => readFileSync(join(root, 'examples', file), 'utf8')

const folder = mkdtempSync(join(tmpdir(), 'pennypost-guides-'))
const services = createServices()
let stack: Stack
let runner: GuideRunner

beforeAll(async () => {
  const relayPort = await freePort()
  const [dataDir, deploymentsDir] = [join(folder, '.data'), join(folder, 'deployments')]
  stack = await startStack({ relayPort, dataDir, deploymentsDir, services })
  const ports = {
    8545: stack.chain.port,
    8787: stack.api.port,
    8788: relayPort,
    8789: await freePort(),
  }
  await moveRelay()
  runner = createGuideRunner({ folder, ports })
})

/** Has the chain say of the relay what the guides say. */
async function moveRelay(): Promise<void> {
  const client = createWalletClient({
    ...people.wren,
    chain: hardhat,
    transport: http(stack.chain.url),
  })
  await setRelayEndpoint(client, { endpoint: 'http://127.0.0.1:8788' })
}

afterAll(async () => {
  await runner?.stop()
  await services.stop()
  rmSync(folder, { recursive: true, force: true })
})

/** Waits until the API has seen what was sent, as whoever reads the next line has it seen. */
async function untilIndexed(): Promise<void> {
  const head = BigInt((await request(stack.chain.url, 'eth_blockNumber')) as string)
  const isIndexed = async () => {
    const response = await fetch(`${stack.api.url}/v1/relays?chain=eip155:31337&limit=1`)
    const { asOf } = (await response.json()) as { asOf?: { blockNumber: string } }
    return asOf !== undefined && BigInt(asOf.blockNumber) >= head
  }
  await poll(isIndexed, { for: `block ${head} in the API`, within: 60_000 })
}

describe('the examples', () => {
  it.each(examples)('%s is in a guide, or linked from one', (file) => {
    const linked = names.some((name) =>
      readFileSync(join(root, `docs/guides/${name}.md`), 'utf8').includes(`examples/${file}`),
    )
    expect(linked).toBe(true)
  })

  it('are what the README shows', () => {
    const codes = codesOf(readFileSync(join(root, 'README.md'), 'utf8'))
    expect(codes).toHaveLength(1)
    for (const { file, code } of codes) expect(textOf(file)).toContain(code)
  })

  it.each(examples)('%s imports what anyone can install, and nothing else', (file) => {
    const imported = [...textOf(file).matchAll(/from '([^']+)'/g)].map(([, from]) => from)
    const known =
      /^(@pennypost\/sdk(\/letters|\/guard)?|viem(\/accounts|\/chains)?|hono|@hono\/node-server|express|node:fs)$/
    expect(imported.filter((from) => !known.test(from ?? ''))).toEqual([])
  })
})

describe.each(guides)('the guide of $name', ({ name, codes, commands, variables }) => {
  beforeAll(() => {
    if (!variables) return
    mkdirSync(join(folder, 'my'), { recursive: true })
    const filled = variables.replace('postgres://…', stack.databaseUrl)
    writeFileSync(join(folder, 'my', `${name}.env`), filled)
  })
  afterAll(() => runner.stop())

  it.each(codes)('has the code of $file as it is there', ({ file, code }) => {
    expect(textOf(file)).toContain(code)
  })

  it.each(commands)('$command', async (command) => {
    await untilIndexed()
    const { code, stdout, stderr } = await runner.run(command)
    expect({ code, stderr }).toEqual({ code: 0, stderr: expect.not.stringContaining('✗') })
    expect({ stdout, missing: missingLines(stdout, command.output) }).toMatchObject({ missing: [] })
  })
})
