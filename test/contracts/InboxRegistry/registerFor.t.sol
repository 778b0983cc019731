// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IInboxRegistry} from "../../../contracts/interfaces/IInboxRegistry.sol";
import {ISigned} from "../../../contracts/interfaces/ISigned.sol";
import {RegistrySignedCallTest} from "./RegistrySignedCallTest.sol";

contract InboxRegistryRegisterForTest is RegistrySignedCallTest {
    uint64 private constant _INBOX_NONCE = 3;

    /* SIGNED CALL */

    function prepare(address signer) internal override {}

    function structHashOf(address signer, uint256 nonce, uint256 deadline) internal view override returns (bytes32) {
        Register memory value = Register(signer, _INBOX_NONCE, carol.addr, _keys(), nonce, deadline);
        return vm.eip712HashStruct(REGISTER_TYPE, abi.encode(value));
    }

    function send(address signer, uint256 deadline, bytes memory signature) internal override {
        vm.prank(mallory.addr);
        registry.registerFor(signer, _INBOX_NONCE, carol.addr, _keys(), deadline, signature);
    }

    function isDone(address signer) internal view override returns (bool) {
        return registry.inboxOf(signer) == registry.deriveInboxId(signer, _INBOX_NONCE);
    }

    /* SIGNED MEMBERS */

    function test_RevertWhen_InboxNonceDiffers() external {
        bytes memory signature = _signed();
        _expectInvalid();
        registry.registerFor(alice.addr, _INBOX_NONCE + 1, carol.addr, _keys(), NOW, signature);
    }

    function test_RevertWhen_RecoveryDiffers() external {
        bytes memory signature = _signed();
        _expectInvalid();
        registry.registerFor(alice.addr, _INBOX_NONCE, mallory.addr, _keys(), NOW, signature);
    }

    function test_RevertWhen_KeysDiffer() external {
        bytes memory signature = _signed();
        IInboxRegistry.KeyInput[][7] memory others;
        for (uint256 i = 0; i < 5; ++i) others[i] = _keys();
        others[0][0].kind = 2;
        others[1][0].expiresAt += 1;
        others[2][1].publicKey[31] ^= 0x01;
        others[3][1].possession = "proofs";
        (others[4][0], others[4][1]) = (others[4][1], others[4][0]);
        others[5] = keysFrom(1, 3);
        (others[5][0], others[5][1]) = (_keys()[0], _keys()[1]);
        others[6] = list(_keys()[0]);

        for (uint256 i = 0; i < others.length; ++i) {
            _expectInvalid();
            registry.registerFor(alice.addr, _INBOX_NONCE, carol.addr, others[i], NOW, signature);
        }
        send(alice.addr, NOW, signature);
    }

    /* STATE */

    function test_RevertGiven_WalletIsLinked() external {
        bytes memory signature = _signed();
        bytes32 inboxId = registerInbox(alice.addr);

        vm.expectRevert(abi.encodeWithSelector(IInboxRegistry.WalletAlreadyLinked.selector, alice.addr, inboxId));
        send(alice.addr, NOW, signature);
    }

    function test_RevertGiven_InboxWasRegistered() external {
        bytes memory signature = _signed();
        vm.startPrank(alice.addr);
        bytes32 inboxId = registry.register(_INBOX_NONCE, address(0), noKeys());
        registry.unlinkWallet(inboxId, alice.addr);
        vm.stopPrank();

        vm.expectRevert(abi.encodeWithSelector(IInboxRegistry.InboxAlreadyRegistered.selector, inboxId));
        send(alice.addr, NOW, signature);
    }

    /* IN ORDER */

    function test_ReturnsTheInboxDerivedFromTheWallet() external {
        bytes memory signature = _signed();
        bytes32 inboxId = registry.registerFor(alice.addr, _INBOX_NONCE, carol.addr, _keys(), NOW, signature);

        vm.assertEq(inboxId, registry.deriveInboxId(alice.addr, _INBOX_NONCE));
        vm.assertTrue(registry.isWalletOf(inboxId, alice.addr));
        vm.assertEq(registry.inboxOf(address(this)), bytes32(0));
    }

    function test_WritesTheWords() external {
        send(alice.addr, NOW, _signed());

        bytes32 inboxId = registry.inboxOf(alice.addr);
        assertInboxWord(inboxId, carol.addr, 0, 2, 1, NOW);
        assertKeyWord(inboxId, idOf(_keys()[0]), 1, NOW, NOW + 30 days, 0, 0);
        assertKeyWord(inboxId, idOf(_keys()[1]), 1, NOW, 0, 0, 0);
    }

    function test_MakesTheWalletTheRecoveryWhenItIsZero() external {
        Register memory value = Register(alice.addr, 0, address(0), noKeys(), 0, NOW);
        bytes32 inboxId = registry.registerFor(alice.addr, 0, address(0), noKeys(), NOW, sign(alice, digestOf(value)));

        vm.assertEq(registry.recoveryOf(inboxId), alice.addr);
    }

    function test_EmitsInboxRegisteredAndKeyAdded() external {
        bytes memory signature = _signed();
        IInboxRegistry.KeyInput[] memory keys = _keys();
        bytes32 inboxId = registry.deriveInboxId(alice.addr, _INBOX_NONCE);

        vm.expectEmit(address(registry));
        emit IInboxRegistry.InboxRegistered(inboxId, alice.addr, carol.addr, _INBOX_NONCE);
        for (uint256 i = 0; i < keys.length; ++i) {
            vm.expectEmit(address(registry));
            emit IInboxRegistry.KeyAdded(
                inboxId,
                idOf(keys[i]),
                alice.addr,
                1,
                keys[i].expiresAt,
                keys[i].publicKey,
                keys[i].possession
            );
        }
        send(alice.addr, NOW, signature);
    }

    /* PARTS */

    function _keys() private pure returns (IInboxRegistry.KeyInput[] memory keys) {
        keys = list(keyOf(1, NOW + 30 days), keyOf(2));
        keys[1].possession = "proof";
    }

    function _signed() private view returns (bytes memory) {
        return sign(alice, digest(structHashOf(alice.addr, 0, NOW)));
    }

    function _expectInvalid() private {
        vm.expectRevert(abi.encodeWithSelector(ISigned.InvalidSignature.selector, alice.addr));
    }
}
