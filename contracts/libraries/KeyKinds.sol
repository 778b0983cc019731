// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @title How long the public key of each kind is
library KeyKinds {
    uint16 internal constant ED25519 = 1;
    uint16 internal constant X25519 = 2;
    uint16 internal constant SECP256K1 = 3;
    uint16 internal constant P256 = 4;
    uint16 internal constant X_WING = 5;
    uint16 internal constant ML_KEM_768 = 6;
    uint16 internal constant FIRST_FREE = 1_000;

    uint256 internal constant MAX_FREE_LENGTH = 2_048;

    /// @return min Shortest and `max` longest length in bytes; both 0 for an unknown kind.
    function lengthRange(uint16 kind) internal pure returns (uint256 min, uint256 max) {
        if (kind == ED25519 || kind == X25519) return (32, 32);
        if (kind == SECP256K1 || kind == P256) return (33, 33);
        if (kind == X_WING) return (1_216, 1_216);
        if (kind == ML_KEM_768) return (1_184, 1_184);
        if (kind >= FIRST_FREE) return (1, MAX_FREE_LENGTH);
        return (0, 0);
    }
}
