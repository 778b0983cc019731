import type { ReactNode } from 'react'
import { TextLink } from '../../ui/TextLink.tsx'
import styles from './Endpoint.module.css'
import { webUrl } from './webUrl.ts'

/** Where a relay says that it is reached: a link, if it is a url of the web and nothing else. */
export function Endpoint({ url }: { url: string }): ReactNode {
  const safe = webUrl(url)
  if (url === '') return 'It does not say'
  const shown = safe === undefined ? <code>{url}</code> : <TextLink href={safe}>{url}</TextLink>
  return <span className={styles.endpoint}>{shown}</span>
}
