// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @title The mailings of PostOffice: postage for many letters at once
/// @notice One escrow, one storage word and one Merkle root, whatever the count of letters. Nobody on chain learns who the
/// recipients are until they collect. What a mailing asks of terms is not checked here: relays do, before they carry.
///
/// ```
/// None ──openMailing (its sender)──▶ Open ──admitMailing (its relay)──▶ Admitted    carriage of all letters → relay
/// Open | Admitted: collectMail (each recipient, once a letter)                      its stake → payout
/// Open | Admitted ──closeMailing (anyone)──▶ Closed                                 the rest → sender
/// ```
///
/// Collecting and admitting need `block.timestamp < expiresAt`, {closeMailing} needs `>=`: no second belongs to both.
///
/// Leaf `i` is `keccak256(bytes.concat(keccak256(abi.encode(uint32(i), inboxId, letterHash))))`, at position `i` of a tree
/// padded with zero words to `2^d` leaves, `d = ceil(log2(count))`; an inner node is `keccak256(left ‖ right)`. A proof is
/// exactly `d` siblings, from the leaf up; bit `j` of the index is 1 where sibling `j` is on the left. So one index has one
/// leaf under a root, and pays for one letter.
interface IMailings {
    /// @notice Where a mailing is in its life.
    enum MailingStatus {
        None,
        Open,
        Admitted,
        Closed
    }

    /// @notice One escrow for many letters. Its EIP-712 digest in the domain `Pennypost PostOffice`, version `1`, is its id.
    /// @param sender Who pays, and is refunded.
    /// @param relay Who carries and earns the carriage; 0: any relay, and then no carriage.
    /// @param token Address of the token; 0 is the native one.
    /// @param root Of the tree of letters.
    /// @param carriage For each letter, in the token's smallest unit.
    /// @param stake For each letter, in the token's smallest unit.
    /// @param count Letters, at least 1.
    /// @param expiresAt Unix seconds. Before it recipients may collect; from it on only {closeMailing} works.
    // Never stored: one word a field is what is signed and hashed.
    // solhint-disable-next-line gas-struct-packing
    struct Mailing {
        address sender;
        address relay;
        address token;
        bytes32 root;
        uint96 carriage;
        uint96 stake;
        uint32 count;
        uint40 expiresAt;
    }

    /// @notice One letter of a mailing, with the proof that the root commits to it.
    /// @param index Its position, from 0.
    /// @param inboxId The recipient.
    /// @param letterHash `keccak256` of the sealed letter.
    /// @param proof The siblings, from the leaf up.
    struct MailClaim {
        uint32 index;
        bytes32 inboxId;
        bytes32 letterHash;
        bytes32[] proof;
    }

    /// @notice Emitted once per mailing, when its postage enters escrow.
    /// @dev Readers may rely on:
    ///      1. A `mailingId` is opened at most once.
    ///      2. `count` times carriage and stake were paid in.
    ///      3. `relay` is 0 only if `carriage` is 0; `count` and `stake` are at least 1.
    ///      On nothing about `root` and `uri`: what the letters are, and whether they fit the terms of their inboxes.
    /// @param uri Where the sender says that the letters' leaves are to be had: any bytes, at most 256.
    event MailingOpened(
        bytes32 indexed mailingId,
        address indexed sender,
        address indexed relay,
        address token,
        bytes32 root,
        uint96 carriage,
        uint96 stake,
        uint32 count,
        uint40 expiresAt,
        string uri
    );

    /// @notice Emitted when the mailing's relay admits all its letters and takes their carriage.
    /// @dev Readers may rely on: at most once per mailing, after {MailingOpened}, before `expiresAt`.
    event MailingAdmitted(bytes32 indexed mailingId, address indexed relay);

    /// @notice Emitted when a letter's stake goes to its recipient's payout.
    /// @dev Readers may rely on: at most once per mailing and index, before `expiresAt`; the root commits to `inboxId` and
    ///      `letterHash` at `index`, and to nothing else there.
    event MailCollected(
        bytes32 indexed mailingId,
        bytes32 indexed inboxId,
        address indexed payout,
        uint32 index,
        bytes32 letterHash
    );

    /// @notice Emitted when what nobody collected is back with the sender.
    /// @dev Readers may rely on: at or after `expiresAt`; final.
    /// @param refund What the sender was credited, in the token's smallest unit.
    /// @param carriageTo Who has the carriage in the end: the relay if it admitted the mailing, else the sender.
    event MailingClosed(bytes32 indexed mailingId, uint256 refund, address carriageTo);

    /// @notice Thrown when the caller would open a mailing in somebody else's name.
    error NotMailingSender(address sender, address caller);

    /// @notice Thrown when a mailing has no letter.
    error MailingIsEmpty();

    /// @notice Thrown when a mailing has no stake.
    error MailingWithoutStake();

    /// @notice Thrown when the uri is longer than `max` bytes.
    error UriTooLong(uint256 length, uint256 max);

    /// @notice Thrown when the very same mailing was opened before.
    error MailingIdUsed(bytes32 mailingId, MailingStatus status);

    /// @notice Thrown when the caller is not the mailing's relay.
    error NotMailingRelay(bytes32 mailingId, address caller);

    /// @notice Thrown when a mailing is neither `Open` nor `Admitted`; of {admitMailing}: not `Open`.
    error MailingNotPending(bytes32 mailingId, MailingStatus status);

    /// @notice Thrown when collecting or admitting at or after `expiresAt`, Unix seconds.
    error MailingHasExpired(bytes32 mailingId, uint40 expiresAt);

    /// @notice Thrown when closing before `expiresAt`, Unix seconds.
    error MailingNotExpired(bytes32 mailingId, uint40 expiresAt);

    /// @notice Thrown when a mailing has no letter of that index: they are 0 to `count - 1`.
    error MailIndexOutOfRange(bytes32 mailingId, uint32 index, uint32 count);

    /// @notice Thrown when a letter's stake was collected before.
    error MailAlreadyCollected(bytes32 mailingId, uint32 index);

    /// @notice Thrown when a proof does not have as many siblings as the tree has levels.
    error MailProofLengthMismatch(bytes32 mailingId, uint32 index, uint256 length, uint256 expected);

    /// @notice Thrown when the root does not commit to that letter at that index.
    error MailProofInvalid(bytes32 mailingId, uint32 index);

    /// @notice Thrown when the account is no wallet of the letter's inbox.
    error NotMailRecipient(bytes32 mailingId, uint32 index, address account);

    /// @notice Opens a mailing, paid as {IStamps-post} is, `count` times carriage and stake.
    /// @dev Emits {MailingOpened}. Requires in this order:
    ///      - the sender is the caller, else {NotMailingSender};
    ///      - `count` is not 0, else {MailingIsEmpty};
    ///      - `stake` is not 0, else {MailingWithoutStake};
    ///      - the relay is not this contract, else {IStamps-InvalidRelay};
    ///      - no carriage without a relay, else {IStamps-CarriageWithoutRelay};
    ///      - `expiresAt` is within now + 1 hour and now + 60 days, else {IStamps-ExpiryOutOfRange};
    ///      - `uri` has at most 256 bytes, else {UriTooLong};
    ///      - the mailing is new, else {MailingIdUsed};
    ///      - it is paid, as in {IStamps-post}.
    function openMailing(Mailing calldata mailing_, string calldata uri) external payable returns (bytes32 mailingId_);

    /// @notice Takes the carriage of all letters of a mailing, by which the relay says that it carries them.
    /// @dev Emits {MailingAdmitted}. Requires in this order:
    ///      - the caller is its relay, else {NotMailingRelay};
    ///      - it is `Open`, else {MailingNotPending};
    ///      - `block.timestamp < expiresAt`, else {MailingHasExpired}.
    function admitMailing(Mailing calldata mailing_) external;

    /// @notice Takes the stake of letters addressed to inboxes of the caller, crediting each inbox's payout.
    /// @dev Emits {MailCollected} for each. Requires in this order:
    ///      - the mailing is `Open` or `Admitted`, else {MailingNotPending};
    ///      - `block.timestamp < expiresAt`, else {MailingHasExpired};
    ///      and for each claim:
    ///      - its index is below the mailing's count, else {MailIndexOutOfRange};
    ///      - it was not collected before, else {MailAlreadyCollected};
    ///      - its proof has the length of the tree, else {MailProofLengthMismatch}, and leads to the root, else
    ///        {MailProofInvalid};
    ///      - the caller is a wallet of its inbox, else {NotMailRecipient}.
    function collectMail(Mailing calldata mailing_, MailClaim[] calldata claims) external;

    /// @notice As {collectMail}, for a wallet that signed
    ///         `CollectMail(address wallet,bytes32 mailingId,uint32[] indexes,uint256 deadline)`, with the claims' indexes in
    ///         order. Anyone may. What was collected before is passed over.
    /// @dev Requires first: `deadline` is not past, else {ISigned-SignatureHasExpired}; the signature is the wallet's, else
    ///      {ISigned-InvalidSignature}.
    function collectMailFor(
        Mailing calldata mailing_,
        MailClaim[] calldata claims,
        address wallet,
        uint256 deadline,
        bytes calldata signature
    ) external;

    /// @notice Gives what nobody collected back to the sender's balance: stakes, and the carriage if the relay did not admit
    ///         the mailing. Anyone may.
    /// @dev Emits {MailingClosed}. Requires in this order:
    ///      - the mailing is `Open` or `Admitted`, else {MailingNotPending};
    ///      - `block.timestamp >= expiresAt`, else {MailingNotExpired}.
    function closeMailing(Mailing calldata mailing_) external;

    /// @notice The id of a mailing: its EIP-712 digest, chain and contract inside.
    function mailingId(Mailing calldata mailing_) external view returns (bytes32);

    /// @notice A mailing's word.
    /// @return status Where it is in its life.
    /// @return collected How many of its letters were collected.
    /// @return openedAt Unix seconds.
    /// @return closedAt Unix seconds; 0 while it is not.
    function mailing(
        bytes32 id
    ) external view returns (MailingStatus status, uint32 collected, uint40 openedAt, uint40 closedAt);

    /// @notice Whether the letter's stake was collected.
    function isMailCollected(bytes32 id, uint32 index) external view returns (bool);
}
