import type { ReactNode } from 'react'
import { useEffect, useState } from 'react'
import styles from './FeedNotice.module.css'
import { feedSentence } from './feedSentence.ts'
import { useFeed } from './useFeed.ts'

/** Milliseconds of a break that nobody needs to know of, such as when the API restarts. */
const quietMs = 2_500

/** A line at the foot of the window for as long as the API has no news; it moves nothing. */
export function FeedNotice(): ReactNode {
  const feed = useFeed()
  const isBroken = feed.state === 'broken'
  const [isLong, setLong] = useState(false)
  useEffect(() => {
    setLong(false)
    if (!isBroken) return
    const timer = setTimeout(() => setLong(true), quietMs)
    return () => clearTimeout(timer)
  }, [isBroken])
  const text = isLong ? feedSentence(feed) : undefined
  return (
    <div role="status" className={styles.region}>
      {text && <p className={styles.notice}>{text}</p>}
    </div>
  )
}
