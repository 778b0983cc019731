import type { ReactNode } from 'react'
import { ButtonLink } from '../../../ui/ButtonLink.tsx'
import { Empty } from '../../../ui/Empty.tsx'
import { Page } from '../../../ui/Page.tsx'

/** In place of a page whose url has something else than an id. */
export function NoId({
  title,
  given,
  form,
}: {
  title: string
  given: string
  form: string
}): ReactNode {
  return (
    <Page title={title}>
      <Empty
        title={`The url names no ${title.toLowerCase()}`}
        action={
          <ButtonLink href={`/explore?q=${encodeURIComponent(given)}`}>Look for it</ButtonLink>
        }
      >
        {`“${given}” is not ${form}.`}
      </Empty>
    </Page>
  )
}
