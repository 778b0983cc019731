// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IInboxRegistry} from "../../../contracts/interfaces/IInboxRegistry.sol";
import {ISigned} from "../../../contracts/interfaces/ISigned.sol";
import {RegistrySignedCallTest} from "./RegistrySignedCallTest.sol";

/// @notice The signer's inbox, with Carol as recovery.
contract InboxRegistryRevokeKeysForTest is RegistrySignedCallTest {
    bytes32 private constant _FIRST = keccak256("first");
    bytes32 private constant _SECOND = keccak256("second");

    bytes32 internal inboxId;

    /* SIGNED CALL */

    function prepare(address signer) internal override {
        inboxId = registerInbox(signer, carol.addr);
    }

    function structHashOf(address signer, uint256 nonce, uint256 deadline) internal view override returns (bytes32) {
        RevokeKeys memory value = RevokeKeys(signer, inboxId, list(_FIRST, _SECOND), nonce, deadline);
        return vm.eip712HashStruct(REVOKE_KEYS_TYPE, abi.encode(value));
    }

    function send(address signer, uint256 deadline, bytes memory signature) internal override {
        vm.prank(mallory.addr);
        registry.revokeKeysFor(signer, inboxId, list(_FIRST, _SECOND), deadline, signature);
    }

    function isDone(address) internal view override returns (bool) {
        return registry.keyStatus(inboxId, _FIRST) == IInboxRegistry.KeyStatus.Revoked;
    }

    /* SIGNED MEMBERS */

    function test_RevertWhen_InboxDiffers() external {
        bytes memory signature = _signed();
        bytes32 other = registerInbox(bob.addr, alice.addr);

        _expectInvalid();
        registry.revokeKeysFor(alice.addr, other, list(_FIRST, _SECOND), NOW, signature);
    }

    function test_RevertWhen_KeysDiffer() external {
        bytes memory signature = _signed();
        bytes32[][4] memory others;
        others[0] = list(_FIRST, keccak256("third"));
        others[1] = list(_SECOND, _FIRST);
        others[2] = new bytes32[](3);
        (others[2][0], others[2][1]) = (_FIRST, _SECOND);
        others[3] = list(_FIRST);

        for (uint256 i = 0; i < others.length; ++i) {
            _expectInvalid();
            registry.revokeKeysFor(alice.addr, inboxId, others[i], NOW, signature);
        }
        send(alice.addr, NOW, signature);
    }

    /* SIGNER */

    function test_RevertGiven_SignerIsNeitherWalletNorRecovery() external {
        prepare(alice.addr);
        bytes memory signature = sign(bob, digestOf(RevokeKeys(bob.addr, inboxId, list(_FIRST), 0, NOW)));

        vm.expectRevert(abi.encodeWithSelector(IInboxRegistry.NotWalletOrRecovery.selector, inboxId, bob.addr));
        vm.prank(alice.addr);
        registry.revokeKeysFor(bob.addr, inboxId, list(_FIRST), NOW, signature);
    }

    /* IN ORDER */

    function test_RevokesWhatAWalletSignedFor() external {
        bytes memory signature = _signed();

        _expectRevoked(_FIRST, alice.addr);
        _expectRevoked(_SECOND, alice.addr);
        send(alice.addr, NOW, signature);
        assertKeyWord(inboxId, _FIRST, 0, 0, 0, NOW, 0);
        assertKeyWord(inboxId, _SECOND, 0, 0, 0, NOW, 0);
    }

    function test_RevokesWhatTheRecoverySignedFor() external {
        prepare(alice.addr);
        bytes32 keyId = addKey(alice.addr, inboxId, keyOf(1));
        bytes memory signature = sign(carol, digestOf(RevokeKeys(carol.addr, inboxId, list(keyId), 0, NOW)));

        _expectRevoked(keyId, carol.addr);
        registry.revokeKeysFor(carol.addr, inboxId, list(keyId), NOW, signature);
        assertInboxWord(inboxId, carol.addr, 0, 0, 1, NOW);
        vm.assertEq(registry.nonces(carol.addr), 1);
    }

    /* PARTS */

    function _signed() private returns (bytes memory) {
        prepare(alice.addr);
        return sign(alice, digest(structHashOf(alice.addr, 0, NOW)));
    }

    function _expectInvalid() private {
        vm.expectRevert(abi.encodeWithSelector(ISigned.InvalidSignature.selector, alice.addr));
    }

    function _expectRevoked(bytes32 keyId, address by) private {
        vm.expectEmit(address(registry));
        emit IInboxRegistry.KeyRevoked(inboxId, keyId, by);
    }
}
