// Postage before any handler of Request and Response, as Deno, Bun, Cloudflare and Next.js have them.
import { serve } from '@hono/node-server'
import { createApiClient, createVerifier } from '@pennypost/sdk'
import {
  createAdmitter,
  memoryLetterStore,
  requirePostage,
  withPostage,
} from '@pennypost/sdk/guard'
import { createWalletClient, http } from 'viem'
import { mnemonicToAccount } from 'viem/accounts'
import { hardhat } from 'viem/chains'

const words = 'test test test test test test test test test test test junk'
const account = mnemonicToAccount(words, { addressIndex: 18 }) // the relay's operator
const client = createWalletClient({ account, chain: hardhat, transport: http() })
const api = createApiClient({ url: 'http://127.0.0.1:8787', chain: 'eip155:31337' })

const store = memoryLetterStore() // forgets at a restart: see LetterStore
const admitter = createAdmitter({ client, store })
const [relay, signer, source] = [account.address, account, createVerifier(api)]
const guard = requirePostage({ chainId: hardhat.id, relay, signer, source, store, admitter })

const handler = withPostage(guard, ({ inboxId, bytes, verdict }) => {
  console.log(`${bytes.length} bytes for ${inboxId}: ${verdict.reason}`) // keep it: yours from here
  return new Response(null, { status: 202 })
})
serve({ fetch: handler, port: 8789 }, () => console.log('listening'))
