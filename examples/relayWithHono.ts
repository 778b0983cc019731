// Postage before a route of Hono: who has not paid gets 402 and a price, and who has gets a receipt.
import { serve } from '@hono/node-server'
import { createApiClient, createVerifier } from '@pennypost/sdk'
import type { EligibleLetter } from '@pennypost/sdk/guard'
import {
  createAdmitter,
  honoPostage,
  memoryLetterStore,
  requirePostage,
} from '@pennypost/sdk/guard'
import { Hono } from 'hono'
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

const app = new Hono<{ Variables: { letter: EligibleLetter } }>()
app.post('/letters', honoPostage(guard), (c) => {
  const { inboxId, bytes, verdict } = c.var.letter
  console.log(`${bytes.length} bytes for ${inboxId}: ${verdict.reason}`) // keep it: yours from here
  return c.body(null, 202)
})
serve({ fetch: app.fetch, port: 8789 }, () => console.log('listening'))
