import type { ReactNode } from 'react'
import { useState } from 'react'
import type { OwnLetter } from '../../letters/OwnLetter.ts'
import { TokenAmount } from '../../money/TokenAmount.tsx'
import { Empty } from '../../ui/Empty.tsx'
import { MoreButton } from '../../ui/MoreButton.tsx'
import { Section } from '../../ui/Section.tsx'
import { shortHex } from '../../ui/shortHex.ts'
import { Table } from '../../ui/Table.tsx'
import { TextLink } from '../../ui/TextLink.tsx'
import { Time } from '../../ui/Time.tsx'
import { LetterBadge } from './LetterBadge.tsx'

const pageLength = 10

/** The letters that were written in this browser, the newest first. */
export function OwnLetters({ letters }: { letters: readonly OwnLetter[] | undefined }): ReactNode {
  const [length, setLength] = useState(pageLength)
  if (!letters) return null
  return (
    <Section
      title="Sent"
      lead="What you wrote in this browser, which keeps it, unencrypted, for you to read."
    >
      <Table
        caption="Letters that were written in this browser"
        columns={[
          { id: 'letter', label: 'Letter' },
          { id: 'to', label: 'To' },
          { id: 'postage', label: 'Postage' },
          { id: 'when', label: 'Written' },
          { id: 'state', label: 'State' },
        ]}
        rows={letters.slice(0, length).map((letter) => ({
          id: letter.letterHash,
          cells: {
            letter: (
              <TextLink href={`/write?letter=${letter.letterHash}`}>{begin(letter.text)}</TextLink>
            ),
            to: letter.to.length > 24 ? shortHex(letter.to) : letter.to,
            postage: <Postage letter={letter} />,
            when: <Time at={letter.createdAt} />,
            state: <LetterBadge letter={letter} />,
          },
        }))}
        empty={
          <Empty title="No letters yet">
            What you send is listed here, with what became of it.
          </Empty>
        }
      />
      {letters.length > length && (
        <MoreButton busy={false} onClick={() => setLength(length + pageLength)} />
      )}
    </Section>
  )
}

function Postage({ letter: { postage } }: { letter: OwnLetter }): ReactNode {
  if (!postage) return 'None'
  const { stampId, stamp } = postage
  const { carriage, stake, token } = stamp
  const amount = <TokenAmount value={carriage + stake} token={token} />
  return postage.isPosted ? (
    <TextLink href={`/explore/stamps/${stampId}`}>{amount}</TextLink>
  ) : (
    amount
  )
}

function begin(text: string): string {
  const [line = ''] = text.trim().split('\n')
  return line.length > 40 ? `${line.slice(0, 39)}…` : line
}
