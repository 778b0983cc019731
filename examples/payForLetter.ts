// A letter to a stranger: sealed here, paid for when the relay asks, within the cap, and never twice.
import {
  activeEncryptionKeys,
  contentOfText,
  createApiClient,
  fetchWithPostage,
  isActiveKey,
  keyIdOf,
} from '@pennypost/sdk'
import { sealLetter } from '@pennypost/sdk/letters'
import { createWalletClient, formatEther, http, parseEther, zeroAddress } from 'viem'
import { mnemonicToAccount } from 'viem/accounts'
import { hardhat } from 'viem/chains'

const words = 'test test test test test test test test test test test junk'
const account = mnemonicToAccount(words, { addressIndex: 16 })
const client = createWalletClient({ account, chain: hardhat, transport: http() })
const api = createApiClient({ url: 'http://127.0.0.1:8787', chain: 'eip155:31337' })

const inboxId = '0xc41b5ec8a47a96c97fb16452757374283e7acfd7c79744c9aa9214bb68447382' // Chloe's
const { inbox } = await api.getInbox({ inboxId })
const keys = activeEncryptionKeys(inbox)
// The API names her keys, and the chain says whether they are hers: whoever has one of them reads the letter.
for (const { kind, publicKey } of keys)
  if (!(await isActiveKey(client, { inboxId, keyId: keyIdOf(kind, publicKey) })))
    throw new Error(`The API names a key that Chloe does not have: ${publicKey}`)
const content = contentOfText('Good morning! We met in Lisbon.')
const bytes = await sealLetter({ chainId: hardhat.id, inboxId, keys, content })

const [url = 'http://127.0.0.1:8788/letters'] = process.argv.slice(2)
const { response, paid } = await fetchWithPostage(client, {
  url,
  address: { inboxId, sender: account.address },
  bytes,
  maxPostage: { [zeroAddress]: parseEther('0.002') },
})
const { carriage = 0n, stake = 0n } = paid?.stamp ?? {}
console.log(`${response.status}, for ${formatEther(carriage)} and ${formatEther(stake)} ETH`)
