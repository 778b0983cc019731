import type { ReactNode } from 'react'
import { ButtonLink } from '../../ui/ButtonLink.tsx'
import { Page } from '../../ui/Page.tsx'
import { Section } from '../../ui/Section.tsx'
import { Stack } from '../../ui/Stack.tsx'
import { StampSheet } from '../../ui/StampSheet.tsx'
import { Figures } from './Figures.tsx'
import { FirstMinute } from './FirstMinute.tsx'
import { LifePicture } from './LifePicture.tsx'
import { Newest } from './Newest.tsx'
import { Outcomes } from './Outcomes.tsx'
import { PerChain } from './PerChain.tsx'

/** What Pennypost is, what to do first, and what is going on. */
export function OverviewPage(): ReactNode {
  return (
    <Page
      title="Pennypost"
      lead="Anyone may write to you, and strangers attach postage: carriage for the relay that brings the letter, and a stake for you, which you keep or give back."
      actions={
        <>
          <ButtonLink kind="primary" href="/inbox">
            Get an inbox
          </ButtonLink>
          <ButtonLink href="/write">Write a letter</ButtonLink>
        </>
      }
    >
      <StampSheet>
        <Stack gap="large">
          <LifePicture />
          <Outcomes />
        </Stack>
      </StampSheet>
      <FirstMinute />
      <Section title="What is going on" lead="Counted by the API from the blocks it has seen.">
        <Figures />
      </Section>
      <PerChain />
      <Section
        title="Just now"
        lead="The newest events of the contracts, from the node of this page."
      >
        <Newest />
      </Section>
    </Page>
  )
}
