// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IAccounts} from "./IAccounts.sol";
import {IRecovery} from "./IRecovery.sol";
import {ISigned} from "./ISigned.sol";

/// @title InboxRegistry: who an inbox is, which wallets speak for it, which keys act for it
/// @notice One call over two provable words answers "is key K active for inbox I", the same for every relay.
///
/// An inbox id is `sha256(utf8(lowercase 0x-address ‖ decimal nonce))`. It speaks for this chain only and proves only
/// who could create it: never carry authority over from another chain. Id 0 is never an inbox: every check on it is
/// false and every setter reverts.
///
/// Nobody administers this contract. Its EIP-712 domain is `Pennypost InboxRegistry`, version `1`; see {ISigned}.
interface IInboxRegistry is ISigned, IRecovery, IAccounts {
    /// @notice What a key is now.
    /// @dev `Expired` keys may be added again, `Revoked` ones never.
    enum KeyStatus {
        None,
        Active,
        Expired,
        Revoked
    }

    /// @notice A public key to add.
    /// @param kind 1 Ed25519 (32 bytes), 2 X25519 (32), 3 secp256k1 compressed (33), 4 P-256 compressed (33),
    ///        5 X-Wing (1,216), 6 ML-KEM-768 (1,184); 1,000 and above are free for applications (1 to 2,048 bytes).
    /// @param expiresAt Unix seconds from which the key is no longer active; 0 means never.
    /// @param publicKey The key itself. Goes into the event; storage keeps only its id.
    /// @param possession At most 1,024 bytes: the key's own signature over `KeyPossession(inboxId, keyId)`, or for kinds
    ///        that cannot sign an active signing key's `keyId ‖ signature`, or empty. Not checked here: indexers do.
    struct KeyInput {
        uint16 kind;
        uint40 expiresAt;
        bytes publicKey;
        bytes possession;
    }

    /// @notice An inbox's word in storage, low bits first.
    /// @param recovery Account with the last word over the inbox; 0 only if the inbox is not registered.
    /// @param keyEpoch Keys of an older epoch are revoked.
    /// @param keyCount Keys of this epoch that are not revoked, expired ones included; at most 256.
    /// @param walletCount Linked wallets, at most 32.
    /// @param registeredAt Unix seconds.
    struct Inbox {
        address recovery;
        uint32 keyEpoch;
        uint16 keyCount;
        uint8 walletCount;
        uint40 registeredAt;
    }

    /// @notice Emitted once per inbox, when it comes into being.
    /// @dev Readers may rely on:
    ///      1. `inboxId` is derived from `wallet` and `inboxNonce`, and is registered at most once.
    ///      2. `wallet` is linked to it by this event; no {WalletLinked} is emitted for it.
    ///      3. `recovery` is not 0.
    event InboxRegistered(bytes32 indexed inboxId, address indexed wallet, address indexed recovery, uint64 inboxNonce);

    /// @notice Emitted when a further wallet joins an inbox.
    /// @dev Readers may rely on: the wallet was linked to no inbox before, and signed for this one.
    event WalletLinked(bytes32 indexed inboxId, address indexed wallet);

    /// @notice Emitted when a wallet leaves an inbox.
    /// @dev Readers may rely on: the keys that it added stay as they are.
    event WalletUnlinked(bytes32 indexed inboxId, address indexed wallet);

    /// @notice Emitted when a key becomes active, or an active or expired one gets a new expiry.
    /// @dev Readers may rely on:
    ///      1. `keyId` is `keccak256(abi.encode(kind, publicKey))`.
    ///      2. `wallet` was linked to the inbox, and sent or signed this.
    ///      3. The key was not revoked, and is of the inbox's present epoch.
    ///      4. From now on `expiresAt` alone says until when (0: never), unless {KeyRevoked} or {AllKeysRevoked} follows.
    event KeyAdded(
        bytes32 indexed inboxId,
        bytes32 indexed keyId,
        address indexed wallet,
        uint16 kind,
        uint40 expiresAt,
        bytes publicKey,
        bytes possession
    );

    /// @notice Emitted when a key is revoked for good, also one that was never added.
    /// @dev Readers may rely on: emitted at most once per inbox and key; no {KeyAdded} of the two follows.
    /// @param by The wallet or recovery that sent or signed it.
    event KeyRevoked(bytes32 indexed inboxId, bytes32 indexed keyId, address indexed by);

    /// @notice Emitted when every key added so far is revoked at once.
    /// @dev Readers may rely on: none of them ever returns. `keyEpoch` is the new epoch, one above the last.
    event AllKeysRevoked(bytes32 indexed inboxId, uint32 keyEpoch, address indexed by);

    /// @notice Thrown when the derived inbox id was registered before.
    error InboxAlreadyRegistered(bytes32 inboxId);

    /// @notice Thrown when a wallet is linked to an inbox already. It must leave that one first.
    error WalletAlreadyLinked(address wallet, bytes32 inboxId);

    /// @notice Thrown when unlinking a wallet that is not linked to this inbox.
    error WalletNotLinked(bytes32 inboxId, address wallet);

    /// @notice Thrown when an inbox has `max` wallets already.
    error TooManyWallets(bytes32 inboxId, uint256 max);

    /// @notice Thrown when the account is no wallet of the inbox.
    error NotWallet(bytes32 inboxId, address account);

    /// @notice Thrown when the caller is not the inbox's recovery.
    error NotRecovery(bytes32 inboxId, address caller);

    /// @notice Thrown when the account is neither a wallet nor the recovery of the inbox.
    error NotWalletOrRecovery(bytes32 inboxId, address account);

    /// @notice Thrown when a key's kind is neither assigned nor free.
    error KeyKindUnknown(uint16 kind);

    /// @notice Thrown when a public key does not have its kind's length, in bytes.
    error KeyLengthOutOfRange(uint16 kind, uint256 length, uint256 min, uint256 max);

    /// @notice Thrown when a key would be expired from the start. `expiresAt` must be 0 or later than now, Unix seconds.
    error KeyExpiryPassed(bytes32 keyId, uint40 expiresAt, uint256 nowSeconds);

    /// @notice Thrown when a proof of possession is longer than `max` bytes.
    error PossessionTooLong(bytes32 keyId, uint256 length, uint256 max);

    /// @notice Thrown when adding a key that was revoked, or that belongs to an older epoch.
    error KeyWasRevoked(bytes32 inboxId, bytes32 keyId);

    /// @notice Thrown when an inbox has `max` keys of this epoch that are not revoked. Revoke some, expired ones first.
    error TooManyKeys(bytes32 inboxId, uint256 max);

    /// @notice Registers the inbox derived from the caller and `inboxNonce`, with the caller as its first wallet.
    /// @dev Emits {InboxRegistered}, then {KeyAdded} for each key. Requires in this order:
    ///      - the caller is linked to no inbox, else {WalletAlreadyLinked};
    ///      - the inbox is not registered, else {InboxAlreadyRegistered};
    ///      - each key as in {addKeys}.
    /// @param recovery Account with the last word; 0 means the caller itself.
    function register(uint64 inboxNonce, address recovery, KeyInput[] calldata keys) external returns (bytes32 inboxId);

    /// @notice As {register}, for a wallet that signed
    ///         `Register(address wallet,uint64 inboxNonce,address recovery,KeyInput[] keys,uint256 nonce,uint256 deadline)`.
    /// @dev Requires first: `deadline` is not past, else {ISigned-SignatureHasExpired}; the signature is the wallet's, else
    ///      {ISigned-InvalidSignature}. Uses up the wallet's nonce.
    function registerFor(
        address wallet,
        uint64 inboxNonce,
        address recovery,
        KeyInput[] calldata keys,
        uint256 deadline,
        bytes calldata signature
    ) external returns (bytes32 inboxId);

    /// @notice Links a wallet, which signed `LinkWallet(bytes32 inboxId,address wallet,uint256 nonce,uint256 deadline)`.
    /// @dev Emits {WalletLinked}. Uses up the wallet's nonce. Requires in this order:
    ///      - the caller is the inbox's recovery, else {NotRecovery};
    ///      - `deadline` is not past, else {ISigned-SignatureHasExpired};
    ///      - the signature is the wallet's, else {ISigned-InvalidSignature};
    ///      - the wallet is linked to no inbox, else {WalletAlreadyLinked};
    ///      - the inbox has fewer than 32 wallets, else {TooManyWallets}.
    function linkWallet(bytes32 inboxId, address wallet, uint256 deadline, bytes calldata walletSignature) external;

    /// @notice Unlinks a wallet. Its keys stay: revoke them in the same {multicall} where they should go too.
    /// @dev Emits {WalletUnlinked}. Requires in this order:
    ///      - the caller is that wallet or the inbox's recovery, else {NotWalletOrRecovery};
    ///      - the wallet is linked to the inbox, else {WalletNotLinked}.
    function unlinkWallet(bytes32 inboxId, address wallet) external;

    /// @notice Adds keys, or sets a new expiry for keys that are active or expired.
    /// @dev Emits {KeyAdded} for each. Requires the caller to be a wallet of the inbox, else {NotWallet}; for each key:
    ///      - its kind is known, else {KeyKindUnknown};
    ///      - its length fits the kind, else {KeyLengthOutOfRange};
    ///      - `possession` has at most 1,024 bytes, else {PossessionTooLong};
    ///      - `expiresAt` is 0 or later than now, else {KeyExpiryPassed};
    ///      - it was not revoked and is of no older epoch, else {KeyWasRevoked};
    ///      - there is room for it if it is new, else {TooManyKeys}.
    function addKeys(bytes32 inboxId, KeyInput[] calldata keys) external;

    /// @notice As {addKeys}, for a wallet that signed
    ///         `AddKeys(address wallet,bytes32 inboxId,KeyInput[] keys,uint256 nonce,uint256 deadline)`.
    /// @dev Requires first: `deadline` is not past, else {ISigned-SignatureHasExpired}; the signature is the wallet's, else
    ///      {ISigned-InvalidSignature}. Uses up the wallet's nonce.
    function addKeysFor(
        address wallet,
        bytes32 inboxId,
        KeyInput[] calldata keys,
        uint256 deadline,
        bytes calldata signature
    ) external;

    /// @notice Revokes keys for good. A key never added is banned; one revoked already is passed over.
    /// @dev Emits {KeyRevoked} for each that was not revoked. No limit blocks it. Requires the caller to be a wallet or
    ///      the recovery of the inbox, else {NotWalletOrRecovery}.
    function revokeKeys(bytes32 inboxId, bytes32[] calldata keyIds) external;

    /// @notice As {revokeKeys}, for a wallet or recovery that signed
    ///         `RevokeKeys(address signer,bytes32 inboxId,bytes32[] keyIds,uint256 nonce,uint256 deadline)`.
    /// @dev Requires first: `deadline` is not past, else {ISigned-SignatureHasExpired}; the signature is the signer's, else
    ///      {ISigned-InvalidSignature}. Uses up the signer's nonce.
    function revokeKeysFor(
        address signer,
        bytes32 inboxId,
        bytes32[] calldata keyIds,
        uint256 deadline,
        bytes calldata signature
    ) external;

    /// @notice Revokes every key of the inbox in one step, however many there are.
    /// @dev Emits {AllKeysRevoked}. Requires the caller to be a wallet or the recovery, else {NotWalletOrRecovery}.
    function revokeAllKeys(bytes32 inboxId) external;

    /// @notice The inbox a wallet is linked to; 0 if none.
    function inboxOf(address wallet) external view returns (bytes32 inboxId);

    /// @notice An inbox's word; all zero if it is not registered.
    function inbox(bytes32 inboxId) external view returns (Inbox memory);

    /// @notice The id that `wallet` would register with `inboxNonce`.
    function deriveInboxId(address wallet, uint64 inboxNonce) external pure returns (bytes32 inboxId);

    /// @notice `keccak256(abi.encode(kind, publicKey))`.
    function keyId(uint16 kind, bytes calldata publicKey) external pure returns (bytes32);

    /// @notice What the key is for the inbox at this block's time.
    function keyStatus(bytes32 inboxId, bytes32 keyId_) external view returns (KeyStatus);

    /// @notice Whether the key is added, not revoked, of this epoch, and not expired.
    function isActiveKey(bytes32 inboxId, bytes32 keyId_) external view returns (bool);

    /// @notice Whether the wallet is linked to the inbox. False for inbox 0.
    function isWalletOf(bytes32 inboxId, address wallet) external view returns (bool);

    /// @notice The account with the last word over the inbox; 0 if it is not registered.
    function recoveryOf(bytes32 inboxId) external view returns (address);

    /// @notice Both in one call, for contracts that decide by them.
    function authority(bytes32 inboxId, address account) external view returns (bool isWallet, address recovery);
}
