import { inboxRegistry, readMany } from '@pennypost/sdk'
import type { Address, Hex } from 'viem'
import { zeroHash } from 'viem'
import type { LineProblem, ListedLetter } from '../../input/csvRecipients.ts'
import type { MailingContext, OnProgress } from './MailingContext.ts'

/** A line of a list whose inbox is known. */
export type AddressedLetter = ListedLetter & { inboxId: Hex }

export type LookedUp = {
  letters: readonly AddressedLetter[]
  problems: readonly LineProblem[]
}

/** Finds the inbox of each letter on chain, and refuses who has none and what is listed twice: the same letter to the same inbox. */
export async function lookUpInboxes(
  { client, chain: { contracts } }: Pick<MailingContext, 'client' | 'chain'>,
  letters: readonly ListedLetter[],
  onProgress: OnProgress,
): Promise<LookedUp> {
  const named = [...new Set(letters.map(({ recipient }) => recipient))]
  const wallets = named.filter(isWallet)
  const ids = named.filter((name) => !isWallet(name))
  const registry = { contract: inboxRegistry, contracts } as const
  const found = await readMany(client, {
    ...{ ...registry, functionName: 'inboxOf', onProgress },
    args: wallets.map((wallet) => [wallet] as const),
  })
  const inboxes = await readMany(client, {
    ...{ ...registry, functionName: 'inbox' },
    args: ids.map((id) => [id] as const),
    onProgress: (done) => onProgress(wallets.length + done),
  })
  const inboxOf = new Map<Hex, Hex>([
    ...wallets.map((wallet, index) => [wallet, found[index] ?? zeroHash] as const),
    ...ids.map((id, index) => [id, inboxes[index]?.registeredAt ? id : zeroHash] as const),
  ])
  return addressed(letters, inboxOf)
}

function isWallet(recipient: Hex): recipient is Address {
  return recipient.length === 42
}

/** @param inboxOf - By what a recipient is called; zero: there is none. */
export function addressed(
  letters: readonly ListedLetter[],
  inboxOf: ReadonlyMap<Hex, Hex>,
): LookedUp {
  const problems: LineProblem[] = []
  const lines = new Map<string, number>()
  const good = letters.flatMap((letter) => {
    const { line, recipient, text } = letter
    const inboxId = inboxOf.get(recipient) ?? zeroHash
    if (inboxId === zeroHash) {
      const what = isWallet(recipient) ? 'This wallet has no inbox' : 'This inbox is not registered'
      problems.push({ line, recipient, reason: `${what} on this chain.` })
      return []
    }
    const key = `${inboxId} ${text}`
    const first = lines.get(key)
    if (first !== undefined) {
      problems.push({
        ...{ line, recipient },
        reason: `The same letter goes to the same inbox as in line ${first}, and would be paid for twice.`,
      })
      return []
    }
    lines.set(key, line)
    return [{ ...letter, inboxId }]
  })
  return { letters: good, problems }
}
