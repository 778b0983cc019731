// Friends write free: the recipient has allowed a wallet, and the letter says by a signature that it is that wallet's.
import {
  activeEncryptionKeys,
  contentOfText,
  createApiClient,
  fetchWithPostage,
  letterHash,
  signSenderStatement,
} from '@pennypost/sdk'
import { sealLetter } from '@pennypost/sdk/letters'
import { createWalletClient, http } from 'viem'
import { mnemonicToAccount } from 'viem/accounts'
import { hardhat } from 'viem/chains'

const words = 'test test test test test test test test test test test junk'
const account = mnemonicToAccount(words, { addressIndex: 17 })
const friend = createWalletClient({ account, chain: hardhat, transport: http() })
const api = createApiClient({ url: 'http://127.0.0.1:8787', chain: 'eip155:31337' })

const inboxId = '0x476a65a190c5adca1b7b9fd9b21a6e80ab118f9f75e179723e9ac9ad10110de0'
const chainId = hardhat.id
const { inbox } = await api.getInbox({ inboxId })
const [keys, content] = [activeEncryptionKeys(inbox), contentOfText('It is me.')]
const bytes = await sealLetter({ chainId, inboxId, keys, content })

const senderStatement = await signSenderStatement({
  ...{ chainId, inboxId, letterHash: letterHash(bytes) },
  relay: '0xdF3e18d64BC6A983f673Ab319CCaE4f1a57C7097', // good for this relay only
  signer: friend,
})
const { response } = await fetchWithPostage(friend, {
  url: 'http://127.0.0.1:8788/letters',
  address: { inboxId, sender: account.address, senderStatement },
  bytes,
  maxPostage: {}, // not a wei
})
console.log(`${response.status}, and nothing paid`)
