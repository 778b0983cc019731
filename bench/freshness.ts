/**
 * Measures how long after its block a stamp reads `paid`, on a whole local stack: `node
 * bench/freshness.ts`, after a build.
 *
 *     --write   also adds a line to results/freshness.md
 *
 * The clock starts when the node answers the sending, which it does once the block is mined, and
 * stops when the answer of `POST /v1/verify` that says `paid` has arrived. It is asked every 2 ms.
 */
import { appendFileSync, mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { createWalletClient, http, numberToHex, parseEther, zeroAddress } from 'viem'
import { mnemonicToAccount } from 'viem/accounts'
import { hardhat } from 'viem/chains'
import { postOfficeAbi } from '../generated/postOfficeAbi.ts'
import { exampleOf } from '../scripts/seed/examples.ts'
import { mnemonic } from '../scripts/seed/world.ts'
import { createServices } from '../scripts/stack/processes/services.ts'
import type { Stack } from '../scripts/stack/stack.ts'
import { startStack } from '../scripts/stack/stack.ts'

const STAMPS = 300
const WARM_UP = 20
const GOAL = { median: 100, p99: 250 }

const { values } = parseArgs({ options: { write: { type: 'boolean', default: false } } })
const folder = mkdtempSync(join(os.tmpdir(), 'pennypost-bench-'))
const services = createServices()
let times: number[] = []
try {
  const deploymentsDir = join(folder, 'deployments')
  times = await measure(await startStack({ dataDir: folder, deploymentsDir, services }))
} finally {
  await services.stop()
  rmSync(folder, { recursive: true, force: true })
}

const sorted = times.slice(WARM_UP).sort((a, b) => a - b)
const at = (share: number) => sorted[Math.ceil(sorted.length * share) - 1] ?? Number.NaN
const [median, p90, p99, max] = [0.5, 0.9, 0.99, 1].map((share) => at(share).toFixed(0))
console.log(`${sorted.length} stamps, from block to \`paid\`:`)
console.log(`median ${median} ms, p90 ${p90} ms, p99 ${p99} ms, worst ${max} ms`)
const met = at(0.5) <= GOAL.median && at(0.99) <= GOAL.p99
console.log(`Goal, median ${GOAL.median} ms and p99 ${GOAL.p99} ms: ${met ? 'met' : 'missed'}`)
if (values.write) {
  const date = new Date().toISOString().slice(0, 10)
  const cpu = `${os.cpus().length} × ${os.cpus()[0]?.model.trim()}, Node ${process.versions.node}`
  const row = [date, cpu, sorted.length, median, p90, p99, max].join(' | ')
  appendFileSync(join(import.meta.dirname, 'results/freshness.md'), `| ${row} |\n`)
}

/** Milliseconds for each stamp, in the order posted; nothing but viem and the ABI posts them. */
async function measure({ api, chain, deployment, scene }: Stack): Promise<number[]> {
  const example = exampleOf(scene, 'postage_required').request
  const { inboxId, relay } = example
  const account = mnemonicToAccount(mnemonic, { addressIndex: 19 })
  const wallet = createWalletClient({ account, chain: hardhat, transport: http(chain.url) })
  const [stake, carriage] = [parseEther('0.002'), parseEther('0.0001')]
  const expiresAt = Math.floor(Date.now() / 1000) + 30 * 86_400
  const measured: number[] = []
  for (let index = 0; index < STAMPS + WARM_UP; index++) {
    const letterHash = numberToHex(index + 1, { size: 32 })
    await wallet.writeContract({
      abi: postOfficeAbi,
      address: deployment.contracts.PostOffice.address,
      functionName: 'post',
      args: [{ relay, token: zeroAddress, inboxId, letterHash, carriage, stake, expiresAt }],
      value: stake + carriage,
    })
    const start = performance.now()
    const request = { ...example, sender: account.address, letterHash }
    while ((await reasonOf(api.url, request)) !== 'paid') await sleep(2)
    measured.push(performance.now() - start)
  }
  return measured
}

async function reasonOf(apiUrl: string, request: object): Promise<string | undefined> {
  const response = await fetch(`${apiUrl}/v1/verify`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(request),
  })
  return ((await response.json()) as { reason?: string }).reason
}
