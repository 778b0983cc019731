// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Strings} from "@openzeppelin/contracts/utils/Strings.sol";

/// @title The id of an inbox: `sha256(utf8(lowercase 0x-address ‖ decimal nonce))`
library InboxIds {
    function derive(address wallet, uint64 inboxNonce) internal pure returns (bytes32) {
        // Safety: the first cast keeps the upper 16 of 20 bytes, the second the lower 4.
        bytes32 upper = bytes32(_hex(uint128(uint160(wallet) >> 32)));
        bytes8 lower = bytes8(uint64(_hex(uint32(uint160(wallet)))));
        return sha256(bytes.concat("0x", upper, lower, bytes(Strings.toString(inboxNonce))));
    }

    /// @dev The 32 hexadecimal digits of a number, in ASCII. All at once: OpenZeppelin's goes digit by digit, which costs
    /// 6,000 gas more.
    function _hex(uint128 number) private pure returns (uint256 digits) {
        // Each step moves the upper half of every group up, until each half byte has a byte of its own.
        digits = number;
        digits = (digits | (digits << 64)) & 0x0000000000000000ffffffffffffffff0000000000000000ffffffffffffffff;
        digits = (digits | (digits << 32)) & 0x00000000ffffffff00000000ffffffff00000000ffffffff00000000ffffffff;
        digits = (digits | (digits << 16)) & 0x0000ffff0000ffff0000ffff0000ffff0000ffff0000ffff0000ffff0000ffff;
        digits = (digits | (digits << 8)) & 0x00ff00ff00ff00ff00ff00ff00ff00ff00ff00ff00ff00ff00ff00ff00ff00ff;
        digits = (digits | (digits << 4)) & 0x0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f;
        // Safety: a byte is at most 15 + 48 + 39, so that none carries over into its neighbour.
        unchecked {
            uint256 ones = 0x0101010101010101010101010101010101010101010101010101010101010101;
            // 1 in each byte of 10 and more, whose letters stand 39 above where the numerals would go on.
            uint256 letters = ((digits + ones * 6) >> 4) & ones;
            return digits + ones * 48 + letters * 39;
        }
    }
}
