import type { Hash } from 'viem'
import { lookAgain } from './lookAgain.ts'
import { problemOf } from './problemOf.ts'
import type { Surroundings } from './Surroundings.ts'
import type { Trail } from './trail.ts'
import { untilOnPage } from './untilOnPage.ts'

/** Shows what went wrong with an act, with its ways out; nothing where the person said no. */
export function tellProblem(around: Surroundings, error: unknown, { hash }: Trail = {}): void {
  const { chain, wallet, toast, report, again, isShown } = around
  const problem = problemOf(error, {
    ...{ chain, hash },
    walletName: wallet.name,
    address: wallet.address,
    retry: again,
    connect: wallet.connect,
    look: (sent) => void look(around, sent),
    onFunded() {
      report({ is: 'reset' })
      toast.say('The account has money of the local chain now. Try again.')
    },
  })
  report({ is: 'failed', problem })
  if (problem && !isShown()) toast.warn(`${problem.title}. ${problem.sentence}`)
}

async function look(around: Surroundings, hash: Hash | undefined): Promise<void> {
  const { chain, api, queries, report, toast } = around
  report({ is: 'start' })
  const { blockNumber, sentence, problem } = await lookAgain(chain, hash)
  await untilOnPage(queries, api, blockNumber)
  if (!problem) {
    report({ is: 'reset' })
    toast.say(sentence)
    return
  }
  const way = { label: 'Look again', run: () => void look(around, hash) }
  report({ is: 'failed', problem: { ...problem, hash, ...(!blockNumber && { way }) } })
}
