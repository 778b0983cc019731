import type { ReactNode, SubmitEvent } from 'react'
import type { Act } from '../../acts/Act.ts'
import { ActButton } from '../../acts/ActButton.tsx'
import { ActStatus } from '../../acts/ActStatus.tsx'
import type { ButtonKind } from '../../ui/Button.tsx'
import { Button } from '../../ui/Button.tsx'
import { Row } from '../../ui/Row.tsx'
import { Stack } from '../../ui/Stack.tsx'

/** A form that ends in an act: its fields, the button, and how far it is. */
export function SendForm({
  act,
  label,
  kind = 'primary',
  isReady = true,
  onCancel,
  children,
}: {
  act: Act
  label: string
  kind?: ButtonKind | undefined
  /** Whether what was typed can be sent. */
  isReady?: boolean | undefined
  onCancel?: (() => void) | undefined
  children?: ReactNode
}): ReactNode {
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault()
    if (isReady && !act.isBusy) act.start()
  }
  return (
    <form noValidate onSubmit={submit}>
      <Stack>
        {children}
        <Row>
          <ActButton act={act} kind={kind} disabled={!isReady}>
            {label}
          </ActButton>
          {onCancel && (
            <Button kind="quiet" disabled={act.isBusy} onClick={onCancel}>
              Cancel
            </Button>
          )}
        </Row>
        <ActStatus act={act} />
      </Stack>
    </form>
  )
}
