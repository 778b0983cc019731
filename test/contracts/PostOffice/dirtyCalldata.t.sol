// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IStamps} from "../../../contracts/interfaces/IStamps.sol";
import {PostOfficeTest} from "./PostOfficeTest.sol";

/// @notice A stamp's id is taken over its calldata as it came. Bits outside of a field's type must not get
/// through: the same stamp would have a second id.
contract DirtyCalldataTest is PostOfficeTest {
    /// @dev Words of a {IStamps.PostInput} that their types do not fill, and the bits that those have.
    uint8[5] private _inputWords = [0, 1, 4, 5, 6];
    uint8[5] private _inputBits = [160, 160, 96, 96, 40];

    /// @dev The same of a {IStamps.Stamp}.
    uint8[6] private _stampWords = [0, 1, 2, 5, 6, 7];
    uint8[6] private _stampBits = [160, 160, 160, 96, 96, 40];

    function test_RevertWhen_PostedDirty() public {
        bytes memory call = abi.encodeCall(office.post, (inputOf(stampOf(NATIVE, 1))));
        for (uint256 i = 0; i < _inputWords.length; ++i) {
            for (uint256 bit = _inputBits[i]; bit < 256; bit += 7) {
                _assertFails(bob.addr, POSTAGE, _flipped(call, 4 + uint256(_inputWords[i]) * 32, bit));
            }
        }
    }

    function test_RevertWhen_OneOfManyIsPostedDirty() public {
        bytes memory call = abi.encodeCall(office.postMany, (inputsOf(both(stampOf(NATIVE, 1), stampOf(NATIVE, 2)))));
        for (uint256 i = 0; i < _inputWords.length; ++i) {
            uint256 second = 4 + 64 + 7 * 32 + uint256(_inputWords[i]) * 32;
            _assertFails(bob.addr, 2 * POSTAGE, _flipped(call, second, _inputBits[i]));
        }
    }

    function test_RevertWhen_AdmittedOrAnsweredDirty() public {
        setRelayMayCollect(true);
        (IStamps.Stamp memory stamp, bytes32 id) = posted(1);
        for (uint256 i = 0; i < _stampWords.length; ++i) {
            uint256 field = 4 + 64 + uint256(_stampWords[i]) * 32;
            for (uint256 bit = _stampBits[i]; bit < 256; bit += 7) {
                _assertFails(relay.addr, 0, _flipped(abi.encodeCall(office.admit, (only(stamp))), field, bit));
                _assertFails(alice.addr, 0, _flipped(abi.encodeCall(office.collect, (only(stamp))), field, bit));
                _assertFails(alice.addr, 0, _flipped(abi.encodeCall(office.returnToSender, (only(stamp))), field, bit));
            }
        }
        assertWord(id, IStamps.StampStatus.Open, true, false, NOW, 0);
    }

    function test_RevertWhen_ExpiredDirty() public {
        (IStamps.Stamp memory stamp, bytes32 id) = posted(1);
        vm.warp(EXPIRES_AT);
        for (uint256 i = 0; i < _stampWords.length; ++i) {
            uint256 field = 4 + 64 + uint256(_stampWords[i]) * 32;
            bytes memory call = abi.encodeCall(office.expire, (only(stamp)));
            _assertFails(mallory.addr, 0, _flipped(call, field, _stampBits[i]));
        }
        assertWord(id, IStamps.StampStatus.Open, false, false, NOW, 0);
    }

    function test_RevertWhen_PostedFromDirty() public {
        credit(bob.addr, NATIVE, POSTAGE);
        bytes memory call = abi.encodeCall(office.postFrom, (bob.addr, inputOf(stampOf(NATIVE, 1))));
        _assertFails(bob.addr, 0, _flipped(call, 4, 160));
        for (uint256 i = 0; i < _inputWords.length; ++i) {
            for (uint256 bit = _inputBits[i]; bit < 256; bit += 7) {
                _assertFails(bob.addr, 0, _flipped(call, 4 + 32 + uint256(_inputWords[i]) * 32, bit));
            }
        }
    }

    /// @dev Bob signs the very bytes that are handed in: it is not the signature that is wrong.
    function test_RevertWhen_PostedDirtyAsSigned() public {
        credit(bob.addr, NATIVE, POSTAGE);
        bytes memory input = abi.encode(inputOf(stampOf(NATIVE, 1)));
        for (uint256 i = 0; i < _inputWords.length; ++i) {
            for (uint256 bit = _inputBits[i]; bit < 256; bit += 7) {
                _assertFails(mallory.addr, 0, _postForOf(_flipped(input, uint256(_inputWords[i]) * 32, bit)));
            }
        }
        (bool success, ) = address(office).call(_postForOf(input));
        vm.assertTrue(success, "clean calldata");
        assertWord(idOf(stampOf(NATIVE, 1)), IStamps.StampStatus.Open, false, false, NOW, 0);
    }

    /// @dev What it voids is the id of no stamp.
    function test_VoidingDirtyVoidsNothing() public {
        IStamps.Stamp memory stamp = stampOf(NATIVE, 1);
        bytes memory call = abi.encodeCall(office.voidStamps, (only(stamp)));
        for (uint256 i = 0; i < _stampWords.length; ++i) {
            uint256 field = 4 + 64 + uint256(_stampWords[i]) * 32;
            vm.prank(bob.addr);
            (bool success, ) = address(office).call(_flipped(call, field, _stampBits[i]));
            vm.assertTrue(i != 0 || !success, "a dirty sender");
        }
        assertWord(post(stamp), IStamps.StampStatus.Open, false, false, NOW, 0);
    }

    /// @dev Alice signs the ids of the very bytes that are handed in.
    function test_SettlingDirtySettlesNothing() public {
        (IStamps.Stamp memory stamp, bytes32 id) = posted(1);
        for (uint256 i = 0; i < _stampWords.length; ++i) {
            bytes memory dirty = _flipped(abi.encode(stamp), uint256(_stampWords[i]) * 32, _stampBits[i]);
            (bool success, bytes memory answer) = address(office).call(_settleForOf(dirty));
            if (success) vm.assertEq(abi.decode(answer, (uint256)), 0);
        }
        assertWord(id, IStamps.StampStatus.Open, false, false, NOW, 0);

        (, bytes memory settled) = address(office).call(_settleForOf(abi.encode(stamp)));
        vm.assertEq(abi.decode(settled, (uint256)), 1);
    }

    function test_RevertWhen_TheAnswerIsDirty() public {
        (IStamps.Stamp memory stamp, ) = posted(1);
        bytes memory call = _settleForOf(abi.encode(stamp));
        _assertFails(mallory.addr, 0, _flipped(call, 4 + 32, 1));
        _assertFails(mallory.addr, 0, _flipped(call, 4 + 64, 160));
    }

    /// @dev An array that says to be longer than the calldata is.
    function test_RevertWhen_CalldataIsTooShort() public {
        bytes memory call = abi.encodeCall(office.expire, (only(stampOf(NATIVE, 1))));
        _assertFails(mallory.addr, 0, _flipped(call, 4 + 32, 1));
    }

    /// @dev `call` with one bit of the word at `position` the other way round.
    function _flipped(bytes memory call, uint256 position, uint256 bit) private pure returns (bytes memory copy) {
        copy = bytes.concat(call);
        // Safety: every caller names a word within the call.
        assembly ("memory-safe") {
            let word := add(add(copy, 0x20), position)
            mstore(word, xor(mload(word), shl(bit, 1)))
        }
    }

    /// @dev A call of `postFor` with these words of an input, which Bob signed as they are.
    function _postForOf(bytes memory input) private view returns (bytes memory) {
        bytes32 structHash = keccak256(bytes.concat(abi.encode(STAMP_TYPEHASH, bob.addr), input));
        bytes memory signature = sign(bob, officeDigest(structHash));
        return
            bytes.concat(
                abi.encodeWithSelector(office.postFor.selector, bob.addr),
                input,
                abi.encode(uint256(9 * 32), signature.length),
                signature,
                new bytes(31)
            );
    }

    /// @dev A call of `settleFor` with these words of a stamp, for which Alice signed as they are.
    function _settleForOf(bytes memory stamp) private view returns (bytes memory) {
        bytes32[] memory ids = new bytes32[](1);
        ids[0] = officeDigest(keccak256(bytes.concat(STAMP_TYPEHASH, stamp)));
        bytes memory signature = sign(alice, officeDigest(answerHash(Answer(alice.addr, ids, true))));
        return
            bytes.concat(
                abi.encodeWithSelector(office.settleFor.selector, uint256(4 * 32), true, alice.addr, uint256(13 * 32)),
                abi.encode(uint256(1)),
                stamp,
                abi.encode(signature.length),
                signature,
                new bytes(31)
            );
    }

    function _assertFails(address caller, uint256 value, bytes memory call) private {
        vm.prank(caller);
        (bool success, ) = address(office).call{value: value}(call);
        vm.assertFalse(success, "dirty calldata got through");
    }
}
