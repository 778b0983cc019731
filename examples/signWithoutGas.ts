// A newcomer without money signs, and whoever welcomes it pays the gas.
import {
  createKey,
  inboxIdOf,
  keyInputOf,
  parseSigned,
  registerInboxFor,
  signRegisterInbox,
  waitUntilMined,
} from '@pennypost/sdk'
import { createWalletClient, http } from 'viem'
import { generatePrivateKey, mnemonicToAccount, privateKeyToAccount } from 'viem/accounts'
import { hardhat } from 'viem/chains'

const words = 'test test test test test test test test test test test junk'
const base = { chain: hardhat, transport: http() }
const host = createWalletClient({
  account: mnemonicToAccount(words, { addressIndex: 19 }),
  ...base,
})
const newcomer = createWalletClient({ account: privateKeyToAccount(generatePrivateKey()), ...base })

const inboxId = inboxIdOf(newcomer.account.address, 0n)
const key = await createKey('ed25519')
const keys = [keyInputOf({ chainId: hardhat.id, inboxId, key })]
const signed = await signRegisterInbox(newcomer, { keys }) // in the newcomer's browser

// On the host's server: what is signed, and no word of the newcomer's on gas or fees.
const received = parseSigned('registerInboxFor', signed)
const hash = await registerInboxFor(host, received)
const { gasUsed } = await waitUntilMined(host, { hash })
console.log(`Inbox ${inboxId} is there, for ${gasUsed} gas of the host's`)
