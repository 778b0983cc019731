import type { Address, Hex } from 'viem'
import { concatHex, encodeFunctionData, getContractAddress, numberToHex, size } from 'viem'
import { inboxRegistryAbi } from '../../generated/inboxRegistryAbi.ts'
import { postOfficeAbi } from '../../generated/postOfficeAbi.ts'
import { inboxIdOf } from '../../protocol/ids.ts'

/** A key to be added to an inbox as it is registered. */
type Key = { kind: number; publicKey: Hex }

export type ManyInboxesParameters = {
  registry: Address
  postOffice: Address
  /** What all of them ask of strangers. */
  terms: { token: Address; stake: bigint; window: number }
  /** Of all of them. */
  keys?: readonly Key[] | undefined
}

/** A contract creation that registers inboxes, and what comes of it. */
export type ManyInboxes = { data: Hex; inboxIds: readonly Hex[] }

/** As many as a creation may be long (EIP-3860), with some to spare. */
const mostCode = 49_000

const self = '0x0000000000000000000000000000000000000000'

/**
 * Registers many inboxes in one transaction, each by a wallet of its own: a contract whose constructor registers, and says its terms, as
 * any account would. The wallets have no code and no keys afterwards: letters can be sent to them, and they never answer.
 *
 * @param creation - Who sends it, with which nonce: the wallets' addresses, and so the inboxes, depend on these.
 * @returns As many inboxes as one transaction has room for, at most `most`.
 */
export function manyInboxes(
  parameters: ManyInboxesParameters,
  creation: { from: Address; nonce: number },
  most: number,
): ManyInboxes {
  const factory = getContractAddress({ from: creation.from, nonce: BigInt(creation.nonce) })
  const children: Hex[] = []
  const inboxIds: Hex[] = []
  for (let length = 0; children.length < most; ) {
    // A contract's own nonce begins with 1 (EIP-161).
    const wallet = getContractAddress({ from: factory, nonce: BigInt(children.length + 1) })
    const inboxId = inboxIdOf(wallet, 0n)
    const child = walletCode(parameters, inboxId)
    length += size(child) + createOf(0, 0).length / 2
    if (length > mostCode) break
    children.push(child)
    inboxIds.push(inboxId)
  }
  return { data: withData(children, createOf), inboxIds }
}

/** What a wallet does while it is made. */
function walletCode(
  { registry, postOffice, terms, keys = [] }: ManyInboxesParameters,
  inboxId: Hex,
) {
  const inputs = keys.map((key) => ({ ...key, expiresAt: 0, possession: '0x' as const }))
  const register = encodeFunctionData({
    ...{ abi: inboxRegistryAbi, functionName: 'register' },
    args: [0n, self, inputs],
  })
  const setTerms = encodeFunctionData({
    ...{ abi: postOfficeAbi, functionName: 'setTerms' },
    args: [inboxId, terms.token, terms.stake, terms.window, false],
  })
  const targets = [registry, postOffice]
  return withData([register, setTerms], (offset, length, index) =>
    callOf(targets[index] as Address, offset, length),
  )
}

type Part = (offset: number, length: number, index: number) => string

/** Code that uses pieces of data that lie behind it. */
function withData(pieces: readonly Hex[], codeOf: Part): Hex {
  const length =
    pieces.reduce((sum, _, index) => sum + codeOf(0, 0, index).length / 2, 0) + stop.length / 2
  let offset = length
  const code = pieces.map((piece, index) => {
    const part = codeOf(offset, size(piece), index)
    offset += size(piece)
    return part
  })
  return concatHex([`0x${code.join('')}${stop}`, ...pieces])
}

const word16 = (number: number) => numberToHex(number, { size: 2 }).slice(2)

/** CODECOPY(0, offset, length) */
const copyOf = (offset: number, length: number) => `61${word16(length)}61${word16(offset)}5f39`

/** CALL(gas, to, 0, 0, length, 0, 0), and INVALID unless it succeeded: JUMPI over it. */
function callOf(to: Address, offset: number, length: number): string {
  const call = `5f5f61${word16(length)}5f5f73${to.slice(2).toLowerCase()}5af1`
  return `${copyOf(offset, length)}${call}${unlessZero}`
}

/** CREATE(0, 0, length), and INVALID unless there is something. */
function createOf(offset: number, length: number): string {
  return `${copyOf(offset, length)}61${word16(length)}5f5ff0${unlessZero}`
}

/** PC + 6 JUMPI INVALID JUMPDEST, of what is on the stack. */
const unlessZero = '5860060157fe5b'

/** STOP: no code stays. */
const stop = '00'
