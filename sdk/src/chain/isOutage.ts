import { BaseError } from 'viem'

/** viem's errors that tell of the way to the node, or of the person before the wallet, and nothing of the call. */
const names = new Set([
  'HttpRequestError',
  'WebSocketRequestError',
  'SocketClosedError',
  'TimeoutError',
  'LimitExceededRpcError',
  'ResourceUnavailableRpcError',
  'UserRejectedRequestError',
  'UnauthorizedProviderError',
  'ProviderDisconnectedError',
  'ChainDisconnectedError',
  'ChainMismatchError',
])

/** Whether an error says nothing about the call that was tried: the node was not reached, or the person declined. */
export function isOutage(error: unknown): boolean {
  if (!(error instanceof BaseError)) return false
  return error.walk((cause) => cause instanceof Error && names.has(cause.name)) !== null
}
