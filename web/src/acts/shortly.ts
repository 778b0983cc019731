/** What an error that nobody expected says of itself, without addresses of nodes, and cut where it goes on for long. */
export function shortly(error: unknown): string {
  const { shortMessage, message } = (error instanceof Object ? error : {}) as {
    shortMessage?: unknown
    message?: unknown
  }
  const said = [shortMessage, message, error].find(
    (text): text is string => typeof text === 'string' && text.trim() !== '',
  )
  if (said === undefined) return 'Nothing more is known about it.'
  const [first = ''] = said.trim().split(/\n\s*\n|\nRequest/)
  const line = first.replace(/\s+/g, ' ').replace(/https?:\/\/\S+/g, 'the node')
  return line.length > 300 ? `${line.slice(0, 299)}…` : line
}
