// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IERC1271} from "@openzeppelin/contracts/interfaces/IERC1271.sol";

import {Signatures} from "../../../contracts/libraries/Signatures.sol";
import {MockHostileWallet1271} from "../../../contracts/mocks/MockHostileWallet1271.sol";
import {MockWallet1271} from "../../../contracts/mocks/MockWallet1271.sol";
import {Actors} from "../base/Actors.sol";

/// @title The library's calldata interface, made callable
contract SignaturesCaller {
    function isValid(address signer, bytes32 digest, bytes calldata signature) external view returns (bool) {
        return Signatures.isValid(signer, digest, signature);
    }
}

contract SignaturesTest is Actors {
    bytes32 private constant _DIGEST = keccak256("digest");
    bytes32 private constant _YES = bytes32(bytes4(0x1626ba7e));
    /// @dev Order of secp256k1.
    uint256 private constant _N = 0xFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFEBAAEDCE6AF48A03BBFD25E8CD0364141;

    SignaturesCaller internal caller = new SignaturesCaller();

    /* NO CODE */

    function testFuzz_AcceptsTheSignersOwn(uint256 privateKey, bytes32 digest) external view {
        Account memory signer;
        signer.privateKey = bound(privateKey, 1, _N - 1);
        signer.addr = vm.addr(signer.privateKey);

        vm.assertTrue(caller.isValid(signer.addr, digest, sign(signer, digest)));
    }

    function testFuzz_RefusesAnothers(address signer, bytes32 digest) external view {
        vm.assume(signer != mallory.addr && signer.code.length == 0);
        vm.assertFalse(caller.isValid(signer, digest, sign(mallory, digest)));
    }

    function testFuzz_RefusesItsOwnOverAnotherDigest(bytes32 digest) external view {
        vm.assume(digest != _DIGEST);
        _assertRefused(alice.addr, sign(alice, digest));
    }

    function testFuzz_RefusesAnyOtherByte(uint256 position, bytes1 flip) external view {
        vm.assume(flip != 0);
        bytes memory signature = sign(alice, _DIGEST);
        signature[position % 65] ^= flip;

        _assertRefused(alice.addr, signature);
    }

    function testFuzz_RefusesAHighS(bytes32 digest) external view {
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(alice.privateKey, digest);
        bytes memory twin = abi.encodePacked(r, bytes32(_N - uint256(s)), v == 27 ? uint8(28) : uint8(27));
        // The twin is as good by the curve: only the rule of low s refuses it.
        vm.assertEq(ecrecover(digest, v == 27 ? 28 : 27, r, bytes32(_N - uint256(s))), alice.addr);
        vm.assertFalse(caller.isValid(alice.addr, digest, twin));
    }

    function test_RefusesOtherV() external view {
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(alice.privateKey, _DIGEST);
        uint8[5] memory others = [0, 1, 26, 29, 255];
        for (uint256 i = 0; i < others.length; ++i) _assertRefused(alice.addr, abi.encodePacked(r, s, others[i]));
        _assertRefused(alice.addr, abi.encodePacked(r, s, v - 27));
    }

    function test_RefusesCompactSignatures() external view {
        (bytes32 r, bytes32 vs) = vm.signCompact(alice.privateKey, _DIGEST);
        _assertRefused(alice.addr, abi.encodePacked(r, vs));
    }

    function test_RefusesOtherLengths() external view {
        bytes memory signature = sign(alice, _DIGEST);
        bytes memory cut = new bytes(64);
        for (uint256 i = 0; i < 64; ++i) cut[i] = signature[i];

        _assertRefused(alice.addr, "");
        _assertRefused(alice.addr, cut);
        _assertRefused(alice.addr, bytes.concat(signature, hex"00"));
        _assertRefused(alice.addr, bytes.concat(signature, new bytes(31)));
    }

    function test_RefusesROrSOutsideTheGroup() external view {
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(alice.privateKey, _DIGEST);
        _assertRefused(alice.addr, abi.encodePacked(bytes32(0), s, v));
        _assertRefused(alice.addr, abi.encodePacked(r, bytes32(0), v));
        _assertRefused(alice.addr, abi.encodePacked(bytes32(_N), s, v));
        _assertRefused(alice.addr, abi.encodePacked(r, bytes32(_N), v));
    }

    /* ODD SIGNERS */

    function test_RefusesForSignerZero() external view {
        _assertRefused(address(0), sign(alice, _DIGEST));
        // ecrecover answers 0 to these.
        _assertRefused(address(0), abi.encodePacked(bytes32(0), bytes32(0), uint8(27)));
        _assertRefused(address(0), new bytes(65));
        _assertRefused(address(0), "");
    }

    function test_RefusesForPrecompiles() external view {
        for (uint160 i = 1; i <= 10; ++i) _assertRefused(address(i), sign(alice, _DIGEST));
        // The identity (4) would echo the question, which begins with the word for yes if the digest begins with zeros.
        vm.assertFalse(caller.isValid(address(4), bytes32(uint256(1)), ""));
    }

    /* CODE */

    function test_AcceptsWhatTheCodeSaysYesTo() external {
        address wallet = address(new MockWallet1271(alice.addr));
        vm.assertTrue(caller.isValid(wallet, _DIGEST, sign(alice, _DIGEST)));

        wallet = _answering(_YES, 32);
        vm.assertTrue(caller.isValid(wallet, _DIGEST, ""));
        vm.assertTrue(caller.isValid(wallet, _DIGEST, new bytes(1_000)));
    }

    function test_RefusesWhatTheCodeSaysNoTo() external {
        address wallet = address(new MockWallet1271(alice.addr));
        _assertRefused(wallet, sign(mallory, _DIGEST));
        _assertRefused(wallet, "");
    }

    function testFuzz_AsksByteForByte(bytes32 digest, bytes calldata signature) external {
        address wallet = _answering(_YES, 32);

        vm.expectCall(wallet, abi.encodeCall(IERC1271.isValidSignature, (digest, signature)));
        vm.assertTrue(caller.isValid(wallet, digest, signature));
    }

    function test_RefusesAnEmptyAnswer() external {
        _assertRefused(_answering(_YES, 0), "");
    }

    function test_RefusesAShortAnswer() external {
        _assertRefused(_answering(_YES, 4), "");
        _assertRefused(_answering(_YES, 31), "");
    }

    function test_AcceptsALongAnswerThatBeginsRight() external {
        vm.assertTrue(caller.isValid(_answering(_YES, 33), _DIGEST, ""));
        vm.assertTrue(caller.isValid(_answering(_YES, 100_000), _DIGEST, ""));
    }

    function testFuzz_RefusesAnyOtherWord(bytes32 word) external {
        _assertRefused(_answering(_YES | bytes32(uint256(1)), 32), "");
        _assertRefused(_answering(_YES | (bytes32(uint256(1)) << 223), 32), "");

        if (word == _YES) word = 0;
        _assertRefused(_answering(word, 32), "");
    }

    function test_RefusesAPlainTrue() external {
        _assertRefused(_answering(bytes32(uint256(1)), 32), "");
    }

    function test_RefusesARevert() external {
        _assertRefused(address(new MockHostileWallet1271(0, 0, MockHostileWallet1271.Ending.Reverts)), "");
        _assertRefused(address(new MockHostileWallet1271(_YES, 32, MockHostileWallet1271.Ending.Reverts)), "");
    }

    function test_GoesOnWhenTheCodeBurnsAllItsGas() external {
        address wallet = address(new MockHostileWallet1271(_YES, 32, MockHostileWallet1271.Ending.BurnsGas));
        vm.assertFalse(caller.isValid{gas: 2_000_000}(wallet, _DIGEST, ""));
    }

    function test_DoesNotPayForCopyingAHugeAnswer() external {
        uint256 length = 100_000;
        address wallet = _answering("junk", length);
        uint256 before = gasleft();
        _assertRefused(wallet, "");
        uint256 used = before - gasleft();

        // The wallet pays for its own memory (words × 3 + words² / 512) and fills it (words × 3). Copying the answer
        // would cost the caller as much again, 37,000; without it the rest is small change, also when coverage is measured.
        uint256 words = length / 32;
        vm.assertLt(used, words * 6 + (words * words) / 512 + 24_000);
    }

    /* DELEGATED CODE */

    function test_Delegated_AcceptsItsOwn() external {
        _delegate(alice.addr, _answering("junk", 32));
        vm.assertTrue(caller.isValid(alice.addr, _DIGEST, sign(alice, _DIGEST)));
        _delegate(alice.addr, address(new MockHostileWallet1271(0, 0, MockHostileWallet1271.Ending.BurnsGas)));
        vm.assertTrue(caller.isValid(alice.addr, _DIGEST, sign(alice, _DIGEST)));
    }

    function test_Delegated_AsksTheCodeAboutAllElse() external {
        _delegate(alice.addr, address(new MockWallet1271(bob.addr)));
        vm.assertTrue(caller.isValid(alice.addr, _DIGEST, sign(bob, _DIGEST)));
    }

    function test_Delegated_RefusesWhatNeitherSaysYesTo() external {
        _delegate(alice.addr, address(new MockWallet1271(bob.addr)));
        _assertRefused(alice.addr, sign(mallory, _DIGEST));
    }

    /* PARTS */

    function _assertRefused(address signer, bytes memory signature) private view {
        vm.assertFalse(caller.isValid(signer, _DIGEST, signature));
    }

    function _answering(bytes32 word, uint256 length) private returns (address) {
        return address(new MockHostileWallet1271(word, length, MockHostileWallet1271.Ending.Returns));
    }

    function _delegate(address account, address implementation) private {
        vm.etch(account, abi.encodePacked(hex"ef0100", implementation));
    }
}
