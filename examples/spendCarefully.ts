// What is above the cap is refused before anything is signed; what was paid is told, and never paid again.
import {
  activeEncryptionKeys,
  contentOfText,
  createApiClient,
  fetchWithPostage,
  LetterUnsentError,
  PennypostError,
  PostageRefusedError,
} from '@pennypost/sdk'
import { sealLetter } from '@pennypost/sdk/letters'
import { createWalletClient, http, parseEther, zeroAddress } from 'viem'
import { mnemonicToAccount } from 'viem/accounts'
import { hardhat } from 'viem/chains'

const words = 'test test test test test test test test test test test junk'
const account = mnemonicToAccount(words, { addressIndex: 16 })
const client = createWalletClient({ account, chain: hardhat, transport: http() })
const api = createApiClient({ url: 'http://127.0.0.1:8787', chain: 'eip155:31337' })

const inboxId = '0xc41b5ec8a47a96c97fb16452757374283e7acfd7c79744c9aa9214bb68447382' // Chloe's
const { inbox } = await api.getInbox({ inboxId })
const content = contentOfText('For next to nothing')
const keys = activeEncryptionKeys(inbox)
const bytes = await sealLetter({ chainId: hardhat.id, inboxId, keys, content })
const letter = {
  url: 'http://127.0.0.1:8788/letters',
  address: { inboxId, sender: account.address },
  bytes,
} as const
try {
  await fetchWithPostage(client, { ...letter, maxPostage: { [zeroAddress]: parseEther('0.0005') } })
} catch (error) {
  if (!(error instanceof PennypostError)) throw error
  console.log(error.shortMessage)
  const isPaid = error instanceof PostageRefusedError || error instanceof LetterUnsentError
  const paid = isPaid ? error.paid : undefined
  if (paid) await fetchWithPostage(client, { ...letter, paid, maxPostage: {} }) // the same bytes
}
