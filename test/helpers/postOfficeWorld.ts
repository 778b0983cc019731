import type { Address, Hash, Hex, JsonRpcAccount, TypedDataDefinition } from 'viem'
import { keccak256, numberToHex, parseEther, slice, toHex, zeroAddress } from 'viem'
import {
  addKeysTypes,
  inboxRegistryDomain,
  linkWalletTypes,
  registerTypes,
  revokeKeysTypes,
} from '../../protocol/eip712/inboxRegistry.ts'
import type { Mailing, Stamp } from '../../protocol/eip712/postOffice.ts'
import {
  answerTypes,
  collectMailTypes,
  postOfficeDomain,
  stampTypes,
  withdrawTypes,
} from '../../protocol/eip712/postOffice.ts'
import { mailingIdOf, stampIdOf } from '../../protocol/ids.ts'
import { mailingTree } from '../../protocol/mailingTree.ts'
import { chainsHere } from './chainsHere.ts'
import { calldataGas } from './gas/floorOf.ts'
import type { Measured } from './gas/operation.ts'

/** Everything is dated from here, so that calldata, and with it gas, is the same on every day. */
const START = '2030-01-01T00:00:00Z'
/** Unix seconds. */
export const NOW = Date.parse(START) / 1000
const DAY = 86_400
const ETHER = numberToHex(parseEther('1'))

export type { Stamp }

export const STAKE = 1_000_000n
export const CARRIAGE = 20_000n
export const POSTAGE = STAKE + CARRIAGE
export const WINDOW = 3 * DAY
export const EXPIRES_AT = NOW + 7 * DAY
export const NATIVE = zeroAddress

const registryTypes = { ...registerTypes, ...linkWalletTypes, ...addKeysTypes, ...revokeKeysTypes }

type Five<Item> = [Item, Item, Item, Item, Item]

export type World = Awaited<ReturnType<typeof createWorld>>

/**
 * A chain in this process with the contracts deployed, one registered inbox that accepts ether and a
 * token, and a balance above zero wherever an operation adds to or takes from one: what is measured
 * is the thousandth use, not the first.
 */
export async function createWorld() {
  const { provider, viem, close } = await chainsHere.create({
    network: 'default',
    override: { initialDate: START },
  })
  const chain = await viem.getPublicClient()
  const [deployer, sender, wallet, relay, stranger] = (await viem.getWalletClients()).map(
    ({ account }) => account,
  ) as Five<JsonRpcAccount>

  const registry = await viem.deployContract('InboxRegistry')
  const office = await viem.deployContract('PostOffice', [registry.address])
  const relays = await viem.deployContract('RelayRegistry')
  const token = await viem.deployContract('MockERC20', ['Dollar', 'USD', 6])

  const chainId = chain.chain.id
  const signers = await viem.getWalletClients()

  async function gasOf(sent: Promise<Hash>): Promise<Measured> {
    const hash = await sent
    const receipt = await chain.getTransactionReceipt({ hash })
    if (receipt.status !== 'success') throw new Error(`Reverted: ${hash}`)
    const { input } = await chain.getTransaction({ hash })
    return { gas: Number(receipt.gasUsed), calldata: calldataGas(input) }
  }

  async function signed(account: JsonRpcAccount, definition: TypedDataDefinition): Promise<Hex> {
    const client = signers.find((one) => one.account.address === account.address)
    if (!client) throw new Error(`No key for ${account.address}.`)
    return await client.signTypedData(definition)
  }

  /** Registers an inbox of `account` that accepts these tokens. */
  async function createInbox(account: JsonRpcAccount, assets: Address[]): Promise<Hex> {
    const id = await registry.read.deriveInboxId([account.address, 0n])
    await registry.write.register([0n, zeroAddress, []], { account })
    for (const asset of assets) {
      await office.write.setTerms([id, asset, STAKE, WINDOW, false], { account })
    }
    return id
  }

  const inboxId = await createInbox(wallet, [NATIVE, token.address])
  await token.write.mint([deployer.address, parseEther('1')])
  await token.write.mint([sender.address, parseEther('1')])
  await token.write.approve([office.address, parseEther('1')])
  for (const owner of [sender, wallet, relay, stranger]) {
    await office.write.useNonce({ account: owner })
    await registry.write.useNonce({ account: owner })
    await office.write.deposit([NATIVE, owner.address, 1n], { value: 1n })
    await office.write.deposit([token.address, owner.address, 1n])
  }

  /** What the sender posts; `index` makes the letter another one. */
  function stampTo(recipient: Hex, asset: Address, index: number): Stamp {
    return {
      sender: sender.address,
      relay: relay.address,
      token: asset,
      inboxId: recipient,
      letterHash: keccak256(numberToHex(index, { size: 32 })),
      carriage: CARRIAGE,
      stake: STAKE,
      expiresAt: EXPIRES_AT,
    }
  }

  /** As many inboxes of as many wallets, which accept ether. */
  async function createInboxes(count: number): Promise<Hex[]> {
    const inboxes: Hex[] = []
    for (let index = 0; index < count; ++index) {
      const address = slice(keccak256(toHex(`wallet ${index}`)), 12)
      await provider.request({ method: 'hardhat_impersonateAccount', params: [address] })
      await provider.request({ method: 'hardhat_setBalance', params: [address, ETHER] })
      inboxes.push(await createInbox({ address, type: 'json-rpc' }, [NATIVE]))
    }
    return inboxes
  }

  /** Posts `count` stamps to the inbox, paid natively. */
  async function posted(count: number): Promise<Stamp[]> {
    const stamps = Array.from({ length: count }, (_, index) => stampTo(inboxId, NATIVE, index))
    await office.write.postMany([stamps], {
      account: sender,
      value: POSTAGE * BigInt(count),
    })
    return stamps
  }

  /** The same, and the relay has admitted them. */
  async function admitted(count: number): Promise<Stamp[]> {
    const stamps = await posted(count)
    await office.write.admit([stamps], { account: relay })
    return stamps
  }

  /** The sender's word on a stamp, for `postFor`. */
  const signedStamp = (stamp: Stamp): Promise<Hex> =>
    signed(sender, {
      domain: postOfficeDomain(chainId, office.address),
      types: stampTypes,
      primaryType: 'Stamp',
      message: stamp,
    })

  /** The wallet's word on stamps, for `settleFor`. */
  const signedAnswer = (stamps: Stamp[], collect: boolean): Promise<Hex> => {
    const postOffice = office.address
    const stampIds = stamps.map((stamp) => stampIdOf({ chainId, postOffice, stamp }))
    return signed(wallet, {
      domain: postOfficeDomain(chainId, office.address),
      types: answerTypes,
      primaryType: 'Answer',
      message: { wallet: wallet.address, stampIds, collect },
    })
  }

  /** The sender's word on a payment out of its balance, for `withdrawFor`. */
  const signedWithdraw = async (asset: Address, amount: bigint, to: Address, deadline: bigint) =>
    signed(sender, {
      domain: postOfficeDomain(chainId, office.address),
      types: withdrawTypes,
      primaryType: 'Withdraw',
      message: {
        owner: sender.address,
        token: asset,
        amount,
        to,
        nonce: await office.read.nonces([sender.address]),
        deadline,
      },
    })

  /** An account's word for InboxRegistry, with its present nonce. */
  const signedForRegistry = async (
    account: JsonRpcAccount,
    primaryType: keyof typeof registryTypes,
    message: Record<string, unknown>,
  ): Promise<Hex> =>
    signed(account, {
      domain: inboxRegistryDomain(chainId, registry.address),
      types: registryTypes,
      primaryType,
      message: { ...message, nonce: await registry.read.nonces([account.address]) },
    })

  /** A mailing of the sender's with all its letters to the inbox, and what proves each. */
  async function mailingOf(count: number, asset: Address) {
    const letterOf = (index: number) => keccak256(numberToHex(index, { size: 32 }))
    trees.set(count, trees.get(count) ?? mailingTree(letters(count, letterOf)))
    const tree = await (trees.get(count) as ReturnType<typeof mailingTree>)
    const mailing: Mailing = {
      sender: sender.address,
      relay: relay.address,
      token: asset,
      root: tree.root,
      carriage: CARRIAGE,
      stake: STAKE,
      count,
      expiresAt: EXPIRES_AT,
    }
    const claim = (index: number) => ({
      index,
      inboxId,
      letterHash: letterOf(index),
      proof: tree.proof(index),
    })
    return { mailing, claim }
  }
  const trees = new Map<number, ReturnType<typeof mailingTree>>()
  function* letters(count: number, letterOf: (index: number) => Hex) {
    for (let index = 0; index < count; ++index) yield { inboxId, letterHash: letterOf(index) }
  }

  /** Opens one, paid natively. */
  async function opened(count: number) {
    const made = await mailingOf(count, NATIVE)
    const value = POSTAGE * BigInt(count)
    await office.write.openMailing([made.mailing, ''], { account: sender, value })
    return made
  }

  /** The wallet's word on letters of a mailing, for `collectMailFor`. */
  const signedCollectMail = (mailing: Mailing, claims: { index: number }[], deadline: number) =>
    signed(wallet, {
      domain: postOfficeDomain(chainId, office.address),
      types: collectMailTypes,
      primaryType: 'CollectMail',
      message: {
        wallet: wallet.address,
        mailingId: mailingIdOf({ chainId, postOffice: office.address, mailing }),
        indexes: claims.map(({ index }) => index),
        deadline: BigInt(deadline),
      },
    })

  /** Sets the time of the next transaction to `seconds`, Unix. */
  async function nextAt(seconds: number): Promise<void> {
    await provider.request({ method: 'evm_setNextBlockTimestamp', params: [seconds] })
  }

  /** Runs `act` and undoes on the chain whatever it did. */
  async function undone<Result>(act: () => Promise<Result>): Promise<Result> {
    const snapshot = await provider.request({ method: 'evm_snapshot' })
    try {
      return await act()
    } finally {
      await provider.request({ method: 'evm_revert', params: [snapshot] })
    }
  }

  return {
    registry,
    office,
    relays,
    token,
    deployer,
    sender,
    wallet,
    relay,
    stranger,
    inboxId,
    createInboxes,
    gasOf,
    stampTo,
    posted,
    admitted,
    opened,
    mailingOf,
    signedStamp,
    signedAnswer,
    signedWithdraw,
    signedCollectMail,
    signedForRegistry,
    signed,
    chainId,
    deployPermitToken: () => viem.deployContract('MockPermitToken'),
    deployAuthorizationToken: () => viem.deployContract('MockAuthorizationToken'),
    nextAt,
    undone,
    close,
  }
}
