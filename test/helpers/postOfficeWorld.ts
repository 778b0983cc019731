import { network } from 'hardhat'
import type { Address, Hash, Hex, JsonRpcAccount } from 'viem'
import { keccak256, numberToHex, parseEther, slice, toHex, zeroAddress } from 'viem'

/** Everything is dated from here, so that calldata, and with it gas, is the same on every day. */
const START = '2030-01-01T00:00:00Z'
const NOW = Date.parse(START) / 1000
const DAY = 86_400
const ETHER = numberToHex(parseEther('1'))

export const STAKE = 1_000_000n
export const CARRIAGE = 20_000n
export const POSTAGE = STAKE + CARRIAGE
export const WINDOW = 3 * DAY
export const EXPIRES_AT = NOW + 7 * DAY
export const NATIVE = zeroAddress

export type Stamp = {
  sender: Address
  relay: Address
  token: Address
  inboxId: Hex
  letterHash: Hex
  carriage: bigint
  stake: bigint
  expiresAt: number
}

type Five<Item> = [Item, Item, Item, Item, Item]

export type World = Awaited<ReturnType<typeof createWorld>>

/**
 * A chain in this process with the contracts deployed, one registered inbox that accepts ether and a
 * token, and a balance above zero wherever an operation adds to or takes from one: what is measured
 * is the thousandth use, not the first.
 */
export async function createWorld() {
  const { provider, viem, close } = await network.create({
    network: 'default',
    override: { initialDate: START },
  })
  const chain = await viem.getPublicClient()
  const [deployer, sender, wallet, relay, stranger] = (await viem.getWalletClients()).map(
    ({ account }) => account,
  ) as Five<JsonRpcAccount>

  const registry = await viem.deployContract('InboxRegistry')
  const office = await viem.deployContract('PostOffice', [registry.address])
  const token = await viem.deployContract('MockERC20', ['Dollar', 'USD', 6])

  /** @returns Gas of the whole transaction, after refunds. */
  async function gasOf(hash: Promise<Hash>): Promise<number> {
    const receipt = await chain.getTransactionReceipt({ hash: await hash })
    if (receipt.status !== 'success') throw new Error(`Reverted: ${receipt.transactionHash}`)
    return Number(receipt.gasUsed)
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
    nextAt,
    undone,
    close,
  }
}
