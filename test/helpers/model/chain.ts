import type { Abi, Address, Hash, Hex, LocalAccount, Log } from 'viem'
import {
  decodeErrorResult,
  decodeEventLog,
  decodeFunctionResult,
  encodeFunctionData,
  getAddress,
  isAddressEqual,
  maxUint256,
  numberToHex,
} from 'viem'
import { mnemonicToAccount, privateKeyToAccount } from 'viem/accounts'
import {
  addKeysTypes,
  inboxRegistryDomain,
  linkWalletTypes,
  registerTypes,
  revokeKeysTypes,
} from '../../../protocol/eip712/inboxRegistry.ts'
import {
  answerTypes,
  collectMailTypes,
  postOfficeDomain,
  stampTypes,
  withdrawTypes,
} from '../../../protocol/eip712/postOffice.ts'
import { chainsHere } from '../chainsHere.ts'
import type { Signature } from './signed.ts'
import type { Setup, State } from './state.ts'
import { at, emptyState } from './state.ts'
import { holdingOf, NATIVE } from './tokens.ts'
import type { View } from './views.ts'
import type { Call, Contract, Event } from './world.ts'

/** The chain's clock starts here. */
export const START = Date.parse('2030-01-01T00:00:00Z') / 1_000

const TYPES = {
  ...{ ...registerTypes, ...linkWalletTypes, ...addKeysTypes, ...revokeKeysTypes },
  ...{ ...stampTypes, ...answerTypes, ...withdrawTypes, ...collectMailTypes },
}
/** The accounts that Hardhat's chain gives money to. */
const MNEMONIC = 'test test test test test test test test test test test junk'
const GAS = numberToHex(30_000_000)
/** The fee token burns half of what is moved. */
const FEE = 5_000

/** What really came of a call. */
export type Answer =
  | { events: Event[]; result: unknown; revert?: undefined }
  | { revert: { error: string; args: readonly unknown[] } }

export type Chain = Awaited<ReturnType<typeof createChain>>

/**
 * A chain in this process, on which gas costs nothing, with the contracts, two tokens and an account of each kind: some that
 * let PostOffice pull all, little or nothing of their tokens, and a smart wallet. `state` is what the model is to begin with.
 */
export async function createChain() {
  const { provider, viem, close } = await chainsHere.create({
    network: 'default',
    override: { initialDate: new Date(START * 1_000), initialBaseFeePerGas: 0n },
  })
  const registry = await viem.deployContract('InboxRegistry')
  const office = await viem.deployContract('PostOffice', [registry.address])
  const dollar = await viem.deployContract('MockERC20', ['Dollar', 'USD', 6])
  const fee = await viem.deployContract('MockFeeToken')
  await fee.write.setFee([BigInt(FEE)])

  const owners = Array.from({ length: 5 }, (_, addressIndex) =>
    mnemonicToAccount(MNEMONIC, { addressIndex: addressIndex + 1 }),
  )
  const signers = new Map<Address, LocalAccount>(owners.map((owner) => [owner.address, owner]))
  const [owner] = owners.map(({ address }) => address) as [Address]
  const smartWallet = getAddress((await viem.deployContract('MockWallet1271', [owner])).address)
  await provider.request({ method: 'hardhat_impersonateAccount', params: [smartWallet] })
  await provider.request({
    method: 'hardhat_setBalance',
    params: [smartWallet, numberToHex(10n ** 20n)],
  })

  const setup: Setup = {
    chainId: 31_337,
    registry: getAddress(registry.address),
    office: getAddress(office.address),
    tokens: new Map([
      [getAddress(dollar.address), 0],
      [getAddress(fee.address), FEE],
    ]),
    refusing: new Set([smartWallet, getAddress(registry.address), getAddress(dollar.address)]),
    smartWallets: new Map([[smartWallet, owner]]),
  }
  const accounts = [...owners.map(({ address }) => address), smartWallet]
  const state = emptyState()
  const allowances = [maxUint256, 1_000n, 10n, maxUint256, 0n, maxUint256]
  for (const address of setup.tokens.keys()) {
    const token = await viem.getContractAt('MockERC20', address)
    for (const [index, account] of accounts.entries()) {
      await token.write.mint([account, 100_000n])
      state.outside.holdings.set(at(address, account), 100_000n)
      const allowed = allowances[index] ?? 0n
      await token.write.approve([office.address, allowed], { account })
      state.outside.allowances.set(at(address, account), allowed)
    }
  }
  for (const account of [...accounts, setup.office]) {
    state.outside.holdings.set(at(NATIVE, account), await held(NATIVE, account))
  }

  const abis: Record<Contract, ReturnType<typeof byName>> = {
    registry: byName(registry.abi),
    office: byName(office.abi),
  }
  const errors: Abi = [...registry.abi, ...office.abi, ...dollar.abi].filter(
    ({ type }) => type === 'error',
  )

  async function held(token: Address, holder: Address): Promise<bigint> {
    if (token === NATIVE) {
      return BigInt(await request<Hex>('eth_getBalance', [holder, 'latest']))
    }
    const data = encodeFunctionData({
      abi: dollar.abi,
      functionName: 'balanceOf',
      args: [holder],
    })
    return BigInt(await request<Hex>('eth_call', [{ to: token, data }, 'latest']))
  }

  function request<Result>(method: string, params: readonly unknown[]): Promise<Result> {
    return provider.request({ method, params: [...params] }) as Promise<Result>
  }

  /** Bytes for a signature; those of nobody are none. */
  async function bytesOf({ by, struct }: Signature): Promise<Hex> {
    if (by === 'nobody') return '0x'
    const signer = signers.get(by)
    if (!signer) throw new Error(`No key for ${by}.`)
    const { domain, primaryType, message } = struct
    const domains = { registry: inboxRegistryDomain, office: postOfficeDomain }
    return await signer.signTypedData({
      domain: domains[domain](setup.chainId, setup[domain]),
      types: TYPES,
      primaryType,
      message,
    } as Parameters<typeof signer.signTypedData>[0])
  }

  /** Sends the call at its time, and says what it returned and emitted, or why it reverted. */
  async function send({ contract, name, args, caller, value, now }: Call): Promise<Answer> {
    const abi = abis[contract].functions(name)
    const encoded = await Promise.all(
      args.map((arg) => (isSignature(arg) ? bytesOf(arg) : Promise.resolve(arg))),
    )
    const data = encodeFunctionData({ abi, functionName: name, args: encoded })
    const to = setup[contract]
    const transaction = {
      ...{ from: caller, to, data },
      ...{ value: numberToHex(value), gas: GAS, gasPrice: '0x0' },
    }
    await request('evm_setNextBlockTimestamp', [numberToHex(now)])
    try {
      const returned = await request<Hex>('eth_call', [transaction, 'pending'])
      const hash = await request<Hash>('eth_sendTransaction', [transaction])
      const receipt = await request<{ logs: Log[] }>('eth_getTransactionReceipt', [hash])
      return {
        result: decodeFunctionResult({ abi, functionName: name, data: returned }),
        events: receipt.logs.flatMap((log) =>
          isAddressEqual(log.address, to) ? [event(abis[contract].events, log)] : [],
        ),
      }
    } catch (error) {
      const { data: reason } = error as { data?: Hex }
      if (typeof reason !== 'string') throw error
      const { errorName, args } = decodeErrorResult({ abi: errors, data: reason })
      return { revert: { error: errorName, args: args ?? [] } }
    }
  }

  /** What the views return now, in one call to each contract. */
  async function read(views: readonly View[]): Promise<unknown[]> {
    const results: unknown[] = new Array(views.length)
    for (const contract of ['registry', 'office'] as const) {
      const { functions } = abis[contract]
      const places = [...views.keys()].filter((place) => views[place]?.contract === contract)
      const calls = places.map((place) => {
        const { name, args } = views[place] as View
        return encodeFunctionData({ abi: functions(name), functionName: name, args })
      })
      const abi = functions('multicall')
      const data = encodeFunctionData({ abi, functionName: 'multicall', args: [calls] })
      const call = { to: setup[contract], data, gas: numberToHex(2 ** 32) }
      const answer = await request<Hex>('eth_call', [call, 'latest'])
      const answers = decodeFunctionResult({ abi, functionName: 'multicall', data: answer })
      for (const [index, data] of (answers as Hex[]).entries()) {
        const place = places[index] as number
        const { name } = views[place] as View
        results[place] = decodeFunctionResult({ abi: functions(name), functionName: name, data })
      }
    }
    return results
  }

  /** Runs `act` and undoes on the chain whatever it did. */
  async function undone<Result>(act: () => Promise<Result>): Promise<Result> {
    const snapshot = await request<Hex>('evm_snapshot', [])
    try {
      return await act()
    } finally {
      await request('evm_revert', [snapshot])
    }
  }

  /** Unix seconds of the last block. */
  async function time(): Promise<number> {
    const { timestamp } = await request<{ timestamp: Hex }>('eth_getBlockByNumber', [
      'latest',
      false,
    ])
    return Number(timestamp)
  }

  /** A further account that can sign, but has nothing. */
  function createSigner(key: bigint): Address {
    const signer = privateKeyToAccount(numberToHex(key, { size: 32 }))
    signers.set(signer.address, signer)
    return signer.address
  }

  return { setup, accounts, state, send, read, held, time, undone, createSigner, close }
}

/** The parts of an interface, so that viem need not search all of it for each call. */
function byName(abi: Abi) {
  const functions = new Map<string, Abi>()
  for (const item of abi) {
    if (item.type === 'function') functions.set(item.name, [item])
  }
  return {
    functions: (name: string) => functions.get(name) ?? [],
    events: abi.filter(({ type }) => type === 'event'),
  }
}

function event(abi: Abi, { data, topics }: Log): Event {
  const { eventName, args } = decodeEventLog({ abi, data, topics })
  return { name: `${eventName}`, args: args as unknown as Record<string, unknown> }
}

function isSignature(arg: unknown): arg is Signature {
  return typeof arg === 'object' && arg !== null && 'struct' in arg
}

/** Ether and tokens that the model says each account has, and PostOffice. */
export function holdings({ tokens, office }: Setup, state: State, accounts: readonly Address[]) {
  return [NATIVE, ...tokens.keys()].flatMap((token) =>
    [...accounts, office].map((holder) => ({
      token,
      holder,
      amount: holdingOf(state, token, holder),
    })),
  )
}
