// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {KeyWord, KeyWords} from "../../../contracts/libraries/KeyWords.sol";
import {Test} from "../base/Test.sol";

/// @title The library's functions that read the clock, made callable
/// @dev The optimizer takes the time for constant within a call, so that a test sees no warp but through another one.
contract KeyWordsCaller {
    function added(uint16 kind, uint32 epoch) external view returns (KeyWord) {
        return KeyWords.added(kind, epoch);
    }

    function revoked(KeyWord word) external view returns (KeyWord) {
        return word.revoked();
    }

    function isExpired(KeyWord word) external view returns (bool) {
        return word.isExpired();
    }
}

contract KeyWordsTest is Test {
    KeyWord private constant _EMPTY = KeyWord.wrap(0);

    KeyWordsCaller internal caller = new KeyWordsCaller();

    /* WRITING */

    function testFuzz_Added_SetsKindAndTimeAndEpoch(uint16 kind, uint32 epoch, uint256 time) external {
        time = bound(time, 1, type(uint40).max);
        vm.warp(time);
        _assertWord(caller.added(kind, epoch), kind, time, 0, 0, epoch);
    }

    function testFuzz_WithExpiry_LeavesTheRest(uint16 kind, uint32 epoch, uint40 expiresAt) external {
        vm.warp(NOW);
        KeyWord word = caller.added(kind, epoch).withExpiry(expiresAt);
        _assertWord(word, kind, NOW, expiresAt, 0, epoch);
        _assertWord(caller.revoked(word).withExpiry(1), kind, NOW, 1, NOW, epoch);
    }

    function testFuzz_WithExpiry_ReplacesAnEarlierOne(uint40 first, uint40 second) external {
        vm.warp(NOW);
        _assertWord(caller.added(1, 1).withExpiry(first).withExpiry(second), 1, NOW, second, 0, 1);
    }

    function testFuzz_Revoked_LeavesTheRest(uint16 kind, uint32 epoch, uint40 expiresAt, uint256 time) external {
        time = bound(time, NOW, type(uint40).max);
        vm.warp(NOW);
        KeyWord word = caller.added(kind, epoch).withExpiry(expiresAt);
        vm.warp(time);
        _assertWord(caller.revoked(word), kind, NOW, expiresAt, time, epoch);
        _assertWord(caller.revoked(_EMPTY), 0, 0, 0, time, 0);
    }

    /* READING */

    function test_IsAdded_NotTheEmptyWordNorABannedKey() external {
        vm.warp(NOW);
        vm.assertFalse(_EMPTY.isAdded());
        vm.assertFalse(caller.revoked(_EMPTY).isAdded());
    }

    function test_IsAdded_AnAddedKey_AtAnyTime() external {
        uint256[4] memory times = [uint256(1), NOW, 1 << 39, type(uint40).max];
        for (uint256 i = 0; i < times.length; ++i) {
            vm.warp(times[i]);
            vm.assertTrue(caller.added(0, 0).isAdded());
            vm.assertTrue(caller.revoked(caller.added(0, 0)).isAdded());
        }
    }

    function testFuzz_IsRevoked_NotTheEmptyWord(uint32 epoch) external pure {
        vm.assertFalse(_EMPTY.isRevoked(epoch));
    }

    function testFuzz_IsRevoked_NotAnAddedKeyInItsEpoch(uint16 kind, uint32 epoch, uint40 expiresAt) external {
        vm.warp(NOW);
        vm.assertFalse(caller.added(kind, epoch).withExpiry(expiresAt).isRevoked(epoch));
    }

    function testFuzz_IsRevoked_AnAddedKeyInAnyOtherEpoch(uint32 epoch, uint32 other) external {
        vm.warp(NOW);
        vm.assertEq(caller.added(1, epoch).isRevoked(other), other != epoch);
        unchecked {
            vm.assertTrue(caller.added(1, epoch).isRevoked(epoch + 1));
            vm.assertTrue(caller.added(1, epoch).isRevoked(epoch - 1));
        }
    }

    function testFuzz_IsRevoked_ARevokedOrBannedKeyInAnyEpoch(uint32 epoch, uint32 other) external {
        vm.warp(NOW);
        vm.assertTrue(caller.revoked(caller.added(1, epoch)).isRevoked(epoch));
        vm.assertTrue(caller.revoked(caller.added(1, epoch)).isRevoked(other));
        vm.assertTrue(caller.revoked(_EMPTY).isRevoked(other));
    }

    function test_IsExpired_NotWithoutAnExpiry() external {
        KeyWord word = caller.added(1, 1);
        vm.warp(type(uint40).max);
        vm.assertFalse(caller.isExpired(word));
    }

    function testFuzz_IsExpired_FromTheExpiryOn(uint256 expiresAt) external {
        expiresAt = bound(expiresAt, 2, type(uint40).max);
        // Safety: bounded to 40 bits just now.
        KeyWord word = caller.added(1, 1).withExpiry(uint40(expiresAt));

        vm.warp(expiresAt - 1);
        vm.assertFalse(caller.isExpired(word));
        vm.warp(expiresAt);
        vm.assertTrue(caller.isExpired(word));
        vm.warp(expiresAt + 1);
        vm.assertTrue(caller.isExpired(word));
    }

    /* PARTS */

    function _assertWord(
        KeyWord word,
        uint256 kind,
        uint256 addedAt,
        uint256 expiresAt,
        uint256 revokedAt,
        uint256 epoch
    ) private pure {
        vm.assertEq(
            KeyWord.unwrap(word),
            kind | (addedAt << 16) | (expiresAt << 56) | (revokedAt << 96) | (epoch << 136)
        );
    }
}
