import { styleText } from 'node:util'
import type { Verdict } from '../../protocol/wire/verify.ts'
import { poll } from '../stack/poll.ts'
import { ask } from './ask.ts'

/** Asks whether the letter may be carried until the answer is the one that the story has come to. */
export async function verdict(
  apiUrl: string,
  request: object,
  reason: Verdict['reason'],
): Promise<Verdict> {
  const start = performance.now()
  const headers = { 'content-type': 'application/json' }
  const init = { method: 'POST', headers, body: JSON.stringify(request) }
  const asked = async () => {
    const answer = await ask<Verdict>(`${apiUrl}/v1/verify`, init)
    return answer.reason === reason && answer
  }
  const answer = await poll(asked, { for: `verify to say ${reason}`, within: 10_000, every: 5 })
  const after = `${Math.round(performance.now() - start)} ms`
  const { eligible, asOf } = answer
  const said = `eligible: ${eligible}, reason: ${styleText('bold', reason)}`
  console.log(`  verify → ${said}, as of block ${asOf.blockNumber}, after ${after}`)
  return answer
}
