// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {MockHostileWallet1271} from "../../../contracts/mocks/MockHostileWallet1271.sol";
import {MockWallet1271} from "../../../contracts/mocks/MockWallet1271.sol";
import {IInboxRegistry} from "../../../contracts/interfaces/IInboxRegistry.sol";
import {ISigned} from "../../../contracts/interfaces/ISigned.sol";
import {InboxRegistryTest} from "./InboxRegistryTest.sol";

/// @title What holds for every call that carries a signature (signedCall.tree)
/// @notice A test of such a function extends this and says how it is prepared, signed and sent. What differs between the
/// functions, above all that each signed member counts, is in their own tests.
abstract contract SignedCallTest is InboxRegistryTest {
    /// @dev Order of secp256k1.
    uint256 private constant _N = 0xFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFEBAAEDCE6AF48A03BBFD25E8CD0364141;

    /* WHAT A FUNCTION FILLS IN */

    /// @dev Brings about what the call needs apart from the signature.
    function prepare(address signer) internal virtual;

    /// @dev The signed struct's hash, after {prepare}.
    function structHashOf(address signer, uint256 nonce, uint256 deadline) internal view virtual returns (bytes32);

    /// @dev Sends the call from an account that may. Makes no other call, which an expected revert would be taken for.
    function send(address signer, uint256 deadline, bytes memory signature) internal virtual;

    /// @dev Whether the call has had its effect.
    function isDone(address signer) internal view virtual returns (bool);

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

        _expectInvalid(alice.addr);
        send(alice.addr, NOW + 11, signature);
    }

    /* SIGNER */

    function test_RevertWhen_AnotherSigned() external {
        prepare(alice.addr);
        bytes memory signature = sign(mallory, digest(structHashOf(alice.addr, 0, NOW)));

        _expectInvalid(alice.addr);
        send(alice.addr, NOW, signature);
    }

    function test_RevertWhen_TheStructNamesAnotherSigner() external {
        prepare(alice.addr);
        bytes memory signature = sign(alice, digest(structHashOf(bob.addr, 0, NOW)));

        _expectInvalid(alice.addr);
        send(alice.addr, NOW, signature);
    }

    function test_RevertWhen_SignerIsZero() external {
        _expectInvalid(address(0));
        send(address(0), NOW, new bytes(65));
    }

    function test_RevertWhen_SIsHigh() external {
        prepare(alice.addr);
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(alice.privateKey, digest(structHashOf(alice.addr, 0, NOW)));
        bytes memory twin = abi.encodePacked(r, bytes32(_N - uint256(s)), v == 27 ? uint8(28) : uint8(27));

        _expectInvalid(alice.addr);
        send(alice.addr, NOW, twin);
    }

    function test_RevertWhen_SignatureIsCompact() external {
        prepare(alice.addr);
        (bytes32 r, bytes32 vs) = vm.signCompact(alice.privateKey, digest(structHashOf(alice.addr, 0, NOW)));

        _expectInvalid(alice.addr);
        send(alice.addr, NOW, abi.encodePacked(r, vs));
    }

    /* DOMAIN */

    function test_RevertWhen_SignedForAnotherChain() external {
        prepare(alice.addr);
        _expectInvalidInDomain(domainSeparator("Pennypost InboxRegistry", block.chainid + 1, address(registry)));
    }

    function test_RevertWhen_SignedForAnotherContract() external {
        prepare(alice.addr);
        _expectInvalidInDomain(domainSeparator("Pennypost InboxRegistry", block.chainid, address(this)));
    }

    function test_RevertWhen_SignedForAnotherProtocol() external {
        prepare(alice.addr);
        _expectInvalidInDomain(domainSeparator("Pennypost PostOffice", block.chainid, address(registry)));
    }

    function test_FollowsTheChainIdWhenTheChainSplits() external {
        bytes memory before = _prepared(NOW);
        uint256 newChainId = block.chainid + 1;
        vm.chainId(newChainId);

        _expectInvalid(alice.addr);
        send(alice.addr, NOW, before);

        bytes32 separator = domainSeparator("Pennypost InboxRegistry", newChainId, address(registry));
        send(alice.addr, NOW, sign(alice, typedDataDigest(separator, structHashOf(alice.addr, 0, NOW))));
        vm.assertTrue(isDone(alice.addr));
    }

    /* NONCE */

    function test_RevertWhen_NonceIsAhead() external {
        prepare(alice.addr);
        bytes memory signature = sign(alice, digest(structHashOf(alice.addr, 1, NOW)));

        _expectInvalid(alice.addr);
        send(alice.addr, NOW, signature);
    }

    function test_RevertGiven_NonceWasVoided() external {
        bytes memory signature = _prepared(NOW);
        vm.prank(alice.addr);
        registry.useNonce();

        _expectInvalid(alice.addr);
        send(alice.addr, NOW, signature);

        send(alice.addr, NOW, sign(alice, digest(structHashOf(alice.addr, 1, NOW))));
        vm.assertTrue(isDone(alice.addr));
    }

    function test_RevertGiven_AnotherSignatureUsedTheNonce() external {
        bytes memory signature = _prepared(NOW);
        bytes32 carols = registerInbox(carol.addr, alice.addr);
        RevokeKeys memory other = RevokeKeys(alice.addr, carols, new bytes32[](0), 0, NOW);
        registry.revokeKeysFor(alice.addr, carols, other.keyIds, NOW, sign(alice, digestOf(other)));

        _expectInvalid(alice.addr);
        send(alice.addr, NOW, signature);
    }

    function test_RevertWhen_Replayed() external {
        bytes memory signature = _prepared(NOW);
        send(alice.addr, NOW, signature);

        _expectInvalid(alice.addr);
        send(alice.addr, NOW, signature);
    }

    function test_UsesUpOneNonceOfTheSigner() external {
        bytes memory signature = _prepared(NOW);

        send(alice.addr, NOW, signature);
        vm.assertEq(registry.nonces(alice.addr), 1);
    }

    function test_UsesUpNoNonceWhenItReverts() external {
        prepare(alice.addr);

        _expectInvalid(alice.addr);
        send(alice.addr, NOW, new bytes(65));
        vm.assertEq(registry.nonces(alice.addr), 0);
    }

    /* SIGNERS WITH CODE */

    function test_AcceptsASmartAccountThatSaysYes() external {
        address wallet = address(new MockWallet1271(bob.addr));
        prepare(wallet);

        send(wallet, NOW, sign(bob, digest(structHashOf(wallet, 0, NOW))));
        vm.assertTrue(isDone(wallet));
        vm.assertEq(registry.nonces(wallet), 1);
    }

    function test_RevertWhen_ASmartAccountSaysNo() external {
        address wallet = address(new MockWallet1271(bob.addr));
        prepare(wallet);
        bytes memory signature = sign(mallory, digest(structHashOf(wallet, 0, NOW)));

        _expectInvalid(wallet);
        send(wallet, NOW, signature);
    }

    function test_RevertWhen_ASmartAccountAnswersJunk() external {
        _expectInvalidFrom("junk", 32, MockHostileWallet1271.Ending.Returns);
    }

    function test_RevertWhen_ASmartAccountReverts() external {
        _expectInvalidFrom(bytes32(bytes4(0x1626ba7e)), 32, MockHostileWallet1271.Ending.Reverts);
    }

    function test_AcceptsADelegatedAccountsOwnSignature() external {
        prepare(alice.addr);
        _delegate(alice.addr, address(new MockHostileWallet1271("junk", 32, MockHostileWallet1271.Ending.Returns)));

        send(alice.addr, NOW, sign(alice, digest(structHashOf(alice.addr, 0, NOW))));
        vm.assertTrue(isDone(alice.addr));
    }

    function test_AcceptsADelegatedAccountsCodesYes() external {
        prepare(alice.addr);
        _delegate(alice.addr, address(new MockWallet1271(bob.addr)));

        send(alice.addr, NOW, sign(bob, digest(structHashOf(alice.addr, 0, NOW))));
        vm.assertTrue(isDone(alice.addr));
    }

    /* PARTS */

    /// @dev Alice's call, signed for nonce 0.
    function _prepared(uint256 deadline) private returns (bytes memory signature) {
        prepare(alice.addr);
        return sign(alice, digest(structHashOf(alice.addr, 0, deadline)));
    }

    function _expectInvalid(address signer) private {
        vm.expectRevert(abi.encodeWithSelector(ISigned.InvalidSignature.selector, signer));
    }

    function _expectInvalidInDomain(bytes32 separator) private {
        bytes memory signature = sign(alice, typedDataDigest(separator, structHashOf(alice.addr, 0, NOW)));
        _expectInvalid(alice.addr);
        send(alice.addr, NOW, signature);
    }

    function _expectInvalidFrom(bytes32 word, uint256 length, MockHostileWallet1271.Ending ending) private {
        address wallet = address(new MockHostileWallet1271(word, length, ending));
        prepare(wallet);
        _expectInvalid(wallet);
        send(wallet, NOW, "anything");
    }

    /// @dev Gives `account` the code of an ERC-7702 delegation to `implementation`.
    function _delegate(address account, address implementation) private {
        vm.etch(account, abi.encodePacked(hex"ef0100", implementation));
    }
}
