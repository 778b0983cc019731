import type { PennypostClient } from '@pennypost/sdk'
import { createApiClient, getRelay } from '@pennypost/sdk'
import { createAdmitter, mailingsOf, requirePostage } from '@pennypost/sdk/guard'
import type { Logger } from 'pino'
import type { Address, HttpTransportConfig } from 'viem'
import { createWalletClient, defineChain, http } from 'viem'
import { privateKeyToAccount } from 'viem/accounts'
import { createApp } from './createApp.ts'
import { createCheckLetter } from './createCheckLetter.ts'
import type { Env } from './env.ts'
import { followFeed } from './followFeed.ts'
import { createOwnOrigins } from './ownOrigins.ts'
import { migrate } from './schema/migrate.ts'
import { sourceOf } from './sourceOf.ts'
import { openChallenges } from './store/challenges.ts'
import { clean } from './store/letters.ts'
import { openBell } from './store/openBell.ts'
import { openDatabase } from './store/openDatabase.ts'
import { openLetterStore } from './store/openLetterStore.ts'
import { openRecipients } from './store/openRecipients.ts'
import { createStreams } from './streams.ts'

export type Relay = {
  /** @param env - Of the server: what `@hono/node-server` gives beside the request. */
  fetch(request: Request, env?: object): Response | Promise<Response>
  /** Ends streams, which never end by themselves; other requests are still answered. */
  end(): void
  /** Admits what is due, and lets go of everything. */
  close(): Promise<void>
}

const cleanEveryMs = 3_600_000

/**
 * Opens a relay: its tables, its guard, and what it does beside requests.
 *
 * @returns Once it hears of reorgs, and so, the first time, not before its API is there.
 * @throws {Error} It is not registered on the chain, or with another signer: nobody could check its receipts.
 */
export async function openRelay(env: Env, log: Logger): Promise<Relay> {
  const operator = privateKeyToAccount(env.privateKey)
  const signer = privateKeyToAccount(env.signerPrivateKey)
  const client = clientOf(env, operator)
  await checkSigner(client, operator.address, signer.address)
  const sql = openDatabase(env.databaseUrl)
  await migrate(sql)

  const { apiUrl: url, apiKey, chainId } = env
  const api = createApiClient({
    url,
    apiKey,
    chain: `eip155:${chainId}`,
    timeout: 3_000,
    retries: 1,
  })
  const ending = new AbortController()
  const { signal } = ending
  const store = openLetterStore(sql, env)
  const onError = (err: unknown) => log.error({ err }, 'the relay met a fault')
  const admitter = createAdmitter({
    ...{ client, store, onError, intervalSeconds: env.admitIntervalSeconds },
    mailing: mailingsOf(api),
    onAdmitted: ({ postageIds, transaction }) =>
      log.info({ count: postageIds.length, transaction }, 'postage admitted'),
  })
  const guard = requirePostage({
    ...{ chainId, relay: operator.address, signer, store, admitter, onError },
    source: sourceOf({ env, api, client, log, signal }),
    admitFirst: () => env.admitFirst,
    checkLetter: createCheckLetter(env, sql),
    maxLetterBytes: env.maxLetterBytes,
    policy: {
      minConfirmations: env.minConfirmations,
      ...(env.acceptUnpaidCarriage && { acceptUnpaidCarriage: true as const }),
    },
  })
  const relay = operator.address
  const feed = followFeed({ api, store, sql, log, signal })
  const cleaning = setInterval(
    () => void clean(sql, env.retentionDays).catch(onError),
    cleanEveryMs,
  )
  const app = createApp({
    ...{ env, relay, sql, api, guard, log, ending: signal },
    // Recipients do not wait as long as a transaction may.
    client: clientOf(env, operator, { timeout: 4_000, retryCount: 1 }),
    isOwnOrigin: createOwnOrigins(env),
    challenges: await openChallenges(sql),
    recipients: openRecipients(sql),
    bell: await openBell(sql),
    streams: createStreams(env.maxStreams),
  })
  // No letter is taken in whose postage a reorg could undo unheard.
  await feed.begun

  return {
    fetch: (request, env) => app.fetch(request, env),
    end: () => ending.abort(),
    async close() {
      ending.abort()
      clearInterval(cleaning)
      await feed.ended
      await admitter.flush()
      await admitter.stop()
      await sql.end({ timeout: 5 })
    },
  }
}

function clientOf(
  { chainId, rpcUrl }: Env,
  account: ReturnType<typeof privateKeyToAccount>,
  patience: Pick<HttpTransportConfig, 'timeout' | 'retryCount'> = {},
) {
  const chain = defineChain({
    id: chainId,
    name: `eip155:${chainId}`,
    nativeCurrency: { name: 'Ether', symbol: 'ETH', decimals: 18 },
    rpcUrls: { default: { http: [rpcUrl] } },
  })
  return createWalletClient({
    account,
    chain,
    transport: http(rpcUrl, patience),
    pollingInterval: 500,
  })
}

async function checkSigner(client: PennypostClient, relay: Address, signer: Address) {
  const found = await getRelay(client, { relay })
  if (!found)
    throw new Error(
      `Relay ${relay} is not registered: call RelayRegistry.register and setCarriage.`,
    )
  if (found.signer.toLowerCase() !== signer.toLowerCase())
    throw new Error(
      `The signer of relay ${relay} is ${found.signer}, not ${signer}: set RELAY_SIGNER_PRIVATE_KEY, or call setSigner.`,
    )
}
