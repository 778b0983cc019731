import type { ChildProcess } from 'node:child_process'
import { spawn } from 'node:child_process'
import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createPublicClient, http } from 'viem'
import { hardhat } from 'viem/chains'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { reasonCodes } from '../../protocol/reasons.ts'
import { people } from '../../scripts/seed/people.ts'
import { startChain } from '../../scripts/stack/chain.ts'
import { deployTo } from '../../scripts/stack/deploy.ts'
import { root } from '../../scripts/stack/paths.ts'
import { poll } from '../../scripts/stack/poll.ts'
import { freePort } from '../../scripts/stack/ports.ts'
import { request } from '../../scripts/stack/rpc.ts'
import { getRelay } from '../../sdk/src/actions/getRelay.ts'
import { runProgram, runScript } from '../helpers/runScript.ts'
import { verify } from './support/ask.ts'
import { processesOf } from './support/processesOf.ts'

/** What is printed once everything is up. */
const READY = 'Ctrl-C stops it all'

let folder: string
let env: Record<string, string>

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'pennypost-start-'))
  env = {
    DATA_DIR: join(folder, 'data'),
    DEPLOYMENTS_DIR: join(folder, 'deployments'),
    CHAIN_PORT: String(await freePort()),
    API_PORT: String(await freePort()),
    RELAY_PORT: String(await freePort()),
    WEB_PORT: String(await freePort()),
    CHAINS_FILE: join(folder, 'chains.json'),
  }
  nameChains({})
})

/** Names chains to the API beside the stack's own, by a file that is never half written. */
function nameChains(chains: Record<number, { rpcUrls: string[] }>): void {
  const file = join(folder, 'chains.json')
  writeFileSync(`${file}.new`, JSON.stringify(chains))
  renameSync(`${file}.new`, file)
}

afterAll(() => {
  for (const pid of processesOf(folder)) process.kill(pid, 'SIGKILL')
  rmSync(folder, { recursive: true, force: true })
})

/** `npm start`, as npm runs it, in a process group of its own as a terminal makes one. */
function npmStart(more: Record<string, string> = {}) {
  const child = spawn(process.execPath, ['scripts/bootstrap.mjs', 'start'], {
    cwd: root,
    env: { ...process.env, ...env, ...more },
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const seen = { output: '' }
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk) => {
      seen.output += chunk
    })
  }
  const exit = new Promise<number | null>((resolve) => child.once('close', resolve))
  /** Waits for a text, and fails with what was said instead when the process ends first. */
  const says = async (text: string) => {
    const said = () => {
      if (child.exitCode !== null) throw new Error(`Ended without ${text}:\n${seen.output}`)
      return seen.output.includes(text)
    }
    await poll(said, { for: `${text} in:\n${seen.output}`, within: 120_000 })
  }
  return { child, seen, exit, says }
}

const running = () =>
  JSON.parse(readFileSync(join(env.DATA_DIR as string, 'stack.json'), 'utf8')) as { pid: number }

/** Process id of a part of the running stack, by its records. */
function pidOf(name: string): number {
  const records = join(env.DATA_DIR as string, 'run', String(running().pid))
  const found = readdirSync(records)
    .filter((file) => file.endsWith('.json'))
    .map((file) => JSON.parse(readFileSync(join(records, file), 'utf8')))
    .find((record) => record.name === name)
  return found.pid
}

const untilAllGone = () =>
  poll(() => processesOf(folder).length === 0, { for: 'all processes to end', within: 20_000 })

const killGroup = ({ pid }: ChildProcess, signal: NodeJS.Signals) =>
  process.kill(-(pid as number), signal)

describe('npm start', () => {
  let stack: ReturnType<typeof npmStart>

  beforeAll(async () => {
    stack = npmStart()
    await stack.says(READY)
  })

  it('prints a question for every reason, and each gets the answer that it claims', async () => {
    const printed = [
      ...stack.seen.output.matchAll(/# (\w+): .*\ncurl -s (\S+)\/v1\/verify .* -d '(.*)'/g),
    ]
    // `paid` is shown twice, by a stamp and by a mailing.
    expect(printed.map(([, reason]) => reason).sort()).toEqual([...reasonCodes, 'paid'].sort())
    for (const [, reason, apiUrl = '', body = ''] of printed) {
      const answer = await verify(apiUrl, JSON.parse(body))
      expect(answer).toMatchObject({ httpStatus: 200, reason })
    }
  })

  it('prints how to bring the letters of the mailing, and to get one of them with its proof', async () => {
    const put = /^curl -s -X PUT (\S+) -H '(\S+): (\S+)' --data-binary '@(.+)'\ncurl -s (\S+)$/m
    const [, url = '', header = '', type = '', file = '', leaf = ''] =
      put.exec(stack.seen.output) ?? []
    for (const isNew of [true, false]) {
      const init = { method: 'PUT', headers: { [header]: type }, body: readFileSync(file) }
      const response = await fetch(url, init)
      expect([response.status, await response.json()]).toMatchObject([200, { count: 4, isNew }])
    }
    const found = await fetch(leaf)
    expect([found.status, await found.json()]).toMatchObject([
      200,
      { index: 3, isCollected: false, proof: [expect.any(String), expect.any(String)] },
    ])
  })

  it('prints where everything is', () => {
    const { CHAIN_PORT, API_PORT, RELAY_PORT, WEB_PORT } = env
    for (const place of [`${API_PORT}/docs`, CHAIN_PORT, RELAY_PORT, WEB_PORT]) {
      expect(stack.seen.output).toContain(`http://127.0.0.1:${place}`)
    }
    expect(stack.seen.output).toMatch(/database +postgres:\/\/\S+\/pennypost\n/)
    expect(stack.seen.output).toMatch(/PostOffice +0x[0-9a-fA-F]{40}\n/)
  })

  it('runs the relay that the chain knows, with its prices', async () => {
    const client = createPublicClient({
      chain: hardhat,
      transport: http(`http://127.0.0.1:${env.CHAIN_PORT}`),
    })
    const [relay, url] = [people.wren.account.address, `http://127.0.0.1:${env.RELAY_PORT}`]
    const registered = await getRelay(client, { relay })
    expect(await (await fetch(url)).json()).toMatchObject({
      ...{ relay, signer: registered?.signer, active: registered?.active },
      chain: 'eip155:31337',
      prices: [{ amount: '100000000000000' }, { amount: '50000' }],
    })
    const listed = await fetch(
      `http://127.0.0.1:${env.API_PORT}/v1/relays/${relay}?chain=eip155:31337`,
    )
    expect(await listed.json()).toMatchObject({ relay: { endpoint: url } })
  })

  it('prints how to send a letter and how to read it, and both work as printed', async () => {
    const [, send = '', read = ''] =
      /^(npm run .* -- send .*)\n.*\n(.* npm run .* -- read .*)$/m.exec(stack.seen.output) ?? []
    const sent = await runProgram('sh', ['-c', send])
    expect(sent).toMatchObject({ code: 0 })
    const received = await runProgram('sh', ['-c', read])
    expect(received).toMatchObject({ code: 0, output: expect.stringContaining('Hello Chloe') })
  })

  it.each([
    ['postage_required', /^Paid \d+ wei/, 0],
    ['no_postage_required', /Error: The inbox takes letters from strangers free of postage/, 1],
    ['closed', /Error: The inbox takes no letters from strangers/, 1],
  ])(
    'lets the script of the README pay what a question of %s is about, or say why not',
    async (reason, said, exitCode) => {
      const readme = readFileSync(join(root, 'README.md'), 'utf8')
      const [, script = ''] = /## Pay.*?```ts\n(.*?)```/s.exec(readme) ?? []
      const [, body = ''] =
        new RegExp(`# ${reason}: .*\\ncurl .* -d '(.*)'`).exec(stack.seen.output) ?? []
      const { inboxId, relay } = JSON.parse(body)
      const filled = script
        .replace("'0x…'", `'${inboxId}'`)
        .replace("'0x…'", `'${relay}'`)
        .replace('http()', `http('http://127.0.0.1:${env.CHAIN_PORT}')`)
        .replace(':8787', `:${env.API_PORT}`)
      const { code, output } = await runScript(['--input-type=module', '--eval', filled])
      expect(output).toMatch(said)
      expect(code).toBe(exitCode)
    },
  )

  it('takes up a second chain that CHAINS_FILE names while it runs, and drops it again', async () => {
    const served = async () => {
      const answer = await fetch(`http://127.0.0.1:${env.API_PORT}/v1/chains`)
      const { chains } = (await answer.json()) as { chains: { chain: string }[] }
      return chains.map(({ chain }) => chain).join()
    }
    const serves = (chains: string) =>
      poll(async () => (await served()) === chains, { for: chains, within: 20_000 })
    expect(await served()).toBe('eip155:31337')
    const chain = await startChain({ chainId: 31338, logDir: folder })
    try {
      await deployTo(chain.url, 31338, env.DEPLOYMENTS_DIR as string)
      nameChains({ 31338: { rpcUrls: [chain.url] } })
      await serves('eip155:31337,eip155:31338')
      nameChains({})
      await serves('eip155:31337')
    } finally {
      await chain.stop()
      rmSync(join(env.DEPLOYMENTS_DIR as string, '31338.json'), { force: true })
    }
  })

  it('delivers webhooks to this machine', async () => {
    const made = await runScript(['scripts/apiKeys.ts', 'create', '--name', 'Receiver'], env)
    const [key] = /pp_\w+/.exec(made.output) ?? []
    const body = { url: 'http://127.0.0.1:9/', chain: 'eip155:31337', types: ['*'] }
    const response = await fetch(`http://127.0.0.1:${env.API_PORT}/v1/webhooks`, {
      method: 'POST',
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
    expect([response.status, await response.json()]).toMatchObject([
      201,
      { webhook: { url: body.url } },
    ])
  })

  it('lets npm run demo tell its story, as often as one likes', async () => {
    for (const _ of [1, 2]) {
      const { code, output } = await runScript(['scripts/demo.ts'], env)
      expect(output).toMatch(
        /postage_required.*reason: paid.*reason: already_settled.*reason: paid.*reason: already_settled/s,
      )
      expect(code).toBe(0)
    }
  })

  it.each([
    [[], '2 blocks are'],
    [['--depth', '1'], '1 block is'],
    [['--depth', '10'], '10 blocks are'],
  ])('lets npm run reorg %j show a verdict that is taken back', async (args, replaced) => {
    const { code, output } = await runScript(['scripts/reorg.ts', ...args], env)
    expect(output).toMatch(
      new RegExp(
        `verify +200 postage_required.*verify +200 paid.*${replaced} replaced.*verify +200 postage_required`,
        's',
      ),
    )
    expect(output).toMatch(/feed +stamp\.posted.*feed +retracted \(stamp\.posted\)/s)
    expect(output).toContain('The verdict was taken back')
    expect(code).toBe(0)
  })

  it.each([
    [[], 'The indexer of chain 31337'],
    [['--node', '--seconds', '9'], 'The local chain 31337'],
  ])(
    'lets npm run stall %j show how the API falls silent and answers again',
    async (args, name) => {
      const { code, output } = await runScript(['scripts/stall.ts', ...args], env)
      expect(output).toMatch(
        new RegExp(
          `${name} is suspended.*verify +503 index_stale.*${name} goes on.*verify +200 postage_required`,
          's',
        ),
      )
      expect(code).toBe(0)
    },
  )

  it('refuses what a reorg or a stall cannot be', async () => {
    for (const args of [
      ['scripts/reorg.ts', '--depth', '0'],
      ['scripts/reorg.ts', '--depth', '30'],
      ['scripts/reorg.ts', '--deep'],
      ['scripts/stall.ts', '--seconds', '2'],
    ]) {
      const { code, output } = await runScript(args, env)
      expect([code, output]).toEqual([1, expect.stringMatching(/--de|--seconds/)])
    }
  })

  it('is looked after by npm run doctor, chain by chain', async () => {
    const { output } = await runScript(['scripts/doctor.ts'], env)
    expect(output).toMatch(/^ok {4}chains +eip155:31337 fit$/m)
    expect(output).toMatch(/^ok {4}relay +http:\S+ takes letters$/m)
    const pid = pidOf('The indexer of chain 31337')
    process.kill(pid, 'SIGSTOP')
    try {
      for (let count = 0; count < 5; count++) {
        await request(`http://127.0.0.1:${env.CHAIN_PORT}`, 'evm_mine')
      }
      const ready = () => fetch(`http://127.0.0.1:${env.API_PORT}/readyz`)
      await poll(async () => !(await ready()).ok, { for: 'the API to be silent', within: 20_000 })
      // For some seconds it answers from memory.
      const relay = () => fetch(`http://127.0.0.1:${env.RELAY_PORT}/`)
      await poll(async () => !(await relay()).ok, { for: 'the relay to say so', within: 20_000 })
      const unfit = await runScript(['scripts/doctor.ts'], env)
      expect(unfit.output).toMatch(/^FAIL {2}chains +eip155:31337 is not answered \(index_stale\)/m)
      expect(unfit.output).toMatch(/^FAIL {2}relay +the relay at \S+ answers 503$/m)
      expect(unfit.code).toBe(1)
    } finally {
      process.kill(pid, 'SIGCONT')
    }
  })

  it('is refused while it runs already, and so is npm run reset', async () => {
    const again = await runScript(['scripts/start.ts'], env)
    expect(again.output).toContain(`A stack is running already: http://127.0.0.1:${env.API_PORT}`)
    expect(again.code).toBe(1)
    const reset = await runScript(['scripts/reset.ts'], env)
    expect(reset.output).toContain(`Pennypost is running (process ${running().pid})`)
    expect(reset.code).toBe(1)
  })

  it('starts at once after its supervisor and the guard were killed outright', async () => {
    const orphans = [
      'The web app',
      'The relay',
      'The API',
      'PostgreSQL',
      'The local chain 31337',
    ].map(pidOf)
    const guard = processesOf(join(env.DATA_DIR as string, 'run', String(running().pid)))
    for (const pid of [...guard, stack.child.pid as number, running().pid]) {
      process.kill(pid, 'SIGKILL')
    }
    await stack.exit
    for (const pid of orphans) expect(() => process.kill(pid, 0)).not.toThrow()
    stack = npmStart()
    await stack.says(READY)
  })

  it('leaves nothing running after Ctrl-C', async () => {
    killGroup(stack.child, 'SIGINT')
    expect(await stack.exit).toBe(0)
    await untilAllGone()
    const { code, output } = await runScript(['scripts/demo.ts'], env)
    expect(output).toBe('Pennypost is not running. Run npm start in another terminal.\n')
    expect(code).toBe(1)
    for (const script of ['scripts/reorg.ts', 'scripts/stall.ts']) {
      const result = await runScript([script], env)
      expect([result.code, result.output]).toEqual([
        1,
        expect.stringContaining('Pennypost is not running'),
      ])
    }
  })

  it('leaves nothing at all after npm run reset', async () => {
    expect(existsSync(join(env.DEPLOYMENTS_DIR as string, '31337.json'))).toBe(true)
    expect((await runScript(['scripts/reset.ts'], env)).code).toBe(0)
    expect(existsSync(env.DATA_DIR as string)).toBe(false)
    expect(readdirSync(env.DEPLOYMENTS_DIR as string)).toEqual([])
  })
})

describe('a start that is cut off', () => {
  it('leaves nothing running when it was killed outright', async () => {
    const { child, exit, says } = npmStart()
    await says('Chain 31337 on port')
    killGroup(child, 'SIGKILL')
    await exit
    await untilAllGone()
  })

  it('leaves nothing running after Ctrl-C', async () => {
    const { child, exit, says } = npmStart()
    await says('PostgreSQL on port')
    killGroup(child, 'SIGINT')
    expect(await exit).toBe(0)
    await untilAllGone()
  })

  it('leaves nothing running after Ctrl-C while the web app is built', async () => {
    const WEB_DIST = join(folder, 'web')
    const { child, exit, says } = npmStart({ WEB_DIST })
    await says('Building the web app')
    killGroup(child, 'SIGINT')
    expect(await exit).toBe(0)
    await untilAllGone()
    expect(existsSync(WEB_DIST)).toBe(false)
  })

  it('says which part has died, and leaves nothing running', async () => {
    const { seen, exit, says } = npmStart()
    await says('Chain 31337 on port')
    process.kill(pidOf('The local chain 31337'), 'SIGKILL')
    expect(await exit).toBe(1)
    expect(seen.output).toContain('The local chain 31337 was ended by SIGKILL. Its log, ')
    await untilAllGone()
  })

  it.each([
    ['CHAIN_PORT', 'the local chain'],
    ['API_PORT', 'the API'],
    ['RELAY_PORT', 'the relay'],
    ['WEB_PORT', 'the web app'],
  ])('says who holds the port of %s', async (variable, service) => {
    const port = Number(env[variable])
    const server = createServer()
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject)
      server.listen(port, '127.0.0.1', resolve)
    })
    const { code, output } = await runScript(['scripts/start.ts'], env)
    server.close()
    expect(output).toMatch(new RegExp(`^\\s*Port ${port}, meant for ${service}, is in use by .+`))
    expect(output).toContain(`(process ${process.pid})`)
    expect(output).toContain(`${variable}=`)
    expect(code).toBe(1)
  })
})
