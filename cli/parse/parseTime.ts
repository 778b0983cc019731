import { InvalidArgumentError } from 'commander'

/** A time in Unix seconds: as such, or `2027-01-31`, `2027-01-31T12:00:00Z`; without a zone it is UTC. */
export function parseTime(text: string): number {
  if (/^\d{1,10}$/.test(text)) return Number(text)
  const [, date, time = '00:00:00', zone = 'Z'] =
    /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d(?::\d\d)?))?(Z|[+-]\d\d:\d\d)?$/.exec(text) ?? []
  const milliseconds = date === undefined ? Number.NaN : Date.parse(`${date}T${time}${zone}`)
  if (Number.isNaN(milliseconds) || milliseconds < 0 || !isDate(date))
    throw new InvalidArgumentError(
      'Give a time, such as 2027-01-31, 2027-01-31T12:00Z or Unix seconds.',
    )
  return Math.floor(milliseconds / 1_000)
}

/** Whether the calendar has that day: `Date.parse` takes 31 February for 3 March. */
function isDate(date = ''): boolean {
  return new Date(`${date}T00:00:00Z`).toISOString().startsWith(date)
}
