import { styleText } from 'node:util'

/** Writes a line whenever something is done, with the seconds since the start. */
export type Progress = (done: string) => void

export function startProgress(): Progress {
  const start = performance.now()
  return (done) => {
    const seconds = ((performance.now() - start) / 1000).toFixed(1).padStart(5)
    console.log(`${styleText('dim', `${seconds} s`)}  ${done}`)
  }
}
