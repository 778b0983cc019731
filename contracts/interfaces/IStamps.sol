// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @title The stamps of PostOffice: postage for one letter to one inbox
/// @notice Postage is carriage, the relay's once it admits the letter or the recipient answers, and stake, a bond with the
/// recipient. The sender cannot cancel. Storage keeps one word per stamp; every later call brings the whole {Stamp},
/// checked by its hash.
///
/// ```
/// None ──voidStamps (its sender)──▶ Voided
/// None ──post──▶ Open ──admit (the relay)──▶ Admitted
/// Open | Admitted ──collect (recipient)──▶ Collected          stake → payout;  carriage → relay if not yet paid
/// Open | Admitted ──returnToSender (recipient)──▶ Returned    stake → sender;  carriage → relay if not yet paid
/// Open | Admitted ──expire (anyone)──▶ Expired                stake → sender;  carriage → sender if not yet paid
/// ```
///
/// Admitting and answering need `block.timestamp < expiresAt`, {expire} needs `>=`: no second belongs to both. Outcomes
/// are final, and a stamp's id is never free again.
///
/// Never post through a shared caller such as a router: it would be the sender, and anyone could take its refund.
interface IStamps {
    /// @notice Where a stamp is in its life. `Voided` is a stamp signed and called off before it was posted.
    enum StampStatus {
        None,
        Open,
        Admitted,
        Collected,
        Returned,
        Expired,
        Voided
    }

    /// @notice One escrow of postage. Its EIP-712 digest in the domain `Pennypost PostOffice`, version `1`, is its id.
    /// @param sender Who pays, and is refunded; not necessarily who writes.
    /// @param relay Who carries and earns the carriage; 0: any relay, and then no carriage.
    /// @param token Address of the token; 0 is the native one.
    /// @param inboxId The recipient.
    /// @param letterHash `keccak256` of the sealed letter.
    /// @param carriage In the token's smallest unit.
    /// @param stake In the token's smallest unit, at least the inbox's terms.
    /// @param expiresAt Unix seconds. Before it the recipient may answer; from it on only {expire} works.
    struct Stamp {
        address sender;
        address relay;
        address token;
        bytes32 inboxId;
        bytes32 letterHash;
        uint96 carriage;
        uint96 stake;
        uint40 expiresAt;
    }

    /// @notice A {Stamp} to post; its sender is who pays. Fields as there.
    struct PostInput {
        address relay;
        address token;
        bytes32 inboxId;
        bytes32 letterHash;
        uint96 carriage;
        uint96 stake;
        uint40 expiresAt;
    }

    /// @notice Emitted once per stamp, when its postage enters escrow.
    /// @dev Relays hold a letter until they have seen this. Readers may rely on:
    ///      1. A `stampId` is posted at most once.
    ///      2. At most one of {StampCollected}, {StampReturned}, {StampExpired} follows for it.
    ///      3. `stake` was at least the inbox's terms, and `expiresAt` at least its window away, at this event.
    ///      4. `sender` was not denied by the inbox at this event.
    ///      5. `relay` is 0 only if `carriage` is 0.
    event StampPosted(
        bytes32 indexed stampId,
        bytes32 indexed inboxId,
        address indexed sender,
        address relay,
        address token,
        bytes32 letterHash,
        uint96 carriage,
        uint96 stake,
        uint40 expiresAt
    );

    /// @notice Emitted when the stamp's relay admits the letter and takes the carriage.
    /// @dev Readers may rely on: at most once per stamp, after {StampPosted}, before `expiresAt` and before any answer.
    event StampAdmitted(bytes32 indexed stampId, address indexed relay);

    /// @notice Emitted when the stake goes to the recipient's payout.
    /// @dev Readers may rely on: before `expiresAt`; final.
    /// @param carriageTo Who has the carriage in the end: the stamp's relay, paid now or at admission; 0 if it has none.
    event StampCollected(bytes32 indexed stampId, address indexed payout, address carriageTo);

    /// @notice Emitted when the recipient gives the stake back.
    /// @dev Readers may rely on: before `expiresAt`; final.
    /// @param carriageTo Who has the carriage in the end: the stamp's relay, paid now or at admission; 0 if it has none.
    event StampReturned(bytes32 indexed stampId, address carriageTo);

    /// @notice Emitted when nobody answered in time and the stake is back with its sender.
    /// @dev Readers may rely on: at or after `expiresAt`; final.
    /// @param carriageTo Who has the carriage in the end: the relay if it admitted the letter, else the sender.
    event StampExpired(bytes32 indexed stampId, address carriageTo);

    /// @notice Emitted when a sender calls off a stamp that it signed and nobody posted.
    /// @dev Readers may rely on: no {StampPosted} of it came before or follows; final.
    event StampVoided(bytes32 indexed stampId, address indexed sender);

    // In the errors of posting, `index` is the stamp's place in the call; 0 where there is one stamp, or a mailing.

    /// @notice Thrown when {postMany} is called with no stamp.
    error NoStamps();

    /// @notice Thrown when the stamps of one {postMany} are not all in the first one's token.
    error TokensDiffer(uint256 index, address first, address token);

    /// @notice Thrown when the relay is this contract, which can carry nothing.
    error InvalidRelay(uint256 index, address relay);

    /// @notice Thrown when there is carriage and no relay to earn it.
    error CarriageWithoutRelay(uint256 index, uint96 carriage);

    /// @notice Thrown when the inbox does not accept the token, or is not registered.
    error TokenNotAccepted(uint256 index, bytes32 inboxId, address token);

    /// @notice Thrown when the stake is below the inbox's terms, in the token's smallest unit.
    error StakeTooLow(uint256 index, uint96 stake, uint96 required);

    /// @notice Thrown when `expiresAt` is outside `earliest` to `latest`, inclusive, Unix seconds.
    error ExpiryOutOfRange(uint256 index, uint40 expiresAt, uint256 earliest, uint256 latest);

    /// @notice Thrown when the inbox denies the paying address.
    error SenderDenied(uint256 index, bytes32 inboxId, address sender);

    /// @notice Thrown when the very same stamp was posted or voided before.
    error StampIdUsed(uint256 index, bytes32 stampId, StampStatus status);

    /// @notice Thrown when native money comes along with postage in another token, in wei.
    error UnexpectedValue(uint256 value);

    /// @notice Thrown when a stamp is neither `Open` nor `Admitted`.
    error StampNotPending(bytes32 stampId, StampStatus status);

    /// @notice Thrown when answering or admitting at or after `expiresAt`, Unix seconds.
    error StampHasExpired(bytes32 stampId, uint40 expiresAt);

    /// @notice Thrown when expiring before `expiresAt`, Unix seconds.
    error StampNotExpired(bytes32 stampId, uint40 expiresAt);

    /// @notice Thrown when the account may not answer: no wallet of the inbox, nor a relay that may collect.
    error NotRecipient(bytes32 stampId, address account);

    /// @notice Thrown when the caller is not the stamp's sender.
    error NotSender(bytes32 stampId, address caller);

    /// @notice Thrown when the caller is not the stamp's relay.
    error NotRelay(bytes32 stampId, address caller);

    /// @notice Posts a stamp, with the caller as its sender.
    /// @dev Emits {StampPosted}. Requires in this order:
    ///      - the relay is not this contract, else {InvalidRelay};
    ///      - no carriage without a relay, else {CarriageWithoutRelay};
    ///      - the inbox accepts the token, else {TokenNotAccepted};
    ///      - `stake` is at least its terms, else {StakeTooLow};
    ///      - `expiresAt` is within now + window and now + 60 days, else {ExpiryOutOfRange};
    ///      - the inbox does not deny the caller's address, else {SenderDenied};
    ///      - the stamp is new, else {StampIdUsed};
    ///      - it is paid. Native: `msg.value` first, a shortfall from the caller's balance (else
    ///        ERC6909InsufficientBalance), a surplus credited to it. Other tokens: no `msg.value`, else {UnexpectedValue};
    ///        the caller's balance first, a shortfall by `transferFrom` the caller, with the errors of {ILedger-deposit}.
    function post(PostInput calldata input) external payable returns (bytes32 stampId);

    /// @notice Posts stamps in one token, paid at once. Any refusal reverts all, with the index of the stamp refused.
    /// @dev Emits {StampPosted} for each. Requires at least one, else {NoStamps}; of each in turn, that it is in the first
    ///      one's token, else {TokensDiffer}, and what {post} requires; at last that all are paid.
    function postMany(PostInput[] calldata inputs) external payable returns (bytes32[] memory stampIds);

    /// @notice Posts a stamp that its sender signed, paid from the sender's balance. Anyone may.
    /// @dev What is signed is the {Stamp} itself, whose digest is its id: it can be posted once, and {voidStamps} calls it
    ///      off. Emits {StampPosted}. Requires in this order:
    ///      - the signature is the sender's, else {ISigned-InvalidSignature};
    ///      - what {post} requires, with the sender for the caller;
    ///      - the sender's balance covers the postage, else ERC6909InsufficientBalance.
    function postFor(
        address sender,
        PostInput calldata input,
        bytes calldata signature
    ) external returns (bytes32 stampId);

    /// @notice Posts a stamp paid from the balance of `sender`, as its ERC-6909 operator or within its allowance.
    ///         Refunds go to the sender, and do not restore the allowance.
    /// @dev Emits {StampPosted}, and ERC-6909's `Approval` where it spends a finite allowance. Requires in this order:
    ///      - what {post} requires, with the sender for the caller;
    ///      - unless the caller is the sender or its operator: its allowance covers the postage, else
    ///        ERC6909InsufficientAllowance;
    ///      - the sender's balance covers it, else ERC6909InsufficientBalance.
    function postFrom(address sender, PostInput calldata input) external returns (bytes32 stampId);

    /// @notice Calls off stamps that the caller signed and nobody posted yet, for good.
    /// @dev Emits {StampVoided} for each. Requires the caller to be the sender of each, else {NotSender}. What was posted or
    ///      voided already is passed over.
    /// @return voided How many were.
    function voidStamps(Stamp[] calldata stamps) external returns (uint256 voided);

    /// @notice Takes the carriage of stamps, by which the relay says that it carries their letters.
    /// @dev Emits {StampAdmitted} for each. For each, requires in this order:
    ///      - the caller is its relay, else {NotRelay};
    ///      - then, where the relay already has the carriage, the stamp is passed over;
    ///      - it is `Open`, else {StampNotPending};
    ///      - `block.timestamp < expiresAt`, else {StampHasExpired}.
    function admit(Stamp[] calldata stamps) external;

    /// @notice Takes the stake of stamps addressed to the caller's inbox, crediting the inbox's payout.
    /// @dev Emits {StampCollected} for each. What is already `Collected` is passed over. For each other stamp, requires in
    ///      this order:
    ///      - it is `Open` or `Admitted`, else {StampNotPending};
    ///      - `block.timestamp < expiresAt`, else {StampHasExpired};
    ///      - the caller is a wallet of `inboxId`, or its relay if `relayMayCollect` was set when posted, else
    ///        {NotRecipient}.
    function collect(Stamp[] calldata stamps) external;

    /// @notice Gives the stake of stamps addressed to the caller's inbox back to their senders' balances.
    /// @dev Emits {StampReturned} for each. What is already `Returned` is passed over. For each other stamp, requires as
    ///      {collect}, but only a wallet of the inbox may.
    function returnToSender(Stamp[] calldata stamps) external;

    /// @notice Answers stamps as a wallet of their inbox signed: `Answer(address wallet,bytes32[] stampIds,bool collect)`.
    ///         Anyone may. There is no nonce and no deadline: an answer holds until the stamp has an outcome.
    /// @dev Emits {StampCollected} or {StampReturned} for each. Requires in this order:
    ///      - the signature is the wallet's, else {ISigned-InvalidSignature};
    ///      - each stamp is addressed to the inbox that the wallet is linked to, else {NotRecipient}.
    ///      Then whatever is neither `Open` nor `Admitted`, or is past its expiry, is passed over.
    /// @param collect_ True to {collect}, false to {returnToSender}.
    /// @return settled How many were answered.
    function settleFor(
        Stamp[] calldata stamps,
        bool collect_,
        address wallet,
        bytes calldata signature
    ) external returns (uint256 settled);

    /// @notice Gives the stake of stamps that nobody answered in time back to their senders' balances. Anyone may.
    /// @dev Emits {StampExpired} for each. What is already `Expired` is passed over. For each other stamp, requires in this
    ///      order:
    ///      - it is `Open` or `Admitted`, else {StampNotPending};
    ///      - `block.timestamp >= expiresAt`, else {StampNotExpired}.
    function expire(Stamp[] calldata stamps) external;

    /// @notice The id of a stamp: its EIP-712 digest, chain and contract inside.
    function stampId(Stamp calldata stamp) external view returns (bytes32);

    /// @notice A stamp's word.
    /// @return status Where it is in its life.
    /// @return relayMayCollect Whether its relay may collect, as the inbox's terms had it when posted.
    /// @return carriagePaid Whether the relay has its carriage.
    /// @return postedAt Unix seconds.
    /// @return settledAt Unix seconds of the final outcome, or of being voided; 0 while there is none.
    function stampStatus(
        bytes32 id
    )
        external
        view
        returns (StampStatus status, bool relayMayCollect, bool carriagePaid, uint40 postedAt, uint40 settledAt);
}
