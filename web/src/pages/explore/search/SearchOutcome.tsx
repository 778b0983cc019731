import type { ReactNode } from 'react'
import { useEffect } from 'react'
import { useLocation } from 'wouter'
import { useChain } from '../../../config/useChain.ts'
import { Empty } from '../../../ui/Empty.tsx'
import { Loading } from '../../../ui/Loading.tsx'
import { Notice } from '../../../ui/Notice.tsx'
import { Section } from '../../../ui/Section.tsx'
import { Table } from '../../../ui/Table.tsx'
import { TextLink } from '../../../ui/TextLink.tsx'
import { useChainHref } from '../../../ui/useChainHref.ts'
import { hrefOf } from '../parts/Thing.ts'
import { ThingLink } from '../parts/ThingLink.tsx'
import type { SearchResult } from './Found.ts'
import { listOf } from './listOf.ts'
import { parseSearch } from './parseSearch.ts'
import { useSearchResult } from './useSearchResult.ts'

/** What was found; if it is one thing, its page is shown instead. */
export function SearchOutcome({ asked }: { asked: string }): ReactNode {
  const search = parseSearch(asked)
  const { data, error, isFetching } = useSearchResult(asked)
  const only = !isFetching && data?.found.length === 1 ? data.found[0] : undefined
  const [, navigate] = useLocation()
  const href = useChainHref(only ? hrefOf(only) : '')
  useEffect(() => {
    if (only && !only.because) navigate(href, { replace: true })
  }, [only, href, navigate])
  if (search.kind === 'nothing' || search.kind === 'unreadable') return null
  if (error && !data)
    return (
      <Notice tone="warn" title="Nobody could be asked">
        {error.message}
      </Notice>
    )
  if (!data) return <Loading label="Looking …" />
  return (
    <Section title="Found">
      {data.found.length > 0 ? (
        <FoundThings found={data.found} />
      ) : (
        <NothingFound {...data} asked={asked} />
      )}
      {data.found.length > 0 && data.failures.length > 0 && <Failures failures={data.failures} />}
    </Section>
  )
}

function FoundThings({ found }: Pick<SearchResult, 'found'>): ReactNode {
  return (
    <Table
      caption="What was found"
      columns={[
        { id: 'what', label: 'What' },
        { id: 'id', label: 'Id or address' },
        { id: 'because', label: 'Why' },
      ]}
      rows={found.map(({ kind, id, words, because }) => ({
        id: `${kind} ${id}`,
        cells: {
          what: <TextLink href={hrefOf({ kind, id })}>{words}</TextLink>,
          id: <ThingLink kind={kind} id={id} />,
          because: because ?? 'It is what was looked for',
        },
      }))}
    />
  )
}

function NothingFound({ lookedFor, failures, asked }: SearchResult & { asked: string }): ReactNode {
  const { name } = useChain()
  const search = parseSearch(asked)
  if (failures.length > 0) return <Failures failures={failures} />
  return (
    <Empty
      title={`Nothing found on ${name}`}
      action={
        search.kind === 'address' && (
          <TextLink href={`/explore/wallets/${search.address}`}>
            Show the address all the same
          </TextLink>
        )
      }
    >
      {`Looked for ${listOf(lookedFor)}. What was sent a moment ago may take a block to be here.`}
      {search.kind === 'word' &&
        ' A letter cannot be looked up by its hash: look for the id of the stamp or mailing that paid for it.'}
    </Empty>
  )
}

function Failures({ failures }: Pick<SearchResult, 'failures'>): ReactNode {
  return (
    <Notice tone="warn" title="Not everything could be looked for just now">
      <ul>
        {failures.map((failure) => (
          <li key={failure}>{failure}</li>
        ))}
      </ul>
    </Notice>
  )
}
