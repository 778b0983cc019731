import { inboxRegistry, readMany } from '@pennypost/sdk'
import type { Address, Hex } from 'viem'
import { zeroHash } from 'viem'
import type { ConnectedChain } from '../chain/connect.ts'
import { isAccount } from '../parse/parseId.ts'
import type { BadLines } from './badLines.ts'
import type { ListedLetter } from './readRecipients.ts'

/** A line of a list whose inbox is known. */
export type AddressedLetter = ListedLetter & { inboxId: Hex }

/**
 * Finds the inbox of each letter, and refuses what is not registered or is listed twice: the same letter to the same inbox.
 *
 * @param onProgress - Called with how many recipients were looked up.
 */
export async function addressLetters(
  chain: ConnectedChain,
  letters: readonly ListedLetter[],
  bad: BadLines,
  onProgress: (done: number) => void,
): Promise<AddressedLetter[]> {
  const named = [...new Set(letters.map(({ recipient }) => recipient))]
  const wallets = named.filter(isAccount)
  const inboxOf = await inboxesOf(chain, wallets, onProgress)
  const ids = named.filter((name) => !isAccount(name))
  const registered = await registeredOf(chain, ids, (done) => onProgress(wallets.length + done))
  const addressed = letters.flatMap((letter) => {
    const { line, recipient } = letter
    const inboxId = isAccount(recipient) ? inboxOf.get(recipient) : recipient
    if (inboxId !== undefined && (isAccount(recipient) || registered.has(recipient)))
      return [{ ...letter, inboxId }]
    const what = isAccount(recipient) ? 'is a wallet of no inbox' : 'is no inbox that is registered'
    bad.add(line, `${recipient} ${what} on chain ${chain.id}`)
    return []
  })
  return once(addressed, bad)
}

/** The inboxes of wallets that have one. */
async function inboxesOf(
  { client, contracts }: ConnectedChain,
  wallets: readonly Address[],
  onProgress: (done: number) => void,
): Promise<ReadonlyMap<Hex, Hex>> {
  const found = await readMany(client, {
    ...{ contract: inboxRegistry, functionName: 'inboxOf', contracts, onProgress },
    args: wallets.map((wallet) => [wallet] as const),
  })
  const pairs = wallets.map((wallet, index) => [wallet, found[index] ?? zeroHash] as const)
  return new Map(pairs.filter(([, inboxId]) => inboxId !== zeroHash))
}

async function registeredOf(
  { client, contracts }: ConnectedChain,
  ids: readonly Hex[],
  onProgress: (done: number) => void,
): Promise<ReadonlySet<Hex>> {
  const found = await readMany(client, {
    ...{ contract: inboxRegistry, functionName: 'inbox', contracts, onProgress },
    args: ids.map((inboxId) => [inboxId] as const),
  })
  return new Set(ids.filter((_, index) => found[index]?.registeredAt !== 0))
}

/** Two lines may name one inbox by two names, or have two letters for it; the same letter twice is a slip that would be paid for. */
function once(letters: readonly AddressedLetter[], bad: BadLines): AddressedLetter[] {
  const lines = new Map<string, number>()
  return letters.filter(({ line, inboxId, letter }) => {
    const key = `${inboxId} ${JSON.stringify(letter)}`
    const first = lines.get(key)
    if (first === undefined) lines.set(key, line)
    else bad.add(line, `the same letter goes to the same inbox as in line ${first}`)
    return first === undefined
  })
}
