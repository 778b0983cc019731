import { globSync, readFileSync } from 'node:fs'
import { ApiAnswerError } from '@pennypost/sdk'
import { describe, expect, it } from 'vitest'
import { operations } from '../../../generated/operations.ts'
import { answerForms } from '../../../web/src/api/answerForms.ts'
import { checkedAnswer } from '../../../web/src/api/checkedAnswer.ts'
import { answers, leastOf, liesAbout, samplesOf } from './liesAbout.ts'

/** Whose answers the SDK itself holds against what was asked: a proof byte by byte, a verdict by what it rests on. */
const heldBySdk = ['getStampProof', 'verify']

const asked = Object.keys(operations).filter((id) => id in answerForms)

describe('answerForms', () => {
  it('has a form for each operation that a page asks', () => {
    const source = globSync('web/src/**/*.{ts,tsx}')
      .map((path) => readFileSync(path, 'utf8'))
      .join('\n')
    const ids = [...source.matchAll(/useApi(?:Pages)?\(\s*'(\w+)'|\bapi\.(\w+)\(/g)]
      .map(([, hook, call]) => hook ?? call ?? '')
      .filter((id) => id in operations && !heldBySdk.includes(id))
    expect(ids.length).toBeGreaterThan(20)
    expect([...new Set(ids)].toSorted()).toEqual(asked.toSorted())
  })

  it.each(asked)('passes what %s may answer, and what is new in it', (id) => {
    const { schema, examples } = answers.get(id) ?? { schema: {}, examples: [] }
    const all = [...examples, ...samplesOf(schema), leastOf(schema)]
    expect(examples).not.toHaveLength(0)
    for (const answer of all) {
      expect(checkedAnswer(id, answer)).toBe(answer)
      expect(() => checkedAnswer(id, { ...(answer as object), newer: null })).not.toThrow()
    }
  })

  it.each(asked)('refuses each way in which %s may lie about a form', (id) => {
    const { schema = {} } = answers.get(id) ?? {}
    const lies = samplesOf(schema).flatMap((good) => liesAbout(schema, good))
    expect(lies.length).toBeGreaterThan(10)
    const believed = lies.filter(({ answer }) => {
      try {
        checkedAnswer(id, answer)
        return true
      } catch (error) {
        if (!(error instanceof ApiAnswerError)) throw error
        return false
      }
    })
    expect(believed.map(({ what }) => what)).toEqual([])
  })
})
