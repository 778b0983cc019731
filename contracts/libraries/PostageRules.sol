// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IStamps} from "../interfaces/IStamps.sol";

/// @title What stamps and mailings both ask of postage
library PostageRules {
    uint256 private constant _MAX_LIFETIME = 60 days;

    /// @param index Of the stamp in the call, for the error; 0 for a mailing.
    function requireRelay(uint256 index, address relay, uint96 carriage) internal view {
        if (relay == address(this)) revert IStamps.InvalidRelay(index, relay);
        if (relay == address(0) && carriage != 0) revert IStamps.CarriageWithoutRelay(index, carriage);
    }

    /// @param index As above.
    /// @param least Seconds from now on to `expiresAt`.
    function requireLifetime(uint256 index, uint40 expiresAt, uint256 least) internal view {
        uint256 earliest;
        uint256 latest;
        // Safety: seconds since 1970 and windows of 32 bits are far from 2^256.
        unchecked {
            (earliest, latest) = (block.timestamp + least, block.timestamp + _MAX_LIFETIME);
        }
        if (expiresAt < earliest || expiresAt > latest) {
            revert IStamps.ExpiryOutOfRange(index, expiresAt, earliest, latest);
        }
    }
}
