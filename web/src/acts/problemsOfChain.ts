import { TransactionFailedError } from '@pennypost/sdk'
import { formatUnits } from 'viem'
import { causesOf } from '../wallet/causesOf.ts'
import { isOfWallet } from '../wallet/walletTransport.ts'
import { BatchFailedError } from './BatchFailedError.ts'
import { mayHaveGoneOut } from './mayHaveGoneOut.ts'
import { NotEnoughMoneyError } from './NotEnoughMoneyError.ts'
import type { Problem } from './Problem.ts'
import type { ProblemFacts } from './problemOf.ts'
import { shortly } from './shortly.ts'

/** What is wrong with the money, with what was sent, or with the node of this page, if it is one of these. */
export function problemsOfChain(error: unknown, facts: ProblemFacts): Problem | undefined {
  const { chain, retry } = facts
  const causes = causesOf(error)
  const names = new Set(causes.map((cause) => (cause as { name?: unknown }).name))
  const again = retry && { label: 'Try again', run: retry }

  if (error instanceof NotEnoughMoneyError) return moneyProblem(error, facts)
  if (names.has('InsufficientFundsError'))
    return {
      title: 'Not enough money',
      sentence: `The account has too little ${chain.nativeCurrency.symbol} for this and its gas. Nothing was sent.`,
      way: again,
    }
  if (error instanceof TransactionFailedError) return failedProblem(error, again)
  if (error instanceof BatchFailedError) return batchProblem(error, again)
  if (mayHaveGoneOut(error)) return unclearProblem(causes, facts)
  if (names.has('HttpRequestError') || names.has('TimeoutError'))
    return {
      title: 'The node does not answer',
      sentence: `${hostOf(chain.rpcUrl)}, the node that this page asks about ${chain.name}, does not answer. Nothing was sent.`,
      way: again,
    }
  return undefined
}

function moneyProblem(error: NotEnoughMoneyError, facts: ProblemFacts): Problem {
  const { chain, address, onFunded } = facts
  const { symbol, decimals } = chain.nativeCurrency
  const amount = (value: bigint) => `${formatUnits(value, decimals)} ${symbol}`
  const needs = error.isWithGas
    ? `${amount(error.needed)} with gas: ${amount(error.missing)} is missing.`
    : `${amount(error.needed)} and its gas: ${amount(error.missing)} is missing, and the gas.`
  const gives = chain.developmentMnemonic !== undefined && address !== undefined && onFunded
  const gift = error.missing + 10n ** BigInt(decimals)
  return {
    title: 'Not enough money',
    sentence: `You have ${amount(error.balance)} and this takes ${needs}${gives ? ' On a local chain money is free.' : ''}`,
    ...(gives && {
      way: {
        label: `Take ${symbol} of the local chain`,
        run: () =>
          void import('./fundFromDevelopment.ts')
            .then(({ fundFromDevelopment }) => fundFromDevelopment(chain, address, gift))
            .then(onFunded, () => undefined),
      },
    }),
  }
}

function failedProblem({ reason, hash }: TransactionFailedError, way: Problem['way']): Problem {
  if (reason === 'replaced')
    return {
      title: 'It was replaced in your wallet',
      sentence:
        'Another transaction took its place, or you called it off there. This did nothing; begin again if you still want it.',
      ...{ hash, way },
    }
  return {
    title: 'The chain refused it',
    sentence:
      'It was mined and refused: the chain had changed since it was tried, or it ran out of gas. Nothing but the gas was spent.',
    ...{ hash, way },
  }
}

function batchProblem({ statusCode }: BatchFailedError, way: Problem['way']): Problem {
  const sentence =
    statusCode === 600
      ? 'Your wallet sent a part of it only. The page shows what was done; begin again for the rest.'
      : 'Your wallet took it and then gave it up. Nothing was done; begin again if you still want it.'
  return { title: 'Your wallet gave up', sentence, way }
}

function unclearProblem(causes: readonly object[], facts: ProblemFacts): Problem {
  const { walletName = 'Your wallet', hash, look } = facts
  const said = causes.find(isOfWallet)
  const what =
    hash !== undefined
      ? 'It was sent, and the node of this page has not seen it in a block yet.'
      : said
        ? `${walletName} gave an error: ${shortly(said)} It was most likely not sent, but that is not certain.`
        : 'It may have been sent all the same: the answer was lost.'
  return {
    title: 'It may have gone out',
    sentence: `${what} Look before you do it again, here and in your wallet.`,
    hash,
    ...(look && { way: { label: 'Look on chain', run: () => look(hash) } }),
  }
}

function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).host : url
}
