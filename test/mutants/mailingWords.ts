import type { Mutant } from '../../scripts/solidity/mutant.ts'

const file = 'contracts/libraries/MailingWords.sol'

export const mutants: Mutant[] = [
  {
    name: 'the count of collected letters lies a bit off',
    file,
    find: '_COLLECTED_SHIFT = 8',
    replace: '_COLLECTED_SHIFT = 9',
    tests: ['libraries/MailingWords.t.sol'],
  },
  {
    name: 'closing forgets when it was opened',
    file,
    find: '_with(word, IMailings.MailingStatus.Closed)',
    replace: '_with(MailingWord.wrap(0), IMailings.MailingStatus.Closed)',
    tests: ['libraries/MailingWords.t.sol'],
  },
  {
    name: 'opened and closed share their bits',
    file,
    find: '_CLOSED_AT_SHIFT = 80',
    replace: '_CLOSED_AT_SHIFT = 40',
    tests: ['libraries/MailingWords.t.sol'],
  },
]
