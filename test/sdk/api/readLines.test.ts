import { fc, it } from '@fast-check/vitest'
import { describe, expect } from 'vitest'
import { LongLineError, readLines } from '../../../sdk/src/api/readLines.ts'

/*
readLines
├── text in whatever pieces → its lines; what follows the last break is none
└── given a line longer than it may be → LongLineError
*/

async function take(chunks: readonly string[], most?: number): Promise<string[]> {
  const lines: string[] = []
  const source = (async function* () {
    yield* chunks
  })()
  for await (const line of readLines(source, most)) lines.push(line)
  return lines
}

describe('readLines', () => {
  it.prop([fc.array(fc.string({ unit: fc.constantFrom('a', 'b', '\n', '\r') }))])(
    'gives the lines of a text in pieces',
    async (chunks) => {
      expect(await take(chunks)).toEqual(chunks.join('').split('\n').slice(0, -1))
    },
  )

  it('refuses a line that is too long', async () => {
    expect(await take(['12345', '\n'], 5)).toEqual(['12345'])
    await expect(take(['12345', '6\n'], 5)).rejects.toThrow(LongLineError)
    await expect(take(['\n1234', '56'], 5)).rejects.toThrow(LongLineError)
  })
})
