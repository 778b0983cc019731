import type { RootCommand } from '@bomb.sh/tab'
import tab from '@bomb.sh/tab/commander'
import type { Command } from 'commander'

/** Adds `completion <shell>`, which prints a script, and the hidden command that such a script asks. */
export function addCompletion(program: Command): void {
  const completions: RootCommand = tab(program, { completionCommandName: 'completion' })
  const script = program.commands.find((command) => command.name() === 'completion')
  script
    ?.summary('print the completion script of a shell')
    .description('Print the completion script of a shell: bash, zsh, fish or powershell.')
  script?.addHelpText(
    'after',
    `
Examples:
  $ source <(pennypost completion bash)
  $ pennypost completion zsh > ~/.zfunc/_pennypost
  $ pennypost completion fish > ~/.config/fish/completions/pennypost.fish`,
  )
  // Commands take the program's options too, which the adapter offers before a command only.
  for (const command of completions.commands.values()) {
    for (const { long, description, required } of program.options) {
      const name = long?.slice(2)
      if (!name) continue
      if (required) command.option(name, description, () => {})
      else command.option(name, description)
    }
  }
}
