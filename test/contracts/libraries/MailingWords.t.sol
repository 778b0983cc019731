// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IMailings} from "../../../contracts/interfaces/IMailings.sol";
import {MailingWord, MailingWords} from "../../../contracts/libraries/MailingWords.sol";
import {Test} from "../base/Test.sol";

/// @title The library's functions that read the clock, made callable
/// @dev The optimizer takes the time for constant within a call, so that a test sees no warp but through another one.
contract MailingWordsCaller {
    function open() external view returns (MailingWord) {
        return MailingWords.open();
    }

    function closed(MailingWord word) external view returns (MailingWord) {
        return word.closed();
    }
}

contract MailingWordsTest is Test {
    MailingWordsCaller internal caller = new MailingWordsCaller();

    /* WRITING */

    function testFuzz_Open_SetsStatusAndTime(uint256 time) external {
        time = bound(time, 1, type(uint40).max);
        vm.warp(time);
        _assertWord(caller.open(), 1, 0, time, 0);
    }

    function testFuzz_Admitted_LeavesTheRest(uint32 letters, uint256 time) external {
        time = bound(time, 1, type(uint40).max);
        vm.warp(time);
        _assertWord(caller.open().withCollected(letters).admitted(), 2, letters, time, 0);
    }

    function testFuzz_WithCollected_Adds(uint32 first, uint32 second, bool isAdmitted) external {
        second = uint32(bound(second, 0, type(uint32).max - first));
        vm.warp(type(uint40).max);
        MailingWord word = caller.open();
        if (isAdmitted) word = word.admitted();
        word = word.withCollected(first).withCollected(second);
        _assertWord(word, isAdmitted ? 2 : 1, uint256(first) + second, type(uint40).max, 0);
    }

    function test_WithCollected_FillsItsField() external {
        vm.warp(NOW);
        MailingWord word = caller.open().withCollected(type(uint32).max);
        _assertWord(word, 1, type(uint32).max, NOW, 0);
        _assertWord(word.withCollected(0), 1, type(uint32).max, NOW, 0);
    }

    function testFuzz_Closed_LeavesTheRest(uint32 letters, uint256 time, bool isAdmitted) external {
        time = bound(time, NOW, type(uint40).max);
        vm.warp(NOW);
        MailingWord word = caller.open().withCollected(letters);
        if (isAdmitted) word = word.admitted();
        vm.warp(time);
        _assertWord(caller.closed(word), 3, letters, NOW, time);
    }

    /* READING */

    function testFuzz_EachReadsItsOwnField(
        uint8 status,
        uint32 letters,
        uint40 openedAt,
        uint40 closedAt
    ) external pure {
        uint256 raw = bound(status, 0, 3) | (uint256(letters) << 8) | (uint256(openedAt) << 40);
        MailingWord word = MailingWord.wrap(raw | (uint256(closedAt) << 80));
        vm.assertEq(uint8(word.status()), bound(status, 0, 3));
        vm.assertEq(word.collected(), letters);
        vm.assertEq(word.openedAt(), openedAt);
        vm.assertEq(word.closedAt(), closedAt);
    }

    function test_EachIsZeroOfTheEmptyWord() external pure {
        MailingWord empty = MailingWord.wrap(0);
        vm.assertEq(uint8(empty.status()), uint8(IMailings.MailingStatus.None));
        vm.assertEq(uint256(empty.collected()) + empty.openedAt() + empty.closedAt(), 0);
    }

    function test_StatusesAreNumberedAsPublished() external pure {
        vm.assertEq(uint8(IMailings.MailingStatus.Open), 1);
        vm.assertEq(uint8(IMailings.MailingStatus.Admitted), 2);
        vm.assertEq(uint8(IMailings.MailingStatus.Closed), 3);
    }

    /* PARTS */

    function _assertWord(
        MailingWord word,
        uint256 status,
        uint256 collected,
        uint256 openedAt,
        uint256 closedAt
    ) private pure {
        vm.assertEq(MailingWord.unwrap(word), status | (collected << 8) | (openedAt << 40) | (closedAt << 80));
    }
}
