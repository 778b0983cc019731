import type { Address } from 'viem'
import { causesOf } from '../wallet/causesOf.ts'
import { WalletChangedError } from '../wallet/WalletChangedError.ts'
import { isOfWallet } from '../wallet/walletTransport.ts'
import { mayHaveGoneOut } from './mayHaveGoneOut.ts'
import type { Problem } from './Problem.ts'
import type { ProblemFacts } from './problemOf.ts'

/** What is wrong with the wallet, if it is the wallet. */
export function problemsOfWallet(error: unknown, facts: ProblemFacts): Problem | undefined {
  const { chain, walletName = 'Your wallet', hash, retry, connect, look } = facts
  const causes = causesOf(error)
  const codes = new Set(causes.map((cause) => (cause as { code?: unknown }).code))
  const again = retry && { label: 'Try again', run: retry }
  const anew = connect && { label: 'Connect a wallet', run: connect }

  const changed = causes.find((cause) => cause instanceof WalletChangedError)
  if (changed && !mayHaveGoneOut(error)) return changedProblem(changed, chain.name, again, anew)
  if (codes.has(-32002))
    return {
      title: 'Your wallet has a request open',
      sentence: `${walletName} waits for an answer to something that it was asked before. Open it, answer that, and try again.`,
      way: again,
    }
  if (codes.has(4100))
    return {
      title: 'Your wallet does not let this page in',
      sentence: `${walletName} is locked, or does not let this page use the account any more. Unlock it, or connect it again.`,
      way: anew,
    }
  const isUnclear = mayHaveGoneOut(error)
  if (hash === undefined && causes.some((cause) => isOfWallet(cause) && isNetworkTrouble(cause)))
    return {
      title: 'Your wallet does not reach its node',
      sentence: `${walletName} could not ask its node about ${chain.name}. Look at the network that is set in it. ${isUnclear ? 'Whether it was sent all the same is not certain: look before you do it again.' : 'Nothing was sent.'}`,
      way: isUnclear && look ? { label: 'Look on chain', run: () => look(undefined) } : again,
    }
  if (isUnclear) return undefined
  if (codes.has(4900) || codes.has(4901))
    return {
      title: 'Your wallet is not connected to the chain',
      sentence: `${walletName} cannot reach ${chain.name} at the moment. Look at the network that is set in it, and try again.`,
      way: again,
    }
  if (codes.has(4200) || codes.has(-32601))
    return {
      title: 'Your wallet cannot do this',
      sentence: `${walletName} does not know the request. Another wallet may.`,
      way: anew,
    }
  return undefined
}

function changedProblem(
  { account, change }: { account: Address; change: WalletChangedError['change'] },
  chainName: string,
  again: Problem['way'],
  anew: Problem['way'],
): Problem {
  const before = 'What was not confirmed before was not sent.'
  if (change === 'account')
    return {
      title: 'Your wallet is at another account',
      sentence: `This was begun for ${account}, and the wallet has another account now. ${before} Choose that account in the wallet, or begin again with the one of now.`,
      way: again,
    }
  if (change === 'chain')
    return {
      title: 'Your wallet is on another chain',
      sentence: `This is for ${chainName}, and the wallet is on another chain now. ${before} Switch back and begin again.`,
      way: again,
    }
  return {
    title: 'No wallet is connected any more',
    sentence: `The wallet was disconnected meanwhile. ${before}`,
    way: anew,
  }
}

const trouble =
  /failed to fetch|network ?error|fetch failed|load failed|econnrefused|timed? ?out|could not (detect|connect)|(rpc|node) .*(unavailable|down|not respond)|request failed|bad gateway|service unavailable/i

/** Wallets tell of it in words alone. */
function isNetworkTrouble(cause: object): boolean {
  const { name, message, details } = cause as Record<string, unknown>
  if (name === 'HttpRequestError' || name === 'TimeoutError') return true
  return trouble.test(`${String(message)} ${String(details)}`)
}
