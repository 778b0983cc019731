import { maxContentBytes } from '@pennypost/sdk'
import { describe, expect, it } from 'vitest'
import { textProblem } from '../../../../web/src/pages/write/textProblem.ts'

describe('textProblem', () => {
  it('wants something to be written', () => {
    expect(textProblem(' \n')).toContain('empty')
    expect(textProblem('a')).toBeUndefined()
  })

  it('counts bytes, to the last', () => {
    expect(textProblem('a'.repeat(maxContentBytes))).toBeUndefined()
    expect(textProblem('a'.repeat(maxContentBytes + 1))).toContain('by 1 byte.')
    expect(textProblem('ä'.repeat(maxContentBytes / 2 + 1))).toContain('too long by 2 bytes')
  })
})
