// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @title The accounts of InboxRegistry: what an inbox is known as elsewhere
/// @notice Accounts on chains that this one knows nothing of, by their CAIP-10 names. The contract keeps none and checks
/// no proof: they are events, and whoever indexes them checks the account's own signature.
interface IAccounts {
    /// @notice Emitted when an inbox says that an account elsewhere is its own.
    /// @dev Readers may rely on: `wallet` was a wallet of the inbox. On nothing else: check `proof`.
    /// @param account CAIP-10, as given: any bytes.
    /// @param proof The account's signature, as its namespace has it.
    event AccountLinked(bytes32 indexed inboxId, address indexed wallet, string account, bytes proof);

    /// @notice Emitted when an inbox takes that back, also if it never said it.
    /// @dev Readers may rely on: `wallet` was a wallet of the inbox.
    event AccountUnlinked(bytes32 indexed inboxId, address indexed wallet, string account);

    /// @notice Thrown when an account's name does not have `min` to `max` bytes.
    error AccountLengthOutOfRange(uint256 length, uint256 min, uint256 max);

    /// @notice Thrown when a proof is longer than `max` bytes.
    error AccountProofTooLong(uint256 length, uint256 max);

    /// @notice Says that an account on another chain is the inbox's own.
    /// @dev Emits {AccountLinked}. Requires in this order:
    ///      - the caller is a wallet of the inbox, else {IInboxRegistry-NotWallet};
    ///      - `account` has 1 to 171 bytes, else {AccountLengthOutOfRange};
    ///      - `proof` has at most 2,048 bytes, else {AccountProofTooLong}.
    /// @param account CAIP-10, such as `solana:5eykt4UsFv8P8NJdTREpY1vzqKqZKvdp:7S3P4HxJpyyigGzodYwHtCxZyUQe9JiBMHyRWXArAaKv`.
    /// @param proof The account's own signature; of a Solana account 64 bytes over the text in docs/protocol.md.
    function linkAccount(bytes32 inboxId, string calldata account, bytes calldata proof) external;

    /// @notice Takes it back.
    /// @dev Emits {AccountUnlinked}. Requires as {linkAccount}, but for the proof.
    function unlinkAccount(bytes32 inboxId, string calldata account) external;
}
