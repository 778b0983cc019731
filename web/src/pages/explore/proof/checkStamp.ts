import type { ApiAnswer, Contracts } from '@pennypost/sdk'
import { ProofError, stampIdOf, verifyStampProof } from '@pennypost/sdk'
import type { Hex } from 'viem'
import type { CheckingNode } from './CheckingNode.ts'
import { failedSentence, failedStep } from './failedStep.ts'
import type { CheckStep, ProvenStamp, StampCheck } from './StampCheck.ts'

export type CheckStampParameters = {
  stampId: Hex
  /** What the page shows. */
  told: Pick<ApiAnswer<'getStamp'>, 'stamp' | 'asOf'>
  chainId: number
  contracts: Contracts
  /** The API's proof, as it came. */
  readProof: () => Promise<ApiAnswer<'getStampProof'>>
  node: CheckingNode
  /** Called as each step begins. */
  onStep?: ((step: CheckStep) => void) | undefined
}

/**
 * Holds what the API says of a stamp against a node: the proof leads from a block's hash to the word that the chain keeps of the
 * stamp, the fields are those of its id, and the node has that very block.
 *
 * @throws What `readProof` throws.
 */
export async function checkStamp(parameters: CheckStampParameters): Promise<StampCheck> {
  const { stampId, told, chainId, contracts, node, onStep } = parameters
  const postOffice = contracts.PostOffice
  let step: CheckStep = 'answer'
  const at = (next: CheckStep) => {
    step = next
    onStep?.(next)
  }
  const end = (outcome: StampCheck['outcome'], sentence: string): StampCheck => ({
    ...{ outcome, step, sentence },
  })
  at('answer')
  const answer = await parameters.readProof()

  at('header')
  const claimed = claimedBlock(answer)
  if (!claimed) {
    step = 'answer'
    return end('false', 'What the API gave as a proof does not have the form of one.')
  }
  let proven: ProvenStamp
  try {
    // The header is bound to this hash here; that the chain has it, the node says below.
    const word = await verifyStampProof({ answer, stampId, postOffice, blockHash: claimed.hash })
    proven = { ...word, status: word.status ?? 'unknown' }
  } catch (error) {
    if (!(error instanceof ProofError)) throw error
    step = failedStep(error)
    return end('false', failedSentence(error))
  }

  at('fields')
  const { stamp } = told
  if (stamp.status !== 'voided') {
    const { carriage, stake } = stamp
    const fields = { ...stamp, carriage: BigInt(carriage), stake: BigInt(stake) }
    const id = stampIdOf({ chainId, postOffice, stamp: fields })
    if (id !== stampId.toLowerCase()) {
      return end('false', `What this page shows of the stamp hashes to ${id}: it is another stamp.`)
    }
  }

  at('state')
  const difference = differenceOf(stamp, proven)
  if (difference) {
    const isOlder = BigInt(told.asOf.blockNumber) !== claimed.number
    if (isOlder) return end('stale', 'The stamp changed while it was looked at.')
    return end('false', `The API says that ${difference}.`)
  }

  at('chain')
  const verdict = await chainVerdict(node, claimed)
  return { ...verdict, step, block: claimed, proven }
}

type Block = { number: bigint; hash: Hex }

async function chainVerdict(
  node: CheckingNode,
  { number, hash }: Block,
): Promise<Pick<StampCheck, 'outcome' | 'sentence'>> {
  const sentence = `block ${number}`
  let own: Hex | undefined
  let newest: bigint | undefined
  try {
    own = await node.hashOf(number)
    if (own === undefined) newest = await node.newest()
  } catch (error) {
    const why = (error instanceof Error ? error.message : String(error)).split('\n', 1)[0] ?? ''
    return {
      outcome: 'unknown',
      sentence: `${capital(node.name)} does not answer: ${why}${/[.!?]$/.test(why) ? '' : '.'}`,
    }
  }
  if (own === undefined) {
    const place =
      newest !== undefined && newest < number
        ? `it is at block ${newest}`
        : 'it keeps no such block'
    return {
      outcome: 'unknown',
      sentence: `${capital(node.name)} does not have ${sentence}: ${place}. That says nothing against the proof.`,
    }
  }
  if (own.toLowerCase() === hash) {
    return {
      outcome: 'proven',
      sentence: `${capital(node.name)} has ${sentence} with the hash ${hash}.`,
    }
  }
  return {
    outcome: 'false',
    sentence: `It is of another ${sentence} than that of ${node.name}: ${hash}, not ${own}.`,
  }
}

const capital = (text: string) => `${text.charAt(0).toUpperCase()}${text.slice(1)}`

function claimedBlock(answer: ApiAnswer<'getStampProof'>): Block | undefined {
  // What came may be anything: types are only what the API promises.
  const { blockHash, header } = (answer?.block ?? {}) as Partial<typeof answer.block>
  if (typeof blockHash !== 'string' || !/^0x[0-9a-f]{64}$/.test(blockHash)) return undefined
  if (typeof header?.number !== 'string' || !/^0x[0-9a-f]{1,16}$/i.test(header.number))
    return undefined
  return { number: BigInt(header.number), hash: blockHash }
}

/** Where the API's word and the chain's differ: `the stamp is open, and the chain that it is collected`. */
function differenceOf(
  stamp: CheckStampParameters['told']['stamp'],
  proven: ProvenStamp,
): string | undefined {
  if (stamp.status !== proven.status) {
    return `the stamp is ${stamp.status}, and the chain that it is ${proven.status}`
  }
  if (stamp.status === 'voided') return undefined
  if (stamp.carriagePaid !== proven.carriagePaid) {
    const [told, kept] = [stamp.carriagePaid, proven.carriagePaid].map((is) =>
      is ? 'paid' : 'not paid',
    )
    return `the carriage is ${told}, and the chain that it is ${kept}`
  }
  if (stamp.relayMayCollect !== proven.relayMayCollect) {
    const [told, kept] = [stamp.relayMayCollect, proven.relayMayCollect].map((is) =>
      is ? 'may' : 'may not',
    )
    return `the relay ${told} collect for the recipient, and the chain that it ${kept}`
  }
  if (stamp.postedAt !== proven.postedAt) return 'it was posted at another time than the chain says'
  if ((stamp.settledAt ?? 0) !== proven.settledAt) {
    return 'it was answered at another time than the chain says'
  }
  return undefined
}
