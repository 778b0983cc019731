import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useChain } from '../../config/useChain.ts'
import { usePublicClient } from '../../config/usePublicClient.ts'
import { Empty } from '../../ui/Empty.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { Skeleton } from '../../ui/Skeleton.tsx'
import { TextLink } from '../../ui/TextLink.tsx'
import { Time } from '../../ui/Time.tsx'
import styles from './Newest.module.css'

/** What happened last, from the site's node; asked again whenever the chain has news. */
export function Newest(): ReactNode {
  const { caip2, contracts } = useChain()
  const client = usePublicClient()
  const { data, error } = useQuery({
    queryKey: [caip2, 'newest events'],
    // The contracts' ABIs are not needed before the page is seen.
    queryFn: async () => {
      const { newestEvents } = await import('./newestEvents.ts')
      return await newestEvents(client, contracts)
    },
    retry: 1,
  })
  if (!data && error)
    return (
      <Notice tone="warn">
        The node of this page does not say what happened last. It may later.
      </Notice>
    )
  if (data?.length === 0)
    return (
      <Empty title="Nothing has happened lately">It shows here as soon as something does.</Empty>
    )
  return (
    <ul className={styles.list} aria-label="Newest events" aria-busy={!data}>
      {data?.map(({ id, words, href, subject, at }) => (
        <li key={id} className={styles.event}>
          <span>
            {words}: <TextLink href={href}>{subject}</TextLink>
          </span>
          <span className={styles.when}>
            <Time at={at} />
          </span>
        </li>
      )) ?? <SkeletonEvents />}
    </ul>
  )
}

function SkeletonEvents(): ReactNode {
  return [1, 2, 3, 4, 5, 6].map((place) => (
    <li key={place} className={styles.event}>
      <Skeleton width="60%" />
    </li>
  ))
}
