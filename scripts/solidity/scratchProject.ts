import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'

import { root as repository } from '../stack/paths.ts'

/**
 * Copies what Hardhat needs of a project into a folder of its own, so that sources can be changed there and compiled while
 * the artifacts of the original stay as they are. The folder is removed when this process ends.
 *
 * @param root - Of the project; its packages are those of this repository.
 * @param config - What Hardhat is configured by there, as an expression in which `config` is the project's own.
 */
export function scratchProject(root: string, config: string): string {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'pennypost-solidity-'))
  process.once('exit', () => fs.rmSync(folder, { recursive: true, force: true }))
  for (const part of ['contracts', 'test/contracts', 'package.json']) {
    fs.cpSync(path.join(root, part), path.join(folder, part), { recursive: true })
  }
  fs.copyFileSync(path.join(root, 'hardhat.config.ts'), path.join(folder, 'project.config.ts'))
  const text = `import config from './project.config.ts'\nexport default ${config}\n`
  fs.writeFileSync(path.join(folder, 'hardhat.config.ts'), text)
  fs.symlinkSync(path.join(repository, 'node_modules'), path.join(folder, 'node_modules'), 'dir')
  return folder
}
