// An inbox of your own: a key to sign with, a key to receive letters with, and what strangers have to stake.
import { mkdirSync, writeFileSync } from 'node:fs'
import { createInbox, createKey, setTerms, waitUntilMined } from '@pennypost/sdk'
import { createWalletClient, http, parseEther, zeroAddress } from 'viem'
import { mnemonicToAccount } from 'viem/accounts'
import { hardhat } from 'viem/chains'

const words = 'test test test test test test test test test test test junk'
const account = mnemonicToAccount(words, { addressIndex: 15 })
const client = createWalletClient({ account, chain: hardhat, transport: http() })

const signing = await createKey('ed25519')
const sealing = await createKey('xWing')
const { inboxId } = await createInbox(client, { keys: [signing, sealing] })
mkdirSync('my', { recursive: true })
writeFileSync('my/keys.json', JSON.stringify({ signing, sealing }), { mode: 0o600 })

const [token, stake, window] = [zeroAddress, parseEther('0.001'), 3 * 86_400]
const hash = await setTerms(client, { inboxId, token, stake, window })
await waitUntilMined(client, { hash })
console.log(`Inbox ${inboxId} asks strangers for 0.001 ETH`)
