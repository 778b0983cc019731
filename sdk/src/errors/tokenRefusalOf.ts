import type { Address, ContractFunctionRevertedError, Hex } from 'viem'
import { decodeErrorResult } from 'viem'
import { tokenErrors } from '../tokens/tokenErrors.ts'
import { TokenRefusalError } from './TokenRefusalError.ts'

/** So much of a token's words is shown. Anyone may write a token. */
const SHOWN_LENGTH = 200

/** Nodes in their own words: it reverted, and that is all. */
const wordless = /^(execution reverted:?|.*reverted without a reason.*)$/i

/**
 * What a token threw, asked itself or handed on by PostOffice, as an error that says so.
 *
 * @param tokens - Those that the call moves or is of, at least one.
 * @returns undefined where the node does not say that anything was thrown.
 */
export function tokenRefusalOf(
  tokens: readonly Address[],
  { data: decoded, raw, reason: said }: ContractFunctionRevertedError,
  cause: Error,
): TokenRefusalError | undefined {
  const token = tokens.length === 1 ? tokens[0] : undefined
  if (decoded) {
    const because = said ? `: ${excerptOf(said)}.` : without
    return new TokenRefusalError({ token, reason: said || undefined, data: raw }, because, cause)
  }
  const data = raw === '0x' ? undefined : raw
  if (!data)
    return raw === '0x' || wordless.test(said ?? '')
      ? new TokenRefusalError({ token, reason: undefined, data }, without, cause)
      : undefined
  const known = decodedOf(data)
  if (known) {
    const { errorName, args = [] } = known
    const reason = `${errorName}(${args.join(', ')})`
    return new TokenRefusalError({ token, reason, data }, `: ${sentenceOf(known) ?? reason}`, cause)
  }
  const because = ` with an error of its own, ${data.slice(0, 10)}.`
  return new TokenRefusalError({ token, reason: undefined, data }, because, cause)
}

const without =
  ', without a word why: is there enough of it, and may the PostOffice take it? Some tokens also shut accounts out, or pause.'

type KnownError = ReturnType<typeof decodeErrorResult<typeof tokenErrors>>

function decodedOf(data: Hex): KnownError | undefined {
  try {
    return decodeErrorResult({ abi: tokenErrors, data })
  } catch {
    return undefined
  }
}

/** Amounts are in the token's smallest unit. */
function sentenceOf({ errorName, args }: KnownError): string | undefined {
  switch (errorName) {
    case 'ERC20InsufficientBalance':
      return `${args[0]} has ${args[1]} of it, and ${args[2]} are needed.`
    case 'ERC20InsufficientAllowance':
      return `the PostOffice may take ${args[1]} of it and needs ${args[2]}. Approve it first.`
    case 'EnforcedPause':
      return 'it is paused.'
    default:
      return undefined
  }
}

function excerptOf(words: string): string {
  const shown = words.replaceAll(/\p{C}+/gu, ' ').slice(0, SHOWN_LENGTH)
  return JSON.stringify(shown)
}
