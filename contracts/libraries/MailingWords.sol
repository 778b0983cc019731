// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IMailings} from "../interfaces/IMailings.sol";

/// @dev A mailing's word in storage, low bits first: `status u8 | collected u32 | openedAt u40 | closedAt u40`.
type MailingWord is uint256;

using MailingWords for MailingWord global;

/// @title What is written in a mailing's word
library MailingWords {
    uint256 private constant _STATUS_MASK = 0xff;
    uint256 private constant _COLLECTED_SHIFT = 8;
    uint256 private constant _OPENED_AT_SHIFT = 40;
    uint256 private constant _CLOSED_AT_SHIFT = 80;

    // Safety: 40 bits of seconds last until the year 36812, so `block.timestamp` keeps to its field.

    function open() internal view returns (MailingWord) {
        return MailingWord.wrap(uint256(IMailings.MailingStatus.Open) | (block.timestamp << _OPENED_AT_SHIFT));
    }

    function admitted(MailingWord word) internal pure returns (MailingWord) {
        return _with(word, IMailings.MailingStatus.Admitted);
    }

    /// @param letters How many more are collected. There are at most as many as the mailing has, a number of 32 bits.
    function withCollected(MailingWord word, uint256 letters) internal pure returns (MailingWord) {
        return MailingWord.wrap(MailingWord.unwrap(word) + (letters << _COLLECTED_SHIFT));
    }

    /// @dev Only for a mailing that is not closed, whose `closedAt` is 0, so that ORing it in sets it.
    function closed(MailingWord word) internal view returns (MailingWord) {
        MailingWord next = _with(word, IMailings.MailingStatus.Closed);
        return MailingWord.wrap(MailingWord.unwrap(next) | (block.timestamp << _CLOSED_AT_SHIFT));
    }

    function status(MailingWord word) internal pure returns (IMailings.MailingStatus) {
        return IMailings.MailingStatus(MailingWord.unwrap(word) & _STATUS_MASK);
    }

    // Safety, of the three casts: each keeps the field's own bits.

    function collected(MailingWord word) internal pure returns (uint32) {
        return uint32(MailingWord.unwrap(word) >> _COLLECTED_SHIFT);
    }

    function openedAt(MailingWord word) internal pure returns (uint40) {
        return uint40(MailingWord.unwrap(word) >> _OPENED_AT_SHIFT);
    }

    function closedAt(MailingWord word) internal pure returns (uint40) {
        return uint40(MailingWord.unwrap(word) >> _CLOSED_AT_SHIFT);
    }

    function _with(MailingWord word, IMailings.MailingStatus next) private pure returns (MailingWord) {
        return MailingWord.wrap((MailingWord.unwrap(word) & ~_STATUS_MASK) | uint256(next));
    }
}
