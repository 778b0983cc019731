import type { ReactNode } from 'react'
import type { ScopedChain } from '../../config/scopedChain.ts'
import { useChain } from '../../config/useChain.ts'
import { Badge } from '../../ui/Badge.tsx'
import { Facts } from '../../ui/Facts.tsx'
import { HexText } from '../../ui/HexText.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { Section } from '../../ui/Section.tsx'
import { Skeleton } from '../../ui/Skeleton.tsx'
import type { ChainFacts } from './chainFacts.ts'
import { chainVerdict } from './chainVerdict.ts'
import { contractsDiffer } from './contractsDiffer.ts'
import { FeedFact } from './FeedFact.tsx'
import styles from './StatusPage.module.css'
import { useNodeHead } from './useNodeHead.ts'

const asking = <Skeleton width="4rem" />

/** One chain: how it is, and the blocks that this is judged by. */
export function ChainStatus({
  chain,
  api,
}: {
  chain: ScopedChain
  api: ChainFacts['api']
}): ReactNode {
  const isCurrent = useChain().caip2 === chain.caip2
  const node = useNodeHead(chain)
  const facts: ChainFacts = {
    api,
    node: node.block ?? (node.state === 'silent' ? 'silent' : 'asking'),
  }
  const { tone, word, sentence } = chainVerdict(facts)
  const known = typeof api === 'string' ? undefined : api
  const ofApi = (block: string | null | undefined) =>
    api === 'asking' ? asking : (block ?? 'not known')
  const differing = known ? contractsDiffer(chain.contracts, known.contracts) : []
  return (
    <Section title={chain.name} actions={<Badge tone={tone}>{word}</Badge>}>
      <p role="status" className={styles.sentence}>
        {sentence}
      </p>
      {differing.length > 0 && (
        <Notice tone="bad" title="The API tells of other contracts">
          {differing.join(', ')} lies elsewhere for the API than for this site. Do not pay anything
          here until whoever runs the site has mended its configuration.
        </Notice>
      )}
      <Facts
        items={[
          {
            label: 'Newest block',
            value: facts.node === 'asking' ? asking : String(node.block ?? 'not known'),
            hint: 'By the site’s own node.',
          },
          {
            label: 'The API answers from',
            value: ofApi(known?.indexedBlock),
            hint:
              known?.lagBlocks === 0
                ? 'That is the newest that the API has seen.'
                : `Its own node is at ${known?.headBlock ?? '…'}.`,
          },
          {
            label: 'Safe',
            value: ofApi(known?.safeBlock),
            hint: 'What is in it or below will hardly be taken back.',
          },
          {
            label: 'Finalized',
            value: ofApi(known?.finalizedBlock),
            hint: 'What is in it or below is never taken back.',
          },
          ...(isCurrent ? [{ label: 'News', value: <FeedFact /> }] : []),
          { label: 'Chain', value: <code>{chain.caip2}</code> },
          ...Object.entries(chain.contracts).map(([name, address]) => ({
            label: name,
            value: <HexText value={address} kind="address" />,
          })),
        ]}
      />
    </Section>
  )
}
