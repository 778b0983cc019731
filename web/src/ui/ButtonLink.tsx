import type { ReactNode } from 'react'
import { Link } from 'wouter'
import styles from './Button.module.css'
import type { ButtonKind } from './Button.tsx'
import { classes } from './classes.ts'
import { isOfSite } from './isOfSite.ts'
import { useChainHref } from './useChainHref.ts'

/** A link that looks like a button: it leads somewhere, and does nothing else. Keeps the `?chain`. */
export function ButtonLink({
  href,
  kind = 'secondary',
  size = 'normal',
  children,
}: {
  href: string
  kind?: ButtonKind | undefined
  size?: 'small' | 'normal' | undefined
  children: ReactNode
}): ReactNode {
  const to = useChainHref(href)
  const className = classes(styles.button, styles[kind], styles[size])
  if (!isOfSite(href))
    return (
      <a href={href} rel="noreferrer" className={className}>
        {children}
      </a>
    )
  return (
    <Link href={to} className={className}>
      {children}
    </Link>
  )
}
