import { causesOf } from './causesOf.ts'

const codes: ReadonlySet<unknown> = new Set([4001, 5000, 'ACTION_REJECTED'])

/** Whether an error says that the person said no in the wallet: nothing is wrong then, and nothing was sent. */
export function isRefusal(error: unknown): boolean {
  return causesOf(error).some((cause) => {
    const { code, name } = cause as { code?: unknown; name?: unknown }
    return codes.has(code) || name === 'UserRejectedRequestError'
  })
}
