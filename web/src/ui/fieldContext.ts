import { createContext } from 'react'

/** What a {@link Field} tells the control within it. */
export type FieldFacts = {
  controlId: string
  describedBy: string | undefined
  isInvalid: boolean
}

/** Of the field around a control, if one is. */
export const fieldContext = createContext<FieldFacts | undefined>(undefined)
