// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IInboxRegistry} from "../../../contracts/interfaces/IInboxRegistry.sol";
import {ISigned} from "../../../contracts/interfaces/ISigned.sol";
import {RegistrySignedCallTest} from "./RegistrySignedCallTest.sol";

/// @notice The signer's inbox, with Carol as recovery.
contract InboxRegistryAddKeysForTest is RegistrySignedCallTest {
    bytes32 internal inboxId;

    /* SIGNED CALL */

    function prepare(address signer) internal override {
        inboxId = registerInbox(signer, carol.addr);
    }

    function structHashOf(address signer, uint256 nonce, uint256 deadline) internal view override returns (bytes32) {
        AddKeys memory value = AddKeys(signer, inboxId, _keys(), nonce, deadline);
        return vm.eip712HashStruct(ADD_KEYS_TYPE, abi.encode(value));
    }

    function send(address signer, uint256 deadline, bytes memory signature) internal override {
        vm.prank(mallory.addr);
        registry.addKeysFor(signer, inboxId, _keys(), deadline, signature);
    }

    function isDone(address) internal view override returns (bool) {
        return registry.isActiveKey(inboxId, idOf(_keys()[0]));
    }

    /* SIGNED MEMBERS */

    function test_RevertWhen_InboxDiffers() external {
        bytes memory signature = _signed();
        bytes32 other = registerInbox(bob.addr);

        _expectInvalid();
        registry.addKeysFor(alice.addr, other, _keys(), NOW, signature);
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
            registry.addKeysFor(alice.addr, inboxId, others[i], NOW, signature);
        }
        send(alice.addr, NOW, signature);
    }

    /* SIGNER */

    function test_RevertGiven_SignerIsNoWallet() external {
        prepare(alice.addr);
        bytes memory signature = sign(carol, digestOf(AddKeys(carol.addr, inboxId, _keys(), 0, NOW)));

        vm.expectRevert(abi.encodeWithSelector(IInboxRegistry.NotWallet.selector, inboxId, carol.addr));
        vm.prank(alice.addr);
        registry.addKeysFor(carol.addr, inboxId, _keys(), NOW, signature);
    }

    /* IN ORDER */

    function test_WritesTheWords() external {
        send(alice.addr, NOW, _signed());

        assertInboxWord(inboxId, carol.addr, 0, 2, 1, NOW);
        assertKeyWord(inboxId, idOf(_keys()[0]), 1, NOW, NOW + 30 days, 0, 0);
        assertKeyWord(inboxId, idOf(_keys()[1]), 1, NOW, 0, 0, 0);
    }

    function test_EmitsKeyAddedNamingTheSigner() external {
        bytes memory signature = _signed();
        IInboxRegistry.KeyInput[] memory keys = _keys();

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

    function test_UsesUpTheNonceWithoutKeysToo() external {
        prepare(alice.addr);
        bytes memory signature = sign(alice, digestOf(AddKeys(alice.addr, inboxId, noKeys(), 0, NOW)));

        registry.addKeysFor(alice.addr, inboxId, noKeys(), NOW, signature);
        vm.assertEq(registry.nonces(alice.addr), 1);
    }

    /* PARTS */

    function _keys() private pure returns (IInboxRegistry.KeyInput[] memory keys) {
        keys = list(keyOf(1, NOW + 30 days), keyOf(2));
        keys[1].possession = "proof";
    }

    function _signed() private returns (bytes memory) {
        prepare(alice.addr);
        return sign(alice, digest(structHashOf(alice.addr, 0, NOW)));
    }

    function _expectInvalid() private {
        vm.expectRevert(abi.encodeWithSelector(ISigned.InvalidSignature.selector, alice.addr));
    }
}
