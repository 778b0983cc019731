import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { listCursors } from '../../api/cursor.ts'
import { ApiError } from '../../api/problem.ts'

/*
listCursors
├── given no cursor → the first page
├── given a cursor that the same list gave → its position
├── given one of another list, chain or filter → invalid_request
├── given one that somebody changed or made up → invalid_request
└── cut
    ├── given one row more than the page has → a next page from the last row of this one
    ├── given fewer, of a list that was looked through only in part → one from there
    └── given fewer, or as many → none
*/

const form = z.tuple([z.int().min(0), z.string()])
const cursors = listCursors(['list', 'eip155:1', undefined], form)
const seal = (position: [number, string], list = cursors) =>
  list.cut([1, 2], 1, () => position).nextCursor as string

const refusal = (run: () => unknown): unknown => {
  try {
    return run()
  } catch (error) {
    expect(error).toBeInstanceOf(ApiError)
    return (error as ApiError<'invalid_request'>).facts.errors
  }
}
const refused = [
  {
    in: 'query',
    pointer: '/cursor',
    detail: 'must be a nextCursor of this list, as it was given, with the same filters',
  },
]

describe('listCursors', () => {
  it('has no position for the first page', () => {
    expect(cursors.open(undefined)).toBeUndefined()
  })

  it.each([
    [0, ''],
    [Number.MAX_SAFE_INTEGER, '\u{1F4EE} "quoted" \uFFFD'],
  ] as [number, string][])('gives [%j, %j] back', (block, id) => {
    const cursor = seal([block, id])
    expect(cursor).toMatch(/^[A-Za-z0-9_-]+$/)
    expect(cursors.open(cursor)).toEqual([block, id])
  })

  it.each([
    ['another list', ['other', 'eip155:1', undefined]],
    ['another chain', ['list', 'eip155:2', undefined]],
    ['another filter', ['list', 'eip155:1', 'open']],
    ['fewer filters', ['list', 'eip155:1']],
  ])('refuses one of %s', (_, list) => {
    const foreign = seal([1, 'x'], listCursors(list, form))
    expect(refusal(() => cursors.open(foreign))).toEqual(refused)
  })

  it('refuses one with any character changed', () => {
    const cursor = seal([1234, '0xabc'])
    for (let i = 0; i < cursor.length - 1; i++) {
      const other = cursor[i] === 'A' ? 'B' : 'A'
      const changed = cursor.slice(0, i) + other + cursor.slice(i + 1)
      expect(refusal(() => cursors.open(changed))).toEqual(refused)
    }
  })

  it.each(['A', 'AAAAAAAAAAAA', '_'.repeat(2_048), Buffer.from('null').toString('base64url')])(
    'refuses %j',
    (cursor) => {
      expect(refusal(() => cursors.open(cursor))).toEqual(refused)
    },
  )

  it('refuses a position of another form, although it is sealed', () => {
    const loose = listCursors(['list', 'eip155:1', undefined], z.array(z.any()))
    const cursor = loose.cut([1, 2], 1, () => [-1, "'; drop table stamp"]).nextCursor
    expect(refusal(() => cursors.open(cursor))).toEqual(refused)
  })

  describe('cut', () => {
    const rows = [5, 4, 3]
    const at = (row: number): [number, string] => [row, '']

    it('goes on after the last row of the page where there is another', () => {
      const { page, nextCursor } = cursors.cut(rows, 2, at)
      expect(page).toEqual([5, 4])
      expect(cursors.open(nextCursor)).toEqual([4, ''])
    })

    it('does not go on where there is none', () => {
      expect(cursors.cut(rows, 3, at)).toEqual({ page: rows })
      expect(cursors.cut([], 3, at)).toEqual({ page: [] })
    })

    it('goes on where the look ended, also after an empty page', () => {
      expect(cursors.open(cursors.cut(rows, 3, at, [1, '']).nextCursor)).toEqual([1, ''])
      expect(cursors.open(cursors.cut([], 3, at, [1, '']).nextCursor)).toEqual([1, ''])
      expect(cursors.open(cursors.cut(rows, 2, at, [1, '']).nextCursor)).toEqual([4, ''])
    })
  })
})
