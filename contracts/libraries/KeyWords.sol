// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @dev A key's word in storage, low bits first: `kind u16 | addedAt u40 | expiresAt u40 | revokedAt u40 | epoch u32`.
type KeyWord is uint256;

using KeyWords for KeyWord global;

/// @title What is written in a key's word
/// @dev Kept as a number rather than a struct, which would be written to storage field by field.
library KeyWords {
    uint256 private constant _TIME_MASK = type(uint40).max;
    uint256 private constant _ADDED_AT_SHIFT = 16;
    uint256 private constant _EXPIRES_AT_SHIFT = 56;
    uint256 private constant _REVOKED_AT_SHIFT = 96;
    uint256 private constant _EPOCH_SHIFT = 136;

    // Safety: 40 bits of seconds last until the year 36812, so `block.timestamp` keeps to its field.

    function added(uint16 kind, uint32 epoch_) internal view returns (KeyWord) {
        return KeyWord.wrap(uint256(kind) | (block.timestamp << _ADDED_AT_SHIFT) | (uint256(epoch_) << _EPOCH_SHIFT));
    }

    function withExpiry(KeyWord word, uint40 expiresAt) internal pure returns (KeyWord) {
        uint256 others = KeyWord.unwrap(word) & ~(_TIME_MASK << _EXPIRES_AT_SHIFT);
        return KeyWord.wrap(others | (uint256(expiresAt) << _EXPIRES_AT_SHIFT));
    }

    /// @dev Only for a key that is not revoked, whose `revokedAt` is 0, so that ORing it in sets it.
    function revoked(KeyWord word) internal view returns (KeyWord) {
        return KeyWord.wrap(KeyWord.unwrap(word) | (block.timestamp << _REVOKED_AT_SHIFT));
    }

    /// @dev False for a key never added, also if it was banned before it could be.
    function isAdded(KeyWord word) internal pure returns (bool) {
        return KeyWord.unwrap(word) & (_TIME_MASK << _ADDED_AT_SHIFT) != 0;
    }

    /// @dev Revoked by name, or added in an epoch that is over.
    function isRevoked(KeyWord word, uint32 epoch_) internal pure returns (bool) {
        uint256 raw = KeyWord.unwrap(word);
        if (raw & (_TIME_MASK << _REVOKED_AT_SHIFT) != 0) return true;
        return isAdded(word) && raw >> _EPOCH_SHIFT != epoch_;
    }

    /// @dev An expiry of 0 is never.
    function isExpired(KeyWord word) internal view returns (bool) {
        uint256 expiresAt = (KeyWord.unwrap(word) >> _EXPIRES_AT_SHIFT) & _TIME_MASK;
        return expiresAt != 0 && block.timestamp >= expiresAt;
    }
}
