import type {
  FetchWithPostageReturnType,
  PennypostClient,
  StampRequirements,
  StampTerms,
} from '@pennypost/sdk'
import { fetchWithPostage, PostageRefusedError } from '@pennypost/sdk'
import type { Address } from 'viem'
import { isAddressEqual } from 'viem'
import { addressOf } from './letterAddressOf.ts'
import { PriceChangedError } from './letterProblems.ts'
import type { AgreedPrice, OwnLetter } from './OwnLetter.ts'

/** What came of sending a letter without postage: the relay has it, or asks for that. */
export type RelayPrice =
  | { taken: FetchWithPostageReturnType }
  | { requirements: StampRequirements & { extra: StampTerms } }

/** Milliseconds that a relay may be behind the API with what makes a letter free. */
const patience = 12_000

/**
 * Hands a letter to its relay and lets it say what it wants. What it asks is held against what the writer has agreed to, and nothing is paid:
 * that is done once it is written down what for.
 *
 * @throws {PostageRefusedError} No postage would help.
 * @throws {PriceChangedError} It wants more than was agreed to.
 * @throws What `fetchWithPostage` throws.
 */
export async function askRelayPrice(
  client: PennypostClient,
  letter: OwnLetter,
  options: { contracts: Parameters<typeof fetchWithPostage>[1]['contracts']; signal: AbortSignal },
): Promise<RelayPrice> {
  const { price, relay } = letter
  const until = Date.now() + patience
  for (;;) {
    const asked: { requirements?: StampRequirements } = {}
    try {
      const taken = await fetchWithPostage(client, {
        ...{ ...addressOf(letter), ...options, relay },
        maxPostage: price ? { [price.token]: price.carriage + price.stake } : {},
        onStep: (step) => {
          if (step.step !== 'paying') return
          asked.requirements = step.requirements
          throw new Stop()
        },
      })
      return { taken }
    } catch (error) {
      if (error instanceof Stop && asked.requirements && price)
        return { requirements: checked(asked.requirements, price) }
      if (!(error instanceof PostageRefusedError) || error.required.accepts.length === 0)
        throw error
      if (price) throw changed(error)
      // What makes it free may be too new for the relay.
      if (error.reason !== 'postage_required' || Date.now() > until) throw changed(error)
      await new Promise((resolve) => setTimeout(resolve, 1_000))
      options.signal.throwIfAborted()
    }
  }
}

/** Seconds that a stamp may end later than was shown: whoever says yes takes a while. */
const latitude = 3_600

/** @throws {PriceChangedError} A share is above what was agreed to: a cap on both alone would let the relay take of the stake. */
export function checked(
  requirements: StampRequirements,
  price: AgreedPrice,
): StampRequirements & { extra: StampTerms } {
  const { asset, extra } = requirements
  const isAgreed =
    extra !== undefined &&
    isAddressEqual(asset.toLowerCase() as Address, price.token.toLowerCase() as Address) &&
    BigInt(extra.carriage) <= price.carriage &&
    BigInt(extra.stake) <= price.stake &&
    extra.expiresAt <= price.expiresAt + latitude
  if (isAgreed) return { ...requirements, extra }
  throw changed()
}

function changed(cause?: unknown): PriceChangedError {
  return new PriceChangedError(
    'The relay asks for other postage than was shown. Nothing was paid. Look at the price of now, and send it again if you agree.',
    { cause },
  )
}

class Stop extends Error {}
