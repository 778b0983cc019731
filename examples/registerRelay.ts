// A relay on chain: who signs its receipts, where it is reached, and what it asks for carrying one letter.
import {
  contractsOn,
  multicallRelays,
  registerRelay,
  setCarriage,
  waitUntilMined,
} from '@pennypost/sdk'
import { createWalletClient, http, parseEther, zeroAddress } from 'viem'
import { mnemonicToAccount } from 'viem/accounts'
import { hardhat } from 'viem/chains'

const words = 'test test test test test test test test test test test junk'
const account = mnemonicToAccount(words, { addressIndex: 18 })
const client = createWalletClient({ account, chain: hardhat, transport: http() })

const contracts = contractsOn(hardhat.id)
const endpoint = 'http://127.0.0.1:8789/letters'
const price = { token: zeroAddress, amount: parseEther('0.0001'), accepted: true }
const calls = [
  registerRelay.call(contracts, { signer: account.address, endpoint }),
  setCarriage.call(contracts, price),
]
const hash = await multicallRelays(client, { calls })
await waitUntilMined(client, { hash })
console.log(`Relay ${account.address} carries for 0.0001 ETH`)
