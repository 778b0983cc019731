/** What is said of commands that only hold others. */
export const groups: Readonly<Record<string, string>> = {
  account: 'the account that pays and signs',
  inbox: 'your inbox: who speaks for it, and what it asks of strangers',
  'inbox keys': 'keys of your apps: to sign with, and to receive letters with',
  'inbox recovery': 'handing the last word over the inbox to another account',
  mailing: 'letters to many, paid for at once',
  relay: 'relays: what they ask, and your own',
}
