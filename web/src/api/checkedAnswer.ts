import { ApiAnswerError } from '@pennypost/sdk'
import { answerForms, nullableFields } from './answerForms.ts'

/**
 * Holds an answer of the API against the form of its fields, so that no page computes with what cannot be.
 *
 * @throws {ApiAnswerError} A field is no amount, time, address or id, though it should be one; it says which.
 */
export function checkedAnswer<answer>(operation: string, answer: answer): answer {
  const check = (value: unknown, parent: string): void => {
    if (Array.isArray(value)) for (const entry of value) check(entry, parent)
    else if (typeof value === 'object' && value !== null)
      for (const [name, field] of Object.entries(value)) {
        if (!isOfForm(field, parent, name)) throw wrongField(operation, name, field)
        check(field, name)
      }
  }
  check(answer, '')
  return answer
}

function isOfForm(value: unknown, parent: string, name: string): boolean {
  const inParent = `${parent}.${name}`
  const form = answerForms.get(inParent) ?? answerForms.get(name)
  if (!form) return true
  if (value === null) return nullableFields.has(inParent) || nullableFields.has(name)
  return form(value)
}

function wrongField(operation: string, name: string, value: unknown): ApiAnswerError {
  const shown = String(JSON.stringify(value)).slice(0, 60)
  return new ApiAnswerError(operation, `its field “${name}” cannot be ${shown}`)
}
