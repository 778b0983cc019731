import type { Address, Hex, LocalAccount } from 'viem'
import {
  createWalletClient,
  hexToBigInt,
  hexToNumber,
  http,
  numberToHex,
  publicActions,
} from 'viem'
import { hardhat } from 'viem/chains'

/** What a wallet does and knows. */
export type WalletSetting = {
  /** Undefined: it is locked. */
  account: LocalAccount | undefined
  chainId: number
  knownChains: Set<number>
  /** Whether the person has let the page in. */
  isPermitted: boolean
  /** Several calls as one: it cannot, it can, or it says that it can and then will not. */
  batches: 'none' | 'atomic' | 'refused'
  /** Its own node is there, or does not answer, or takes what is sent and does not say so. */
  node: 'there' | 'gone' | 'silent'
}

type Request = {
  method: string
  params: readonly unknown[]
  rpcUrl: string
  emit(event: string, value: unknown): Promise<void>
  /** Asks the person. Throws where the answer is no. */
  ask(): Promise<void>
}

type RpcCall = { to?: Address; data?: Hex; value?: Hex; gas?: Hex; from?: Address }

const fault = (code: number, message: string) => Object.assign(new Error(message), { code })

/** Batches by their ids. */
const batches = new Map<string, readonly Hex[]>()

/** Answers a request of a page as a wallet does. */
export async function answerAsWallet(setting: WalletSetting, request: Request): Promise<unknown> {
  const { method, params, ask, emit } = request
  const { account } = setting
  const accounts = account && setting.isPermitted ? [account.address] : []
  switch (method) {
    case 'eth_accounts':
      return accounts
    case 'eth_chainId':
      return numberToHex(setting.chainId)
    case 'eth_requestAccounts':
    case 'wallet_requestPermissions': {
      await ask()
      if (!account) throw fault(4100, 'The wallet is locked.')
      setting.isPermitted = true
      return method === 'eth_requestAccounts'
        ? [account.address]
        : [{ parentCapability: 'eth_accounts', caveats: [{ value: [account.address] }] }]
    }
    case 'wallet_revokePermissions':
      setting.isPermitted = false
      return null
    case 'wallet_switchEthereumChain': {
      const chainId = hexToNumber((params[0] as { chainId: Hex }).chainId)
      if (!setting.knownChains.has(chainId)) throw fault(4902, 'Unrecognized chain ID.')
      await ask()
      setting.chainId = chainId
      await emit('chainChanged', numberToHex(chainId))
      return null
    }
    case 'wallet_addEthereumChain':
      await ask()
      setting.knownChains.add(hexToNumber((params[0] as { chainId: Hex }).chainId))
      return null
    case 'wallet_getCapabilities':
      if (setting.batches === 'none') throw fault(-32601, 'No such method.')
      return { [numberToHex(setting.chainId)]: { atomic: { status: 'ready' } } }
    default:
      return await sign(setting, request)
  }
}

async function sign(setting: WalletSetting, { method, params, rpcUrl, ask }: Request) {
  const { account } = setting
  if (!account || !setting.isPermitted) throw fault(4100, 'The page was not let in.')
  const client = createWalletClient({ account, chain: hardhat, transport: http(rpcUrl) }).extend(
    publicActions,
  )
  const send = ({ to, data, value, gas }: RpcCall) =>
    client.sendTransaction({
      to,
      data,
      ...(value && { value: hexToBigInt(value) }),
      ...(gas && { gas: hexToBigInt(gas) }),
    })
  switch (method) {
    case 'personal_sign':
      await ask()
      return await account.signMessage({ message: { raw: params[0] as Hex } })
    case 'eth_signTypedData_v4':
      await ask()
      return await account.signTypedData(JSON.parse(String(params[1])))
    case 'eth_sendTransaction': {
      const call = params[0] as RpcCall
      if (call.from?.toLowerCase() !== account.address.toLowerCase())
        throw fault(4100, 'The page was not let in with that account.')
      await ask()
      if (setting.node === 'gone') throw fault(-32603, 'Failed to fetch')
      const hash = await send(call)
      if (setting.node === 'silent') throw fault(-32603, 'Failed to fetch')
      return hash
    }
    case 'wallet_sendCalls': {
      if (setting.batches === 'none') throw fault(-32601, 'No such method.')
      await ask()
      if (setting.batches === 'refused') throw fault(5750, 'The account stays as it is.')
      const { calls } = params[0] as { calls: readonly RpcCall[] }
      const hashes: Hex[] = []
      for (const call of calls) {
        const hash = await send(call)
        await client.waitForTransactionReceipt({ hash })
        hashes.push(hash)
      }
      const id = `0x${(batches.size + 1).toString(16).padStart(64, '0')}`
      batches.set(id, hashes)
      return { id }
    }
    case 'wallet_getCallsStatus':
      return await statusOf(String(params[0]), client)
    default:
      throw fault(-32601, `No method ${method}.`)
  }
}

async function statusOf(id: string, client: { request: unknown }) {
  const ask = client.request as (request: object) => Promise<unknown>
  const receipts = await Promise.all(
    (batches.get(id) ?? []).map((hash) =>
      ask({ method: 'eth_getTransactionReceipt', params: [hash] }),
    ),
  )
  return { version: '2.0.0', id, chainId: '0x7a69', status: 200, atomic: true, receipts }
}
