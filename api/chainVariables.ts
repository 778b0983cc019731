import { z } from 'zod'
import type { ChainSettings } from './chainSettings.ts'
import { chainFields, isFinalBeforeSafe } from './chainSettings.ts'

type Variables = Readonly<Record<string, string | undefined>>

const number = z.string().transform(Number)
const confirmations = number.pipe(chainFields.safeConfirmations)

const rpcUrls = z
  .string()
  .transform((list) => list.split(',').map((url) => url.trim()))
  .pipe(z.array(z.url({ protocol: /^https?$/, error: 'must be http urls with commas between' })))

/**
 * Settings of the chains that have an `RPC_URL_<id>`, by id. A variable of a chain that has none says nothing.
 *
 * @param faults - Gets a line for each bad variable, without its value.
 */
export function parseChainVariables(
  variables: Variables,
  faults: string[],
): Map<number, ChainSettings> {
  const per = <T>(prefix: string, schema: z.ZodType<T>) =>
    parsePerChain(variables, prefix, schema, faults)
  const urls = per('RPC_URL_', rpcUrls)
  const blockTimes = per('BLOCK_TIME_SECONDS_', number.pipe(chainFields.blockTimeSeconds))
  const safe = per('SAFE_CONFIRMATIONS_', confirmations)
  const finalized = per('FINALIZED_CONFIRMATIONS_', confirmations)
  const symbols = per('NATIVE_SYMBOL_', chainFields.nativeSymbol)
  const chains = new Map<number, ChainSettings>()
  for (const [id, rpcUrls] of urls) {
    const settings: ChainSettings = {
      rpcUrls,
      blockTimeSeconds: blockTimes.get(id),
      safeConfirmations: safe.get(id),
      finalizedConfirmations: finalized.get(id),
      nativeSymbol: symbols.get(id),
    }
    chains.set(id, settings)
    if (!isFinalBeforeSafe(settings)) continue
    faults.push(`FINALIZED_CONFIRMATIONS_${id} must not be below SAFE_CONFIRMATIONS_${id}`)
  }
  return chains
}

/** Variables whose name ends in a chain id, by that id. */
function parsePerChain<T>(
  variables: Variables,
  prefix: string,
  schema: z.ZodType<T>,
  faults: string[],
): Map<number, T> {
  const values = new Map<number, T>()
  for (const [name, value] of Object.entries(variables)) {
    if (!name.startsWith(prefix)) continue
    const suffix = name.slice(prefix.length)
    if (!/^[1-9]\d*$/.test(suffix)) {
      faults.push(`${name} must end in a chain id`)
      continue
    }
    const result = schema.safeParse(value)
    if (result.success) values.set(Number(suffix), result.data)
    else faults.push(`${name} ${result.error.issues[0]?.message}`)
  }
  return values
}
