import { accountNew } from './account/new.ts'
import { accountShow } from './account/show.ts'
import { collectCommand } from './answers/collect.ts'
import { expireCommand } from './answers/expire.ts'
import { returnCommand } from './answers/return.ts'
import type { CommandDefinition } from './command.ts'
import { inboxConsent } from './inbox/consent.ts'
import { inboxDoor } from './inbox/door.ts'
import { inboxGuardian } from './inbox/guardian.ts'
import { inboxKeysAdd } from './inbox/keysAdd.ts'
import { inboxKeysList } from './inbox/keysList.ts'
import { inboxKeysNew } from './inbox/keysNew.ts'
import { inboxKeysRevoke } from './inbox/keysRevoke.ts'
import { inboxLink } from './inbox/link.ts'
import { inboxPayout } from './inbox/payout.ts'
import { inboxRecoveryAccept } from './inbox/recoveryAccept.ts'
import { inboxRecoveryCancel } from './inbox/recoveryCancel.ts'
import { inboxRecoveryShow } from './inbox/recoveryShow.ts'
import { inboxRecoveryStart } from './inbox/recoveryStart.ts'
import { inboxRegister } from './inbox/register.ts'
import { inboxShow } from './inbox/show.ts'
import { inboxTerms } from './inbox/terms.ts'
import { inboxUnlink } from './inbox/unlink.ts'
import { quote } from './letters/quote.ts'
import { read } from './letters/read.ts'
import { send } from './letters/send.ts'
import { verify } from './letters/verify.ts'
import { mailingClose } from './mailing/close.ts'
import { mailingOpen } from './mailing/open.ts'
import { mailingProve } from './mailing/prove.ts'
import { mailingPublish } from './mailing/publish.ts'
import { mailingSend } from './mailing/send.ts'
import { balance } from './money/balance.ts'
import { depositCommand } from './money/deposit.ts'
import { withdrawCommand } from './money/withdraw.ts'
import { relayActive } from './relay/active.ts'
import { relayAdmit } from './relay/admit.ts'
import { relayCarriage } from './relay/carriage.ts'
import { relayEndpoint } from './relay/endpoint.ts'
import { relayList } from './relay/list.ts'
import { relayRegister } from './relay/register.ts'
import { relayShow } from './relay/show.ts'
import { relaySigner } from './relay/signer.ts'
import { watchCommand } from './watch.ts'

/** Every command, in the order in which help lists them. */
export const commands: readonly CommandDefinition[] = [
  accountNew,
  accountShow,
  inboxRegister,
  inboxShow,
  inboxLink,
  inboxUnlink,
  inboxKeysList,
  inboxKeysNew,
  inboxKeysAdd,
  inboxKeysRevoke,
  inboxTerms,
  inboxDoor,
  inboxConsent,
  inboxPayout,
  inboxGuardian,
  inboxRecoveryStart,
  inboxRecoveryCancel,
  inboxRecoveryAccept,
  inboxRecoveryShow,
  mailingOpen,
  mailingSend,
  mailingPublish,
  mailingProve,
  mailingClose,
  balance,
  depositCommand,
  withdrawCommand,
  quote,
  send,
  read,
  verify,
  collectCommand,
  returnCommand,
  expireCommand,
  watchCommand,
  relayRegister,
  relayShow,
  relayList,
  relayCarriage,
  relayActive,
  relaySigner,
  relayEndpoint,
  relayAdmit,
]
