// Postage before a route of Express: who has not paid gets 402 and a price, and who has gets a receipt.
import { createApiClient, createVerifier } from '@pennypost/sdk'
import type { EligibleLetter } from '@pennypost/sdk/guard'
import {
  createAdmitter,
  expressPostage,
  memoryLetterStore,
  requirePostage,
} from '@pennypost/sdk/guard'
import express from 'express'
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

const app = express()
app.post('/letters', expressPostage(guard), (_request, response) => {
  const { inboxId, bytes, verdict }: EligibleLetter = response.locals.letter
  console.log(`${bytes.length} bytes for ${inboxId}: ${verdict.reason}`) // keep it: yours from here
  response.status(202).end()
})
app.listen(8789, () => console.log('listening'))
