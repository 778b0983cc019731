import type { ReactNode } from 'react'
import { isDelivered } from '../../letters/isDelivered.ts'
import { letterStanding } from '../../letters/letterStanding.ts'
import type { OwnLetter } from '../../letters/OwnLetter.ts'
import { ButtonLink } from '../../ui/ButtonLink.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { Stack } from '../../ui/Stack.tsx'
import { shortHex } from '../../ui/shortHex.ts'

/** Letters that are under way and not with their relay yet: one comes back to each of them. */
export function OpenLetters({
  letters = [],
}: {
  letters: readonly OwnLetter[] | undefined
}): ReactNode {
  const open = letters.filter((letter) => !isDelivered(letter) && !letter.isGivenUp)
  if (open.length === 0) return null
  return (
    <Stack>
      {open.map((letter) => {
        const { sentence, tone } = letterStanding(letter)
        const { letterHash, to } = letter
        return (
          <Notice
            key={letterHash}
            tone={tone === 'neutral' ? 'info' : tone}
            title={`Your letter to ${to.length > 24 ? shortHex(to) : to} is not with its relay yet`}
            action={
              <ButtonLink size="small" href={`/write?letter=${letterHash}`}>
                Go back to it
              </ButtonLink>
            }
          >
            {sentence}
          </Notice>
        )
      })}
    </Stack>
  )
}
