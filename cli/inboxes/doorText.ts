import type { Door } from '@pennypost/sdk'

const meanings: Readonly<Record<Door, string>> = {
  free: 'strangers write without postage',
  postage: 'strangers write with a stamp',
  closed: 'strangers cannot write',
}

/** What a door means for strangers. */
export function doorText(door: Door): string {
  return meanings[door]
}
