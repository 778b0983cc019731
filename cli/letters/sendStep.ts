import type {
  FetchWithPostageReturnType,
  FetchWithPostageStep,
  PaidPostage,
  VerifiedReceipt,
} from '@pennypost/sdk'
import { fetchWithPostage, verifyReceipt } from '@pennypost/sdk'
import type { Address } from 'viem'
import type { Context } from '../context.ts'
import type { Step } from '../plan/step.ts'
import { relayRefusal } from './askRelay.ts'
import { checkAsked } from './checkAsked.ts'
import type { DraftKeeper } from './draftKeeper.ts'
import { goOnText } from './goOnText.ts'
import type { Outgoing } from './outgoing.ts'
import type { WayToPay } from './readQuote.ts'
import type { SavedLetter } from './savedLetter.ts'
import { explainSending, receiptDoubtful } from './sendFailure.ts'
import { createSendingReport } from './sendingReport.ts'
import { stampPreview } from './stampPreview.ts'
import { untilFree } from './untilFree.ts'
import type { Writer } from './writer.ts'

/** What came of sending a letter. */
export type SentLetter = {
  /** What was paid now; undefined: nothing was due, or it was paid before. */
  paid: PaidPostage | undefined
  receipt: VerifiedReceipt
}

export type SendStepParameters = {
  letter: Outgoing
  writer: Writer
  /** Most to pay, by token. */
  caps: Readonly<Record<Address, bigint>>
  /** What is expected to be paid. */
  way: WayToPay | undefined
  draft: DraftKeeper
  saved: SavedLetter
  /** The command line that sends the letter again from a file. */
  again: (file: string) => string
}

/** Hands a letter to its relay, pays where that asks for it, and checks the receipt. */
export function sendStep(context: Context, parameters: SendStepParameters): Step {
  return {
    label: 'Send',
    async run(stage) {
      const { letter, writer, draft, saved, again } = parameters
      const { told, wait, isPaid, mined } = createSendingReport(context, stage)
      context.wayOn.text = () => goOnText({ letter, draft, again, isSure: isPaid() })
      try {
        const { inboxId, letterHash, relay } = letter
        const senderStatement = await writer.sign({ inboxId, letterHash, relay })
        const address = { inboxId, sender: writer.sender, senderStatement }
        const onStep = (step: FetchWithPostageStep) => {
          if (step.step === 'paying') {
            if (parameters.way) checkAsked(parameters.way, step.requirements)
            saved.write()
            draft.keep(step.requirements, stage.signer.account.address)
          }
          if (step.step === 'transaction') told(step.transaction)
          if (step.step === 'waiting') wait(step.reason)
        }
        const isFree = !letter.paid && Object.keys(parameters.caps).length === 0
        const send = () =>
          fetchWithPostage(stage.signer, {
            ...{ url: `${letter.url}/letters`, address, bytes: letter.sealed, relay },
            ...{ maxPostage: parameters.caps, contracts: stage.contracts, onStep },
            ...(letter.paid && { paid: { stampId: letter.paid.stampId } }),
            fetch: (url, init) => fetch(url, { ...init, redirect: 'error' }),
          })
        const answer = await (isFree ? untilFree(context, send, wait) : send())
        const receipt = await checked(context, letter, answer)
        saved.writeSent()
        const transactions = await mined()
        draft.remove()
        const returned: SentLetter = { paid: answer.paid, receipt }
        return { transactions, returned }
      } catch (error) {
        const circumstances = { letter, draft, isPaid: isPaid(), again }
        const explained = await explainSending(context, error, circumstances)
        if (draft.file() === undefined) saved.remove()
        throw explained
      } finally {
        context.wayOn.text = () => undefined
      }
    },
    preview: async (stage) => {
      const { letter, writer, way } = parameters
      const { inboxId, letterHash, relay } = letter
      const signed = await writer.preview({ inboxId, letterHash, relay })
      const label = 'Sign that the letter is yours'
      const statements = signed.map(
        (typedData) => ({ kind: 'signature', label, typedData }) as const,
      )
      if (!way || letter.paid) return statements
      const { total, carriage = 0n, stake, expiresAt } = way
      const input = { inboxId, letterHash, relay, token: total.token, carriage, stake, expiresAt }
      return [...statements, ...(await stampPreview(input, stage))]
    },
  }
}

/** The relay's receipt. @throws {CliError} It has not taken the letter in, or nobody could tell by what it gave. */
async function checked(
  context: Context,
  { inboxId, letterHash, relay, url, paid: before }: Outgoing,
  { response, settlement, paid }: FetchWithPostageReturnType,
): Promise<VerifiedReceipt> {
  if (!response.ok) throw await relayRefusal(String(url), response)
  const { client, contracts } = await context.chain()
  const receipt = await verifyReceipt(client, {
    ...{ settlement, letter: { inboxId, letterHash }, relay, contracts },
    postageId: paid?.stampId ?? before?.stampId,
  })
  if (!receipt) throw receiptDoubtful(relay)
  return receipt
}
