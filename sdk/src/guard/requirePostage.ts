import type { Hex } from 'viem'
import { keccak256 } from 'viem'
import { ContractRefusalError } from '../errors/ContractRefusalError.ts'
import type { LetterAddress } from '../x402/letterHeaders.ts'
import { namedPostageOf } from '../x402/namedPostage.ts'
import { paymentHeaders } from '../x402/payment.ts'
import { acknowledgement } from './acknowledgement.ts'
import { createJudge } from './createJudge.ts'
import { GuardRefusal } from './GuardRefusal.ts'
import type { GuardContext, GuardOptions } from './guardOptions.ts'
import { contextOf } from './guardOptions.ts'
import type { Guard, GuardResult } from './guardResult.ts'
import type { LetterInput } from './letterInput.ts'
import { checkLength, readLetter } from './readLetter.ts'
import { refusal } from './refusal.ts'
import { takeIn } from './takeIn.ts'
import { toGuardRefusal } from './toGuardRefusal.ts'
import type { LetterVerdict, VerifyQuestion } from './verdictSource.ts'

/**
 * Makes a guard: it hashes the bytes of a letter itself, has the sender's statement, consent and postage judged, and answers what may not
 * be carried with 402 in the form of x402, which `fetchWithPostage` pays. A letter is taken in once, and gets a receipt.
 *
 * Use it through `honoPostage`, `expressPostage` or `withPostage`. Never lets a letter through that could not be judged: then it is 503, or 400 if
 * that is for what the client wrote.
 *
 * Source: docs/x402.md.
 *
 * @throws {UnknownChainError} No deployment is known on `chainId`, and no `contracts` were given.
 * @throws {InvalidParameterError} An option cannot be meant.
 *
 * @example
 * const api = createApiClient({ url: 'https://api.example', chain: 'eip155:8453', timeout: 3_000, retries: 1 })
 * const guard = requirePostage({ chainId: 8453, relay, signer, source: createVerifier(api) })
 */
export function requirePostage(options: GuardOptions): Guard {
  const context = contextOf(options)
  const { judge, judgeAgain } = createJudge(context)

  async function take(input: LetterInput): Promise<GuardResult> {
    const { question, address, bytes } = await receive(context, input)
    const { inboxId, letterHash } = question
    const known = await context.store.find({ inboxId, letterHash })
    if (known) return { response: acknowledgement(context, known) }

    const hasPaid = input.headers.has(paymentHeaders.signature)
    const { url } = input
    const decide = async (verdict: LetterVerdict) => {
      const letter = { ...address, bytes, letterHash, verdict }
      // Also before anybody pays; who has paid is told of the postage.
      const mayPay = !hasPaid && (verdict.quote ?? []).length > 0
      if (verdict.eligible || mayPay) await context.checkLetter(letter)
      return verdict.eligible
        ? await takeIn(context, letter)
        : { response: refusal(context, { url, inboxId, letterHash, verdict, hasPaid }) }
    }
    try {
      return await decide(await judge(question, input.signal))
    } catch (error) {
      if (!(error instanceof ContractRefusalError)) throw error
      // The chain knows better than the verdict did, and the index will soon.
      const verdict = await judgeAgain(question, input.signal)
      if (!verdict) throw notAdmitted(error)
      return await decide(verdict)
    }
  }

  return async (input) => {
    try {
      return await take(input)
    } catch (error) {
      return { response: toGuardRefusal(error, context.onError).toResponse() }
    }
  }
}

/** Reads what a request says, and asks: headers first, as they are cheap. */
async function receive(context: GuardContext, input: LetterInput) {
  const { relay, policy, network, maxLetterBytes, maxBodySeconds } = context
  checkLength(input.headers, maxLetterBytes)
  const address = lowerCase(await context.readAddress(input))
  const payment = input.headers.get(paymentHeaders.signature)
  const named = payment === null ? undefined : namedPostageOf(payment, network)
  const isAuthenticated = await context.isAuthenticated(input, address)
  const bytes = await readLetter(input.body, {
    maxBytes: maxLetterBytes,
    maxSeconds: maxBodySeconds,
  })
  const { senderStatement, ...who } = address
  const question: VerifyQuestion = {
    ...{ ...who, letterHash: keccak256(bytes), relay, ...policy, ...named },
    ...(isAuthenticated ? { senderAuthenticated: true } : senderStatement && { senderStatement }),
  }
  return { question, address, bytes }
}

function lowerCase({ inboxId, sender, senderStatement }: LetterAddress): LetterAddress {
  return {
    inboxId: inboxId.toLowerCase() as Hex,
    sender: sender.toLowerCase() as Hex,
    ...(senderStatement && { senderStatement }),
  }
}

function notAdmitted(cause: ContractRefusalError): GuardRefusal {
  const detail = `The postage cannot be admitted at the moment: ${cause.shortMessage} Send the letter again.`
  return new GuardRefusal(503, 'not_admitted', detail, { retryAfterSeconds: 2, cause })
}
