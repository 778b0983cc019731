import { PennypostError } from './PennypostError.ts'

/** Thrown before anything is sent, when parameters cannot make a request. */
export class ApiParameterError extends PennypostError {
  /** The parameter that is wrong. */
  readonly parameter: string

  constructor(parameter: string, because: string) {
    super(`\`${parameter}\` ${because}.`, { docsPath: 'docs/api.md' })
    this.name = 'ApiParameterError'
    this.parameter = parameter
  }
}
