/** An inbox's word on one sender. */
export type Consent = 'none' | 'allowed' | 'denied'

/** What each word means, and how it is given. `{who}` is the sender. */
export const consentWords: Readonly<
  Record<Consent, { sentence: string; label: string; done: string }>
> = {
  none: {
    sentence:
      'To you this sender is a stranger. Allow, and it writes without postage; deny, and no letter of it comes through, paid or not.',
    label: 'Forget what was said of the sender',
    done: '{who} is a stranger again.',
  },
  allowed: {
    sentence: 'You allow this sender: it writes to you without postage.',
    label: 'Allow the sender',
    done: '{who} writes to you without postage from now on.',
  },
  denied: {
    sentence: 'You deny this sender: no letter of it comes through, paid or not.',
    label: 'Deny the sender',
    done: 'No letter of {who} comes through from now on.',
  },
}
