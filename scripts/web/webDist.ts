import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { root } from '../stack/paths.ts'
import { webInputs } from './webInputs.ts'

/** Where the built web app is. */
export const webDist = resolve(root, process.env.WEB_DIST || 'web/dist')

/** In there, says of which sources it is; no file that is served, for it begins with a dot. */
export const inputsFile = '.inputs'

/** Whether the built web app is that of the sources as they are. */
export function isWebBuilt(): boolean {
  const file = join(webDist, inputsFile)
  return existsSync(file) && readFileSync(file, 'utf8') === webInputs()
}
