import type { ReactNode } from 'react'
import { useSearch } from 'wouter'
import { Page } from '../../ui/Page.tsx'
import { History } from './history/History.tsx'
import { SearchBox } from './search/SearchBox.tsx'
import { SearchOutcome } from './search/SearchOutcome.tsx'

/** Blocks back that count as lately. */
const lately = 5_000n

const everything = [[]] as const

/** Look anything up; below, what happened lately. */
export function ExplorePage(): ReactNode {
  const asked = new URLSearchParams(useSearch()).get('q') ?? ''
  return (
    <Page title="Explore" lead="Look up anything that Pennypost knows, and check it yourself.">
      <SearchBox key={asked} asked={asked} />
      {asked !== '' && <SearchOutcome asked={asked} />}
      <History
        title="What happened lately"
        caption="What happened lately, newest first"
        topics={everything}
        most={lately}
      />
    </Page>
  )
}
