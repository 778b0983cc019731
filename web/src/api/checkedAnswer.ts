import { ApiAnswerError } from '@pennypost/sdk'
import { answerForms } from './answerForms.ts'
import { valueForms } from './valueForms.ts'

type Field = { name: string; isOptional: boolean; form: string }

const fieldsByForm = new Map(
  Object.entries(answerForms).map(([form, fields]) => [form, fields.split(' ').map(toField)]),
)

/**
 * Holds an answer of the API against the form that it must have, so that no page computes with what cannot be or reaches into
 * what is not there. Fields that are not known may be there; an operation that no page asks may answer anything.
 *
 * @throws {ApiAnswerError} A field is missing, or is not what it should be; it says which.
 */
export function checkedAnswer<answer>(operation: string, answer: answer): answer {
  const fault = fieldsByForm.has(operation) && faultOf(answer, operation, 'answer')
  if (fault) throw new ApiAnswerError(operation, fault)
  return answer
}

/** What is wrong with a value; undefined: nothing. */
function faultOf(value: unknown, form: string, name: string): string | undefined {
  if (form.endsWith('[]')) {
    if (!Array.isArray(value)) return wrongField(name, value)
    return firstOf(value, (entry) => faultOf(entry, form.slice(0, -2), name))
  }
  const faults = form.split('|').map((one) => faultOfOne(value, one, name))
  return faults.includes(undefined) ? undefined : faults[0]
}

function faultOfOne(value: unknown, form: string, name: string): string | undefined {
  const fields = fieldsByForm.get(form)
  if (!fields) {
    const isFit = valueForms.get(form)?.(value) ?? value === form
    return isFit ? undefined : wrongField(name, value)
  }
  if (!isObject(value)) return wrongField(name, value)
  return firstOf(fields, (field) => {
    const inner = value[field.name]
    if (inner !== undefined) return faultOf(inner, field.form, field.name)
    return field.isOptional ? undefined : `its field “${field.name}” is missing`
  })
}

function firstOf<entry>(
  entries: readonly entry[],
  faultIn: (entry: entry) => string | undefined,
): string | undefined {
  for (const entry of entries) {
    const fault = faultIn(entry)
    if (fault) return fault
  }
  return undefined
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function wrongField(name: string, value: unknown): string {
  return `its field “${name}” cannot be ${String(JSON.stringify(value)).slice(0, 60)}`
}

/** Of `name:form` or `name?:form`. */
function toField(text: string): Field {
  const at = text.indexOf(':')
  const name = text.slice(0, at)
  return { name: name.replace('?', ''), isOptional: name.endsWith('?'), form: text.slice(at + 1) }
}
