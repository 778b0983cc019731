import type { Address, Hex, RpcTransactionRequest } from 'viem'
import { createClient, hexToBigInt, hexToNumber, http, isHex, numberToHex } from 'viem'
import type { HDAccount } from 'viem/accounts'
import { estimateGas, sendTransaction } from 'viem/actions'
import type { SiteChain } from '../config/siteConfig.ts'
import { viemChain } from '../config/viemChain.ts'
import type { Eip1193Provider, Eip1193Request } from './eip1193.ts'
import { WalletRequestError } from './eip1193.ts'

/** A local node estimates for the second that it is in, in which a time that was just written costs less to write again. */
const spareGas = 30_000n

/** What the wallet is set to at the moment. */
export type DevelopmentSetting = { chain: SiteChain; account: HDAccount }

type Parameters = {
  setting(): Promise<DevelopmentSetting>
  /** Sets another chain. */
  switchTo(chainId: number): void
}

/** A wallet that signs whatever it is asked, with an account that everybody has: for local chains only. */
export function developmentProvider({ setting, switchTo }: Parameters): Eip1193Provider {
  return {
    async request({ method, params }: Eip1193Request) {
      const { chain, account } = await setting()
      const given = Array.isArray(params) ? (params as readonly unknown[]) : []
      switch (method) {
        case 'eth_accounts':
        case 'eth_requestAccounts':
          return [account.address]
        case 'eth_chainId':
          return numberToHex(chain.id)
        case 'wallet_switchEthereumChain':
          return switchTo(hexToNumber((given[0] as { chainId: Hex }).chainId))
        case 'wallet_getCapabilities':
          return {}
        case 'personal_sign':
          checkAccount(account, given[1])
          return await account.signMessage({ message: { raw: given[0] as Hex } })
        case 'eth_signTypedData_v4':
          checkAccount(account, given[0])
          return await account.signTypedData(JSON.parse(String(given[1])))
        case 'eth_sendTransaction':
          return await send(chain, account, given[0] as RpcTransactionRequest)
        default:
          if (/^(wallet_|eth_sign|eth_sendT)/.test(method))
            throw new WalletRequestError(4200, `The development wallet has no ${method}.`)
          return await clientOf(chain).request({ method, params } as never)
      }
    },
  }
}

function checkAccount(account: HDAccount, asked: unknown): void {
  if (String(asked).toLowerCase() === account.address.toLowerCase()) return
  throw new WalletRequestError(4100, `The development wallet is not at account ${asked} now.`)
}

function clientOf(chain: SiteChain) {
  return createClient({ chain: viemChain(chain), transport: http(chain.rpcUrl) })
}

async function send(chain: SiteChain, account: HDAccount, request: RpcTransactionRequest) {
  checkAccount(account, request.from)
  const amount = (value: unknown) => (isHex(value) ? hexToBigInt(value) : undefined)
  const client = clientOf(chain)
  const transaction = {
    account,
    to: request.to as Address | undefined,
    data: request.data,
    value: amount(request.value),
    maxFeePerGas: amount(request.maxFeePerGas),
    maxPriorityFeePerGas: amount(request.maxPriorityFeePerGas),
    ...(isHex(request.nonce) && { nonce: hexToNumber(request.nonce) }),
  }
  const gas = amount(request.gas) ?? (await estimateGas(client, transaction as never)) + spareGas
  return await sendTransaction(client, { ...transaction, gas } as never)
}
