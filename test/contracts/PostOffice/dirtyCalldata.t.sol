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

    function _assertFails(address caller, uint256 value, bytes memory call) private {
        vm.prank(caller);
        (bool success, ) = address(office).call{value: value}(call);
        vm.assertFalse(success, "dirty calldata got through");
    }
}
