import type { Stamp, StampRequirements, StampTerms } from '@pennypost/sdk'
import { stampIdOf } from '@pennypost/sdk'
import type { Address, Hex } from 'viem'
import type { Context } from '../context.ts'
import { CliError } from '../errors/CliError.ts'
import { draftName, removeDraft, writeDraft } from './draftFile.ts'
import { lowerCase } from './lowerCase.ts'
import type { Outgoing } from './outgoing.ts'

/** Keeps a letter in a file from before it is paid for until its relay has it. */
export type DraftKeeper = {
  /** Writes the file. @throws It cannot: then nothing may be paid. */
  keep(requirements: StampRequirements, sender: Address): void
  /** Where the letter is kept; undefined: it is not, as nothing was to be paid. */
  file(): string | undefined
  /** The stamp that it is kept for. */
  stampId(): Hex | undefined
  remove(): void
}

/**
 * @param given - Where the letter is kept; undefined: by a name of its own in the folder of the command.
 * @param existing - Whether it is kept there already, by a former run.
 */
export async function createDraftKeeper(
  context: Context,
  letter: Outgoing,
  { given, existing = false }: { given?: string | undefined; existing?: boolean } = {},
): Promise<DraftKeeper> {
  const { caip2, id: chainId, contracts } = await context.chain()
  const { inboxId, relay, url = '', sealed, letterHash, isUnsigned: unsigned } = letter
  let file = existing ? given : undefined
  let kept = letter.paid?.stampId
  return {
    keep({ asset, extra }, sender) {
      const stamp = stampOf(sender, asset as Address, extra as StampTerms)
      const stampId = stampIdOf({ chainId, postOffice: contracts.PostOffice, stamp })
      const name = given ?? draftName(letterHash)
      try {
        writeDraft(name, caip2, { inboxId, relay, url, sealed, unsigned, stampId, stamp })
      } catch (cause) {
        throw isThere(cause) ? mayBePaid(name, cause) : cause
      }
      file = name
      kept = stampId
      context.output.note(`The letter is kept in ${name} until the relay has it.`)
    },
    file: () => file,
    stampId: () => kept,
    remove() {
      if (file !== undefined) removeDraft(file)
      file = undefined
    },
  }
}

function isThere(error: unknown): boolean {
  return (error as NodeJS.ErrnoException).code === 'EEXIST'
}

function mayBePaid(file: string, cause: unknown): CliError {
  return new CliError(
    `${file} is there already. If it is this letter, that may be paid for: go on with --paid ${file}. Else name another file with --draft. Nothing was paid now.`,
    { cause },
  )
}

/** The stamp that is about to be posted. */
function stampOf(sender: Address, asset: Address, terms: StampTerms): Stamp {
  const { inboxId, letterHash, relay, carriage, stake, expiresAt } = terms
  return {
    ...{ sender, relay: lowerCase(relay), token: lowerCase(asset), inboxId, letterHash, expiresAt },
    ...{ carriage: BigInt(carriage), stake: BigInt(stake) },
  }
}
