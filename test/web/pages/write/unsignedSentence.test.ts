import { describe, expect, it } from 'vitest'
import { unsignedSentence } from '../../../../web/src/pages/write/unsignedSentence.ts'

/*
unsignedSentence
├── names who paid, whom everybody sees
└── names nobody where nobody pays
*/

describe('unsignedSentence', () => {
  it('names who paid, whom everybody sees', () => {
    expect(unsignedSentence({ state: 'postage' })).toContain('who paid: your wallet')
  })

  it('names nobody where nobody pays', () => {
    expect(unsignedSentence({ state: 'free' })).toBe('Unsigned, nothing tells them who wrote it.')
  })
})
