import type { Sql } from 'postgres'
import { expect, it } from 'vitest'
import { createCheckLetter } from '../../relay/createCheckLetter.ts'
import { parseEnv } from '../../relay/env.ts'
import type { EligibleLetter } from '../../sdk/src/guard/eligibleLetter.ts'
import { letterFor } from '../sdk/guard/support/letterStoreSpec.ts'
import { least } from './support/leastEnv.ts'

/** An inbox for which nothing waits. */
const sql = (() => Promise.resolve([{ letters: 0, bytes: '0' }])) as never as Sql

const by = (reason: string): EligibleLetter => {
  const letter = letterFor('a')
  return { ...letter, verdict: { ...letter.verdict, reason } as EligibleLetter['verdict'] }
}

it('a relay carries free letters of strangers, or only those that a recipient consents to', async () => {
  const all = createCheckLetter(parseEnv(least), sql)
  const fewer = createCheckLetter(parseEnv({ ...least, RELAY_ACCEPT_FREE: 'consented' }), sql)
  for (const reason of ['paid', 'consented', 'postage_required']) {
    await all(by(reason))
    await fewer(by(reason))
  }
  await all(by('no_postage_required'))
  const refusal = { name: 'GuardRefusal', status: 403, code: 'free_not_carried' }
  await expect(fewer(by('no_postage_required'))).rejects.toMatchObject(refusal)
})
