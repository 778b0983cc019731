// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IInboxRegistry} from "../../../contracts/interfaces/IInboxRegistry.sol";
import {InboxRegistryTest} from "./InboxRegistryTest.sol";

/// @notice Alice's inbox, with Carol as recovery.
contract InboxRegistryAddKeysTest is InboxRegistryTest {
    bytes32 internal inboxId;

    function setUp() public override {
        super.setUp();
        inboxId = registerInbox(alice.addr, carol.addr);
    }

    /* CALLER */

    function test_RevertGiven_CallerIsAStranger() external {
        _expectNotWallet(inboxId, mallory.addr);
        vm.prank(mallory.addr);
        registry.addKeys(inboxId, list(keyOf(1)));
    }

    function test_RevertGiven_CallerIsTheRecoveryOnly() external {
        _expectNotWallet(inboxId, carol.addr);
        vm.prank(carol.addr);
        registry.addKeys(inboxId, list(keyOf(1)));
    }

    function test_RevertGiven_CallerIsAWalletOfAnotherInbox() external {
        registerInbox(mallory.addr);

        _expectNotWallet(inboxId, mallory.addr);
        vm.prank(mallory.addr);
        registry.addKeys(inboxId, list(keyOf(1)));
    }

    function test_RevertGiven_InboxIsZero() external {
        _expectNotWallet(0, alice.addr);
        vm.prank(alice.addr);
        registry.addKeys(0, list(keyOf(1)));

        _expectNotWallet(0, mallory.addr);
        vm.prank(mallory.addr);
        registry.addKeys(0, list(keyOf(1)));
    }

    function test_RevertGiven_CallerIsNoWallet_BeforeTheKeysAreRead() external {
        _expectNotWallet(inboxId, mallory.addr);
        vm.prank(mallory.addr);
        registry.addKeys(inboxId, list(keyOfKind(0, 0)));
    }

    /* KINDS AND LENGTHS */

    function testFuzz_RevertWhen_KindIsUnknown(uint16 kind) external {
        // 0 and 7 to 999, without dropping a run.
        kind = uint16(bound(kind, 6, 999));
        if (kind == 6) kind = 0;

        vm.expectRevert(abi.encodeWithSelector(IInboxRegistry.KeyKindUnknown.selector, kind));
        _add(keyOfKind(kind, 32));
    }

    function test_RevertWhen_LengthOfAnAssignedKindIsOneOff() external {
        uint256[6] memory lengths = _assignedLengths();
        for (uint16 kind = 1; kind <= 6; ++kind) {
            uint256 length = lengths[kind - 1];
            _expectLengthOutOfRange(kind, length - 1, length, length);
            _add(keyOfKind(kind, length - 1));
            _expectLengthOutOfRange(kind, length + 1, length, length);
            _add(keyOfKind(kind, length + 1));
            _expectLengthOutOfRange(kind, 0, length, length);
            _add(keyOfKind(kind, 0));
        }
    }

    function test_RevertWhen_LengthOfAFreeKindIsOutside() external {
        _expectLengthOutOfRange(1_000, 0, 1, 2_048);
        _add(keyOfKind(1_000, 0));
        _expectLengthOutOfRange(type(uint16).max, 2_049, 1, 2_048);
        _add(keyOfKind(type(uint16).max, 2_049));
    }

    /* POSSESSION */

    function test_RevertWhen_PossessionIsTooLong() external {
        IInboxRegistry.KeyInput memory key = keyOf(1);
        key.possession = new bytes(MAX_POSSESSION_LENGTH + 1);

        vm.expectRevert(
            abi.encodeWithSelector(IInboxRegistry.PossessionTooLong.selector, idOf(key), 1_025, MAX_POSSESSION_LENGTH)
        );
        _add(key);
    }

    /* EXPIRY */

    function test_RevertWhen_ExpiryIsBeforeNow() external {
        _expectExpiryPassed(keyOf(1), NOW - 1);
        _add(keyOf(1, NOW - 1));
    }

    function test_RevertWhen_ExpiryIsNow() external {
        _expectExpiryPassed(keyOf(1), NOW);
        _add(keyOf(1, NOW));
    }

    /* REVOKED */

    function test_RevertGiven_KeyWasRevokedWhileActive() external {
        bytes32 keyId = _add(keyOf(1));
        revokeKey(alice.addr, inboxId, keyId);

        _expectRevoked(keyId);
        _add(keyOf(1));
    }

    function test_RevertGiven_KeyWasRevokedAfterItExpired() external {
        bytes32 keyId = _add(keyOf(1, NOW + 1));
        vm.warp(NOW + 1);
        revokeKey(alice.addr, inboxId, keyId);

        _expectRevoked(keyId);
        _add(keyOf(1));
    }

    function test_RevertGiven_KeyWasBanned() external {
        revokeKey(carol.addr, inboxId, idOf(keyOf(1)));

        _expectRevoked(idOf(keyOf(1)));
        _add(keyOf(1));
    }

    function test_RevertGiven_KeyIsOfAnOlderEpoch() external {
        bytes32 keyId = _add(keyOf(1));
        _revokeAll();
        _expectRevoked(keyId);
        _add(keyOf(1));

        _revokeAll();
        _expectRevoked(keyId);
        _add(keyOf(1));
    }

    /* FULL */

    function test_RevertGiven_InboxHas256Keys() external {
        _fill();

        _expectTooMany();
        _add(keyOf(MAX_KEYS));
    }

    function test_RevertGiven_InboxHas256Keys_SomeExpired() external {
        _add(keyOf(MAX_KEYS, NOW + 1));
        _addMany(keysFrom(0, MAX_KEYS - 1));
        vm.warp(NOW + 1);

        _expectTooMany();
        _add(keyOf(MAX_KEYS + 1));
    }

    function test_SetsAnExpiryGivenInboxHas256Keys() external {
        _fill();

        _add(keyOf(3, NOW + 5));
        assertKeyWord(inboxId, idOf(keyOf(3)), 1, NOW, NOW + 5, 0, 0);
        assertInboxWord(inboxId, carol.addr, 0, MAX_KEYS, 1, NOW);
    }

    function test_TakesANewKeyOnceAnotherIsRevoked() external {
        _fill();
        revokeKey(alice.addr, inboxId, idOf(keyOf(3)));

        bytes32 keyId = _add(keyOf(MAX_KEYS));
        assertStatus(inboxId, keyId, IInboxRegistry.KeyStatus.Active);
        assertInboxWord(inboxId, carol.addr, 0, MAX_KEYS, 1, NOW);
    }

    function test_Takes256NewKeysOnceAllAreRevoked() external {
        _fill();
        _revokeAll();

        _addMany(keysFrom(MAX_KEYS, MAX_KEYS));
        assertInboxWord(inboxId, carol.addr, 1, MAX_KEYS, 1, NOW);
        _expectTooMany();
        _add(keyOf(2 * MAX_KEYS));
    }

    /* DIRTY CALLDATA */

    /// @dev Kind and expiry are shifted into the key's word: a bit outside of them would be another field's.
    function test_RevertWhen_CalldataHasBitsOutsideAField() external {
        bytes memory clean = abi.encodeCall(registry.addKeys, (inboxId, list(keyOf(1))));
        // Words after the selector: inbox, offset, length, offset, kind, expiry. The bytes above each field.
        uint256 kind = 4 + 4 * 32 + 29;
        uint256 expiresAt = 4 + 5 * 32 + 26;

        _assertRefused(clean, kind);
        _assertRefused(clean, expiresAt);
        vm.prank(alice.addr);
        (bool ok, ) = address(registry).call(clean);
        vm.assertTrue(ok);
    }

    /* ORDER OF ERRORS */

    function test_RevertWhen_SeveralThingsAreWrong_NamesTheFirst() external {
        _fill();
        // Everything that can be wrong with one key, mended one thing at a time.
        IInboxRegistry.KeyInput memory key = keyOfKind(9, 31);
        key.possession = new bytes(MAX_POSSESSION_LENGTH + 1);
        key.expiresAt = uint40(NOW);

        vm.expectRevert(abi.encodeWithSelector(IInboxRegistry.KeyKindUnknown.selector, 9));
        _add(key);

        key.kind = 1;
        _expectLengthOutOfRange(1, 31, 32, 32);
        _add(key);

        key.publicKey = new bytes(32);
        revokeKey(alice.addr, inboxId, idOf(key));
        vm.expectRevert(
            abi.encodeWithSelector(IInboxRegistry.PossessionTooLong.selector, idOf(key), 1_025, MAX_POSSESSION_LENGTH)
        );
        _add(key);

        key.possession = "";
        _expectExpiryPassed(key, NOW);
        _add(key);

        key.expiresAt = 0;
        _expectRevoked(idOf(key));
        _add(key);
    }

    function test_RevertWhen_AKeyIsWrong_NamesTheFirstAndAddsNone() external {
        IInboxRegistry.KeyInput[] memory keys = keysFrom(1, 3);
        keys[1].kind = 0;
        keys[2].kind = 999;

        vm.expectRevert(abi.encodeWithSelector(IInboxRegistry.KeyKindUnknown.selector, 0));
        _addMany(keys);
        assertKeyWord(inboxId, idOf(keys[0]), 0, 0, 0, 0, 0);
        assertInboxWord(inboxId, carol.addr, 0, 0, 1, NOW);
    }

    /* IN ORDER */

    function test_WritesTheKeyWord() external {
        bytes32 keyId = _add(keyOfKind(5, 1_216));
        assertKeyWord(inboxId, keyId, 5, NOW, 0, 0, 0);

        _revokeAll();
        vm.warp(NOW + 7);
        keyId = _add(keyOf(1, NOW + 90 days));
        assertKeyWord(inboxId, keyId, 1, NOW + 7, NOW + 90 days, 0, 1);
    }

    function test_CountsTheKeyAndLeavesTheRestOfTheInboxWord() external {
        vm.warp(NOW + 1);
        _revokeAll();

        _addMany(keysFrom(1, 3));
        assertInboxWord(inboxId, carol.addr, 1, 3, 1, NOW);
    }

    function test_EmitsKeyAddedForEach() external {
        IInboxRegistry.KeyInput memory first = keyOf(1, NOW + 1);
        first.possession = "first proof";
        IInboxRegistry.KeyInput memory second = keyOfKind(1_000, 5);

        vm.expectEmit(address(registry));
        emit IInboxRegistry.KeyAdded(
            inboxId,
            idOf(first),
            alice.addr,
            1,
            uint40(NOW + 1),
            first.publicKey,
            "first proof"
        );
        vm.expectEmit(address(registry));
        emit IInboxRegistry.KeyAdded(inboxId, idOf(second), alice.addr, 1_000, 0, second.publicKey, "");
        vm.recordLogs();
        _addMany(list(first, second));
        vm.assertEq(vm.getRecordedLogs().length, 2);
    }

    function test_TakesEachAssignedKindAtItsLength() external {
        uint256[6] memory lengths = _assignedLengths();
        for (uint16 kind = 1; kind <= 6; ++kind) {
            bytes32 keyId = _add(keyOfKind(kind, lengths[kind - 1]));
            assertKeyWord(inboxId, keyId, kind, NOW, 0, 0, 0);
        }
        assertInboxWord(inboxId, carol.addr, 0, 6, 1, NOW);
    }

    function testFuzz_TakesFreeKindsOf1To2048Bytes(uint16 kind, uint256 length) external {
        kind = uint16(bound(kind, 1_000, type(uint16).max));
        length = bound(length, 1, 2_048);

        bytes32 keyId = _add(keyOfKind(kind, length));
        assertKeyWord(inboxId, keyId, kind, NOW, 0, 0, 0);
    }

    function test_TakesFreeKindsAtTheirLimits() external {
        _add(keyOfKind(1_000, 1));
        _add(keyOfKind(type(uint16).max, 2_048));
        assertInboxWord(inboxId, carol.addr, 0, 2, 1, NOW);
    }

    function test_TakesAPossessionOf1024Bytes() external {
        IInboxRegistry.KeyInput memory key = keyOf(1);
        key.possession = new bytes(MAX_POSSESSION_LENGTH);

        vm.expectEmit(address(registry));
        emit IInboxRegistry.KeyAdded(inboxId, idOf(key), alice.addr, 1, 0, key.publicKey, key.possession);
        _add(key);
    }

    function test_TakesAnExpiryOneSecondFromNowAndTheLast() external {
        assertStatus(inboxId, _add(keyOf(1, NOW + 1)), IInboxRegistry.KeyStatus.Active);

        bytes32 keyId = _add(keyOf(2, type(uint40).max));
        assertKeyWord(inboxId, keyId, 1, NOW, type(uint40).max, 0, 0);
    }

    function test_SetsANewExpiryOfAnActiveKey() external {
        bytes32 keyId = _add(keyOf(1, NOW + 10));
        uint256[3] memory expiries = [NOW + 5, NOW + 20, 0];
        for (uint256 i = 0; i < expiries.length; ++i) {
            _add(keyOf(1, expiries[i]));
            assertKeyWord(inboxId, keyId, 1, NOW, expiries[i], 0, 0);
        }
    }

    function test_SetsANewExpiryOfAnExpiredKey() external {
        bytes32 keyId = _add(keyOf(1, NOW + 10));
        vm.warp(NOW + 10);
        assertStatus(inboxId, keyId, IInboxRegistry.KeyStatus.Expired);

        _add(keyOf(1, NOW + 11));
        assertStatus(inboxId, keyId, IInboxRegistry.KeyStatus.Active);
    }

    function test_KeepsWhenAKeyWasAddedAndTheCountWhenItSetsAnExpiry() external {
        bytes32 keyId = _add(keyOf(1, NOW + 10));
        vm.warp(NOW + 20);

        _add(keyOf(1, NOW + 30));
        assertKeyWord(inboxId, keyId, 1, NOW, NOW + 30, 0, 0);
        assertInboxWord(inboxId, carol.addr, 0, 1, 1, NOW);
    }

    function test_CountsAKeyGivenTwiceOnce() external {
        _addMany(list(keyOf(1, NOW + 1), keyOf(1, NOW + 2)));

        assertKeyWord(inboxId, idOf(keyOf(1)), 1, NOW, NOW + 2, 0, 0);
        assertInboxWord(inboxId, carol.addr, 0, 1, 1, NOW);
    }

    function test_TakesTheSameBytesUnderAnotherKind() external {
        bytes32 signing = _add(keyOfKind(1, 32));
        bytes32 sealing = _add(keyOfKind(2, 32));

        vm.assertNotEq(signing, sealing);
        revokeKey(alice.addr, inboxId, signing);
        assertStatus(inboxId, sealing, IInboxRegistry.KeyStatus.Active);
    }

    function test_KeepsTheKeysOfTwoInboxesApart() external {
        bytes32 bobs = registerInbox(bob.addr);
        bytes32 keyId = _add(keyOf(1));
        assertStatus(bobs, keyId, IInboxRegistry.KeyStatus.None);

        addKey(bob.addr, bobs, keyOf(1));
        revokeKey(alice.addr, inboxId, keyId);
        assertStatus(inboxId, keyId, IInboxRegistry.KeyStatus.Revoked);
        assertStatus(bobs, keyId, IInboxRegistry.KeyStatus.Active);
    }

    function test_DoesNothingWithoutKeys() external {
        vm.recordLogs();
        _addMany(noKeys());

        vm.assertEq(vm.getRecordedLogs().length, 0);
        assertInboxWord(inboxId, carol.addr, 0, 0, 1, NOW);
    }

    /* PARTS */

    function _add(IInboxRegistry.KeyInput memory key) private returns (bytes32) {
        return addKey(alice.addr, inboxId, key);
    }

    function _addMany(IInboxRegistry.KeyInput[] memory keys) private {
        vm.prank(alice.addr);
        registry.addKeys(inboxId, keys);
    }

    function _assertRefused(bytes memory clean, uint256 position) private {
        bytes memory dirty = bytes.concat(clean);
        dirty[position] = 0x01;
        vm.prank(alice.addr);
        (bool ok, bytes memory answer) = address(registry).call(dirty);
        vm.assertFalse(ok);
        vm.assertEq(answer, "");
    }

    function _fill() private {
        _addMany(keysFrom(0, MAX_KEYS));
    }

    function _revokeAll() private {
        vm.prank(alice.addr);
        registry.revokeAllKeys(inboxId);
    }

    /// @dev In bytes, of kinds 1 to 6.
    function _assignedLengths() private pure returns (uint256[6] memory) {
        return [uint256(32), 32, 33, 33, 1_216, 1_184];
    }

    function _expectNotWallet(bytes32 inboxId_, address account) private {
        vm.expectRevert(abi.encodeWithSelector(IInboxRegistry.NotWallet.selector, inboxId_, account));
    }

    function _expectLengthOutOfRange(uint16 kind, uint256 length, uint256 min, uint256 max) private {
        vm.expectRevert(abi.encodeWithSelector(IInboxRegistry.KeyLengthOutOfRange.selector, kind, length, min, max));
    }

    function _expectExpiryPassed(IInboxRegistry.KeyInput memory key, uint256 expiresAt) private {
        vm.expectRevert(abi.encodeWithSelector(IInboxRegistry.KeyExpiryPassed.selector, idOf(key), expiresAt, NOW));
    }

    function _expectRevoked(bytes32 keyId) private {
        vm.expectRevert(abi.encodeWithSelector(IInboxRegistry.KeyWasRevoked.selector, inboxId, keyId));
    }

    function _expectTooMany() private {
        vm.expectRevert(abi.encodeWithSelector(IInboxRegistry.TooManyKeys.selector, inboxId, MAX_KEYS));
    }
}
