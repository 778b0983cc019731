import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Abi, Address, Hex } from 'viem'
import { keccak256, maxUint256, numberToHex, parseAbi, toHex, zeroAddress } from 'viem'

import { inboxRegistryAbi } from '../../../generated/inboxRegistryAbi.ts'
import { postOfficeAbi } from '../../../generated/postOfficeAbi.ts'
import { relayRegistryAbi } from '../../../generated/relayRegistryAbi.ts'
import { inboxRegistryDomain, linkWalletTypes } from '../../../protocol/eip712/inboxRegistry.ts'
import type { Mailing, Stamp } from '../../../protocol/eip712/postOffice.ts'
import { inboxIdOf, keyIdOf, mailingIdOf, stampIdOf, subjectOf } from '../../../protocol/ids.ts'
import { mailingTree } from '../../../protocol/mailingTree.ts'
import { root } from '../../../scripts/stack/paths.ts'
import type { Call } from '../../indexer/support/call.ts'
import { call } from '../../indexer/support/call.ts'
import { accountAt, localClient } from '../../indexer/support/localClient.ts'

/** Time of the first block, Unix seconds. */
export const SCENE_START = 1_800_000_000
const DAY = 86_400
/** When what is to be answered ends, and what nobody answers. */
const LATER = SCENE_START + 50 * DAY
const SOON = SCENE_START + 4 * DAY
/** When the key ends that has an end. */
export const KEY_EXPIRY = SCENE_START + 365 * DAY
const CHAIN_ID = 31337

const tokenAbi = parseAbi([
  'function mint(address to, uint256 amount)',
  'function approve(address spender, uint256 amount)',
])

export const people = {
  deployer: accountAt(0),
  alice: accountAt(1),
  bob: accountAt(2),
  relay: accountAt(3),
  carol: accountAt(4),
  erin: accountAt(5),
  recovery: accountAt(6),
  guardian: accountAt(7),
  nextGuardian: accountAt(8),
  idleRelay: accountAt(9),
}

/** Accounts that do nothing themselves. */
export const PAYOUT: Address = '0x00000000000000000000000000000000000a11ce'
export const NEW_RECOVERY: Address = '0x00000000000000000000000000000000000b0b0b'
export const RELAY_SIGNER: Address = '0x0000000000000000000000000000000000005161'
/** An inbox that is only heard of. */
export const FRIEND: Hex = `0x${'f1'.repeat(32)}`

const { alice, bob, relay, carol, erin, recovery, guardian, nextGuardian, idleRelay } = people

export type Scene = Awaited<ReturnType<typeof playScene>>

/**
 * Deploys the contracts to an empty local chain and writes every kind of word, each in every state that it can be in.
 * One transaction a minute, so that no two times of a word are the same.
 *
 * @returns Where things are, and `at`: the time of the block that something happened in, in Unix seconds.
 */
export async function playScene(url: string) {
  const client = localClient(CHAIN_ID, url)
  let clock = SCENE_START

  async function mined(sent: Promise<Hex>) {
    const receipt = await client.waitForTransactionReceipt({ hash: await sent })
    if (receipt.status !== 'success') throw new Error(`Reverted: ${receipt.transactionHash}`)
    const { timestamp } = await client.getBlock({ blockNumber: receipt.blockNumber })
    clock = Number(timestamp)
    return receipt
  }

  async function deploy(name: string, args: unknown[] = []): Promise<Address> {
    const file = `artifacts/contracts/${name}.sol/${name.split('/').at(-1)}.json`
    const { abi, bytecode } = JSON.parse(readFileSync(join(root, file), 'utf8'))
    const account = people.deployer
    const sent = client.deployContract({ abi: abi as Abi, bytecode, args, account })
    const { contractAddress } = await mined(sent)
    if (!contractAddress) throw new Error(`No address of ${name}.`)
    return contractAddress
  }

  /** Sends a transaction as the only one of its block, and gives the block's time. */
  async function send({ from: account, to, data, value }: Call, time = clock + 60) {
    await client.setNextBlockTimestamp({ timestamp: BigInt(time) })
    await mined(client.sendTransaction({ account, to, data, value }))
    return clock
  }

  const registry = { address: await deploy('InboxRegistry'), abi: inboxRegistryAbi }
  const relays = { address: await deploy('RelayRegistry'), abi: relayRegistryAbi }
  const office = { address: await deploy('PostOffice', [registry.address]), abi: postOfficeAbi }
  const token = {
    address: await deploy('mocks/MockERC20', ['Dollar', 'USD', 6]),
    abi: tokenAbi,
  }
  const tokenId = BigInt(token.address)

  // The inbox: two wallets, two epochs.
  const inboxId = inboxIdOf(alice.address, 7n)
  const registered = await send(
    call(alice, registry, 'register', [7n, recovery.address, [keyOf('older')]]),
  )
  await send(call(alice, registry, 'revokeAllKeys', [inboxId]))
  const lasting = ['active', 'lasting', 'third', 'revoked'] as const
  const keysAdded = await send(call(alice, registry, 'addKeys', [inboxId, lasting.map(keyOf)]))
  const keyRevoked = await send(call(recovery, registry, 'revokeKeys', [inboxId, [keyIds.revoked]]))
  const keyBanned = await send(call(alice, registry, 'revokeKeys', [inboxId, [keyIds.banned]]))
  const deadline = maxUint256
  const signature = await erin.signTypedData({
    domain: inboxRegistryDomain(CHAIN_ID, registry.address),
    types: linkWalletTypes,
    primaryType: 'LinkWallet',
    message: { inboxId, wallet: erin.address, nonce: 0n, deadline },
  })
  await send(call(recovery, registry, 'linkWallet', [inboxId, erin.address, deadline, signature]))
  for (let i = 0; i < 2; ++i) await send(call(alice, registry, 'useNonce', []))
  const guardianSet = await send(
    call(recovery, registry, 'setGuardian', [inboxId, guardian.address]),
  )
  const nextGuardianSet = await send(
    call(recovery, registry, 'setGuardian', [inboxId, nextGuardian.address]),
    guardianSet + 2 * DAY,
  )
  const transferStarted = await send(
    call(guardian, registry, 'startRecoveryTransfer', [inboxId, NEW_RECOVERY]),
  )

  // The directory of relays: one active, one not.
  const relayRegistered = await send(
    call(relay, relays, 'register', [RELAY_SIGNER, 'https://relay.example']),
  )
  const carriageSet = await send(call(relay, relays, 'setCarriage', [token.address, 40n, true]))
  const carriageRefused = await send(call(relay, relays, 'setCarriage', [zeroAddress, 30n, false]))
  const idleRegistered = await send(
    call(idleRelay, relays, 'register', [idleRelay.address, 'https://idle.example']),
  )
  await send(call(idleRelay, relays, 'setActive', [false]))

  // What the inbox asks.
  await send(call(alice, office, 'setTerms', [inboxId, zeroAddress, 900n, 7_200, true]))
  const termsSet = await send(
    call(alice, office, 'setTerms', [inboxId, zeroAddress, 1_000n, 3_600, false]),
  )
  const tokenTermsSet = await send(
    call(erin, office, 'setTerms', [inboxId, token.address, 2_000n, 7_200, true]),
  )
  const doorSet = await send(call(alice, office, 'setDoor', [inboxId, 2]))
  const consentsSet = await send(
    call(alice, office, 'setConsents', [inboxId, [subjectOf(carol.address), FRIEND], [2, 1]]),
  )
  await send(call(recovery, office, 'setPayout', [inboxId, PAYOUT]))

  // Money: bob's, of which others may have some.
  await send(call(bob, token, 'mint', [bob.address, 20_000n]))
  await send(call(bob, token, 'approve', [office.address, maxUint256]))
  await send(call(bob, office, 'deposit', [token.address, bob.address, 20_000n]))
  await send(call(bob, office, 'deposit', [zeroAddress, bob.address, 5_000n], 5_000n))
  await send(call(bob, office, 'setOperator', [erin.address, true]))
  await send(call(bob, office, 'approve', [carol.address, tokenId, 1_000_000n]))
  await send(call(bob, office, 'approve', [carol.address, 0n, maxUint256]))
  await send(call(carol, office, 'transferFrom', [bob.address, carol.address, tokenId, 111n]))
  for (let i = 0; i < 3; ++i) await send(call(bob, office, 'useNonce', []))

  // Stamps, each in its state. Those in ether are paid with the call, the others from the balance.
  const stampOf = (name: string, asset: Address, expiresAt = LATER): Stamp => ({
    sender: bob.address,
    relay: relay.address,
    token: asset,
    inboxId,
    letterHash: keccak256(toHex(name)),
    carriage: asset === zeroAddress ? 30n : 40n,
    stake: asset === zeroAddress ? 1_000n : 2_500n,
    expiresAt,
  })
  const stamps = {
    open: stampOf('open', zeroAddress),
    openToRelay: stampOf('openToRelay', token.address),
    admitted: stampOf('admitted', zeroAddress),
    admittedToRelay: stampOf('admittedToRelay', token.address),
    collected: stampOf('collected', token.address),
    returned: stampOf('returned', zeroAddress),
    expired: stampOf('expired', zeroAddress, SOON),
    expiredAdmitted: stampOf('expiredAdmitted', zeroAddress, SOON),
    voided: stampOf('voided', zeroAddress),
    unposted: stampOf('unposted', zeroAddress),
  }
  const post = (stamp: Stamp) => {
    const value = stamp.token === zeroAddress ? stamp.carriage + stamp.stake : 0n
    return send(call(bob, office, 'post', [stamp], value))
  }
  const posted = {
    open: await post(stamps.open),
    openToRelay: await post(stamps.openToRelay),
    admitted: await post(stamps.admitted),
    admittedToRelay: await post(stamps.admittedToRelay),
    collected: await post(stamps.collected),
    returned: await post(stamps.returned),
    expired: await post(stamps.expired),
    expiredAdmitted: await post(stamps.expiredAdmitted),
  }
  const toAdmit = [stamps.admitted, stamps.admittedToRelay, stamps.expiredAdmitted]
  await send(call(relay, office, 'admit', [toAdmit]))

  // Mailings, each in its state.
  const open = await mailingOf(3, LATER)
  const admitted = await mailingOf(300, LATER)
  const closed = await mailingOf(2, SOON)
  const opened = {
    open: await send(call(bob, office, 'openMailing', [open.mailing, ''], 3n * 105n)),
    admitted: await send(call(bob, office, 'openMailing', [admitted.mailing, ''], 300n * 105n)),
    closed: await send(call(bob, office, 'openMailing', [closed.mailing, ''], 2n * 105n)),
  }
  await send(call(relay, office, 'admitMailing', [admitted.mailing]))
  await send(call(alice, office, 'collectMail', [admitted.mailing, [3, 255].map(admitted.claim)]))
  await send(call(erin, office, 'collectMail', [admitted.mailing, [256, 299].map(admitted.claim)]))
  await send(call(erin, office, 'collectMail', [closed.mailing, [closed.claim(1)]]))

  const settled = {
    collected: await send(call(relay, office, 'collect', [[stamps.collected]])),
    returned: await send(call(alice, office, 'returnToSender', [[stamps.returned]])),
    voided: await send(call(bob, office, 'voidStamps', [[stamps.voided]])),
    expired: await send(call(carol, office, 'expire', [[stamps.expired]]), SOON),
    expiredAdmitted: await send(call(carol, office, 'expire', [[stamps.expiredAdmitted]])),
  }
  const mailingClosed = await send(call(carol, office, 'closeMailing', [closed.mailing]))
  const head = await client.getBlockNumber()

  /** A mailing of bob's in ether with all its letters to the inbox. */
  async function mailingOf(count: number, expiresAt: number) {
    const letters = Array.from({ length: count }, (_, index) => ({
      inboxId,
      letterHash: keccak256(numberToHex(count * 1_000 + index)),
    }))
    const tree = await mailingTree(letters)
    const mailing: Mailing = {
      sender: bob.address,
      relay: relay.address,
      token: zeroAddress,
      root: tree.root,
      carriage: 5n,
      stake: 100n,
      count,
      expiresAt,
    }
    const claim = (index: number) => {
      const letter = letters[index]
      if (!letter) throw new RangeError(`The mailing has no letter ${index}.`)
      return { index, ...letter, proof: tree.proof(index) }
    }
    const id = mailingIdOf({ chainId: CHAIN_ID, postOffice: office.address, mailing })
    return { mailing, claim, id }
  }

  return {
    url,
    /** The newest block; its predecessor is the one before the mailing was closed. */
    head,
    registry: registry.address,
    relays: relays.address,
    office: office.address,
    token: token.address,
    inboxId,
    stampId: (name: keyof typeof stamps) =>
      stampIdOf({ chainId: CHAIN_ID, postOffice: office.address, stamp: stamps[name] }),
    mailingIds: { open: open.id, admitted: admitted.id, closed: closed.id },
    at: {
      registered,
      keysAdded,
      keyRevoked,
      keyBanned,
      guardianSet,
      nextGuardianSet,
      transferStarted,
      relayRegistered,
      carriageSet,
      carriageRefused,
      idleRegistered,
      termsSet,
      tokenTermsSet,
      doorSet,
      consentsSet,
      posted,
      settled,
      opened,
      mailingClosed,
    },
  }
}

type KeyName = 'older' | 'active' | 'lasting' | 'third' | 'revoked' | 'banned'

const publicKeys: Record<KeyName, { kind: number; publicKey: Hex }> = {
  older: { kind: 1, publicKey: keccak256(toHex('older')) },
  active: { kind: 1, publicKey: keccak256(toHex('active')) },
  lasting: { kind: 2, publicKey: keccak256(toHex('lasting')) },
  third: { kind: 65_535, publicKey: '0x03' },
  revoked: { kind: 3, publicKey: `0x02${'11'.repeat(32)}` },
  banned: { kind: 1, publicKey: keccak256(toHex('banned')) },
}

/** The ids of the inbox's keys. */
export const keyIds = Object.fromEntries(
  Object.entries(publicKeys).map(([name, { kind, publicKey }]) => [name, keyIdOf(kind, publicKey)]),
) as Record<KeyName, Hex>

function keyOf(name: KeyName) {
  const expiresAt = name === 'active' ? KEY_EXPIRY : 0
  return { ...publicKeys[name], expiresAt, possession: '0x' } as const
}
