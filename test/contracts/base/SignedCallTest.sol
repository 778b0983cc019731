// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ISigned} from "../../../contracts/interfaces/ISigned.sol";
import {MockWallet1271} from "../../../contracts/mocks/MockWallet1271.sol";
import {SignatureTest} from "./SignatureTest.sol";

/// @title What holds, beyond {SignatureTest}, for every call whose signature carries a nonce and a deadline
/// (signedCall.tree)
abstract contract SignedCallTest is SignatureTest {
    /* WHAT A CONTRACT FILLS IN */

    /// @dev Uses up the signer's nonce 0 by another signature for the same contract.
    function useNonceOtherwise(Account memory signer) internal virtual;

    /* WHAT A FUNCTION FILLS IN */

    function structHashOf(address signer, uint256 nonce, uint256 deadline) internal view virtual returns (bytes32);

    function send(address signer, uint256 deadline, bytes memory signature) internal virtual;

    function structHashOf(address signer) internal view override returns (bytes32) {
        return structHashOf(signer, 0, NOW);
    }

    function send(address signer, bytes memory signature) internal override {
        send(signer, NOW, signature);
    }

    /* DEADLINE */

    function test_RevertGiven_DeadlineIsPast() external {
        bytes memory signature = _prepared(NOW + 10);
        vm.warp(NOW + 11);

        vm.expectRevert(abi.encodeWithSelector(ISigned.SignatureHasExpired.selector, NOW + 10));
        send(alice.addr, NOW + 10, signature);
    }

    function test_RevertGiven_DeadlineIsPast_BeforeTheSignatureIsRead() external {
        prepare(alice.addr);

        vm.expectRevert(abi.encodeWithSelector(ISigned.SignatureHasExpired.selector, NOW - 1));
        send(alice.addr, NOW - 1, "");
    }

    function test_IsInTimeAtTheDeadline() external {
        bytes memory signature = _prepared(NOW + 10);
        vm.warp(NOW + 10);

        send(alice.addr, NOW + 10, signature);
        vm.assertTrue(isDone(alice.addr));
    }

    function test_IsInTimeBeforeTheDeadline() external {
        bytes memory signature = _prepared(NOW + 10);
        vm.warp(NOW + 9);

        send(alice.addr, NOW + 10, signature);
        vm.assertTrue(isDone(alice.addr));
    }

    function test_RevertWhen_DeadlineIsNotTheSignedOne() external {
        bytes memory signature = _prepared(NOW + 10);

        expectInvalid(alice.addr);
        send(alice.addr, NOW + 11, signature);
    }

    /* NONCE */

    function test_RevertWhen_NonceIsAhead() external {
        prepare(alice.addr);
        bytes memory signature = sign(alice, signedDigest(structHashOf(alice.addr, 1, NOW)));

        expectInvalid(alice.addr);
        send(alice.addr, NOW, signature);
    }

    function test_RevertGiven_NonceWasVoided() external {
        bytes memory signature = _prepared(NOW);
        vm.prank(alice.addr);
        target().useNonce();

        expectInvalid(alice.addr);
        send(alice.addr, NOW, signature);

        send(alice.addr, NOW, sign(alice, signedDigest(structHashOf(alice.addr, 1, NOW))));
        vm.assertTrue(isDone(alice.addr));
    }

    function test_RevertGiven_AnotherSignatureUsedTheNonce() external {
        bytes memory signature = _prepared(NOW);
        useNonceOtherwise(alice);
        vm.assertEq(target().nonces(alice.addr), 1);

        expectInvalid(alice.addr);
        send(alice.addr, NOW, signature);
    }

    function test_RevertWhen_Replayed() external {
        bytes memory signature = _prepared(NOW);
        send(alice.addr, NOW, signature);

        expectInvalid(alice.addr);
        send(alice.addr, NOW, signature);
    }

    function test_UsesUpOneNonceOfTheSigner() external {
        bytes memory signature = _prepared(NOW);

        send(alice.addr, NOW, signature);
        vm.assertEq(target().nonces(alice.addr), 1);
    }

    function test_UsesUpOneNonceOfASmartAccount() external {
        address wallet = address(new MockWallet1271(bob.addr));
        prepare(wallet);

        send(wallet, NOW, sign(bob, signedDigest(structHashOf(wallet, 0, NOW))));
        vm.assertEq(target().nonces(wallet), 1);
        vm.assertEq(target().nonces(bob.addr), 0);
    }

    function test_UsesUpNoNonceWhenItReverts() external {
        prepare(alice.addr);

        expectInvalid(alice.addr);
        send(alice.addr, NOW, new bytes(65));
        vm.assertEq(target().nonces(alice.addr), 0);
    }

    /* PARTS */

    /// @dev Alice's call, signed for nonce 0.
    function _prepared(uint256 deadline) private returns (bytes memory signature) {
        prepare(alice.addr);
        return sign(alice, signedDigest(structHashOf(alice.addr, 0, deadline)));
    }
}
