import { execFile } from 'node:child_process'

import { root } from '../../../scripts/stack/paths.ts'

/** Runs TypeScript in a process of its own, in the repository's root. */
export function runScript(
  script: string,
  env: Record<string, string>,
): Promise<{ code: number | null; stderr: string }> {
  return new Promise((resolve) => {
    const args = ['--input-type=module-typescript', '--eval', script]
    const child = execFile(process.execPath, args, { cwd: root, env }, (_error, _stdout, stderr) =>
      resolve({ code: child.exitCode, stderr }),
    )
  })
}
