// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IStamps} from "../../../contracts/interfaces/IStamps.sol";
import {StampWord, StampWords} from "../../../contracts/libraries/StampWords.sol";
import {Test} from "../base/Test.sol";

/// @title The library's functions that read the clock, made callable
/// @dev The optimizer takes the time for constant within a call, so that a test sees no warp but through another one.
contract StampWordsCaller {
    function open(bool relayMayCollect) external view returns (StampWord) {
        return StampWords.open(relayMayCollect);
    }

    function answered(StampWord word, IStamps.StampStatus outcome) external view returns (StampWord) {
        return word.answered(outcome);
    }

    function expired(StampWord word) external view returns (StampWord) {
        return word.expired();
    }

    function voided() external view returns (StampWord) {
        return StampWords.voided();
    }
}

contract StampWordsTest is Test {
    StampWordsCaller internal caller = new StampWordsCaller();

    /* WRITING */

    function testFuzz_Open_SetsStatusFlagAndTime(bool mayCollect, uint256 time) external {
        time = bound(time, 1, type(uint40).max);
        vm.warp(time);
        _assertWord(caller.open(mayCollect), 1, mayCollect, false, time, 0);
    }

    function testFuzz_Admitted_LeavesTheRest(bool mayCollect, uint256 time) external {
        time = bound(time, 1, type(uint40).max);
        vm.warp(time);
        _assertWord(caller.open(mayCollect).admitted(), 2, mayCollect, true, time, 0);
    }

    function testFuzz_Answered_LeavesTheRest(bool mayCollect, bool isAdmitted, bool collects, uint256 time) external {
        time = bound(time, NOW, type(uint40).max);
        StampWord word = _pending(mayCollect, isAdmitted);
        vm.warp(time);
        IStamps.StampStatus outcome = collects ? IStamps.StampStatus.Collected : IStamps.StampStatus.Returned;
        _assertWord(caller.answered(word, outcome), collects ? 3 : 4, mayCollect, true, NOW, time);
    }

    function testFuzz_Expired_LeavesTheRest(bool mayCollect, bool isAdmitted, uint256 time) external {
        time = bound(time, NOW, type(uint40).max);
        StampWord word = _pending(mayCollect, isAdmitted);
        vm.warp(time);
        _assertWord(caller.expired(word), 5, mayCollect, isAdmitted, NOW, time);
    }

    function testFuzz_Voided_SetsStatusAndTime(uint256 time) external {
        time = bound(time, 1, type(uint40).max);
        vm.warp(time);
        _assertWord(caller.voided(), 6, false, false, 0, time);
    }

    /* READING */

    function testFuzz_IsPending_OfOpenAndAdmittedAlone(uint256 others) external pure {
        for (uint256 status = 0; status <= 6; ++status) {
            StampWord word = StampWord.wrap((others << 8) | status);
            vm.assertEq(word.isPending(), status == 1 || status == 2);
        }
    }

    function testFuzz_EachReadsItsOwnField(
        uint8 status,
        bool mayCollect,
        bool paid,
        uint40 postedAt,
        uint40 settledAt
    ) external pure {
        uint256 flags = (mayCollect ? 1 : 0) | (paid ? 2 : 0);
        uint256 raw = bound(status, 0, 6) | (flags << 8) | (uint256(postedAt) << 16) | (uint256(settledAt) << 56);
        StampWord word = StampWord.wrap(raw);
        vm.assertEq(uint8(word.status()), bound(status, 0, 6));
        vm.assertEq(word.relayMayCollect(), mayCollect);
        vm.assertEq(word.carriagePaid(), paid);
        vm.assertEq(word.postedAt(), postedAt);
        vm.assertEq(word.settledAt(), settledAt);
    }

    function test_EachIsZeroOfTheEmptyWord() external pure {
        StampWord empty = StampWord.wrap(0);
        vm.assertEq(uint8(empty.status()), uint8(IStamps.StampStatus.None));
        vm.assertFalse(empty.isPending() || empty.relayMayCollect() || empty.carriagePaid());
        vm.assertEq(uint256(empty.postedAt()) + empty.settledAt(), 0);
    }

    function test_StatusesAreNumberedAsPublished() external pure {
        IStamps.StampStatus[7] memory statuses = [
            IStamps.StampStatus.None,
            IStamps.StampStatus.Open,
            IStamps.StampStatus.Admitted,
            IStamps.StampStatus.Collected,
            IStamps.StampStatus.Returned,
            IStamps.StampStatus.Expired,
            IStamps.StampStatus.Voided
        ];
        for (uint256 i = 0; i < statuses.length; ++i) vm.assertEq(uint8(statuses[i]), i);
    }

    /* PARTS */

    function _pending(bool mayCollect, bool isAdmitted) private returns (StampWord word) {
        vm.warp(NOW);
        word = caller.open(mayCollect);
        if (isAdmitted) word = word.admitted();
    }

    function _assertWord(
        StampWord word,
        uint256 status,
        bool mayCollect,
        bool paid,
        uint256 postedAt,
        uint256 settledAt
    ) private pure {
        uint256 flags = (mayCollect ? 1 : 0) | (paid ? 2 : 0);
        vm.assertEq(StampWord.unwrap(word), status | (flags << 8) | (postedAt << 16) | (settledAt << 56));
    }
}
