import type { Tone } from '../../ui/Badge.tsx'
import type { ChainFacts } from './chainFacts.ts'

/** How a chain is, in a word, and what it means for whoever uses the site. */
export type ChainVerdict = { tone: Tone; word: string; sentence: string }

const blocks = (count: bigint) => (count === 1n ? '1 block' : `${count} blocks`)
const ended = (text: string) => (/[.!?]$/.test(text) ? text : `${text}.`)

/**
 * Judges a chain by what the API and the site's own node say of it.
 *
 * The worst comes first: what cannot be asked, then what is not answered, then what is behind.
 */
export function chainVerdict({ api, node }: ChainFacts): ChainVerdict {
  if (api === 'asking' || node === 'asking')
    return { tone: 'neutral', word: 'asking', sentence: 'Asking the API and the node.' }
  if (node === 'silent') {
    const sentence =
      'The site’s node does not answer, so nothing can be sent or proven just now. What is known to the API can still be looked up.'
    return api === 'silent'
      ? { tone: 'bad', word: 'unreachable', sentence: 'Neither the API nor the node answers.' }
      : { tone: 'bad', word: 'no node', sentence }
  }
  if (api === 'silent')
    return {
      tone: 'bad',
      word: 'no API',
      sentence: `The API does not answer, so lists and prices are missing or old. The chain itself goes on: its newest block is ${node}.`,
    }
  if (api === 'missing')
    return {
      tone: 'bad',
      word: 'not served',
      sentence: 'The API does not serve this chain, so nothing of it can be looked up here.',
    }
  if (!api.isFit || api.indexedBlock === null)
    return {
      tone: 'bad',
      word: api.code ?? 'not ready',
      sentence: `The API gives no answers about this chain: ${ended(api.detail ?? 'it has not indexed a block yet')}`,
    }
  return lagVerdict(BigInt(api.indexedBlock), node)
}

function lagVerdict(indexed: bigint, node: bigint): ChainVerdict {
  const behind = node - indexed
  if (behind > 3n)
    return {
      tone: 'warn',
      word: 'behind',
      sentence: `The API answers from block ${indexed}, ${blocks(behind)} behind the node. What happened since comes later.`,
    }
  if (behind < -3n)
    return {
      tone: 'warn',
      word: 'node behind',
      sentence: `The site’s node is ${blocks(-behind)} behind the API, which answers from block ${indexed}. Proofs and balances may be older than the lists.`,
    }
  const sentence =
    behind > 0n
      ? `The API answers from block ${indexed}; ${blocks(behind)} more just came.`
      : `The API answers from block ${indexed}, the newest there is.`
  return { tone: 'good', word: 'well', sentence }
}
