import { useContext } from 'react'
import { fieldContext } from './fieldContext.ts'

type FieldProps = {
  id?: string | undefined
  'aria-describedby'?: string | undefined
  'aria-invalid'?: boolean | undefined
}

/** What ties a control to the field around it; its own props stand where it has some. */
export function useFieldProps(own: object): FieldProps {
  const field = useContext(fieldContext)
  const given = own as FieldProps
  return {
    id: given.id ?? field?.controlId,
    'aria-describedby':
      [given['aria-describedby'], field?.describedBy].filter(Boolean).join(' ') || undefined,
    'aria-invalid': given['aria-invalid'] ?? (field?.isInvalid || undefined),
  }
}
