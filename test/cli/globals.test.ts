import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { commands } from '../../cli/commands/list.ts'
import { addresses } from '../../generated/addresses.ts'
import { cliScene, dev } from './support/cliScene.ts'

const scene = cliScene()

/** A node that says it is of a chain, and that there is code everywhere. */
async function nodeOf(chainId: number) {
  const server = createServer((request, response) => {
    let body = ''
    request.on('data', (chunk) => {
      body += chunk
    })
    request.on('end', () => {
      const { id, method } = JSON.parse(body) as { id: number; method: string }
      const result = method === 'eth_chainId' ? `0x${chainId.toString(16)}` : '0x00'
      response.setHeader('content-type', 'application/json')
      response.end(JSON.stringify({ jsonrpc: '2.0', id, result }))
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return { url: `http://127.0.0.1:${port}`, stop: () => server.close() }
}

describe('a command line', () => {
  it('prints help, with environment and exit codes, and ends with 0', async () => {
    const { code, stdout, stderr } = await scene().run('--help')
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    expect(stdout).toContain('PENNYPOST_PRIVATE_KEY')
    expect(stdout).toMatch(/ 130 +interrupted/)
  })

  it('prints help of a command, with an example', async () => {
    const { code, stdout } = await scene().run('inbox door --help')
    expect(code).toBe(0)
    expect(stdout).toContain('$ pennypost inbox door postage --dev 0')
    expect(stdout).toContain('--keystore <file>')
  })

  it.each([
    ['inbx', "✗ Unknown command 'inbx'\n(Did you mean inbox?)\n"],
    ['inbox bogus', "✗ Unknown command 'bogus'\n"],
    ['inbox show --jsn', "✗ Unknown option '--jsn'\n(Did you mean --json?)\n"],
    ['deposit', "✗ Missing required argument 'amount'\n"],
    ['inbox door ajar', /^✗ "ajar" will not do for <door>\. /],
    ['account show --dev one', /^✗ "one" will not do for --dev <n>\. Give a whole/],
    ['account show --chain 0', /Chains are named by number/],
    ['account show --dev 0 --keystore x', /cannot be used with/],
    ['balance 0x70997970C51812dc3A010C7d01b50e0d17dc79c8', /Its checksum is wrong/],
  ])('refuses %s with 2', async (line, message) => {
    const { code, stdout, stderr } = await scene().run(line)
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
    if (typeof message === 'string') expect(stderr).toBe(message)
    else expect(stderr).toMatch(message)
  })

  it('asks which command is meant, and shows them', async () => {
    const { code, stdout, stderr } = await scene().run('inbox')
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
    expect(stderr).toContain('register an inbox')
    expect(stderr).toMatch(/✗ Which command\?\n$/)
  })

  it('tells an error as a document too, if asked for', async () => {
    const { code, stdout, stderr } = await scene().run('inbx --json')
    expect(code).toBe(2)
    const message = "Unknown command 'inbx'\n(Did you mean inbox?)"
    expect(JSON.parse(stdout)).toEqual({
      error: { exitCode: 2, name: 'unknownCommand', message },
    })
    expect(stderr).toBe(`✗ ${message}\n`)
  })

  it('has an example for every command, and begins each with its path', () => {
    for (const { path, examples } of commands) {
      expect(examples.length).toBeGreaterThan(0)
      for (const example of examples) expect(example.startsWith(path)).toBe(true)
    }
  })
})

describe('the node', () => {
  it('ends with 4 if it does not answer, and only where it is gets told', async () => {
    const rpc = 'http://127.0.0.1:9/v3/0123456789abcdef0123456789abcdef?key=sesame-sesame'
    const { code, stdout, stderr } = await scene().run(`balance --dev 0 --rpc ${rpc}`)
    expect({ code, stdout }).toEqual({ code: 4, stdout: '' })
    expect(stderr).toMatch(/^✗ The node at http:\/\/127\.0\.0\.1:9 did not answer: /)
    expect(stderr).not.toContain('0123456789abcdef')
    expect(stderr).not.toContain('sesame')
  })

  it('has to be of the chain that is meant', async () => {
    const { rpcUrl, run } = scene()
    const { code, stderr } = await run('balance --dev 0 --chain 31338')
    expect(code).toBe(2)
    expect(stderr).toBe(`✗ --chain is 31338, and the node at ${rpcUrl} is on chain 31337.\n`)
    expect((await run('balance --dev 0 --chain eip155:31337 --quiet')).code).toBe(0)
  })

  it('may be of a chain that nobody knows only with a deployment', async () => {
    const { folder, run } = scene()
    const node = await nodeOf(5)
    const unknown = await run(`account show --dev 0 --rpc ${node.url}`)
    expect(unknown.code).toBe(2)
    expect(unknown.stderr).toMatch(/No deployment of Pennypost is known on chain 5\. Known: /)

    writeFileSync(join(folder, '5.json'), JSON.stringify({ chainId: 5, contracts: addresses }))
    const refused = await run(`account show --dev 0 --rpc ${node.url} --deployment 5.json`)
    expect(refused.code).toBe(2)
    expect(refused.stderr).toMatch(/^✗ --dev is for the local chains 31337 and 31338, and this/)
    node.stop()
  })

  it('is asked about the contracts of a deployment file, which has to be of its chain', async () => {
    const { folder, run } = scene()
    const nowhere = { ...addresses, PostOffice: `0x${'11'.repeat(20)}` }
    writeFileSync(
      join(folder, 'other.json'),
      JSON.stringify({ chainId: 31337, contracts: nowhere }),
    )
    const absent = await run('balance --dev 0 --deployment other.json')
    expect(absent.code).toBe(2)
    expect(absent.stderr).toMatch(/There is no PostOffice at 0x1111/)
    writeFileSync(join(folder, 'wrong.json'), JSON.stringify({ chainId: 1, contracts: addresses }))
    const wrong = await run('balance --dev 0 --deployment wrong.json')
    expect(wrong.stderr).toBe('✗ wrong.json is of chain 1, and the node is on chain 31337.\n')
    expect((await run('balance --dev 0 -q --deployment deployments/31337.json')).code).toBe(0)
  })

  it('is waited for until the command is interrupted, which ends with 130', async () => {
    const server = createServer()
    const interrupt = once(server, 'request')
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const { port } = server.address() as AddressInfo
    const line = `balance --dev 0 --rpc http://127.0.0.1:${port}`
    const { code, stdout, stderr } = await scene().run(line, { interrupt })
    expect({ code, stdout, stderr }).toEqual({ code: 130, stdout: '', stderr: '✗ Interrupted.\n' })
    server.closeAllConnections()
    server.close()
  })

  it('is named by the environment if it is a url', async () => {
    const env = { PENNYPOST_RPC_URL: 'localhost:8545' }
    const { code, stderr } = await scene().run('balance --dev 0', { env })
    expect(code).toBe(2)
    expect(stderr).toBe('✗ PENNYPOST_RPC_URL is no url that begins with http:// or https://.\n')
  })
})

describe('the API', () => {
  it.each([
    ['quote 0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266', 5, 'the price of a letter'],
    ['balance --dev 0', 0, 'the balances of an account'],
    ['inbox show --dev 0', 0, 'an inbox'],
  ])(
    'is missed by %s where the url is that of a node, with a way out',
    async (line, exitCode, what) => {
      const { rpcUrl, run } = scene()
      await run('inbox register --dev 0')
      const { code, stderr } = await run(`${line} --api ${rpcUrl}`)
      expect(stderr).toContain(`What answered is no API of Pennypost, asked for ${what}`)
      expect(stderr).toMatch(/ Is --api or PENNYPOST_API_URL right\?\n$/)
      expect(stderr.trim().split('\n')).toHaveLength(1)
      expect(code).toBe(exitCode)
    },
  )
})

describe('completion', () => {
  it.each([['bash'], ['zsh'], ['fish']])('prints a script of %s', async (shell) => {
    const { code, stdout } = await scene().run(`completion ${shell}`)
    expect(code).toBe(0)
    expect(stdout).toContain('pennypost complete --')
  })

  it('completes commands and options, also those that all commands take', async () => {
    const { run } = scene()
    expect((await run('complete -- inbox keys ""')).stdout).toMatch(/^revoke\t/m)
    const options = (await run('complete -- inbox register --')).stdout
    expect(options).toMatch(/^--recovery\t/m)
    expect(options).toMatch(/^--dry-run\t/m)
    expect((await run('complete -- inbox door ""')).stdout).toMatch(/^postage/m)
  })

  it('knows no other shell', async () => {
    expect((await scene().run('completion tcsh')).code).toBe(2)
  })
})

it('has the accounts of local nodes', async () => {
  const { address } = await scene().json('account show --dev 7')
  expect(address).toBe(dev(7).address)
})
