import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Api } from '../../scripts/stack/api.ts'
import { startApi } from '../../scripts/stack/api.ts'
import type { Database } from '../../scripts/stack/database.ts'
import { benchDir, prepareData, startBenchDatabase } from './dataset.ts'
import { letter, singleBody } from './letters.ts'
import type { DataSizes } from './names.ts'
import { chainId, hash } from './names.ts'
import { startNode } from './node.ts'

/** One API process over a filled database, set up as in production. */
export type Subject = { api: Api; server: Database; databaseUrl: string }

/** Variables of a production's API, but that nobody is limited: every request here comes from one address. */
export const production = {
  API_ENV: 'production',
  LOG_LEVEL: 'info',
  NODE_ENV: 'production',
  RATE_LIMIT_POINTS_PER_MINUTE: '1000000000',
}

/** Runs something against one API process over the data set, after having made sure that its answers are right. */
export async function withSubject<T>(
  sizes: DataSizes,
  run: (subject: Subject) => Promise<T>,
): Promise<T> {
  const [node, server] = await Promise.all([startNode(), startBenchDatabase()])
  try {
    const databaseUrl = await prepareData(server, sizes)
    const chains = [{ id: chainId, rpcUrl: node.url }]
    const logDir = join(benchDir, 'logs')
    const deploymentsDir = writeDeployment()
    const api = await startApi({ databaseUrl, deploymentsDir, chains, env: production, logDir })
    try {
      await checkAnswers(api.url, sizes)
      return await run({ api, server, databaseUrl })
    } finally {
      await api.stop()
    }
  } finally {
    await server.stop()
    await node.stop()
  }
}

/** Fast answers are worth nothing unless they are the right ones. */
export async function checkAnswers(url: string, sizes: DataSizes): Promise<void> {
  for (let n = 0; n < 80; n++) {
    const response = await fetch(`${url}/v1/verify`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: singleBody(n, sizes),
    })
    const answer = await response.text()
    const { reason } = letter(n, sizes)
    if (answer.includes(`"reason":"${reason}"`)) continue
    throw new Error(
      `Letter ${n} should be ${reason}, but the API says ${response.status} ${answer}`,
    )
  }
}

function writeDeployment(): string {
  const contract = { address: `0x${'1'.repeat(40)}`, block: 1, transaction: hash('deployed') }
  const contracts = { InboxRegistry: contract, RelayRegistry: contract, PostOffice: contract }
  const deployment = { chainId, network: 'bench', commit: '0'.repeat(40), contracts }
  const folder = join(benchDir, 'deployments')
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, `${chainId}.json`), JSON.stringify(deployment))
  return folder
}
