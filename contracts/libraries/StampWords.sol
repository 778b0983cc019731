// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IStamps} from "../interfaces/IStamps.sol";

/// @dev A stamp's word in storage, low bits first: `status u8 | flags u8 | postedAt u40 | settledAt u40`.
type StampWord is uint256;

using StampWords for StampWord global;

/// @title What is written in a stamp's word
/// @dev Kept as a number rather than a struct: a struct in memory is unpacked and packed field by field at each step.
library StampWords {
    uint256 private constant _STATUS_MASK = 0xff;
    uint256 private constant _RELAY_MAY_COLLECT = 1 << 8;
    uint256 private constant _CARRIAGE_PAID = 1 << 9;
    uint256 private constant _POSTED_AT_SHIFT = 16;
    uint256 private constant _SETTLED_AT_SHIFT = 56;

    // Safety: 40 bits of seconds last until the year 36812, so `block.timestamp` keeps to its field.

    function open(bool relayMayCollect_) internal view returns (StampWord) {
        uint256 flags = relayMayCollect_ ? _RELAY_MAY_COLLECT : 0;
        return StampWord.wrap(uint256(IStamps.StampStatus.Open) | flags | (block.timestamp << _POSTED_AT_SHIFT));
    }

    function admitted(StampWord word) internal pure returns (StampWord) {
        return StampWord.wrap(_with(word, IStamps.StampStatus.Admitted) | _CARRIAGE_PAID);
    }

    /// @dev An answer: the relay has its carriage with it.
    function answered(StampWord word, IStamps.StampStatus outcome) internal view returns (StampWord) {
        return StampWord.wrap(_with(word, outcome) | _CARRIAGE_PAID | (block.timestamp << _SETTLED_AT_SHIFT));
    }

    function expired(StampWord word) internal view returns (StampWord) {
        return StampWord.wrap(_with(word, IStamps.StampStatus.Expired) | (block.timestamp << _SETTLED_AT_SHIFT));
    }

    /// @dev Of a stamp never posted, so that there is nothing to keep.
    function voided() internal view returns (StampWord) {
        return StampWord.wrap(uint256(IStamps.StampStatus.Voided) | (block.timestamp << _SETTLED_AT_SHIFT));
    }

    function status(StampWord word) internal pure returns (IStamps.StampStatus) {
        return IStamps.StampStatus(StampWord.unwrap(word) & _STATUS_MASK);
    }

    /// @dev Waiting for an outcome: `Open` or `Admitted`.
    function isPending(StampWord word) internal pure returns (bool) {
        uint256 raw = StampWord.unwrap(word) & _STATUS_MASK;
        return raw == uint256(IStamps.StampStatus.Open) || raw == uint256(IStamps.StampStatus.Admitted);
    }

    function relayMayCollect(StampWord word) internal pure returns (bool) {
        return StampWord.unwrap(word) & _RELAY_MAY_COLLECT != 0;
    }

    function carriagePaid(StampWord word) internal pure returns (bool) {
        return StampWord.unwrap(word) & _CARRIAGE_PAID != 0;
    }

    function postedAt(StampWord word) internal pure returns (uint40) {
        // Safety: the cast keeps the field's own 40 bits.
        return uint40(StampWord.unwrap(word) >> _POSTED_AT_SHIFT);
    }

    function settledAt(StampWord word) internal pure returns (uint40) {
        // Safety: the cast keeps the field's own 40 bits.
        return uint40(StampWord.unwrap(word) >> _SETTLED_AT_SHIFT);
    }

    /// @dev Only pending stamps change, and their `settledAt` is still 0, so that ORing it in sets it.
    function _with(StampWord word, IStamps.StampStatus next) private pure returns (uint256) {
        return (StampWord.unwrap(word) & ~_STATUS_MASK) | uint256(next);
    }
}
