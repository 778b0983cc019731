// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IInboxRegistry} from "./IInboxRegistry.sol";

/// @title The terms of PostOffice: what an inbox asks of strangers
/// @notice Terms bind {IStamps-post}; the door and consents are the inbox's word to relays, and of them posting reads only
/// a denial of the paying address.
interface ITerms {
    /// @notice An inbox's word to strangers at large. A new inbox is `Free`.
    enum Door {
        Free,
        Postage,
        Closed
    }

    /// @notice An inbox's standing word on one sender. `Allowed` needs no postage, `Denied` cannot buy any.
    enum Consent {
        None,
        Allowed,
        Denied
    }

    /// @notice Emitted when an inbox sets what it asks in a token.
    /// @dev Readers may rely on: the last one of an inbox and token is in force; stamps posted before keep theirs.
    /// @param stake Least stake, in the token's smallest unit; 0 means the token is no longer accepted.
    /// @param window Least seconds to answer; 0 where `stake` is 0.
    /// @param relayMayCollect Whether the stamp's relay may collect in the recipient's name, for stamps posted from now on.
    event TermsSet(bytes32 indexed inboxId, address indexed token, uint96 stake, uint32 window, bool relayMayCollect);

    /// @notice Emitted when an inbox's door changes or is set again, also by {setTerms}.
    event DoorSet(bytes32 indexed inboxId, Door door);

    /// @notice Emitted when an inbox gives its word on a sender.
    /// @param subject A sender's address as a number, or an inbox id.
    event ConsentSet(bytes32 indexed inboxId, bytes32 indexed subject, Consent consent);

    /// @notice Emitted when an inbox sets where its stakes are credited; 0 means its recovery.
    event PayoutSet(bytes32 indexed inboxId, address indexed payout);

    /// @notice Thrown when the caller is no wallet of the inbox.
    error NotWallet(bytes32 inboxId, address caller);

    /// @notice Thrown when the caller is not the recovery of the inbox.
    error NotRecovery(bytes32 inboxId, address caller);

    /// @notice Thrown when the answer window is outside 1 hour to 30 days, in seconds.
    error WindowOutOfRange(uint32 window, uint32 min, uint32 max);

    /// @notice Thrown when there are not as many consents as subjects.
    error LengthMismatch(uint256 subjects, uint256 consents);

    /// @notice Thrown when a consent names subject 0, which is nobody.
    error SubjectIsZero(uint256 index);

    /// @notice Thrown when the payout would be this contract.
    error InvalidPayout(address payout);

    /// @notice Asks strangers for `stake` and at least `window` seconds to answer, in `token`.
    /// @dev Emits {TermsSet}, and {DoorSet} where this turns a `Free` door to `Postage`: a stake where the token had none
    ///      does. Requires in this order:
    ///      - the caller is a wallet of the inbox, else {NotWallet};
    ///      - unless `stake` is 0: the token is native or has code, else {ILedger-TokenHasNoCode}, and `window` is within
    ///        1 hour to 30 days, else {WindowOutOfRange}.
    /// @param stake In the token's smallest unit. 0 stops accepting the token; the other parameters are then ignored.
    function setTerms(bytes32 inboxId, address token, uint96 stake, uint32 window, bool relayMayCollect) external;

    /// @notice Opens or closes the inbox to strangers. Relays enforce it; {IStamps-post} does not read it.
    /// @dev Emits {DoorSet}. Requires the caller to be a wallet of the inbox, else {NotWallet}.
    function setDoor(bytes32 inboxId, Door door) external;

    /// @notice Gives the inbox's word on senders, one consent for each subject, in order.
    /// @dev Emits {ConsentSet} for each. Requires in this order:
    ///      - the caller is a wallet of the inbox, else {NotWallet};
    ///      - as many consents as subjects, else {LengthMismatch};
    ///      - no subject is 0, else {SubjectIsZero} with its index.
    /// @param subjects Each `bytes32(uint256(uint160(address)))` or an inbox id.
    function setConsents(bytes32 inboxId, bytes32[] calldata subjects, Consent[] calldata consents) external;

    /// @notice Sets where stakes are credited from now on; read when a stamp is collected.
    /// @dev Emits {PayoutSet}. Requires the caller to be the inbox's recovery, else {NotRecovery}; `payout` is not this
    ///      contract, else {InvalidPayout}.
    /// @param payout 0 means the recovery address.
    function setPayout(bytes32 inboxId, address payout) external;

    /// @notice What the inbox asks in the token; all zero where it does not accept it and never did.
    /// @return stake In the token's smallest unit; 0: not accepted.
    /// @return window Seconds.
    /// @return relayMayCollect Whether a stamp's relay may collect.
    /// @return setAt Unix seconds.
    function terms(
        bytes32 inboxId,
        address token
    ) external view returns (uint96 stake, uint32 window, bool relayMayCollect, uint40 setAt);

    /// @notice The inbox's word to strangers.
    /// @return door `Free` where never set.
    /// @return setAt Unix seconds; 0 if never set.
    function doorOf(bytes32 inboxId) external view returns (Door door, uint40 setAt);

    /// @notice The inbox's word on one subject.
    /// @return consent `None` where never given.
    /// @return setAt Unix seconds; 0 if never set.
    function consentOf(bytes32 inboxId, bytes32 subject) external view returns (Consent consent, uint40 setAt);

    /// @notice Where stakes would be credited now: the payout, or the recovery where none is set; 0 if not registered.
    function payoutOf(bytes32 inboxId) external view returns (address);

    /// @notice What posting to the inbox takes now.
    /// @param sender The paying address.
    /// @return stake Least stake, in the token's smallest unit; 0: the token is not accepted.
    /// @return window Least seconds to answer.
    /// @return door The inbox's word to strangers.
    /// @return consent The inbox's word on that address alone.
    function quote(
        bytes32 inboxId,
        address token,
        address sender
    ) external view returns (uint96 stake, uint32 window, Door door, Consent consent);

    /// @notice The registry that says who an inbox is.
    function registry() external view returns (IInboxRegistry);
}
