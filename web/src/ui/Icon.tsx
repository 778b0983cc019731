import type { ReactNode } from 'react'
import styles from './Icon.module.css'

const paths = {
  'arrow-right': 'M4 10h11M11 6l4 4-4 4',
  'arrow-left': 'M16 10H5M9 6l-4 4 4 4',
  check: 'M4 10.5l4 4 8-9',
  'chevron-down': 'M5 7.5l5 5 5-5',
  'chevron-right': 'M7.5 5l5 5-5 5',
  clock: 'M10 3a7 7 0 100 14 7 7 0 000-14M10 6v4l3 2',
  close: 'M5 5l10 10M15 5L5 15',
  copy: 'M7 7h9v9H7zM13 7V4H4v9h3',
  download: 'M10 3v9M6 8.5l4 4 4-4M4 16.5h12',
  envelope: 'M3 5h14v10H3zM3 5.5l7 5.5 7-5.5',
  external: 'M8 5H4v11h11v-4M11 4h5v5M16 4l-7 7',
  info: 'M10 3a7 7 0 100 14 7 7 0 000-14M10 9v4.5M10 6.3v.2',
  key: 'M7 9.5a3.5 3.5 0 100 7 3.5 3.5 0 000-7M9.5 10.5L16 4M13.5 6.5L16 9',
  lock: 'M5 9h10v8H5zM7 9V6.5a3 3 0 016 0V9',
  menu: 'M3 6h14M3 10h14M3 14h14',
  minus: 'M4 10h12',
  more: 'M4.5 9.5v1M10 9.5v1M15.5 9.5v1',
  plus: 'M10 4v12M4 10h12',
  refresh: 'M16 10a6 6 0 11-1.8-4.3M16 3v3.5h-3.5',
  search: 'M9 4a5 5 0 100 10A5 5 0 009 4M13 13l4 4',
  trash: 'M4 6h12M8 6V4h4v2M6 6l.7 11h6.6L14 6',
  upload: 'M10 13V4M6 7.5l4-4 4 4M4 16.5h12',
  wallet: 'M3 6h13v10H3zM3 6l10-3v3M12.5 11h.5',
  warning: 'M10 3l7.5 13.5h-15zM10 8.5v3.5M10 14.3v.2',
} as const

export type IconName = keyof typeof paths

/** A line drawing beside words, or within a button that has an `aria-label`; nothing to a screen reader. */
export function Icon({ name }: { name: IconName }): ReactNode {
  return (
    <svg aria-hidden="true" viewBox="0 0 20 20" className={styles.icon}>
      <path d={paths[name]} />
    </svg>
  )
}
