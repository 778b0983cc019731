import type { ReactNode } from 'react'
import { Button } from './Button.tsx'
import { Icon } from './Icon.tsx'
import { lazyPart } from './lazyPart.tsx'
import { useLazyOpen } from './useLazyOpen.ts'

/** Fetched when it is first opened. */
const OpenedMenu = lazyPart(() => import('./OpenedMenu.tsx').then((part) => part.OpenedMenu))

export type MenuItem = {
  label: string
  onSelect(): void
  hint?: ReactNode
  /** Takes something away. */
  isDanger?: boolean | undefined
  disabled?: boolean | undefined
}

export type MenuProps = {
  label: ReactNode
  items: readonly MenuItem[]
  /** What was chosen of it is under way. */
  busy?: boolean | undefined
}

/** A button that opens a few things to do. */
export function Menu(props: MenuProps): ReactNode {
  const { wasOpened, isFetching, open } = useLazyOpen()
  if (wasOpened) return <OpenedMenu {...props} />
  return (
    <Button
      size="small"
      busy={props.busy || isFetching}
      aria-haspopup="menu"
      aria-expanded={false}
      onClick={open}
      onKeyDown={({ key }) => key === 'ArrowDown' && open()}
    >
      {props.label}
      <Icon name="chevron-down" />
    </Button>
  )
}
