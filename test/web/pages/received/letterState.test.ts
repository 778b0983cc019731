import { describe, expect, it } from 'vitest'
import { letterState } from '../../../../web/src/pages/received/letterState.ts'
import { snippetOf } from '../../../../web/src/pages/received/snippetOf.ts'
import type { ReceivedLetter } from '../../../../web/src/relays/ReceivedLetter.ts'

/*
letterState
├── what it says, if it could be opened
├── why not, if it is here
├── that it is looked for, that keys are missing, or that no relay has it
snippetOf
├── is one line, cut between letters
└── says that a letter is empty
*/

const letter = (given: Partial<ReceivedLetter>) => given as ReceivedLetter

describe('letterState', () => {
  it('what it says, if it could be opened', () => {
    const content = 'Dear you,\n\nhello'
    expect(letterState(letter({ content }), false)).toEqual({ line: 'Dear you, hello', content })
  })

  it('why not, if it is here', () => {
    expect(letterState(letter({ problem: 'Damaged.' }), true).problem).toBe('Damaged.')
    expect(letterState(letter({}), true).problem).toMatch(/could not be opened/)
  })

  it('that it is looked for, that keys are missing, or that no relay has it', () => {
    expect(letterState(undefined, undefined).problem).toBeUndefined()
    expect(letterState(undefined, false).line).toBe('The keys of this inbox are not here')
    expect(letterState(undefined, true).line).toBe('The letter is not here')
  })
})

describe('snippetOf', () => {
  it('is one line, cut between letters', () => {
    expect(snippetOf(' a\n\tb  c ')).toBe('a b c')
    expect(snippetOf('x'.repeat(160))).toBe('x'.repeat(160))
    expect(snippetOf('x'.repeat(161))).toBe(`${'x'.repeat(159)}…`)
    expect([...snippetOf('🦉'.repeat(161))]).toHaveLength(160)
  })

  it('says that a letter is empty', () => {
    expect(snippetOf(' \n')).toBe('An empty letter')
  })
})
