import type { Door } from '@pennypost/sdk'

/** The doors as their owner chooses among them, in the order in which they are offered. */
export const doorOptions: readonly { value: Door; label: string; hint: string }[] = [
  {
    value: 'postage',
    label: 'For postage',
    hint: 'They stake money with each letter. You keep it, or give it back.',
  },
  { value: 'free', label: 'Free', hint: 'Anybody may write, without a stamp.' },
  { value: 'closed', label: 'Not at all', hint: 'Only those that you allow can write.' },
]
