/** The header `webhook-id`, and what the API calls a delivery: `msg_` and the digits of its UUID. */
export function toMessageId(uuid: string): string {
  return `msg_${uuid.replaceAll('-', '')}`
}

/** The digits of the UUID, which Postgres takes without dashes. */
export function fromMessageId(messageId: string): string {
  return messageId.slice('msg_'.length)
}
