/** When attempts are made, and when they are given up. Seconds, but for the counts. */
export type DeliverySchedule = {
  /** Attempts after the first. */
  retryLimit: number
  /** Before the first of them; each later one waits twice as long, less up to half of it at random. */
  retryDelay: number
  retryDelayMax: number
  /** After this time an attempt of a process that has died is made again by another. */
  expireInSeconds: number
  /** How often that is looked for. */
  superviseSeconds: number
  /** A webhook is disabled when nothing has succeeded for so long, and as often in a row at least. */
  disableAfterSeconds: number
  disableAfterFailures: number
  /** A webhook is disabled when more deliveries than these wait for it. */
  mostPending: number
  /** How long settled deliveries can be listed and made again. */
  keepSeconds: number
}

/** 10 s, 20 s, 40 s … 12 h: nineteen attempts in about three days. */
export const deliverySchedule: DeliverySchedule = {
  retryLimit: 18,
  retryDelay: 10,
  retryDelayMax: 43_200,
  expireInSeconds: 60,
  superviseSeconds: 30,
  disableAfterSeconds: 5 * 86_400,
  disableAfterFailures: 10,
  mostPending: 100_000,
  keepSeconds: 7 * 86_400,
}
