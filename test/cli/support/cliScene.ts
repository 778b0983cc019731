import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Address } from 'viem'
import { createTestClient, http, publicActions, walletActions } from 'viem'
import { mnemonicToAccount } from 'viem/accounts'
import { hardhat } from 'viem/chains'
import { afterAll, beforeAll } from 'vitest'
import { mnemonic } from '../../../scripts/seed/world.ts'
import type { Chain } from '../../../scripts/stack/chain.ts'
import { startChain } from '../../../scripts/stack/chain.ts'
import { deployTo } from '../../../scripts/stack/deploy.ts'
import type { Ran, RunOptions } from './cli.ts'
import { pennypost, wordsOf } from './cli.ts'

export type CliScene = ReturnType<typeof sceneOf>

/** A node with the contracts where they are known to be, and an empty folder, for the tests of a file. */
export function cliScene(): () => CliScene {
  let chain: Chain | undefined
  let scene: CliScene | undefined
  const folder = mkdtempSync(join(tmpdir(), 'pennypost-cli-'))

  beforeAll(async () => {
    chain = await startChain({ chainId: 31337, logDir: folder })
    await deployTo(chain.url, 31337, join(folder, 'deployments'))
    scene = sceneOf(chain.url, folder)
  })
  afterAll(async () => {
    await chain?.stop()
    rmSync(folder, { recursive: true, force: true })
  })
  return () => {
    if (!scene) throw new Error('The scene is set before the first test of a file.')
    return scene
  }
}

export function sceneOf(rpcUrl: string, folder: string, apiUrl = 'http://127.0.0.1:9') {
  const client = createTestClient({
    ...{ chain: hardhat, mode: 'hardhat', transport: http(rpcUrl), cacheTime: 0 },
  })
    .extend(publicActions)
    .extend(walletActions)

  async function run(line: string, options: Partial<RunOptions> = {}): Promise<Ran> {
    const env = { PENNYPOST_RPC_URL: rpcUrl, PENNYPOST_API_URL: apiUrl, ...options.env }
    return await pennypost(wordsOf(line), { cwd: folder, ...options, env })
  }

  /** Runs a command line with --json that has to be done, and gives its document: nothing else may be on stdout. */
  async function json(line: string, options: Partial<RunOptions> = {}): Promise<Document> {
    const { code, stdout, stderr } = await run(`${line} --json`, options)
    if (code !== 0) throw new Error(`pennypost ${line} ended with ${code}: ${stderr}`)
    return JSON.parse(stdout) as Document
  }

  /** What a command may not change when it only looks: height of the chain, and how much an account has sent. */
  async function state(account: Address) {
    return {
      block: await client.getBlockNumber({ cacheTime: 0 }),
      nonce: await client.getTransactionCount({ address: account }),
    }
  }
  return { rpcUrl, folder, client, run, json, state }
}

// biome-ignore lint/suspicious/noExplicitAny: of any form, which is what tests find out
type Document = any

/** The n-th account of `--dev`. */
export function dev(index: number) {
  return mnemonicToAccount(mnemonic, { addressIndex: index })
}
