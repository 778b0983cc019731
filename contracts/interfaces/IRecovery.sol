// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @title The recovery of InboxRegistry: who takes an inbox over, and how slowly
/// @notice Recovery has the last word over an inbox. It passes on only by a transfer that lies open for two days and is
/// then accepted by the new recovery. A guardian can start one too: against a recovery that is lost. Against a stolen one it
/// does not help, nor against a lost one together with a stolen wallet, as each of recovery, guardian and wallets can cancel.
interface IRecovery {
    /// @notice Emitted when an inbox's recovery names a guardian.
    /// @dev Readers may rely on: `guardian` is in force from `from` on, unless a {GuardianSet} or {RecoveryTransferred} of
    ///      the inbox comes before. Until then the guardian of before stays.
    /// @param guardian 0: none.
    /// @param from Unix seconds: two days from now.
    event GuardianSet(bytes32 indexed inboxId, address indexed guardian, uint40 from);

    /// @notice Emitted when recovery or guardian starts handing the inbox over.
    /// @dev Readers may rely on: `to` can accept from two days after this to less than 30 days after it, while nobody
    ///      cancels, and while `by` stays recovery or guardian without a break.
    event RecoveryTransferStarted(bytes32 indexed inboxId, address indexed to, address indexed by);

    /// @notice Emitted when a transfer of recovery that could still have been accepted is called off.
    event RecoveryTransferCancelled(bytes32 indexed inboxId, address indexed by);

    /// @notice Emitted when the new recovery accepts.
    /// @dev Readers may rely on: a change of guardian that was not in force yet is dropped, the guardian in force stays.
    event RecoveryTransferred(bytes32 indexed inboxId, address indexed from, address indexed to);

    /// @notice Thrown when recovery would go to nobody.
    error InvalidRecovery(bytes32 inboxId, address to);

    /// @notice Thrown when the caller is neither the recovery nor the guardian of the inbox.
    error NotRecoveryOrGuardian(bytes32 inboxId, address caller);

    /// @notice Thrown when the caller is neither recovery, nor guardian, nor a wallet of the inbox.
    error NotInCharge(bytes32 inboxId, address caller);

    /// @notice Thrown when a transfer to `to` can still be accepted. Cancel it first.
    error RecoveryTransferPending(bytes32 inboxId, address to);

    /// @notice Thrown when there is no transfer that can still be accepted.
    error NoRecoveryTransfer(bytes32 inboxId);

    /// @notice Thrown when the caller is not the one whom the transfer names.
    error NotNewRecovery(bytes32 inboxId, address caller);

    /// @notice Thrown when accepting before `from`, Unix seconds.
    error RecoveryTransferTooEarly(bytes32 inboxId, uint256 from);

    /// @notice Names a guardian, in force two days from now. Replaces a change that is not in force yet.
    /// @dev Emits {GuardianSet}. Requires the caller to be the recovery, else {IInboxRegistry-NotRecovery}.
    /// @param guardian 0 for none.
    function setGuardian(bytes32 inboxId, address guardian) external;

    /// @notice Starts handing the inbox over to `to`.
    /// @dev Emits {RecoveryTransferStarted}. Requires in this order:
    ///      - the caller is recovery or guardian, else {NotRecoveryOrGuardian};
    ///      - `to` is not 0, else {InvalidRecovery};
    ///      - no transfer is pending, else {RecoveryTransferPending}. Pending is one that was neither cancelled nor accepted,
    ///        is less than 30 days old, and whose starter has stayed recovery or guardian without a break.
    function startRecoveryTransfer(bytes32 inboxId, address to) external;

    /// @notice Calls the pending transfer off.
    /// @dev Emits {RecoveryTransferCancelled}. Requires in this order:
    ///      - the caller is recovery, guardian or a wallet of the inbox, else {NotInCharge};
    ///      - a transfer is pending, else {NoRecoveryTransfer}.
    function cancelRecoveryTransfer(bytes32 inboxId) external;

    /// @notice Takes the inbox over.
    /// @dev Emits {RecoveryTransferred}. Requires in this order:
    ///      - a transfer is pending, else {NoRecoveryTransfer};
    ///      - the caller is the one it names, else {NotNewRecovery};
    ///      - it is at least two days old, else {RecoveryTransferTooEarly}.
    function acceptRecoveryTransfer(bytes32 inboxId) external;

    /// @notice The guardian of an inbox.
    /// @return current In force now; 0: none.
    /// @return next In force from `from` on; 0: none. Means nothing where `from` is 0.
    /// @return from Unix seconds; 0: no change is coming.
    function guardianOf(bytes32 inboxId) external view returns (address current, address next, uint40 from);

    /// @notice The pending transfer of an inbox's recovery; all zero if there is none.
    /// @return to Who can accept it.
    /// @return startedBy The recovery or guardian who started it.
    /// @return startedAt Unix seconds. It can be accepted from two days to less than 30 days later.
    function recoveryTransferOf(
        bytes32 inboxId
    ) external view returns (address to, address startedBy, uint40 startedAt);
}
